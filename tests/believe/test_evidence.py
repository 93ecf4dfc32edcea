"""From claims to evidence: what bears on freight, what is folded, what it weighs."""

import datetime as dt

import pytest

from yalu.believe import Model, believe
from yalu.believe.evidence import Evidence, Form, evidence_of, folded
from yalu.believe.model import STATES
from yalu.believe.pieces import pieces_of
from yalu.believe.scope import about_part, about_people_alone
from yalu.vocabulary import Claim, Grain, Kind, SourceClass, Stance, State, When
from yalu.vocabulary.claim import Step

from .worlds import SERVICE, day, told

MODEL = Model()


def evidence(*claims: Claim, **groups: tuple[str, ...]) -> list[Evidence]:
    return evidence_of(claims, SERVICE, {SERVICE.gate: groups.get("of", ())}, None, MODEL)


@pytest.mark.parametrize("scope", ["pedestrian", "passenger trains", "tourists", "refugees only"])
def test_scopes_of_people(scope: str) -> None:
    assert about_people_alone(scope)


@pytest.mark.parametrize("scope", [None, "freight", "cars, buses, freight", "coal", "containers"])
def test_scopes_that_are_not_of_people_alone(scope: str | None) -> None:
    assert not about_people_alone(scope)


def test_a_part_of_the_goods_is_a_limited_service() -> None:
    assert about_part("melons")
    assert not about_part("freight")
    assert not about_part(None)
    part = told(Kind.SERVICE, 0, State.SUSPENDED, scope="melons")
    assert [piece.state for piece in evidence(part)] == [1]


def test_a_word_of_a_group_weighs_less_for_a_member() -> None:
    wide = told(Kind.CHANGE, 0, State.SUSPENDED, gate="all-gates")
    assert evidence(wide) == []
    (piece,) = evidence(wide, of=("all-gates",))
    assert piece.share == MODEL.group_weight
    assert piece.form is Form.HELD  # this gate may have been shut before


def of_a_group(*claims: Claim) -> list[Evidence]:
    """What claims about the gates a and b say of the group that they make."""
    groups = {"a": (SERVICE.gate,), "b": (SERVICE.gate,), SERVICE.gate: ()}
    return evidence_of(claims, SERVICE, groups, None, MODEL)


@pytest.mark.parametrize(
    ("claim", "state", "denies"),
    [
        (told(Kind.CHANGE, 0, State.SUSPENDED, gate="a"), State.RUNNING, True),
        (told(Kind.CHANGE, 0, State.RUNNING, gate="a"), State.SUSPENDED, True),
        (told(Kind.CROSSING, 0, gate="a"), State.SUSPENDED, True),
        (told(Kind.SERVICE, 0, State.LIMITED, gate="a"), State.LIMITED, False),
    ],
    ids=["one that shuts", "one that opens", "a train at one", "one that is limited"],
)
def test_a_word_of_a_member_bears_on_the_group(claim: Claim, state: State, denies: bool) -> None:
    other = told(Kind.SERVICE, 9, State.RUNNING, gate="b", origin="b")
    piece = next(p for p in of_a_group(claim, other) if p.claims == (claim,))
    assert (piece.form, STATES[piece.state], piece.denies) == (Form.HELD, state, denies)


def test_what_is_told_of_every_member_at_once_is_told_of_the_group() -> None:
    shut = told(Kind.SERVICE, 0, State.SUSPENDED, gate="a")
    (piece,) = of_a_group(shut, shut.replace(gate="b"))
    assert (STATES[piece.state], piece.denies) == (State.SUSPENDED, False)
    alone = of_a_group(shut)
    assert [(STATES[p.state], p.denies) for p in alone] == [(State.RUNNING, True)]


def test_a_group_of_one_is_that_gate() -> None:
    shut = told(Kind.SERVICE, 0, State.SUSPENDED, gate="a")
    groups = {"a": (SERVICE.gate,), SERVICE.gate: ()}
    (piece,) = evidence_of([shut], SERVICE, groups, None, MODEL)
    assert (STATES[piece.state], piece.denies) == (State.SUSPENDED, False)


