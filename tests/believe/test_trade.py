"""Trade by month: currencies apart, relays folded, months out of line told with their chance."""

import datetime as dt
import math

import numpy as np
import pytest

from yalu.believe import believe
from yalu.believe.trade import MONTHS, Month, Trade, TradeSeries, trade
from yalu.vocabulary import Claim, Grain, Kind, Mode, Service, SourceClass, State, When

SERVICE = Service("border", Mode.RAIL)
MIDDLE = dt.date(2021, 1, 1)
"""Suspended before this day, running from it on."""
FIRST = dt.date(2019, 7, 1)
LAST = dt.date(2022, 6, 30)


def said(kind: Kind, known: dt.date, **fields: object) -> Claim:
    claim = Claim(
        document=f"paper {known}",
        kind=kind,
        gate=SERVICE.gate,
        mode=SERVICE.mode,
        who="customs",
        class_=SourceClass.STATISTICS,
        origin="customs",
        known=known,
    )
    return claim.replace(**fields)


def states() -> list[Claim]:
    made = []
    for state, first, last in (
        (State.SUSPENDED, FIRST, MIDDLE - dt.timedelta(1)),
        (State.RUNNING, MIDDLE, LAST),
    ):
        for number in range(4):
            window = When(first, last, Grain.INTERVAL)
            made.append(said(Kind.SERVICE, last, state=state, when=window, origin=f"eye {number}"))
            made.append(
                said(Kind.CHANGE, first, state=state, when=When.on(first), origin=f"eye {number}")
            )
    return made


def months() -> list[str]:
    return [f"{year}-{month:02}" for year in (2019, 2020, 2021, 2022) for month in range(1, 13)][
        6:42
    ]


def figure(month: str, value: float, flow: str = "total", **fields: object) -> Claim:
    made = said(Kind.TRADE, LAST, when=When.from_edtf(month), number=value, unit="USD")
    return made.replace(value={"flow": flow}, **{"document": f"{month} {flow}", **fields})


def ordinary(month: str, seed: int = 0) -> float:
    """Twenty millions without the railway, two hundred with it."""
    chance = np.random.default_rng(int(month.replace("-", "")) + seed)
    level = 200e6 if month >= "2021" else 20e6
    return round(level * math.exp(0.2 * chance.standard_normal()))


def found(book: list[Claim], gates: tuple[str, ...] = ("border",)) -> Trade:
    every = [*states(), *book]
    return trade(every, believe(every, SERVICE, known_by=LAST, first=FIRST), gates)


def the(result: Trade, flow: str = "total") -> TradeSeries:
    return next(series for series in result.series if series.flow == flow)


def month(result: Trade, label: str, flow: str = "total") -> Month:
    return next(m for m in the(result, flow).months if m.period.label == label)


def test_ordinary_months_fit_the_state_believed() -> None:
    series = the(found([figure(m, ordinary(m)) for m in months()]))
    assert series.verdict is None
    assert len(series.months) == 36
    assert sum(m.fit.unlikely for m in series.months) <= 2
    inside = [m.fit.expected.low < m.value < m.fit.expected.high for m in series.months]
    assert sum(inside) >= 30


@pytest.mark.parametrize(
    ("label", "value", "high"), [("2020-03", 230e6, True), ("2021-09", 15e6, False)]
)
def test_a_month_out_of_line_is_told_with_its_side_and_chance(
    label: str, value: float, high: bool
) -> None:
    book = [figure(m, value if m == label else ordinary(m)) for m in months()]
    result = found(book)
    fit = month(result, label).fit
    assert fit.unlikely
    assert fit.tail < 0.01
    assert fit.high is high
    assert fit.running == pytest.approx(float(label >= "2021"), abs=0.2)
    assert sum(m.fit.unlikely for m in the(result).months) <= 3


def test_wild_months_do_not_bend_the_line() -> None:
    wild = {"2020-03": 900e6, "2021-05": 1e6, "2021-09": 1e6}
    calm = found([figure(m, ordinary(m)) for m in months()])
    torn = found([figure(m, wild.get(m, ordinary(m))) for m in months()])
    for label in ("2019-10", "2021-10"):
        one, other = (month(each, label).fit.expected.mean for each in (calm, torn))
        assert other == pytest.approx(one, rel=0.35)


