"""Forecasts and how they fared, against odds that are known."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.believe import Forecast, Outcome, believe, forecasts
from yalu.believe.forecasts import judge, odds_of
from yalu.vocabulary import Claim, Kind, Stance, State, When

from .worlds import SERVICE, day, told

RESTART = dt.date(2022, 9, 26)
ON = dt.date(2022, 10, 15)
KNOWN = dt.date(2022, 4, 1)


def odds(on: dt.date) -> tuple[float, float, float]:
    """Shut until the restart, open from then on."""
    return (0.02, 0.0, 0.98) if on >= RESTART else (0.97, 0.02, 0.01)


def forecast(days: str, state: State | None = State.RUNNING, **fields: object) -> Claim:
    claim = told(Kind.FORECAST, 0, state, when=When.from_edtf(days), known=KNOWN)
    return claim.replace(**fields)


def judged(claim: Claim, on: dt.date = ON) -> Forecast:
    return judge([claim], claim.state, odds, on)


@pytest.mark.parametrize(
    ("days", "outcome", "slip"),
    [
        ("2022-09-26", Outcome.CAME_TRUE, None),
        ("2022-09", Outcome.CAME_TRUE, None),
        ("2022-09-24", Outcome.CAME_TRUE, None),
        ("2022-08-14", Outcome.DID_NOT, 43),
        ("2022-12-01", Outcome.OPEN, None),
    ],
)
def test_a_restart_is_judged_by_its_days(days: str, outcome: Outcome, slip: int | None) -> None:
    found = judged(forecast(days))
    assert (found.outcome, found.slip) == (outcome, slip)


def test_a_stop_that_never_came_is_never_late() -> None:
    found = judged(forecast("2022-10-01", State.SUSPENDED))
    assert (found.outcome, found.slip) == (Outcome.DID_NOT, None)


@pytest.mark.parametrize(
    ("days", "outcome", "probability"),
    [("2022-04", Outcome.CAME_TRUE, 0.97), ("2022-09", Outcome.DID_NOT, 0.02)],
)
def test_a_denied_forecast_is_judged_the_other_way_round(
    days: str, outcome: Outcome, probability: float
) -> None:
    found = judged(forecast(days, stance=Stance.DENIES))
    assert found.outcome is outcome
    assert found.probability == pytest.approx(probability)
    assert found.unchanged == pytest.approx(0.97)


def test_without_a_day_or_a_state_nothing_is_judged() -> None:
    assert judged(forecast("")).outcome is Outcome.NO_DAY
    assert judged(forecast("2022-09-26", None)).outcome is Outcome.UNJUDGED


def test_a_forecast_says_how_far_ahead_it_was_and_what_no_change_would_have_made_of_it() -> None:
    found = judged(forecast("2022-09-24"))
    assert found.lead == (dt.date(2022, 9, 24) - KNOWN).days
    assert found.probability == pytest.approx(0.98)
    assert found.unchanged == pytest.approx(0.03)
    assert found.counts


def test_what_was_told_after_its_days_is_judged_and_does_not_count() -> None:
    found = judged(forecast("2022-09-26", known=ON))
    assert found.outcome is Outcome.CAME_TRUE
    assert found.lead == -19
    assert not found.counts


def test_only_what_is_said_to_come_is_a_forecast() -> None:
    claims = [
        forecast("2022-09-26"),
        told(Kind.CHANGE, 0, State.RUNNING, when=When.on(RESTART), known=KNOWN, origin="ministry"),
        forecast("2022-09-26", stance=Stance.UNCONFIRMED, origin="doubter"),
        told(Kind.CHANGE, 0, State.RUNNING, when=When.on(RESTART), known=RESTART),
        told(Kind.SERVICE, 0, State.RUNNING, when=When.on(RESTART), known=KNOWN),
    ]
    (found,) = forecasts(claims, odds, ON, lambda claim: claim.state)
    assert len(found.claims) == 2  # the change dated ahead tells what the forecast tells
    assert found.claims[0].kind is Kind.FORECAST


def test_relays_of_a_forecast_are_one_forecast_told_first_by_the_first() -> None:
    late = forecast("2022-09-26", document="relay", known=KNOWN + dt.timedelta(3))
    (found,) = forecasts([late, forecast("2022-09-26")], odds, ON, lambda claim: claim.state)
    assert found.told == KNOWN
    assert [claim.document for claim in found.claims] == ["paper/0", "relay"]


@given(
    st.lists(
        st.builds(
            lambda start, length, lead, state, origin: forecast(
                "", state, origin=origin, known=day(start - lead),
                when=When(day(start), day(start + length)),
            ),
            st.integers(0, 100), st.integers(0, 30), st.integers(-5, 20),
            st.sampled_from([*State, None]), st.sampled_from("abc"),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_order_of_claims_is_no_matter(claims: list[Claim], chance: object) -> None:
    book = [told(Kind.CHANGE, 40, State.SUSPENDED), told(Kind.CHANGE, 80, State.RUNNING)]
    belief = believe(book, SERVICE, known_by=day(90), first=day(-30))
    found = forecasts(claims, odds_of(belief), day(90), lambda claim: claim.state)
    shuffled = list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert found == forecasts(shuffled, odds_of(belief), day(90), lambda claim: claim.state)
    for one in found:
        assert one.probability is None or 0 <= one.probability <= 1
        right = one.outcome is Outcome.CAME_TRUE
        assert one.probability is None or (one.probability > 0.5) is right


def test_the_odds_of_days_beyond_a_belief_are_those_of_its_ends() -> None:
    belief = believe([told(Kind.SERVICE, 0, State.RUNNING)], SERVICE, known_by=day(5))
    assert odds_of(belief)(day(-99)) == odds_of(belief)(day(0))
    assert odds_of(belief)(day(99)) == odds_of(belief)(day(5))
