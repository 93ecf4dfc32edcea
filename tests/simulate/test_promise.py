"""Promises: the grammar of what is asked, dates by hand, futures that never deliver."""

import datetime as dt

import numpy as np
import pytest

from simulate.handmade import model
from yalu.simulate.compile import compiled
from yalu.simulate.promise import (
    STREAM,
    Order,
    Outlook,
    Promise,
    expecting,
    order,
    ordered,
    promise,
)
from yalu.simulate.run import run
from yalu.simulate.spread import Law
from yalu.vocabulary import DateError, YaluError

START = dt.date(2022, 1, 1)


@pytest.mark.parametrize(
    ("text", "is_"),
    [
        ("sugar", Order("sugar", None, START, "rail")),
        ("oil@town", Order("oil", "town", START, "rail")),
        (" sugar @ village , 2022-01-09", Order("sugar", "village", dt.date(2022, 1, 9), "rail")),
        ("sugar,rail,2022-01-09", Order("sugar", None, dt.date(2022, 1, 9), "rail")),
    ],
)
def test_an_order_is_read(text, is_):
    assert order(model(), text) == is_


def test_without_a_date_it_comes_now():
    assert order(model(), "sugar", dt.date(2022, 1, 20)).on == dt.date(2022, 1, 20)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("suger", "no cargo 'suger'; did you mean sugar?"),
        ("coal", "no cargo 'coal'; there are oil, sugar"),
        ("sugar@twon", "no destination 'twon'; did you mean town?"),
        ("sugar@", "no destination is named"),
        ("", "no cargo is named"),
        ("sugar,road", "no route 'road'"),
        ("sugar,rail,rail", "is not a consignment; write cargo"),
        ("sugar,2021-12-31", "2021-12-31 is not between 2022-01-01 and the horizon"),
        ("sugar,2022-01-29", "is not between"),
    ],
)
def test_an_order_that_the_model_does_not_know_is_told_in_one_line(text, says):
    with pytest.raises(YaluError, match=says.replace("?", r"\?")) as told:
        order(model(), text)
    assert "\n" not in str(told.value)


def test_a_day_that_does_not_exist_is_refused():
    with pytest.raises(DateError):
        order(model(), "sugar,2022-02-30")


def test_the_consignment_moves_no_draw_of_any_other():
    asked = ordered(model(), order(model(), "sugar,2022-01-10"))
    before, after = run(compiled(model()), 4, 0), run(compiled(asked), 4, 0)
    streams = list(after.table.streams)
    others = after.address[:, 0] != streams.index(f"{STREAM}#on")
    assert others.sum() == len(others) - 1
    named = {
        (before.table.streams[s], n): minute
        for (s, n), minute in zip(before.address.tolist(), before.arrived.tolist(), strict=True)
    }
    for (s, n), minute in zip(
        after.address[others].tolist(), after.arrived[others].tolist(), strict=True
    ):
        assert named[streams[s], n] == minute


def quiet(**changes):
    """A corridor in which nothing is drawn, so that the day of arrival can be reckoned."""
    return model(
        step__load__work="2 h",
        step__quarantine__rest="2 days",
        arrival={"oil": {"cargo": "oil", "route": "rail", "consignee": "town"}},
        **changes,
    )


def test_arrival_by_hand():
    # Loaded at 02:00, in the train that leaves with the last window, at 08:00, over the bridge at
    # 09:00, unloaded at 09:30, two days of quarantine, then a day on the way.
    found = promise(quiet(), order(quiet(), "oil@town,2022-01-05"), futures=3)
    assert found.released.tolist() == pytest.approx([2 + 9.5 / 24] * 3)
    assert found.delivered.tolist() == pytest.approx([3 + 9.5 / 24] * 3)
    assert found.date(0.5) == dt.date(2022, 1, 8)
    assert found.date(0.1, "released") == dt.date(2022, 1, 7)
    assert found.never == 0


def test_a_border_that_never_opens_delivers_in_no_future():
    shut = quiet(side__near={"shut": [{"since": START}]})
    found = promise(shut, order(shut, "oil@town"), futures=3)
    assert found.never == 1
    assert found.date(0.1) is None
    assert np.isinf(found.quantile(0.9))


def test_a_chance_that_the_border_is_open_is_the_share_that_arrives_at_once():
    base = quiet(days=20)
    wanted = order(base, "oil@town")
    believed = expecting(base, "near", Outlook(0.3, (100.0, 200.0), (100.0, 200.0)))
    found = promise(believed, wanted, futures=400)
    assert 1 - found.never == pytest.approx(0.3, abs=0.07)


def test_an_outlook_is_the_hazard_of_the_side():
    hazard = expecting(model(), "near", Outlook(0.25, (1.0, 2.0), (3.0, 5.0))).side["near"].hazard
    assert hazard.now == 0.25
    assert (hazard.open.law, hazard.open.values) == (Law.QUANTILES, (1440.0, 2880.0))
    assert hazard.shut.values == (3 * 1440.0, 5 * 1440.0)
    with pytest.raises(YaluError, match="no side 'nera'; did you mean near"):
        expecting(model(), "nera", Outlook(0.25, (1.0, 2.0), (3.0, 5.0)))


def test_a_route_that_delivers_nothing_promises_nothing():
    empty = model(route__rail__steps=["load", "train", "cross", "unload", "quarantine"])
    with pytest.raises(YaluError, match="delivers nothing"):
        ordered(empty, Order("oil", None, START, "rail"))


def test_quantiles_are_of_futures_that_were_seen():
    days = np.array([3.0, 1.0, np.inf, 2.0, 4.0])
    found = Promise("x", Order("oil", None, START, "rail"), dt.date(2022, 1, 29), 0, days, days)
    assert [found.quantile(share) for share in (0.1, 0.2, 0.21, 0.5, 0.8)] == [1, 1, 2, 3, 4]
    assert np.isinf(found.quantile(0.9))
    assert found.never == 0.2


def test_promises_start_from_a_state_and_are_the_same_for_any_workers():
    state = run(compiled(model(days=10)), 5, 0).state
    wanted = order(model(), "sugar", state.day)
    one = promise(model(), wanted, 12, 3, state=state)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as pool:
        two = promise(model(), wanted, 12, 3, state=state, executor=pool)
    assert np.array_equal(one.delivered, two.delivered)
    assert (one.released[np.isfinite(one.released)] > 0).all()
    assert len(set(one.released.tolist())) > 1, "futures differ"