def test_tails_are_as_often_small_as_they_say() -> None:
    """Of months drawn from the line itself, one in five has a tail below a tenth."""
    tails = [
        m.fit.tail
        for seed in (1_000_000, 2_000_000, 3_000_000)
        for m in the(found([figure(m, ordinary(m, seed)) for m in months()])).months
    ]
    assert 0.08 <= np.mean([tail < 0.1 for tail in tails]) <= 0.30


def test_few_months_are_too_few_to_say() -> None:
    series = the(found([figure(m, ordinary(m)) for m in months()[: MONTHS - 1]]))
    assert series.verdict.startswith("too few to say")
    assert all(m.fit is None for m in series.months)


def test_months_of_one_state_alone_say_nothing_of_the_other() -> None:
    series = the(found([figure(m, ordinary(m)) for m in months() if m < "2021"]))
    assert series.verdict == "too few to say: hardly any month differs in the state believed"


def test_relays_are_one_figure_and_the_fullest_digits_are_taken() -> None:
    rounded = figure("2021-03", 69.9e6, document="relay")
    result = found([figure("2021-03", 69_904_000), rounded, rounded.replace(document="another")])
    only = month(result, "2021-03")
    assert only.value == 69_904_000
    assert (len(only.figures), only.origins, only.others) == (3, ("customs",), ())


def test_another_value_is_kept_beside_the_one_that_most_print() -> None:
    book = [figure("2021-03", 12.98e6, document=paper) for paper in "ab"]
    only = month(found([*book, figure("2021-03", 12.0e6, document="c")]), "2021-03")
    assert only.value == 12.98e6
    assert [f.value for f in only.others] == [12.0e6]


def test_a_missing_flow_is_reckoned_from_the_others() -> None:
    book = [
        figure("2021-03", 12e6, "CN>KP"),
        figure("2021-03", 2e6, "KP>CN"),
        figure("2021-04", 30e6),
        figure("2021-04", 28e6, "CN>KP"),
        figure("2021-05", 30e6),
        figure("2021-05", 29.9e6, "CN>KP"),
    ]
    result = found(book)
    assert (month(result, "2021-03").value, month(result, "2021-03").reckoned) == (14e6, True)
    assert (month(result, "2021-04", "KP>CN").value, month(result, "2021-04").reckoned) == (
        2e6,
        False,
    )
    assert [m.period.label for m in the(result, "KP>CN").months] == ["2021-03", "2021-04"]


def test_currencies_stay_apart_and_are_spelt_one_way() -> None:
    book = [
        figure("2021-03", 12e6),
        figure("2021-04", 80e6, unit="CNY"),
        figure("2021-05", 90e6, unit="rmb"),
    ]
    result = found(book)
    assert {s.currency: len(s.months) for s in result.series} == {"USD": 1, "CNY": 2}


def test_slips_and_marked_errors_are_not_taken() -> None:
    parts = [figure("2021-03", 18.031e6, "CN>KP"), figure("2021-03", 0.616e6, "KP>CN")]
    parts = [part.replace(document="b") for part in parts]
    book = [figure("2021-03", 18e3), figure("2021-03", 18.647e6, document="b"), *parts]
    result = found([*book, figure("2021-03", 99e6, document="c", outlet_error=True)])
    assert month(result, "2021-03").value == 18.647e6
    assert {slip.doubted.document for slip in result.slips} == {"2021-03 total", "c"}


def test_only_the_gates_asked_for_are_told_of() -> None:
    book = [figure("2021-03", 12e6), figure("2021-03", 50e6, gate="group")]
    assert [s.gate for s in found(book).series] == ["border"]
    assert [s.gate for s in found(book, ("border", "group")).series] == ["border", "group"]


def test_periods_that_are_no_month_are_no_month() -> None:
    year = figure("2021-03", 318e6).replace(when=When.from_edtf("2021"))
    assert found([year]).series == ()


def test_the_tiny_months_of_autumn_2020_are_less_than_the_state_tells(
    reference: list[Claim],
) -> None:
    """The reference casebook: trade all but ended in October 2020, by rail and every other way."""
    rail = Service("dandong-sinuiju", Mode.RAIL)
    groups = {rail.gate: ("dprk-cn-all",)}
    belief = believe(reference, rail, groups=groups, known_by=dt.date(2024, 12, 31))
    series = the(trade(reference, belief, ("dprk-cn-all",)))
    low = [m.period.label for m in series.months if m.fit and m.fit.unlikely and not m.fit.high]
    assert {"2020-10", "2020-11"} <= set(low)
    assert len(low) <= 4
    assert month(trade(reference, belief, ("dprk-cn-all",)), "2021-11").value == 41.3e6
