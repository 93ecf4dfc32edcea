"""The twin of a corridor: a model and its scenario in, events and figures out. Plain values, no disks.

>>> from yalu.simulate.run import run
>>> table = yalu.simulate.compiled(yalu.simulate.load("spring-2022"))
>>> outcome = run(table, seed=0, replication=7)        # one course of things, stamp by stamp
>>> outcome.state.to_bytes()                           # where it stands, to run on from

`ensemble` repeats runs and merges shards, `compare` pairs two scenarios, `promise` says by when a
consignment arrives; each stands in the file of its name.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yalu.simulate.compile import compiled
    from yalu.simulate.outcome import Outcome
    from yalu.simulate.scenario import load, shipped
    from yalu.simulate.schema import Model
    from yalu.simulate.state import State

__all__ = ["Model", "Outcome", "State", "compiled", "load", "shipped"]

_HOMES = {
    "Model": "schema",
    "Outcome": "outcome",
    "State": "state",
    "compiled": "compile",
    "load": "scenario",
    "shipped": "scenario",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'yalu.simulate' has no attribute {name!r}")
    return getattr(import_module(f"yalu.simulate.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
