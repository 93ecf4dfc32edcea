"""Finding: what a rule has found in a sentence, before it is a claim."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yalu.read.clauses import Clause
from yalu.read.focus import Place
from yalu.read.marks import Mark
from yalu.vocabulary import Kind, Stance, State, Step, When

Reading = tuple[Kind, State, Stance]
"""What a trigger tells under the cues of its clause."""


@dataclass(slots=True)
class Finding:
    """The slots that the clause of a trigger fills. `explicit` tells a date in the
    words from one that is only the day of writing. `completes` is a finding that this one
    says in full."""

    kind: Kind
    place: Place
    clause: Clause
    trigger: Mark
    because: tuple[Step, ...]
    stance: Stance = Stance.ASSERTS
    state: State | None = None
    when: When | None = None
    explicit: bool = False
    scope: str | None = None
    direction: str | None = None
    number: int | float | None = None
    unit: str | None = None
    value: Mapping[str, Any] = field(default_factory=dict)
    completes: "Finding | None" = None
