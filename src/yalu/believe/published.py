"""What was published, against what turned out: which answers can be scored, and by what."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from yalu.believe.model import STATES
from yalu.believe.scoring import UNKNOWN, Bin, Score, calibration, score
from yalu.believe.turns import sees
from yalu.vocabulary import Published, State

if TYPE_CHECKING:
    from yalu.believe.belief import Belief
    from yalu.believe.gold import Truth

LATER = 90
"""Days that must pass before a later belief may settle what was published."""
SETTLED = 0.95
"""Probability of a state from which a later belief settles it."""
NEAR = 30
"""Days about the one in question of which somebody must have spoken since."""


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


def held(answer: Published, truth: "Truth") -> State | None:
    """The state that a timeline gives the day of an answer, None where it settles none."""
    row = (answer.on - truth.first).days
    if answer.service != truth.service or not 0 <= row < len(truth.states):
        return None
    state = int(truth.states[row])
    return None if state == UNKNOWN else STATES[state]


def scored(answers: Iterable[tuple[Published, State]]) -> tuple[Score, tuple[Bin, ...]] | None:
    """The score and the reliability curve of answers with the states that held; None of none."""
    cases = list(answers)
    if not cases:
        return None
    odds = np.array([answer.odds for answer, _ in cases])
    truth = np.array([STATES.index(state) for _, state in cases], np.int64)
    return score(odds, truth), calibration(odds, truth)
