"""Volume: what holds of every series, what single claims do, and whether intervals cover."""

import datetime as dt
import itertools
import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.believe import By, Period, believe
from yalu.believe.counted import EITHER
from yalu.believe.flow import PRIORS, log_likelihood
from yalu.believe.periods import periods
from yalu.believe.rates import Prior, smoothed
from yalu.believe.volume import PER_TRAIN, Series, Volume, volume
from yalu.vocabulary import Claim, DateError, Grain, Kind, SourceClass, Stance, State, When

from .small_worlds import MODEL, World, open_days, world
from .worlds import SERVICE, START, day, told

END = 140
RUNS = [
    told(
        Kind.SERVICE,
        END,
        State.RUNNING,
        when=When(day(-10), day(END), Grain.INTERVAL),
        origin=f"railway {number}",
    )
    for number in range(5)
]
"""Words enough that nobody doubts that it ran."""


def measured(book: list[Claim], by: By = By.MONTH, **days: dt.date) -> Volume:
    belief = believe([*RUNS, *book], SERVICE, known_by=day(END), first=day(-10))
    return volume([*RUNS, *book], belief, by, **days)


def rate(number: float, first: int = 0, last: int = END - 1, **fields: object) -> Claim:
    when = When(day(first), day(last), Grain.INTERVAL)
    value = {"of": "traffic", "per": "day"}
    made = told(Kind.COUNT, last, unit="trains/day", value=value, when=when)
    return made.replace(**{"number": number, **fields})


def crossing(number: int, **value: object) -> Claim:
    return told(Kind.CROSSING, number, value=value, direction="CN>KP")


def the(found: Volume, unit: str = "trains") -> Series:
    return next(series for series in found.series if series.unit == unit)


@st.composite
def counted(draw: st.DrawFn) -> Claim:
    start = draw(st.integers(0, 100))
    claim = rate(draw(st.sampled_from([0.5, 1, 3, 12])), start, start + draw(st.integers(0, 39)))
    if draw(st.booleans()):
        trains = draw(st.integers(0, 4))
        claim = crossing(start, trains=trains, laden=draw(st.sampled_from(["loaded", "empty"])))
    return claim.replace(
        origin=draw(st.sampled_from(["agency", "ministry", "camera"])),
        class_=draw(st.sampled_from(SourceClass)),
        stance=draw(st.sampled_from([Stance.ASSERTS, Stance.SPECULATES, Stance.DENIES])),
        direction=draw(st.sampled_from(["CN>KP", "KP>CN", None])),
    )


books = st.lists(counted(), min_size=1, max_size=6)
few = settings(max_examples=12)


def figures(found: Volume) -> list[tuple[object, ...]]:
    return [
        (series.unit, series.direction, cell.period, cell.amount, cell.loaded, cell.empty)
        for series in found.series
        for cell in series.cells
    ]


@given(books, st.randoms(use_true_random=False))
@few
def test_the_order_of_claims_is_no_matter(book: list[Claim], chance: random.Random) -> None:
    shuffled = list(book)
    chance.shuffle(shuffled)
    assert figures(measured(shuffled)) == figures(measured(book))


@given(books, st.data())
@few
def test_relays_change_nothing(book: list[Claim], data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(book))
    relays = [chosen.replace(document=f"relay/{n}", known=day(END)) for n in range(3)]
    assert figures(measured(book + relays)) == figures(measured(book))


@given(books, st.integers(-9, 9))
@few
def test_shifting_every_date_by_weeks_shifts_the_weeks(book: list[Claim], weeks: int) -> None:
    step = dt.timedelta(7 * weeks)
    moved = [
        c.replace(when=c.when.shifted(step.days), known=c.known + step) for c in [*RUNS, *book]
    ]
    belief = believe(moved, SERVICE, known_by=day(END) + step, first=day(-10) + step)
    later = volume(moved, belief, By.WEEK)
    found = measured(book, By.WEEK)
    assert [row[3:] for row in figures(later)] == [row[3:] for row in figures(found)]
    assert [row[2].first - step for row in figures(later)] == [
        row[2].first for row in figures(found)
    ]


@given(books)
@few
def test_an_amount_lies_about_its_interval_and_is_parted_in_loaded_and_empty(
    book: list[Claim],
) -> None:
    for *_, amount, loaded, empty in figures(measured(book)):
        assert 0 <= amount.low <= amount.high
        assert amount.mean >= 0
        if loaded and empty:
            assert loaded.mean + empty.mean == pytest.approx(amount.mean, rel=1e-6)


