"""What was published, against what turned out: probabilities scored when the truth is known."""

import datetime as dt
import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yalu.believe.beta import Rate, rate
from yalu.believe.model import STATES
from yalu.believe.turns import sees
from yalu.vocabulary import Published, State

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

LATER = 90
"""Days that must pass before a later belief may settle what was published."""
SETTLED = 0.95
"""Probability of a state from which a later belief settles it."""
NEAR = 30
"""Days about the one in question of which somebody must have spoken since."""
FLOOR = 1e-3
"""The log score is cut here: one certain error is bad, not infinite."""
EDGES = (0.0, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95, 1.0)
"""Bounds of the bins of calibration: those between words of probability in ICD 203."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The probabilities told from `low` to below `high`: their mean, and how many `came` so.

    `rate` is the law of coming so, from a flat prior.
    """

    low: float
    high: float
    told: float
    came: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class Score:
    """How n published answers fared.

    `right`: the share whose likeliest state held. `brier`: mean over answers of the sum over
    states of (p - outcome)^2, 2/3 for a third each. `log`: mean of -ln p of the state that
    held, p at least `FLOOR`. `bins` hold every state of every answer.
    """

    n: int
    right: float
    brier: float
    log: float
    bins: tuple[Bin, ...]


def settled(answer: Published, later: "Belief") -> State | None:
    """The state that a later belief settles for the day of an answer, None where it does not.

    It must know `LATER` days more than the answer, and of the day too; give the state
    `SETTLED`; and somebody who does not speculate must since have spoken of days within `NEAR`
    of it, for a belief that learnt nothing would only confirm itself.
    """
    known = max(answer.on, answer.known_by)
    if later.known_by < known + dt.timedelta(LATER) or not later.first <= answer.on <= later.last:
        return None
    day, before = answer.on.toordinal(), answer.known_by.toordinal()
    if not any(
        piece.known > before and piece.first - NEAR <= day <= piece.last + NEAR
        for piece in later.evidence
        if sees(piece)
    ):
        return None
    state = later.state(answer.on)
    return state if later.on(answer.on)[state] >= SETTLED else None


def score(answers: Iterable[tuple[Published, State]]) -> Score | None:
    """The score of answers with the states that held; None of none."""
    cases = [(answer.odds, STATES.index(state)) for answer, state in answers]
    if not cases:
        return None
    told = [(p, place == truth) for odds, truth in cases for place, p in enumerate(odds)]
    return Score(
        len(cases),
        sum(odds.index(max(odds)) == truth for odds, truth in cases) / len(cases),
        math.fsum((p - came) ** 2 for p, came in told) / len(cases),
        math.fsum(-math.log(max(odds[truth], FLOOR)) for odds, truth in cases) / len(cases),
        tuple(_bins(told)),
    )


def _bins(told: list[tuple[float, bool]]) -> Iterable[Bin]:
    for low, high in itertools.pairwise(EDGES):
        inside = [(p, came) for p, came in told if low <= p < high or p >= high == EDGES[-1]]
        if inside:
            hits = sum(came for _, came in inside)
            mean = math.fsum(p for p, _ in inside) / len(inside)
            law = rate(0.5, 2.0, hits, len(inside) - hits, len(inside))
            yield Bin(low, high, mean, hits, law)
