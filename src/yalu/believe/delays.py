"""Delays: how long a change takes to be told, from those that were told while they were news."""

from collections import defaultdict
from collections.abc import Iterable

from yalu.believe.evidence import Evidence, Form
from yalu.believe.model import Model

NEWS = 30
"""Days after a change within which a word about it is a report of it; later it is history."""


def delayed(evidence: Iterable[Evidence], model: Model) -> Model:
    """The model with the delay that this evidence tells of."""
    return model.replace(report_delay=report_delay(evidence, model))


def report_delay(evidence: Iterable[Evidence], model: Model) -> float:
    """Mean days from a change to a report of it.

    For each class of sources (w d + sum of lags) / (w + n), d the prior mean and w its worth,
    over its n firm changes told within `NEWS` days after the last day they may have been on;
    then the mean of the classes by n. Without any it is d.
    """
    lags: dict[str, list[int]] = defaultdict(list)
    changed = Form.CHANGED
    for piece in evidence:
        if piece.form is changed and piece.turns and piece.firm:
            lag = piece.known - piece.last
            if 0 <= lag <= NEWS:
                lags[piece.class_].append(lag)
    told = sum(map(len, lags.values()))
    if not told:
        return model.report_delay
    worth, prior = model.delay_weight, model.report_delay
    means = {
        class_: (worth * prior + sum(days)) / (worth + len(days)) for class_, days in lags.items()
    }
    return sum(len(lags[class_]) * mean for class_, mean in sorted(means.items())) / told