def test_what_is_denied_of_a_member_and_what_stands_there_says_nothing_of_the_group() -> None:
    denied = told(Kind.SERVICE, 0, State.RUNNING, gate="a", stance=Stance.DENIES)
    stock = told(Kind.PRESENCE, 0, gate="a", when=When(day(0), day(40), Grain.INTERVAL))
    assert of_a_group(denied, stock) == []


@pytest.mark.parametrize(
    ("number", "unit", "form"),
    [(40, "trucks/day", Form.PASSED), (0, "trains/day", Form.STILL), (3, "trains", Form.PASSED)],
)
def test_what_is_counted_to_pass_is_seen_to_pass(number: int, unit: str, form: Form) -> None:
    (piece,) = evidence(told(Kind.COUNT, 0).replace(number=number, unit=unit))
    assert piece.form is form


@pytest.mark.parametrize("unit", ["trucks waiting", "trains stranded", "people", "hours wait"])
def test_what_waits_is_no_traffic(unit: str) -> None:
    assert evidence(told(Kind.COUNT, 0).replace(number=130, unit=unit)) == []


READ = (Step("state", "shut.close"),)


def test_what_is_read_by_rule_may_be_of_the_other_kind() -> None:
    change, state = told(Kind.CHANGE, 0, State.SUSPENDED), told(Kind.SERVICE, 0, State.SUSPENDED)
    assert [(p.form, p.restates) for p in evidence(change, state.replace(origin="b"))] == [
        (Form.HELD, 0),
        (Form.CHANGED, 0),
    ]
    (read,) = evidence(change.replace(because=READ))
    assert (read.restates, read.turns) == (MODEL.restated, True)
    (read,) = evidence(state.replace(because=READ))
    assert (read.form, read.restates) == (Form.CHANGED, 1 - MODEL.switched)
    assert not read.turns


@pytest.mark.parametrize(
    "fields",
    [
        {"stance": Stance.DENIES},
        {"when": When.from_edtf("2021-03-01/2021-03-02")},
        {"when": When.from_edtf("2021-03")},
        {"gate": "all-gates"},
    ],
    ids=["a denial", "a window", "a month", "a group"],
)
def test_only_a_state_of_one_day_of_this_gate_may_be_a_change(fields: dict[str, object]) -> None:
    read = told(Kind.SERVICE, 40, State.RUNNING, because=READ).replace(**fields)
    pieces = evidence(read, of=("all-gates",))
    assert [piece.form for piece in pieces] == [Form.HELD]


def test_a_state_read_for_a_day_leaves_less_doubt_of_the_day_before() -> None:
    book = [
        told(Kind.SERVICE, 0, State.RUNNING),
        told(Kind.SERVICE, 60, State.SUSPENDED, origin="paper", class_=SourceClass.OWN),
    ]
    read = [book[0], book[1].replace(because=READ)]
    shut, shut_by_rule = (
        believe(claims, SERVICE, known_by=day(80)).on(day(59))[State.SUSPENDED]
        for claims in (book, read)
    )
    assert shut_by_rule < 0.8 * shut


def test_one_origin_that_tells_a_day_as_a_state_and_as_a_change_tells_one_thing() -> None:
    state = told(Kind.SERVICE, 5, State.SUSPENDED, because=READ)
    change = told(Kind.CHANGE, 5, State.SUSPENDED, because=READ, known=day(9))
    (piece,) = evidence(state, change)
    assert piece.restates == MODEL.restated
    assert dt.date.fromordinal(piece.known) == day(5)
    (first,), (later,) = evidence(state), evidence(change)
    assert not folded(first, later)  # it tells more than the first
    assert folded(later, first)


def test_a_change_that_may_restate_makes_no_opening_before_it() -> None:
    book = [
        told(Kind.SERVICE, 0, State.SUSPENDED),
        told(Kind.CHANGE, 40, State.SUSPENDED, origin="paper", class_=SourceClass.OWN),
    ]
    read = [claim.replace(because=READ) for claim in book]
    open_between, shut_between = (
        1 - believe(claims, SERVICE, known_by=day(60)).on(day(39))[State.SUSPENDED]
        for claims in (book, read)
    )
    assert shut_between < 0.5 * open_between