def test_a_sound_rate_is_measured_to_about_a_third() -> None:
    cell = the(measured([rate(3), rate(3, origin="camera")])).cells[2]
    assert cell.period.label == "2021-05"
    assert cell.per_week.low < 3 * 7 < cell.per_week.high
    assert cell.per_week.high < 4 * cell.per_week.low


def test_an_unnamed_word_leaves_a_wider_interval_than_a_register() -> None:
    sound = the(measured([rate(3)])).cells[2].amount
    weak = the(measured([rate(3, class_=SourceClass.ANONYMOUS)])).cells[2].amount
    assert weak.high - weak.low > 1.3 * (sound.high - sound.low)


def test_a_range_widens_and_a_bound_leans_to_its_side() -> None:
    exact = the(measured([rate(7)])).cells[2].amount
    value = {"of": "traffic", "per": "day", "qualifier": "over"}
    over = the(measured([rate(7, value=value)])).cells[2].amount
    assert over.mean > exact.mean
    assert over.low > exact.low


def test_sightings_bound_from_below() -> None:
    few_seen = the(measured([crossing(n, trains=1) for n in (10, 11, 12)])).cells[0].amount
    many_seen = the(measured([crossing(n, trains=9) for n in (10, 11, 12)])).cells[0].amount
    assert many_seen.low > 2 * few_seen.low


def test_ten_outlets_that_see_the_train_do_not_make_ten_trains() -> None:
    book = [crossing(n, trains=1) for n in (10, 11, 12)]
    seen_again = [c.replace(origin=f"paper {n}") for c in book for n in range(10)]
    one, ten = (the(measured(b)).cells[0].amount for b in (book, book + seen_again))
    assert ten.mean == pytest.approx(one.mean, rel=0.15)


def test_a_denied_sighting_weighs_less() -> None:
    book = [crossing(n, trains=9) for n in (10, 11, 12)]
    denied = [c.replace(origin="rail", stance=Stance.DENIES) for c in book]
    assert the(measured(book + denied)).cells[0].amount.mean < (
        the(measured(book)).cells[0].amount.mean
    )


def test_days_on_which_nothing_came_lower_the_rate() -> None:
    silent = [crossing(n, trains=0) for n in range(20, 30)]
    with_none = the(measured([rate(2, direction="CN>KP"), *silent])).cells[0].amount
    assert with_none.mean < the(measured([rate(2, direction="CN>KP")])).cells[0].amount.mean


def test_suspended_days_carry_nothing_and_what_is_told_of_them_is_named() -> None:
    shut = When(day(61), day(120), Grain.INTERVAL)
    stop = [told(Kind.SERVICE, 120, State.SUSPENDED, when=shut, origin=o) for o in ("a", "b", "c")]
    stop += [told(Kind.CHANGE, 61, State.SUSPENDED, origin=o) for o in ("a", "b", "c")]
    stop += [told(Kind.SERVICE, n, State.SUSPENDED, origin=f"{n}") for n in range(61, 121, 5)]
    open_days = When(day(0), day(60), Grain.INTERVAL)
    runs = [c.replace(when=open_days, known=day(60)) for c in RUNS]
    book = [*runs, *stop, rate(2, 0, 60), crossing(90, trains=1)]
    belief = believe(book, SERVICE, known_by=day(120), first=day(0))
    found = volume(book, belief, By.MONTH, last=day(120))
    amounts = {cell.period.label: cell.amount for cell in the(found).cells}
    assert amounts["2021-03"].mean > 30
    assert amounts["2021-06"].high < 1
    assert [count.first for count in found.against] == [day(90)]


def test_a_month_without_a_word_leans_on_its_neighbours() -> None:
    spoken, *_, far = the(measured([rate(2, 0, 30)], last=day(120))).cells
    assert not far.counts
    spoken, silent = spoken.amount, far.amount.times(31 / far.period.days)
    assert silent.high - silent.low > 1.3 * (spoken.high - spoken.low)
    prior = PRIORS["trains"]
    assert silent.high < 31 * prior.median * math.exp(1.645 * prior.spread)


def test_a_rate_of_both_ways_is_of_each_way_from_half_to_all() -> None:
    found = measured([rate(8), crossing(20, trains=1)])
    assert {s.direction for s in found.series} == {"CN>KP"}
    both = the(measured([rate(8)])).cells[2].amount
    one = the(found).cells[2].amount
    assert 0.5 * both.mean < one.mean < both.mean


