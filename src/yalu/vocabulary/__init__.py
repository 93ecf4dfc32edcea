"""The words that all rooms share. It imports nothing of ours."""

from yalu.vocabulary.claim import FREIGHT_CARS, Claim, Quote, Step
from yalu.vocabulary.corridor import Corridor, Country, Gate, Names, Service, Side, Source
from yalu.vocabulary.document import Document, Span
from yalu.vocabulary.errors import (
    CasebookError,
    CorridorError,
    DateError,
    DocumentError,
    FileFault,
    ScenarioError,
    StateError,
    UnknownGate,
    YaluError,
)
from yalu.vocabulary.event import Act, Event
from yalu.vocabulary.published import Published
from yalu.vocabulary.terms import STATE_FACTS, Grain, Kind, Mode, SourceClass, Stance, State
from yalu.vocabulary.when import When, day, partial_day

__all__ = [
    "FREIGHT_CARS",
    "STATE_FACTS",
    "Act",
    "CasebookError",
    "Claim",
    "Corridor",
    "CorridorError",
    "Country",
    "DateError",
    "Document",
    "DocumentError",
    "Event",
    "FileFault",
    "Gate",
    "Grain",
    "Kind",
    "Mode",
    "Names",
    "Published",
    "Quote",
    "ScenarioError",
    "Service",
    "Side",
    "Source",
    "SourceClass",
    "Span",
    "Stance",
    "State",
    "StateError",
    "Step",
    "UnknownGate",
    "When",
    "YaluError",
    "day",
    "partial_day",
]
