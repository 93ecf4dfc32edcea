"""The Beta law agrees with counting: for whole numbers it is a sum over coin tosses."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.believe.beta import cumulative, quantile, rate

whole = st.integers(1, 300)
shares = st.floats(0.001, 0.999)
sizes = st.floats(0.05, 500)


@given(shares, whole, whole)
def test_whole_parameters_count_coin_tosses(x: float, a: int, b: int) -> None:
    """I_x(a, b) is the chance of at least a heads in a + b - 1 tosses that land so with x."""
    tosses = a + b - 1
    logs = [
        math.lgamma(tosses + 1) - math.lgamma(k + 1) - math.lgamma(tosses - k + 1)
        + k * math.log(x) + (tosses - k) * math.log1p(-x)
        for k in range(a, tosses + 1)
    ]  # fmt: skip
    assert cumulative(x, a, b) == pytest.approx(math.fsum(map(math.exp, logs)), abs=1e-9)


@given(shares, sizes)
def test_one_parameter_of_one_is_a_power(x: float, a: float) -> None:
    assert cumulative(x, a, 1) == pytest.approx(x**a, abs=1e-9)
    assert cumulative(x, 1, a) == pytest.approx(1 - (1 - x) ** a, abs=1e-9)


@given(shares, sizes, sizes)
def test_the_mirror_image_is_the_complement(x: float, a: float, b: float) -> None:
    assert cumulative(x, a, b) + cumulative(1 - x, b, a) == pytest.approx(1, abs=1e-9)


@given(shares, sizes.filter(lambda a: a > 0.5), sizes.filter(lambda b: b > 0.5))
def test_a_quantile_leaves_its_share_below(share: float, a: float, b: float) -> None:
    assert cumulative(quantile(share, a, b), a, b) == pytest.approx(share, abs=1e-4)


@pytest.mark.parametrize(("x", "p"), [(-1.0, 0.0), (0.0, 0.0), (1.0, 1.0), (2.0, 1.0)])
def test_nothing_lies_beyond_the_ends(x: float, p: float) -> None:
    assert cumulative(x, 3, 4) == p


@given(st.floats(0.2, 0.8), st.floats(5, 40), st.integers(0, 50), st.integers(0, 50))
@settings(max_examples=30)
def test_more_hits_raise_a_rate_and_more_cases_narrow_it(
    prior: float, worth: float, hits: int, misses: int
) -> None:
    found = rate(prior, worth, hits, misses, hits + misses)
    assert 0 <= found.low <= found.high <= 1
    assert found.low <= quantile(0.5, worth * prior + hits, worth * (1 - prior) + misses)
    assert rate(prior, worth, hits + 1, misses, hits + misses + 1).mean > found.mean
    ten = rate(prior, worth * 10, hits * 10, misses * 10, 10 * (hits + misses))
    assert ten.high - ten.low <= found.high - found.low + 1e-9


def test_the_interval_of_a_rate_holds_nine_tenths() -> None:
    found = rate(0.9, 20, 3, 2, 5)
    inside = cumulative(found.high, 21, 4) - cumulative(found.low, 21, 4)
    assert inside == pytest.approx(0.9)
    assert (found.mean, found.n) == (pytest.approx(21 / 25), 5)


@pytest.mark.parametrize("prior", [0.0, 1.0, -0.2])
def test_a_law_that_does_not_exist_is_refused(prior: float) -> None:
    with pytest.raises(ValueError, match="no Beta law"):
        rate(prior, 10, 0, 0, 0)
