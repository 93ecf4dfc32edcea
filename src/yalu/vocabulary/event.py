"""Event: a movement that was recorded or simulated, in one vocabulary for both."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Act(StrEnum):
    """What happened to the goods at a step."""

    ENTERED = "entered"
    """They came to the step, and may wait there."""
    BEGUN = "begun"
    """The work of the step began."""
    ENDED = "ended"
    """They were done with the step."""
    FORMED = "formed"
    """They were joined into one train, convoy or batch."""
    SPLIT = "split"
    """The train, convoy or batch was taken apart."""


@dataclass(frozen=True, slots=True)
class Event:
    """One movement: what, where, when, at which step, why. Equal content has the same `id`.

    `what` are the identifiers of the consignments. `when` is the time of the event, `recorded`
    the time at which it became known: both with their offset from UTC. `train` is what they
    were joined into, or taken from. `why` says on whose word it stands, or which replication
    made it.

    Raises ValueError for an event of nothing, a time without offset, and a train that is
    formed or split without a name.
    """

    what: tuple[str, ...]
    act: Act
    step: str
    when: dt.datetime
    recorded: dt.datetime
    where: str | None = None
    train: str | None = None
    cargo: str | None = None
    laden: bool | None = None
    why: str = ""
    simulated: bool = False

    def __post_init__(self) -> None:
        if not self.what:
            raise ValueError("an event is about at least one consignment")
        if self.when.utcoffset() is None or self.recorded.utcoffset() is None:
            raise ValueError("the times of an event have an offset from UTC")
        if self.act in (Act.FORMED, Act.SPLIT) and not self.train:
            raise ValueError(f"what was {self.act.value} has no name")

    @property
    def id(self) -> str:
        """SHA-256 of what happened; not of when it was recorded."""
        content = self.to_json()
        content.pop("recorded")
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The event as a JSON object; fields that are not there are left out."""
        found: dict[str, Any] = {
            "what": list(self.what),
            "act": self.act.value,
            "step": self.step,
            "when": self.when.isoformat(),
            "recorded": self.recorded.isoformat(),
            "where": self.where,
            "train": self.train,
            "cargo": self.cargo,
            "laden": self.laden,
            "why": self.why or None,
            "simulated": self.simulated or None,
        }
        return {key: value for key, value in found.items() if value is not None}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Event":
        """The event of a JSON object as `to_json` writes it.

        Raises KeyError for a missing field, ValueError for an unknown word or a time that
        cannot be read.
        """
        return cls(
            what=tuple(found["what"]),
            act=Act(found["act"]),
            step=found["step"],
            when=dt.datetime.fromisoformat(found["when"]),
            recorded=dt.datetime.fromisoformat(found["recorded"]),
            where=found.get("where"),
            train=found.get("train"),
            cargo=found.get("cargo"),
            laden=found.get("laden"),
            why=found.get("why", ""),
            simulated=bool(found.get("simulated")),
        )
