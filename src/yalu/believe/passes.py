"""The passes of the run-length chain over its days, compiled by numba on first use.

States 0, 1, 2 are suspended, limited, running. A run has two phases, so the chain has six
states `2 * state + phase`. Every array is float64 unless said; T is the number of days.
No fast-math: the same input gives the same bits.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numba import njit

Array = Any
Function = TypeVar("Function", bound=Callable[..., Any])

SMALL, LARGE = 1e-100, 1e100
"""Sums of a message between which nothing is lost on the next day."""


def compiled(function: Function) -> Function:
    """`function` compiled to machine code on first use, kept in the cache of the package."""
    kernel: Any = njit(cache=True)(function)
    return kernel  # type: ignore[no-any-return]


_UNCOUNTED: Any = {"cache": True, "_nrt": False}
"""The second is what numba calls its own functions that need no memory with; it has had that option
since long before the oldest version allowed, and would raise without."""


def lean(function: Function) -> Function:
    """`compiled` for what makes no array: that it holds those it is given is not counted.

    To count them, in and out of every call, took a third of the sampler's time. What does make one
    does not compile.
    """
    kernel: Any = njit(**_UNCOUNTED)(function)
    return kernel  # type: ignore[no-any-return]


@njit(inline="always")
def ahead(
    mass: Any, t: int, likely: Array, enter: Array, leave: Array, chances: Any, jump: Array
) -> Any:
    """The masses of the six states on day t, from those of the day before; arrays as in `pass_forward`.

    `chances` are the three of `phase`. The code is put into its callers as it stands: to hand
    arrays to a function costs more than these sums.
    """
    young0, old0, young1, old1, young2, old2 = mass
    ends, settles, late = chances
    stays, old_stays = 1 - ends - settles, 1 - late
    p0, p1, p2 = likely[t, 0], likely[t, 1], likely[t, 2]
    go0, go1, go2 = leave[t, 0], leave[t, 1], leave[t, 2]
    in0, in1, in2 = enter[t, 0] * p0, enter[t, 1] * p1, enter[t, 2] * p2
    gone0 = young0 * ends + old0 * late
    gone1 = young1 * ends + old1 * late
    gone2 = young2 * ends + old2 * late
    old0 = old0 * (old_stays * p0) + young0 * (settles * p0)
    old1 = old1 * (old_stays * p1) + young1 * (settles * p1)
    old2 = old2 * (old_stays * p2) + young2 * (settles * p2)
    young0 *= stays * p0
    young1 *= stays * p1
    young2 *= stays * p2
    young0 += gone1 * (go1 * jump[1, 0] * in0) + gone2 * (go2 * jump[2, 0] * in0)
    young1 += gone0 * (go0 * jump[0, 1] * in1) + gone2 * (go2 * jump[2, 1] * in1)
    young2 += gone0 * (go0 * jump[0, 2] * in2) + gone1 * (go1 * jump[1, 2] * in2)
    return young0, old0, young1, old1, young2, old2


@compiled
def pass_forward(
    likely: Array,
    enter: Array,
    leave: Array,
    phase: Array,
    jump: Array,
    start: Array,
    forward: Array,
    scale: Array,
) -> None:
    """Filter the chain: P(state and phase of day t | evidence to t), into `forward` (T, 6).

    likely (T, 3) evidence of days; enter, leave (T, 3) factors of a transition by the
    state entered and the state left;
    phase (3,): chance a day that a young run ends, that it settles, that a settled run
    ends; jump (3, 3) from row to column, its diagonal 0; start (6,) of the first day.
    `scale` (T,) gets P(evidence of t | evidence before), up to the scale of `likely`.
    """
    # The six numbers that go from day to day stay in registers and are scaled only where they
    # must be: a sum or a division between two days would be waited for on each of them.
    chances = phase[0], phase[1], phase[2]
    young0, old0, young1, old1, young2, old2 = start
    before = 1.0
    for t in range(likely.shape[0]):
        if t == 0:
            p0, p1, p2 = likely[0, 0], likely[0, 1], likely[0, 2]
            young0, young1, young2 = young0 * p0, young1 * p1, young2 * p2
            old0, old1, old2 = old0 * p0, old1 * p1, old2 * p2
        else:
            mass = young0, old0, young1, old1, young2, old2
            young0, old0, young1, old1, young2, old2 = ahead(
                mass, t, likely, enter, leave, chances, jump
            )
        total = (young0 + old0) + (young1 + old1) + (young2 + old2)
        share = 1 / total
        scale[t] = total / before
        before = total
        forward[t, 0], forward[t, 1] = young0 * share, old0 * share
        forward[t, 2], forward[t, 3] = young1 * share, old1 * share
        forward[t, 4], forward[t, 5] = young2 * share, old2 * share
        if not SMALL < total < LARGE:
            young0, young1, young2 = forward[t, 0], forward[t, 2], forward[t, 4]
            old0, old1, old2 = forward[t, 1], forward[t, 3], forward[t, 5]
            before = 1.0


@compiled
def pass_backward(
    likely: Array,
    enter: Array,
    leave: Array,
    phase: Array,
    jump: Array,
    forward: Array,
    backward: Array,
    post: Array,
    into: Array,
) -> None:
    """Smooth what `pass_forward` filtered; fills its last three arguments.

    backward (T, 6) scaled to sum 1 each day; post (T, 3) probability of the states;
    into (T, 3) probability of a change into a state on the day.
    """
    ends, settles, late = phase[0], phase[1], phase[2]
    stays, old_stays = 1 - ends - settles, 1 - late
    young0 = old0 = young1 = old1 = young2 = old2 = 1.0 / 6
    for t in range(likely.shape[0] - 1, -1, -1):
        total = (young0 + old0) + (young1 + old1) + (young2 + old2)
        share = 1 / total
        backward[t, 0], backward[t, 1] = young0 * share, old0 * share
        backward[t, 2], backward[t, 3] = young1 * share, old1 * share
        backward[t, 4], backward[t, 5] = young2 * share, old2 * share
        if not SMALL < total < LARGE:
            young0, young1, young2 = backward[t, 0], backward[t, 2], backward[t, 4]
            old0, old1, old2 = backward[t, 1], backward[t, 3], backward[t, 5]
        held0 = forward[t, 0] * young0 + forward[t, 1] * old0
        held1 = forward[t, 2] * young1 + forward[t, 3] * old1
        held2 = forward[t, 4] * young2 + forward[t, 5] * old2
        share = 1 / (held0 + held1 + held2)
        post[t, 0], post[t, 1], post[t, 2] = held0 * share, held1 * share, held2 * share
        if t == 0:
            into[0, 0] = into[0, 1] = into[0, 2] = 0.0
            break
        p0, p1, p2 = likely[t, 0], likely[t, 1], likely[t, 2]
        go0, go1, go2 = leave[t, 0], leave[t, 1], leave[t, 2]
        in0, in1, in2 = enter[t, 0] * p0, enter[t, 1] * p1, enter[t, 2] * p2
        was0, was1, was2 = forward[t - 1, 0], forward[t - 1, 2], forward[t - 1, 4]
        aged0, aged1, aged2 = forward[t - 1, 1], forward[t - 1, 3], forward[t - 1, 5]
        gone0 = (was0 * ends + aged0 * late) * go0
        gone1 = (was1 * ends + aged1 * late) * go1
        gone2 = (was2 * ends + aged2 * late) * go2
        come0 = (gone1 * jump[1, 0] + gone2 * jump[2, 0]) * (in0 * young0)
        come1 = (gone0 * jump[0, 1] + gone2 * jump[2, 1]) * (in1 * young1)
        come2 = (gone0 * jump[0, 2] + gone1 * jump[1, 2]) * (in2 * young2)
        move0 = young1 * (in1 * (go0 * jump[0, 1])) + young2 * (in2 * (go0 * jump[0, 2]))
        move1 = young0 * (in0 * (go1 * jump[1, 0])) + young2 * (in2 * (go1 * jump[1, 2]))
        move2 = young0 * (in0 * (go2 * jump[2, 0])) + young1 * (in1 * (go2 * jump[2, 1]))
        young0 = young0 * (stays * p0) + old0 * (settles * p0) + move0 * ends
        young1 = young1 * (stays * p1) + old1 * (settles * p1) + move1 * ends
        young2 = young2 * (stays * p2) + old2 * (settles * p2) + move2 * ends
        old0 = old0 * (old_stays * p0) + move0 * late
        old1 = old1 * (old_stays * p1) + move1 * late
        old2 = old2 * (old_stays * p2) + move2 * late
        mass = was0 * young0 + was1 * young1 + was2 * young2
        share = 1 / (mass + aged0 * old0 + aged1 * old1 + aged2 * old2)
        into[t, 0], into[t, 1], into[t, 2] = come0 * share, come1 * share, come2 * share


@compiled
def run_starts(
    day: int,
    state: int,
    likely: Array,
    enter: Array,
    leave: Array,
    phase: Array,
    jump: Array,
    start: Array,
    forward: Array,
    scale: Array,
    backward: Array,
    found: Array,
) -> None:
    """P(the run of `state` that holds on `day` began on c), c = 0..day, into `found`.

    Exact: filtered messages up to c - 1, one entry on c, no exit until `day`, then the
    backward message of `day`. Carried in logs against underflow.
    """
    young, old = backward[day, 2 * state], backward[day, 2 * state + 1]
    ends, settles, ends_late = phase[0], phase[1], phase[2]
    carried = 0.0
    for c in range(day, -1, -1):
        mass = 0.0
        if c == 0:
            mass = start[2 * state] * young + start[2 * state + 1] * old
        else:
            for y in range(3):
                gone = forward[c - 1, 2 * y] * ends + forward[c - 1, 2 * y + 1] * ends_late
                mass += gone * leave[c, y] * jump[y, state]
            mass *= enter[c, state] * young
        mass *= likely[c, state]
        found[c] = np.log(mass) + carried if mass > 0 else -np.inf
        young = likely[c, state] * (young * (1 - ends - settles) + old * settles)
        old = likely[c, state] * old * (1 - ends_late)
        whole = young + old
        young /= whole
        old /= whole
        if c > 0:
            carried += np.log(whole / scale[c - 1])
    top = found.max()
    total = 0.0
    for c in range(day + 1):
        found[c] = np.exp(found[c] - top)
        total += found[c]
    for c in range(day + 1):
        found[c] /= total
