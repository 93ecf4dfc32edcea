"""Pooled: the lengths of runs, learned from many services together.

One service has a few dozen runs at best, and learning from it alone takes lies for short runs. So
the prior of each is learned from all: one factor on the run lengths of the model, log-normal
with spread `Model.run_spread`. What was learned stays until somebody learns again, so that
a document moves the services it speaks of and no others.
Source: notes on fusing claims, sections 2 (misspecification) and 3.2.
"""

import datetime as dt
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from yalu.believe.ahead import expected_moves, lengths_log
from yalu.believe.belief import Belief
from yalu.believe.chain import Frame, Smoothed
from yalu.believe.delays import NEWS
from yalu.believe.model import VERSION, Model
from yalu.vocabulary import YaluError

_FACTORS = np.exp(np.linspace(-2.5, 2.5, 201))


@dataclass(frozen=True, slots=True)
class Pooled:
    """What so many services told by a day: a factor on the lengths of all runs."""

    factor: float
    services: int
    known_by: dt.date

    def of(self, model: Model | None = None) -> Model:
        """The model with its run lengths times the factor; for either engine."""
        model = model or Model()
        return model.replace(young=model.young * self.factor, settled=model.settled * self.factor)

    def to_json(self) -> str:
        """One line of JSON, with the version of the model it was learned for."""
        found = {"version": VERSION, "factor": self.factor, "services": self.services}
        return json.dumps({**found, "known_by": self.known_by.isoformat()})

    @classmethod
    def from_json(cls, text: str) -> "Pooled":
        """What `to_json` wrote. Raises YaluError for anything else, and for another version."""
        try:
            found = json.loads(text)
            version, known_by = found["version"], dt.date.fromisoformat(found["known_by"])
            made = cls(float(found["factor"]), int(found["services"]), known_by)
        except (ValueError, KeyError, TypeError):
            raise YaluError("not a file that `yalu learn` wrote") from None
        if version != VERSION:
            raise YaluError(f"learned for version {version} of the model, this is {VERSION}")
        if not 0 < made.factor < math.inf:
            raise YaluError(f"{made.factor} is no factor on lengths")
        return made


def pooled(beliefs: Iterable[Belief]) -> Pooled:
    """What beliefs of one model, made by EM and as known by one day, tell of the lengths of runs.

    The likeliest factor, given the stays and moves that the beliefs expect, whose order is no matter.
    It is one step from the model: where nobody speaks a belief expects what the model does,
    and further steps would learn from that again. Raises YaluError for no belief.
    """
    found = list(beliefs)
    moves = [
        expected_moves(belief.chain, _spoken(belief))
        for belief in found
        if isinstance(belief.chain, Smoothed) and belief.evidence
    ]
    if not moves:
        raise YaluError("nothing to learn from: no belief by EM")
    model = found[0].model
    whole = np.array([math.fsum(column) for column in np.transpose(moves)])
    # A run that is left with certainty every day has no length to learn.
    factors = _FACTORS[_FACTORS * min(model.young, model.settled) > 1]
    log = -0.5 * (np.log(factors) / model.run_spread) ** 2
    log += lengths_log(factors, whole, model)
    known_by = max(belief.known_by for belief in found)
    return Pooled(float(factors[log.argmax()]), len(moves), known_by)


def _spoken(belief: Belief) -> Frame:
    """The frame of a belief, up to where a change would have been told by its last word.

    After that nobody looks any more, as far as one can know, and silence teaches nothing.
    """
    last = max(piece.known for piece in belief.evidence) + NEWS - belief.frame.first + 1
    return replace(belief.frame, observed=min(belief.frame.observed, last))
