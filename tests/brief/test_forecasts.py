"""Forecasts as facts of the brief, and the record of each origin."""

from brief.conftest import change, said, service
from yalu.believe import Outcome
from yalu.brief.forecasts import expected_state, records
from yalu.vocabulary import Kind, State


def forecast(days, what="freight trains restart", **fields):
    return said(Kind.FORECAST, days, "spn", value={"what": what}, **fields)


def test_the_state_is_that_of_the_claim_else_that_of_its_words():
    assert expected_state(forecast("2022", what="rail trade resumes")) is State.RUNNING
    assert expected_state(forecast("2022", what="no restart for 14 days")) is State.SUSPENDED
    assert expected_state(forecast("2022", what="gates do not reopen")) is State.SUSPENDED
    assert expected_state(forecast("2022", state=State.LIMITED)) is State.LIMITED
    assert expected_state(forecast("2022", what="larger volumes")) is None


def test_a_change_dated_after_it_was_told_is_a_forecast(brief_of):
    told = service("2022-08-01", State.SUSPENDED)
    plan = change("2022-08-20", State.RUNNING, "mfa-cn", known=told.known)
    came = change("2022-08-20", State.RUNNING, "yonhap")
    (found,) = brief_of([told, plan, came], "2022-09-28").forecasts
    assert found.fact.claim == plan
    assert found.outcome == Outcome.CAME_TRUE


def test_the_record_of_an_origin_counts_what_could_be_judged(late):
    record = {row.source: (row.came_true, row.judged) for row in late.records}
    assert record["SPN Seoul Pyongyang News"][0] == 0
    assert record["Radio Free Asia"] == (1, 3)
    assert record["Reuters"] == (1, 1)
    assert "other media" not in record  # they tell afterwards what had been expected
    assert records(()) == ()


def test_the_premature_restarts_of_august_2022_came_weeks_late(late):
    august = [
        one for one in late.forecasts if one.fact.text.startswith("freight trains restart, 2022-08")
    ]
    assert [one.outcome for one in august] == [Outcome.DID_NOT] * 3
    assert all(40 <= one.late_days <= 50 for one in august)
