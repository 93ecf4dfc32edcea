"""Comparisons: nothing where nothing changes, the change where one was made, and what pairing saves."""

import dataclasses

import numpy as np
import pytest

from simulate.handmade import model
from yalu.simulate.compare import (
    bottlenecks,
    compare,
    place,
    sentence,
    short,
    variance_ratio,
)
from yalu.simulate.ensemble import ensemble
from yalu.simulate.named import Name
from yalu.vocabulary import YaluError

MEDIAN = Name("door to door", "all", "p50", "days")
NUMBERS = range(30)
BASE = ensemble(model(), NUMBERS, 1)
BAYS = ensemble(model(resource__bays__capacity=40), NUMBERS, 1)


def test_a_model_beside_itself_differs_in_nothing():
    found = compare(BASE, ensemble(model(), NUMBERS, 1))
    assert found.largest() is None
    for change in found.changes:
        assert not change.certain
        assert change.difference.n == 0 or change.difference.mean == 0
    assert "nothing of note changed for certain" in sentence(found)
    assert "stays" in sentence(found)


def test_more_bays_let_goods_arrive_earlier_and_move_the_bottleneck():
    found = compare(BASE, BAYS)
    change = found.change(MEDIAN)
    assert change.certain and change.difference.high < 0
    assert change.difference.mean == pytest.approx(change.after.mean - change.before.mean)
    largest = found.largest()
    assert largest.share >= 0.05 and largest.certain
    told = sentence(found)
    assert told.startswith("From small to small (30 paired replications), ")
    assert "most: from" in told
    assert "The bottleneck moves from unload, waiting for bays" in told


def test_a_change_by_hand():
    before = np.array([1.0, 2.0, 3.0, np.nan])
    after = np.array([2.0, 3.0, 4.5, 9.0])
    one = dataclasses.replace(
        BASE, replications=BASE.replications[:4], names=(MEDIAN,), values=before[:, None],
        courses=BASE.courses[:4],
    )  # fmt: skip
    change = compare(one, dataclasses.replace(one, values=after[:, None])).change(MEDIAN)
    assert change.difference.n == 3
    assert change.difference.mean == pytest.approx(3.5 / 3)
    assert change.correlation == pytest.approx(np.corrcoef(before[:3], after[:3])[0, 1])


def test_what_is_not_paired_is_not_compared():
    with pytest.raises(YaluError, match="same seed"):
        compare(BASE, ensemble(model(), NUMBERS, 2))
    with pytest.raises(YaluError, match="same numbers"):
        compare(BASE, ensemble(model(), range(20), 1))
    with pytest.raises(KeyError, match="weather"):
        compare(BASE, BASE).change(Name("weather"))


def test_pairs_vary_less_than_strangers():
    apart = ensemble(model(resource__bays__capacity=40), NUMBERS, 2)
    assert variance_ratio(BASE, BAYS, apart, Name("delivered", "all", "", "t")) > 2


def test_a_paired_difference_that_does_not_vary_saves_what_cannot_be_told():
    assert np.isnan(variance_ratio(BASE, BASE, BASE, MEDIAN))


def test_the_shares_of_the_bottleneck_are_those_of_the_replications():
    found = bottlenecks(BASE)
    assert sum(share for _, share in found) == pytest.approx(1)
    assert [share for _, share in found] == sorted((s for _, s in found), reverse=True)


@pytest.mark.parametrize(
    ("part", "says"),
    [("bays", "unload, waiting for bays"), ("opening", "unload, waiting for the border to be open"), ("gathering", "unload, waiting for a full train")],
)  # fmt: skip
def test_a_bottleneck_is_told_in_words(part, says):
    assert place(Name("bottleneck", "unload", part, "chance")) == says


@pytest.mark.parametrize(
    ("value", "told"), [(0.01234, "0.0123"), (12.345, "12.3"), (12345.6, "12,346"), (float("nan"), "–"), (0, "0")]
)  # fmt: skip
def test_numbers_are_short(value, told):
    assert short(value) == told


def test_what_does_not_vary_is_measured_by_a_hundredth_of_its_level():
    before, after = np.full(4, 10.0), np.full(4, 8.0)
    one = dataclasses.replace(
        BASE, replications=BASE.replications[:4], names=(MEDIAN,), values=before[:, None],
        courses=BASE.courses[:4],
    )  # fmt: skip
    change = compare(one, dataclasses.replace(one, values=after[:, None])).change(MEDIAN)
    assert change.standardised == pytest.approx(-2 / 0.1)
    assert change.certain
