"""Contradictions as the brief tells them: a fact of each origin, and what the belief holds."""

import datetime as dt

from brief.conftest import RAIL, change, said, service
from yalu.believe import believe, contradictions
from yalu.brief.disputes import disputes, ratio
from yalu.brief.fact import Teller
from yalu.vocabulary import Kind, State, When

OPEN, SHUT = State.RUNNING, State.SUSPENDED


def between(atlas, *claims):
    found = contradictions(claims, believe(claims, RAIL))
    return disputes(found, Teller(RAIL, atlas, {}), lambda day: f"so held on {day}")


def sides(dispute):
    return (
        {fact.claim.origin for fact in dispute.told},
        {fact.claim.origin for fact in dispute.against},
    )


def test_open_and_shut_stand_on_two_sides_with_the_verdict_of_the_day(atlas):
    (found,) = between(
        atlas,
        change("2021-11-01", OPEN, "rfa"),
        service("2020-02-01/2021-11-30", SHUT, "mou-kr"),
        service("2020-03-01/2021-12-31", SHUT, "dailynk"),
    )
    assert found.about == "state"
    assert found.days == When.on(dt.date(2021, 11, 1))
    assert sides(found) == ({"rfa"}, {"mou-kr", "dailynk"})
    assert found.verdict == "so held on 2021-11-01"


def test_the_first_day_of_a_switch_stands_against_the_others(atlas):
    (found,) = between(
        atlas, change("2022-04-29", SHUT, "mfa-cn"), change("2022-05-01", SHUT, "rfa")
    )
    assert found.about == "day of the switch"
    assert sides(found) == ({"mfa-cn"}, {"rfa"})


def test_of_figures_it_is_said_which_is_likelier(atlas):
    def hold(known, origin, low, high):
        value = {"step": "hold", "days_min": low, "days_max": high}
        return said(Kind.HOLD, known, origin, value=value)

    book = service("2022-09-01", OPEN, "kbs")
    few = hold("2022-09-27", "rfa", 3, 4)
    many = [hold("2022-10-20", "voa", 60, None), hold("2022-11-20", "dailynk", 60, 90)]
    (found,) = between(atlas, book, few, *many)
    assert sides(found) == ({"rfa"}, {"voa", "dailynk"})
    assert found.verdict.startswith("60–90 is the likeliest reading (")
    (even,) = between(atlas, book, few, many[0])
    assert even.verdict == "no reading stands out"


def test_odds_are_said_as_one_says_them():
    assert (ratio(2.71), ratio(27.6), ratio(1234.5)) == ("2.7 to 1", "28 to 1", "1,234 to 1")


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
    assert ("number of freight cars", "kbs", 2022) in by_day


def test_the_verdict_of_the_belief_stands_with_the_dispute(late):
    november = next(
        dispute
        for dispute in late.disputes
        if dispute.about == "state" and dispute.days.earliest == dt.date(2021, 11, 1)
    )
    assert "suspended (" in november.verdict