def test_relays_are_one_piece_known_when_it_was_first_public() -> None:
    first = told(Kind.CHANGE, 3, State.RUNNING)
    relay = first.replace(document="relay", known=day(9), when=When.on(day(2)))
    (piece,) = evidence(relay, first)
    assert dt.date.fromordinal(piece.known) == day(3)
    assert len(piece.claims) == 2


def test_a_later_change_of_one_origin_is_another_piece() -> None:
    one, other = told(Kind.CHANGE, 3, State.RUNNING), told(Kind.CHANGE, 30, State.RUNNING)
    assert len(evidence(one, other)) == 2


def test_since_tells_a_change_too() -> None:
    span = When(day(0), day(20), Grain.INTERVAL)
    pieces = evidence(told(Kind.SERVICE, 20, State.SUSPENDED, when=span))
    assert {piece.form for piece in pieces} == {Form.HELD, Form.CHANGED}
    assert believe([pieces[0].claims[0]], SERVICE).claims == 1


def test_an_open_window_reaches_to_the_telling() -> None:
    since = When(day(0), None, Grain.INTERVAL, earliest_grain=Grain.MONTH)
    (piece,) = evidence(told(Kind.SERVICE, 90, State.SUSPENDED, when=since))
    assert piece.last == day(90).toordinal()
    assert piece.first == day(15).toordinal()


def test_no_window_reaches_beyond_the_telling() -> None:
    month = When(day(0), day(30), Grain.MONTH)
    (piece,) = evidence(told(Kind.SERVICE, 9, State.RUNNING, when=month))
    assert piece.last == day(9).toordinal()


def test_no_train_in_five_months_is_a_suspension() -> None:
    span = When(day(0), day(150), Grain.INTERVAL)
    pieces = evidence(told(Kind.CROSSING, 151, when=span, value={"trains": 0}))
    assert [(piece.form, piece.state) for piece in pieces] == [(Form.HELD, 0)]


def test_no_train_on_one_day_says_little() -> None:
    none = told(Kind.CROSSING, 0, value={"trains": 0})
    shut = told(Kind.SERVICE, 0, State.SUSPENDED)
    seen, told_so = (believe([c], SERVICE).on(day(0))[State.SUSPENDED] for c in (none, shut))
    prior = believe([], SERVICE, known_by=day(0)).on(day(0))[State.SUSPENDED]
    assert prior < seen < told_so


@pytest.mark.parametrize(
    "value",
    [{"trains": 2, "locomotives": 2}, {"trains": 1, "passenger_cars": 2, "laden": "empty"}],
)
def test_engines_and_coaches_alone_are_no_freight(value: dict[str, object]) -> None:
    assert evidence(told(Kind.CROSSING, 0, value=value)) == []


def test_a_train_of_loaded_cars_is_seen_to_pass() -> None:
    (piece,) = evidence(told(Kind.CROSSING, 0, value={"trains": 1, "freight_cars": 20}))
    assert piece.form is Form.PASSED
    assert piece.opens


def test_a_lone_crossing_in_a_suspension_stays_an_exception() -> None:
    book = [
        told(Kind.CHANGE, 0, State.SUSPENDED),
        told(Kind.CROSSING, 30, origin="agency", class_=SourceClass.ANONYMOUS),
        told(Kind.SERVICE, 50, State.SUSPENDED),
    ]
    assert believe(book, SERVICE).state(day(31)) is State.SUSPENDED


def test_a_denial_speaks_against_the_state() -> None:
    open_ = told(Kind.SERVICE, 0, State.RUNNING)
    denied = told(Kind.CHANGE, 0, State.SUSPENDED, stance=Stance.DENIES, origin="other")
    with_it = believe([open_, denied], SERVICE).on(day(0))[State.SUSPENDED]
    assert with_it < believe([open_], SERVICE).on(day(0))[State.SUSPENDED]


