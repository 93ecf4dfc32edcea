"""Who contradicts whom."""

import datetime as dt

from brief.conftest import RAIL, change, crossing, said, service
from yalu.brief.disputes import disputes
from yalu.brief.fact import Teller
from yalu.vocabulary import Grain, Kind, Stance, State, When

OPEN, SHUT = State.RUNNING, State.SUSPENDED


def between(atlas, *claims):
    return disputes(claims, Teller(RAIL, atlas, {}), lambda day: None)


def sides(dispute):
    return (
        {fact.claim.origin for fact in dispute.told},
        {fact.claim.origin for fact in dispute.against},
    )


def test_open_and_shut_on_the_same_days_cannot_both_be_true(atlas):
    (found,) = between(
        atlas,
        change("2021-11-01", OPEN, "rfa"),
        service("2020-02-01/2021-11-30", SHUT, "mou-kr"),
        service("2020-03-01/2021-12-31", SHUT, "dailynk"),
    )
    assert found.about == "state"
    assert found.days == When.on(dt.date(2021, 11, 1))
    assert sides(found) == ({"rfa"}, {"mou-kr", "dailynk"})


def test_one_origin_does_not_contradict_itself(atlas):
    claims = change("2021-11-01", OPEN, "rfa"), service("2020-02-01/2021-11-30", SHUT, "rfa")
    assert between(atlas, *claims) == ()


def test_shut_until_a_day_and_open_on_it_are_one_story(atlas):
    claims = service("2020-02-01/2022-01-16", SHUT, "kbs"), change("2022-01-16", OPEN, "yonhap")
    assert between(atlas, *claims) == ()


def test_rough_ends_are_given_the_benefit_of_the_doubt(atlas):
    rough = When(dt.date(2020, 1, 1), dt.date(2022, 1, 31), Grain.INTERVAL, Grain.YEAR, Grain.MONTH)
    claims = (
        service("2020-01-01", SHUT, "ap").replace(when=rough),
        service("2020-03-01/2020-06-30", OPEN, "yonhap"),
    )
    assert between(atlas, *claims) == ()


def test_since_a_year_says_nothing_of_the_day_of_telling(atlas):
    since = When(dt.date(2020, 1, 1), None, Grain.INTERVAL, Grain.YEAR)
    claims = (
        service("2022-09-26", SHUT, "kyodo").replace(when=since),
        service("2022-02-01/2022-03-01", OPEN, "yonhap"),
    )
    assert between(atlas, *claims) == ()


def test_a_train_that_passed_contradicts_no_trains_at_all(atlas):
    (found,) = between(
        atlas,
        crossing("2020-07-09", "rfa", trains=1, freight_cars=15),
        crossing("2020-03-01/2020-12-31", "dailynk", trains=0),
    )
    assert sides(found) == ({"rfa"}, {"dailynk"})


def test_a_denial_contradicts_who_asserts(atlas):
    (found,) = between(
        atlas,
        service("2021-04-10/2021-04-20", OPEN, "other-media"),
        change("2021-04", OPEN, "dailynk", stance=Stance.DENIES),
    )
    assert sides(found) == ({"other-media"}, {"dailynk"})


def test_one_switch_on_two_days_is_a_dispute_about_the_day(atlas):
    (found,) = between(
        atlas, change("2022-04-29", SHUT, "mfa-cn"), change("2022-05-01", SHUT, "rfa")
    )
    assert found.about == "day of the switch"
    assert sides(found) == ({"mfa-cn"}, {"rfa"})


def test_two_stops_with_a_start_between_them_are_no_dispute(atlas):
    claims = (
        change("2022-04-01", SHUT, "a"),
        change("2022-04-10", OPEN, "a"),
        change("2022-04-29", SHUT, "b"),
    )
    assert between(atlas, *claims) == ()


def test_supposing_and_not_confirming_contradict_nobody(atlas):
    shut = service("2020-02-01/2021-11-30", SHUT, "mou-kr")
    for stance in (Stance.SPECULATES, Stance.UNCONFIRMED):
        assert between(atlas, change("2021-11-01", OPEN, "rfa", stance=stance), shut) == ()


def hold(known, origin, low, high, **value):
    value = {"step": "hold", "days_min": low, "days_max": high} | value
    return said(Kind.HOLD, known, origin, value=value)


def test_lengths_of_one_step_that_do_not_meet_are_a_dispute(atlas):
    (found,) = between(atlas, hold("2022-09-27", "rfa", 3, 4), hold("2022-11-20", "voa", 60, None))
    assert found.about == "length of hold"
    assert sides(found) == ({"rfa"}, {"voa"})


def test_lengths_that_meet_or_of_others_or_of_another_time_are_none(atlas):
    few = hold("2022-09-27", "rfa", 3, 10)
    assert between(atlas, few, hold("2022-10-01", "voa", 7, 20)) == ()
    assert between(atlas, few, hold("2022-10-01", "voa", 14, 14, subject="drivers")) == ()
    assert between(atlas, few, hold("2024-10-01", "voa", 60, 90)) == ()
    assert between(atlas, few, hold("2022-10-01", "voa", 60, 90, status="before April")) == ()


def test_the_known_contradictions_of_the_reference_are_found(late):
    by_day = {
        (dispute.about, fact.claim.origin, dispute.days.earliest.year)
        for dispute in late.disputes
        for fact in (*dispute.told, *dispute.against)
    }
    assert ("state", "rfa", 2021) in by_day
    assert ("state", "yonhap", 2020) in by_day
    assert ("day of the switch", "rfa", 2022) in by_day
    assert ("length of hold", "rfa", 2022) in by_day


def test_the_verdict_of_the_belief_stands_with_the_dispute(late):
    november = next(
        dispute
        for dispute in late.disputes
        if dispute.about == "state" and dispute.days.earliest == dt.date(2021, 11, 1)
    )
    assert "suspended (" in november.verdict
