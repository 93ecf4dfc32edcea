"""Why: the largest effect first, relays under their origin."""

from yalu.believe import believe
from yalu.vocabulary import Kind, SourceClass, State

from .worlds import SERVICE, day, told

BOOK = [
    told(Kind.CHANGE, 40, State.SUSPENDED, origin="ministry"),
    told(Kind.CHANGE, 40, State.SUSPENDED, origin="ministry", document="relay", known=day(41)),
    told(Kind.SERVICE, 42, State.RUNNING, origin="trader", class_=SourceClass.ANONYMOUS),
    told(Kind.SERVICE, 0, State.RUNNING, origin="agency"),
]


def test_origins_stand_for_and_against() -> None:
    found = {effect.origin: effect for effect in believe(BOOK, SERVICE).why(day(42))}
    assert found["ministry"].supports
    assert not found["trader"].supports
    assert found["trader"].class_ is SourceClass.ANONYMOUS


def test_the_largest_effect_comes_first() -> None:
    effects = believe(BOOK, SERVICE).why(day(42))
    sizes = [abs(effect.log_odds) for effect in effects]
    assert effects[0].origin == "ministry"
    assert sizes == sorted(sizes, reverse=True)
    assert believe(BOOK, SERVICE).why(day(42), most=1) == effects[:1]


def test_relays_are_counted_under_their_origin() -> None:
    first = believe(BOOK, SERVICE).why(day(42))[0]
    assert first.relays == 1
    assert [claim.document for claim in first.claims] == ["paper/40", "relay"]
    assert first.known == day(40)


def test_what_is_far_away_is_not_tried() -> None:
    late = [*BOOK, told(Kind.SERVICE, 400, State.RUNNING, origin="camera")]
    assert [effect.origin for effect in believe(late, SERVICE).why(day(400))] == ["camera"]
