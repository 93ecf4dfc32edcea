"""Spells: their lengths by hand, by simulation, and for a service that has long been shut."""

import datetime as dt

import numpy as np
import pytest

from yalu.believe import believe
from yalu.believe.model import Model
from yalu.believe.spells import POINTS, _quantiles, spells
from yalu.vocabulary import Claim, Kind, Mode, Service, SourceClass, State, When

RAIL = Service("bridge", Mode.RAIL)


def said(day, state, document):
    return Claim(
        document=document, kind=Kind.SERVICE, gate="bridge", mode=Mode.RAIL, who="ministry",
        class_=SourceClass.OFFICIAL, origin=document, state=state,
        when=When.from_json({"earliest": day, "latest": day, "grain": "day"}),
        known=dt.date.fromisoformat(day),
    )  # fmt: skip


def belief(state, days=(1, 3, 6, 9)):
    claims = [said(f"2022-{m:02d}-15", state, f"word-{m}") for m in days]
    return believe(claims, RAIL, known_by=dt.date(2022, 9, 15))


def test_the_chance_of_being_open_is_that_of_the_belief():
    open_, shut = spells(belief(State.RUNNING)), spells(belief(State.SUSPENDED))
    assert open_.open > 0.9 > 0.1 > shut.open
    on = belief(State.RUNNING).on(dt.date(2022, 9, 15))
    assert open_.open == pytest.approx(1 - on[State.SUSPENDED])


def test_quantiles_never_fall_and_begin_now():
    for found in (spells(belief(State.RUNNING)), spells(belief(State.SUSPENDED))):
        for days in (found.opened, found.closed):
            assert len(days) == POINTS
            assert list(days) == sorted(days)
            assert days[0] == 0


def test_what_has_long_been_shut_stays_shut_longer_than_what_has_just_shut():
    long = spells(belief(State.SUSPENDED)).closed
    fresh = spells(belief(State.RUNNING)).closed
    assert np.median(long) > 2 * np.median(fresh)


def test_a_run_of_one_phase_has_the_quantiles_of_a_geometric_law():
    model = Model(young=20.0, lasting=0.0)
    days = _quantiles([0], None, model, np.ones(1), np.ones(1))
    median = np.log(0.5) / np.log(1 - 1 / 20)
    assert days[POINTS // 2] == np.ceil(median)


def test_an_open_spell_goes_on_through_a_change_between_running_and_limited():
    model = Model(young=10.0, lasting=0.0, jump=((0.0, 0.0, 1.0), (0.5, 0.0, 0.5), (0.0, 1.0, 0.0)))
    days = _quantiles([1, 2], None, model, np.ones(1), np.ones(1))
    rng = np.random.default_rng(2)
    lasted = []
    for _ in range(4000):
        state, length = 2, 0
        while state != 0:
            length += rng.geometric(1 / 10)
            state = rng.choice(3, p=model.jump[state])
        lasted.append(length)
    assert days[POINTS // 2] == pytest.approx(np.median(lasted), rel=0.08)
    assert days[45] == pytest.approx(np.quantile(lasted, 0.9), rel=0.08)


@pytest.mark.slow
def test_a_belief_by_draws_has_spells_too():
    claims = [said(f"2022-{m:02d}-15", State.SUSPENDED, f"word-{m}") for m in (3, 6, 9)]
    drawn = believe(claims, RAIL, known_by=dt.date(2022, 9, 15), engine="gibbs")
    quick = believe(claims, RAIL, known_by=dt.date(2022, 9, 15))
    a, b = spells(drawn), spells(quick)
    assert a.open == pytest.approx(b.open, abs=0.1)
    assert np.median(a.closed) == pytest.approx(np.median(b.closed), rel=0.5)
