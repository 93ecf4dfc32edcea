"""The ledgers of sources: what holds of them whatever is said, and of a book that is known."""

import datetime as dt
import random
import statistics
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.believe import Account, Model, believe, by_class, by_origin, forecasts
from yalu.believe.forecasts import odds_of
from yalu.believe.synthetic import WORLD_MODEL, world
from yalu.vocabulary import Claim, Kind, Mode, Service, SourceClass, Stance, State, When

from .worlds import SERVICE, SPAN, books, day, told

LATE = day(SPAN + 80)
MODES = (Mode.RAIL, Mode.LAND, Mode.ALL)


def beliefs(book: list[Claim]) -> list:
    """The beliefs of every service that the claims of `worlds` may name."""
    services = [Service(SERVICE.gate, mode) for mode in MODES]
    return [believe(book, each, known_by=LATE, first=day(-30)) for each in services]


def accounts(book: list[Claim]) -> dict[str, Account]:
    found = []
    for belief in beliefs(book):
        own = [claim for claim in book if claim.mode is belief.service.mode]
        found += forecasts(own, odds_of(belief), LATE, lambda claim: claim.state)
    return {account.name: account for account in by_origin(beliefs(book), found)}


def reliability(found: Iterable[Account]) -> dict[str, object]:
    return {each.name: each.reliability for each in found}


@given(books)
@settings(max_examples=20)
def test_no_reliability_without_its_number_and_interval(book: list[Claim]) -> None:
    for account in accounts(book).values():
        law = account.reliability
        if law is None:
            continue
        assert 0 <= law.low < law.mean < law.high <= 1
        assert law.n >= 1
        assert account.checked <= law.n
        assert account.first <= account.news
        assert account.relayed <= min(account.relays, law.n)
        assert account.lag is not None
        assert account.lag.n == law.n


