"""Yalu keeps watch on a border freight corridor and runs it forward.

The words are here, the work is in the rooms; a room is imported when first named.

>>> import yalu
>>> atlas = yalu.corridors.load()            # gates, places and sources of the corridors
>>> yalu.read.read(document, atlas)          # a Document -> its claims
>>> yalu.believe.believe(claims, ...)        # claims -> the belief for every day
>>> yalu.casebook.open("yalu.db")            # keeps documents and claims, on two clocks
>>> yalu.simulate.load("spring-2022")        # a scenario, to compile and to run
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from yalu.vocabulary import (
    CasebookError,
    Claim,
    Corridor,
    CorridorError,
    DateError,
    Document,
    DocumentError,
    Gate,
    Grain,
    Kind,
    Mode,
    Quote,
    ScenarioError,
    Service,
    Source,
    SourceClass,
    Span,
    Stance,
    State,
    StateError,
    UnknownGate,
    When,
    YaluError,
)

if TYPE_CHECKING:
    from yalu import believe, brief, casebook, corridors, read, simulate

__version__ = "0.1.0"

__all__ = [
    "CasebookError",
    "Claim",
    "Corridor",
    "CorridorError",
    "DateError",
    "Document",
    "DocumentError",
    "Gate",
    "Grain",
    "Kind",
    "Mode",
    "Quote",
    "ScenarioError",
    "Service",
    "Source",
    "SourceClass",
    "Span",
    "Stance",
    "State",
    "StateError",
    "UnknownGate",
    "When",
    "YaluError",
    "__version__",
    "believe",
    "brief",
    "casebook",
    "corridors",
    "read",
    "simulate",
]

_ROOMS = frozenset({"believe", "brief", "casebook", "corridors", "read", "simulate"})


def __getattr__(name: str) -> ModuleType:
    if name in _ROOMS:
        return import_module(f"yalu.{name}")
    raise AttributeError(f"module 'yalu' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
