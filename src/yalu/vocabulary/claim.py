"""Claim: one thing that somebody says about a corridor."""

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from yalu.vocabulary.terms import Kind, Mode, SourceClass, Stance, State
from yalu.vocabulary.when import When, day

FREIGHT_CARS = ("freight_cars", "containers", "trucks")
_ENGINES = ("locomotives", "passenger_cars")
_PEOPLE_UNITS = ("people", "passengers", "persons", "pedestrians", "refugees", "coffins")


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words of a claim: `text[start:end] == exact`."""

    exact: str
    start: int
    end: int


class Step(NamedTuple):
    """One reason of a claim: which rule filled which slot, from which words."""

    slot: str
    rule: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing somebody says. Frozen; equal content has the same `id`.

    `state` is the state after a change, during a service, or expected by a
    forecast. `scope` is what a state is limited to. `who` vouches; `class_` is
    the kind of access they have (`class` in JSON); `origin` first knew it: claims
    with one origin are not independent. `known` is the day by which the claim was
    public: the second clock. `value` holds the further fields of a kind, JSON
    values only. `gist` stands where there is no `quote`.
    """

    document: str
    kind: Kind
    gate: str
    mode: Mode
    who: str
    class_: SourceClass
    origin: str
    stance: Stance = Stance.ASSERTS
    state: State | None = None
    when: When | None = None
    known: dt.date | None = None
    direction: str | None = None
    scope: str | None = None
    number: float | None = None
    unit: str | None = None
    value: Mapping[str, Any] = field(default_factory=dict)
    quote: Quote | None = None
    gist: str | None = None
    note: str | None = None
    derived: bool = False
    outlet_error: bool = False
    because: tuple[Step, ...] = ()

    @property
    def id(self) -> str:
        """SHA-256 of what is said, by whom, where; not of the steps that read it."""
        content = self.to_json()
        content.pop("because", None)
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()

    def replace(self, **fields: Any) -> "Claim":
        """The same claim with some fields changed."""
        return dataclasses.replace(self, **fields)

    @property
    def freight_passed(self) -> bool | None:
        """Of a crossing: whether freight passed, or was seen not to.

        None for people, and for engines or coaches alone: they say nothing of freight.
        """
        if self.unit and any(word in self.unit.lower().split() for word in _PEOPLE_UNITS):
            return None
        if self.number == 0 or self.value.get("trains") == 0:
            return False
        engines = any(map(self.value.get, _ENGINES))
        return None if engines and not any(map(self.value.get, FREIGHT_CARS)) else True

    @property
    def first_day(self) -> dt.date:
        """The day a claim is filed under: the first it speaks of, else the day it was known."""
        when = self.when
        return (when and (when.earliest or when.latest)) or self.known or dt.date.min

    @property
    def foretells(self) -> bool:
        """Whether it tells what is to come: a forecast, or a change dated after it was told."""
        if self.kind is Kind.FORECAST:
            return True
        start = self.when.earliest if self.when else None
        return self.kind is Kind.CHANGE and bool(start and self.known and start > self.known)

    def to_json(self) -> dict[str, Any]:
        """The claim as a JSON object; fields that are not there are left out."""
        found: dict[str, Any] = {
            "document": self.document,
            "kind": self.kind.value,
            "gate": self.gate,
            "mode": self.mode.value,
            "direction": self.direction,
            "scope": self.scope,
            "state": self.state.value if self.state else None,
            "when": self.when.to_json() if self.when else None,
            "number": _plain(self.number),
            "unit": self.unit,
            "value": dict(self.value) or None,
            "who": self.who,
            "class": self.class_.value,
            "origin": self.origin,
            "stance": self.stance.value,
            "known": self.known.isoformat() if self.known else None,
            "quote": dataclasses.asdict(self.quote) if self.quote else None,
            "gist": self.gist,
            "note": self.note,
            "derived": self.derived or None,
            "outlet_error": self.outlet_error or None,
            "because": [step._asdict() for step in self.because] or None,
        }
        return {key: value for key, value in found.items() if value is not None}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Claim":
        """The claim of a JSON object as `to_json` writes it.

        Raises KeyError for a missing field, ValueError for an unknown word,
        DateError for a day that does not exist.
        """
        when, quote, known = found.get("when"), found.get("quote"), found.get("known")
        return cls(
            document=found["document"],
            kind=Kind(found["kind"]),
            gate=found["gate"],
            mode=Mode(found["mode"]),
            who=found["who"],
            class_=SourceClass(found["class"]),
            origin=found["origin"],
            stance=Stance(found.get("stance", Stance.ASSERTS)),
            state=State(found["state"]) if found.get("state") else None,
            when=When.from_json(when) if when else None,
            known=day(known) if known else None,
            direction=found.get("direction"),
            scope=found.get("scope"),
            number=found.get("number"),
            unit=found.get("unit"),
            value=found.get("value") or {},
            quote=Quote(**quote) if quote else None,
            gist=found.get("gist"),
            note=found.get("note"),
            derived=bool(found.get("derived")),
            outlet_error=bool(found.get("outlet_error")),
            because=tuple(Step(**step) for step in found.get("because") or ()),
        )


def _plain(number: float | None) -> float | None:
    # 10 and 10.0 are equal, so claims that hold them must have one line and one id.
    return int(number) if isinstance(number, float) and number.is_integer() else number