@given(books, st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_the_order_of_claims_and_of_services_is_no_matter(
    book: list[Claim], chance: random.Random
) -> None:
    shuffled = list(book)
    chance.shuffle(shuffled)
    assert accounts(book) == accounts(shuffled)
    assert by_origin(beliefs(book), []) == by_origin(beliefs(book)[::-1], [])


@given(books, st.integers(1, 4), st.data())
@settings(max_examples=20)
def test_relaying_changes_no_reliability(
    book: list[Claim], times: int, data: st.DataObject
) -> None:
    chosen = data.draw(st.sampled_from(book))
    relays = [
        chosen.replace(document=f"relay/{n}", known=chosen.known + dt.timedelta(n + 1))
        for n in range(times)
    ]
    alone, relayed = accounts(book), accounts(book + relays)
    assert reliability(alone.values()) == reliability(relayed.values())
    for name, account in relayed.items():
        assert account.lag == alone[name].lag
        assert (account.news, account.first) == (alone[name].news, alone[name].first)
        more = account.relays - alone[name].relays
        assert more >= times if name == chosen.origin else more == 0


@given(books)
@settings(max_examples=20)
def test_every_word_of_an_origin_is_a_word_of_one_class(book: list[Claim]) -> None:
    found = beliefs(book)
    origins, classes = by_origin(found, []), by_class(found, [])
    counted = [sum(a.reliability.n for a in each if a.reliability) for each in (origins, classes)]
    assert counted[0] == counted[1]
    assert {each.name for each in classes} <= set(SourceClass)


def test_a_word_about_several_services_counts_once() -> None:
    wide = told(Kind.SERVICE, 3, State.SUSPENDED, mode=Mode.ALL)
    found = beliefs([wide])
    assert [belief.claims for belief in found] == [1, 1, 1]
    (account,) = by_origin(found, [])
    assert account.reliability is not None
    assert (account.reliability.n, account.services) == (1, 1)


def test_who_is_borne_out_gains_and_who_stands_alone_loses() -> None:
    book = [
        told(Kind.SERVICE, n, State.SUSPENDED, origin=origin, class_=SourceClass.EXPERT)
        for n in range(0, 90, 9)
        for origin in ("one", "two", "three")
    ]
    book += [
        told(Kind.SERVICE, n, State.RUNNING, origin="odd", class_=SourceClass.EXPERT)
        for n in range(4, 90, 9)
    ]
    found, prior = accounts(book), Model().reliability[SourceClass.EXPERT]
    assert found["one"].reliability.mean > prior > found["odd"].reliability.mean
    assert found["one"].reliability.low > found["odd"].reliability.high
    assert found["odd"].checked == 0
    assert found["one"].checked == found["one"].reliability.n == 10


def test_lags_are_of_the_first_telling_and_relays_have_their_own() -> None:
    first = told(Kind.CHANGE, 10, State.RUNNING, known=day(14))
    again = first.replace(document="relay", known=day(20))
    twice = first.replace(document="relay", known=day(21), who="a porter")
    (account,) = accounts([first, again, twice]).values()
    assert (account.lag.median, account.lag.n) == (4, 1)
    assert (account.relayed, account.relays) == (1, 1)
    assert account.relay_lag.median == 6


def test_what_is_only_supposed_is_no_word() -> None:
    guess = told(Kind.SERVICE, 3, State.RUNNING, stance=Stance.SPECULATES)
    assert accounts([guess]) == {}


def test_a_forecaster_without_a_firm_word_has_an_account() -> None:
    book = [
        told(Kind.SERVICE, 0, State.SUSPENDED),
        told(Kind.CHANGE, 30, State.RUNNING),
        told(
            Kind.FORECAST, 20, State.RUNNING, when=When.on(day(25)), known=day(20), origin="paper",
            class_=SourceClass.AGENCY, stance=Stance.SPECULATES,
        ),
    ]  # fmt: skip
    found = accounts(book)["paper"]
    assert found.reliability is None
    assert found.lag is None
    assert found.classes == (SourceClass.AGENCY,)
    assert (found.forecasts.told, found.forecasts.judged, found.forecasts.came_true) == (1, 1, 0)
    assert found.forecasts.slip is not None


def test_the_reference_casebook_orders_the_classes_as_one_would(reference: list[Claim]) -> None:
    """Run with -s to see what docs/figures.md says of them."""
    known_by = max(claim.known for claim in reference if claim.known)
    services = sorted({(claim.gate, claim.mode) for claim in reference})
    found = [believe(reference, Service(*each), known_by=known_by) for each in services]
    classes = {account.name: account for account in by_class(found, [])}
    for name, account in classes.items():
        law = account.reliability
        print(f"{name:10} {law.mean:.2f} ({law.low:.2f} to {law.high:.2f}), n {law.n}")
    means = {name: account.reliability.mean for name, account in classes.items()}
    assert means["official"] > means["agency"] > means["anonymous"]
    assert classes["anonymous"].reliability.n >= 40


def test_a_book_without_claims_has_no_accounts() -> None:
    assert by_origin([believe([], SERVICE, known_by=day(0))], []) == ()
    with pytest.raises(StopIteration):
        next(iter(by_class([], [])))


def test_intervals_hold_the_true_reliability_of_synthetic_sources() -> None:
    """Run with -s for the figures. Nominal is .90: a source's own words move what judges it."""
    inside, error, prior = [], [], []
    for seed in range(5):
        made = world(seed, 400)
        belief = believe(made.claims, made.service, known_by=made.last, model=WORLD_MODEL)
        for account in by_origin([belief], []):
            law, true = account.reliability, made.reliability[int(account.name[-2:])]
            inside.append(law.low <= true <= law.high)
            error.append(abs(law.mean - true))
            prior.append(abs(WORLD_MODEL.reliability[account.classes[0]] - true))
    print(
        f"{len(inside)} sources: {statistics.fmean(inside):.2f} in their interval; mean error "
        f"{statistics.fmean(error):.3f}, of the class mean {statistics.fmean(prior):.3f}"
    )
    assert statistics.fmean(inside) >= 0.82
    assert statistics.fmean(error) < statistics.fmean(prior)


@pytest.mark.slow
def test_a_belief_by_draws_has_a_ledger_too() -> None:
    made = world(0, 150)
    how = {"known_by": made.last, "model": WORLD_MODEL}
    smoothed, drawn = (
        by_origin([believe(made.claims, made.service, engine=engine, **how)], [])
        for engine in ("em", "gibbs")
    )
    assert {each.name for each in drawn} == {each.name for each in smoothed}
    words = [{each.name: each.reliability.n for each in found} for found in (smoothed, drawn)]
    assert words[0] == words[1]
