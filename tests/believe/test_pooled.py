"""Run lengths from many services together."""

import datetime as dt
import random

import numpy as np
import pytest

from yalu.believe import Belief, Model, believe, synthetic
from yalu.believe.pooled import Pooled, pooled
from yalu.believe.scoring import score
from yalu.believe.synthetic import FIRST, WORLD_MODEL, Knobs, World
from yalu.vocabulary import Kind, State, YaluError

from .worlds import SERVICE, day, told

ON = dt.date(2024, 5, 1)


def worlds(mean_run: float) -> list[World]:
    return [synthetic.world(seed, 300, knobs=Knobs(mean_run=mean_run)) for seed in range(4)]


def beliefs(found: list[World], model: Model) -> list[Belief]:
    return [
        believe(w.claims, w.service, known_by=w.last, first=FIRST, last=w.last, model=model)
        for w in found
    ]


def brier(found: list[World], model: Model) -> float:
    made = beliefs(found, model)
    scores = [score(b.probability, w.truth).brier for b, w in zip(made, found, strict=True)]
    return float(np.mean(scores))


def test_services_whose_runs_are_shorter_or_longer_than_assumed_are_believed_better() -> None:
    for mean_run, at_most in ((40.0, 0.7), (400.0, None)):
        found = worlds(mean_run)
        learned = pooled(beliefs(found, WORLD_MODEL))
        assert learned.factor < at_most if at_most else learned.factor > 1.5
        assert brier(found, learned.of(WORLD_MODEL)) < 0.9 * brier(found, WORLD_MODEL)


def test_services_that_are_as_assumed_change_little() -> None:
    assert 0.8 < pooled(beliefs(worlds(150.0), WORLD_MODEL)).factor < 1.25


def test_the_order_of_services_is_no_matter() -> None:
    made = beliefs(worlds(150.0), WORLD_MODEL)
    other = random.Random(3).sample(made, len(made))
    assert pooled(made) == pooled(other)


def test_years_of_which_nobody_speaks_teach_nothing() -> None:
    book = [told(Kind.CHANGE, 0, State.SUSPENDED), told(Kind.CHANGE, 40, State.RUNNING)]
    soon, late = (
        pooled([believe(book, SERVICE, known_by=day(n))]).factor for n in (90, 90 + 3 * 365)
    )
    assert soon == pytest.approx(late, rel=0.1)


def test_a_model_is_kept_as_a_line_and_read_again() -> None:
    learned = Pooled(1.25, 7, ON)
    assert Pooled.from_json(learned.to_json()) == learned
    assert learned.of(Model(young=10.0)).young == 12.5
    assert learned.of().settled == Model().settled * 1.25


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("nonsense", "not a file"),
        ("[]", "not a file"),
        ('{"version": "0", "factor": 1, "services": 1, "known_by": "2024-05-01"}', "version 0"),
        (Pooled(-1.0, 1, ON).to_json(), "no factor"),
        (Pooled(1.0, 1, ON).to_json().replace("1.0", "NaN"), "no factor"),
    ],
)
def test_a_line_that_is_none_is_said_so(text: str, why: str) -> None:
    with pytest.raises(YaluError, match=why):
        Pooled.from_json(text)


def test_without_a_belief_there_is_nothing_to_learn() -> None:
    with pytest.raises(YaluError, match="nothing to learn"):
        pooled([])
