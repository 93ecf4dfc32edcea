"""Intervals: against tables of Student's t, by coverage, and on courses made for the purpose."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.simulate.intervals import interval, needed, t_quantile, warm_up


@pytest.mark.parametrize(
    ("df", "t"), [(1, 12.7062), (2, 4.30265), (4, 2.77645), (9, 2.26216), (29, 2.04523), (100, 1.98397)]
)  # fmt: skip
def test_the_quantile_is_that_of_the_printed_tables(df, t):
    assert t_quantile(df) == pytest.approx(t, abs=6e-5)


def test_the_quantile_falls_to_that_of_the_normal_law():
    found = [t_quantile(df) for df in (1, 2, 3, 10, 100, 5000)]
    assert found == sorted(found, reverse=True)
    assert found[-1] == pytest.approx(1.959964, abs=1e-3)


def test_an_interval_by_hand():
    found = interval(np.array([1.0, 2.0, 3.0, 4.0]))
    assert found.mean == 2.5
    assert found.sd == pytest.approx(math.sqrt(5 / 3))
    assert found.half == pytest.approx(3.182446 * math.sqrt(5 / 3) / 2, rel=1e-6)
    assert (found.p10, found.p50, found.p90) == pytest.approx((1.3, 2.5, 3.7))


def test_what_could_not_be_measured_does_not_count():
    found = interval(np.array([np.nan, 1.0, 3.0]))
    assert (found.n, found.mean) == (2, 2.0)
    none = interval(np.array([np.nan, np.nan]))
    assert none.n == 0 and math.isnan(none.mean)
    one = interval(np.array([7.0]))
    assert one.mean == 7.0 and math.isnan(one.low)


def test_intervals_hold_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(2000):
        found = interval(rng.normal(3.0, 2.0, 6))
        held += found.low <= 3.0 <= found.high
    assert abs(held / 2000 - 0.95) < 3 * math.sqrt(0.95 * 0.05 / 2000)


@given(st.lists(st.floats(-100, 100), min_size=3, max_size=30), st.floats(0.5, 50))
def test_so_many_replications_give_the_half_width_and_one_less_does_not(values, half):
    given_ = np.array(values)
    count = needed(given_, half)
    sd = interval(given_).sd
    assert t_quantile(count - 1) * sd / math.sqrt(count) <= half * (1 + 1e-9)
    assert count == 2 or t_quantile(count - 2) * sd / math.sqrt(count - 1) > half


def test_a_half_width_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="half-width above 0"):
        needed(np.array([1.0, 2.0]), 0)


def test_a_transient_is_cut_off_where_it_ends():
    rng = np.random.default_rng(1)
    course = np.concatenate([np.linspace(0, 40, 50), np.full(350, 40.0)]) + rng.normal(0, 1, 400)
    assert 40 <= warm_up(course) <= 60


def test_a_course_that_never_settles_has_no_warm_up():
    assert warm_up(np.arange(400.0) ** 2) is None
    assert warm_up(np.arange(8.0)) is None


def test_a_settled_course_loses_little():
    rng = np.random.default_rng(3)
    found = [warm_up(rng.normal(10, 1, 400)) for _ in range(20)]
    assert np.median([each if each is not None else 400 for each in found]) <= 40