def test_freight_cars_are_trains_times_cars() -> None:
    found = measured([rate(2, direction="CN>KP"), crossing(20, trains=1, freight_cars=30)])
    trains, cars, size = (the(found, u).cells[0] for u in ("trains", "freight_cars", PER_TRAIN))
    assert cars.amount.mean == pytest.approx(trains.amount.mean * size.amount.mean, rel=0.05)
    assert the(found, PER_TRAIN).direction == EITHER
    assert size.amount.low < 30 < size.amount.high


def test_the_loaded_share_follows_what_is_told_and_fades() -> None:
    book = [rate(2, direction="CN>KP")]
    book += [crossing(n, trains=1, laden="loaded") for n in (3, 6, 9, 12)]
    first, *_, last = the(measured(book)).cells
    assert first.loaded and first.empty and last.loaded
    assert first.loaded.mean > 3 * first.empty.mean
    assert last.loaded.mean / last.amount.mean < first.loaded.mean / first.amount.mean


def test_two_sightings_are_no_frequency() -> None:
    found = measured([crossing(10, trains=1), crossing(20, trains=1)])
    assert found.series == ()
    assert len(found.thin) == 2


def test_nothing_told_is_nothing_found() -> None:
    found = measured([])
    assert (found.series, found.thin) == ((), ())


def test_the_days_asked_for_move_no_figure() -> None:
    whole = the(measured([rate(7)]))
    part = the(measured([rate(7)], first=day(40), last=day(60)))
    assert [cell.period.label for cell in part.cells] == ["2021-04"]
    assert part.cells == whole.cells[1:2]


def test_what_was_not_known_yet_is_left_out() -> None:
    book = [*RUNS, rate(7, 0, 30), rate(30, 31, 60)]
    belief = believe(book, SERVICE, known_by=day(40), first=day(-10))
    assert figures(volume(book, belief)) == figures(volume(book[:-1], belief))


@pytest.mark.parametrize(
    ("by", "label", "days"),
    [(By.WEEK, "2021-W09", 7), (By.MONTH, "2021-03", 31), (By.QUARTER, "2021-Q1", 90), (By.YEAR, "2021", 365)],
)  # fmt: skip
def test_periods_are_those_of_the_calendar(by: By, label: str, days: int) -> None:
    period = Period.of(START, by)
    assert (period.label, period.days) == (label, days)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 900), st.sampled_from(By))
def test_periods_leave_no_gap(first: dt.date, days: int, by: By) -> None:
    last = first + dt.timedelta(days)
    found = list(periods(first, last, by))
    assert found[0].first <= first
    assert found[-1].last >= last > found[-1].first - dt.timedelta(1)
    for before, after in itertools.pairwise(found):
        assert after.first - before.last == dt.timedelta(1)


def test_the_calendar_ends() -> None:
    with pytest.raises(DateError):
        Period.of(dt.date.max, By.MONTH)


def rank(found: World, prior: Prior, place: int) -> float:
    """Where the truth of a month lies in its posterior."""
    means = prior.means
    said = log_likelihood(found.counts, found.months, open_days(found.months), MODEL, means)
    middles = np.array([p.first.toordinal() + (p.days - 1) / 2 for p in found.months])
    posterior = smoothed(said, middles, prior)[place]
    half = (means.log[1] - means.log[0]) / 2
    return float(np.interp(np.log(found.rate[place]), means.log + half, posterior.cumsum()))


def covered(worlds: int, **told_of: float) -> float:
    """In how many worlds the 90 % interval of a month drawn at random holds the truth."""
    ranks = []
    for seed in range(worlds):
        prior = PRIORS["trains" if seed % 2 else "trucks"]
        found = world(seed, prior, **told_of)
        place = int(np.random.default_rng(10_000 + seed).integers(len(found.months)))
        ranks.append(rank(found, prior, place))
    share = float(np.mean([0.05 < each < 0.95 for each in ranks]))
    print(f"{worlds} worlds, {told_of or 'rates, sums and sightings'}: {share:.3f} within 90 %")
    return share


def test_intervals_hold_the_truth_of_small_worlds() -> None:
    assert 0.78 <= covered(80) <= 0.98


@pytest.mark.slow
@pytest.mark.parametrize(
    ("told_of", "least"),
    [
        ({}, 0.85),
        ({"rates": 8, "sums": 0, "sightings": 0}, 0.84),
        ({"rates": 0, "sums": 6, "sightings": 0}, 0.85),
        ({"rates": 0, "sums": 0, "sightings": 15}, 0.82),
        ({"rates": 0, "sums": 0, "sightings": 0}, 0.87),
    ],
)
def test_intervals_hold_the_truth_whatever_is_told(told_of: dict[str, float], least: float) -> None:
    assert least <= covered(600, **told_of) <= 0.93
