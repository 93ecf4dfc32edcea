"""Jit: how the functions of the kernel are compiled.

The kernel allocates nothing, so counting references is switched off: with it, passing the world from
function to function costs thirty times the simulation itself. What allocates uses `allocating`.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numba import njit

Array = Any
whole: Callable[[Any], int] = np.int64  # type: ignore[assignment]
"""A whole number of one width, so that a function is compiled once and not for every width."""
Function = TypeVar("Function", bound=Callable[..., Any])


def quick(function: Function) -> Function:
    """A function of the kernel."""
    return _compiled(function, _nrt=False)


def inlined(function: Function) -> Function:
    """A small function on the hot path, copied into its callers."""
    return _compiled(function, _nrt=False, inline="always")


def allocating(function: Function) -> Function:
    """A function that makes arrays."""
    return _compiled(function)


def _compiled(function: Function, **how: Any) -> Function:
    kernel: Any = njit(cache=True, error_model="numpy", **how)(function)
    return kernel  # type: ignore[no-any-return]