def test_speculation_weighs_less_than_assertion() -> None:
    firm = told(Kind.SERVICE, 0, State.SUSPENDED)
    soft = firm.replace(stance=Stance.SPECULATES)
    one, other = (believe([c], SERVICE).on(day(0))[State.SUSPENDED] for c in (firm, soft))
    assert one > other
    assert believe([soft], SERVICE).last_sighting is None


def test_what_many_say_alike_is_discounted() -> None:
    book = [told(Kind.CHANGE, 3, State.RUNNING, origin=f"paper-{n}") for n in range(3)]
    assert list(pieces_of(evidence(*book), 0, MODEL).weight) == [0.5, 0.5, 0.5]


def uncopied(count: int, apart: int) -> list[Claim]:
    """Windows of ten days, each told by an origin of its own."""
    return [
        told(
            Kind.SERVICE,
            apart * n + 9,
            State.RUNNING,
            when=When(day(apart * n), day(apart * n + 9), Grain.INTERVAL),
            origin=f"eye-{n}",
        )
        for n in range(count)
    ]


def of_a_crowd(tellers: int, *others: Claim) -> list[float]:
    """Weights of changes into limited that so many tell alike."""
    crowd = [told(Kind.CHANGE, 3, State.LIMITED, origin=f"paper-{n}") for n in range(tellers)]
    found = pieces_of(evidence(*crowd, *others), 0, MODEL)
    limited = found.state == STATES.index(State.LIMITED)
    return list(found.weight[(found.form == Form.CHANGED) & limited])


def test_where_nobody_copies_two_may_agree_of_a_change_and_a_crowd_shares_little() -> None:
    alone = uncopied(60, 20)
    assert min(of_a_crowd(2, *alone)) > 0.75 > of_a_crowd(2)[0]
    assert sum(of_a_crowd(8, *alone)) < sum(of_a_crowd(8)) == pytest.approx(8 / (1 + 0.5 * 7))


def test_many_words_of_a_few_weeks_are_of_several_changes() -> None:
    turns = [
        told(Kind.CHANGE, 7 * n, State.SUSPENDED, origin=f"desk-{n}", class_=SourceClass.AGENCY)
        for n in range(12)
    ]
    assert sum(of_a_crowd(8, *turns, *uncopied(30, 3))) < 8 / (1 + MODEL.likeness * 7)


def test_where_windows_are_copied_changes_told_alike_share_from_the_first() -> None:
    pair = [told(Kind.CHANGE, 3, State.RUNNING, origin=f"paper-{n}") for n in range(2)]
    windows = [
        told(
            Kind.SERVICE,
            start + 30,
            State.RUNNING,
            when=When(day(start), day(start + 30), Grain.MONTH),
            origin=who,
        )
        for start in (100, 200, 300, 400)
        for who in ("agency", "its-reader")
    ]
    found = pieces_of(evidence(*pair, *windows), 0, MODEL)
    assert list(found.weight[found.form == Form.CHANGED]) == [pytest.approx(2 / 3)] * 2


def test_looking_back_does_not_discount_what_was_seen_at_the_time() -> None:
    span = When(day(0), day(20), Grain.MONTH)
    seen = told(Kind.SERVICE, 20, State.RUNNING, when=span)
    back = told(Kind.CHANGE, 700, State.RUNNING, when=When.on(day(5)))
    assert list(pieces_of(evidence(seen, back), 0, MODEL).weight) == [1.0, pytest.approx(2 / 3)]


def test_hindsight_weighs_less() -> None:
    at_once = told(Kind.SERVICE, 0, State.SUSPENDED)
    late = at_once.replace(known=day(700))
    one, other = (
        believe([c], SERVICE, known_by=day(700)).on(day(0))[State.SUSPENDED]
        for c in (at_once, late)
    )
    assert one > other


def test_silence_is_counted_from_the_last_sighting() -> None:
    found = believe([told(Kind.CROSSING, 4)], SERVICE, known_by=day(20))
    assert found.last_sighting == day(4)
    assert found.silent_days == 16
