"""The days on which traffic began or ended, and who told of them first."""

from yalu.believe import Turn, believe, turns
from yalu.vocabulary import Kind, Mode, SourceClass, Stance, State, When

from .worlds import SERVICE, day, told

SHUT = [
    told(Kind.SERVICE, n, State.SUSPENDED, when=When.on(day(n)), origin="camera") for n in range(9)
]
OPEN = [
    told(Kind.SERVICE, n, State.RUNNING, origin="camera", class_=SourceClass.SATELLITE)
    for n in range(20, 60, 4)
]


def found(*more: object) -> tuple[Turn, ...]:
    return turns(believe([*SHUT, *OPEN, *more], SERVICE, known_by=day(70)))  # type: ignore[list-item]


def test_a_turn_is_told_by_whoever_speaks_of_the_new_days_while_they_are_new() -> None:
    change = told(Kind.CHANGE, 15, State.RUNNING)
    seen = told(Kind.CROSSING, 16, origin="trader", class_=SourceClass.ANONYMOUS)
    (turn,) = found(change, seen)
    assert turn.opens
    assert abs((turn.day - day(15)).days) <= 1
    assert [word.origin for word in turn.told] == ["ministry", "trader", "camera"]
    assert [turn.first(word) for word in turn.told] == [True, False, False]
    assert turn.lag(turn.told[1]) == (day(16) - turn.day).days


def test_two_on_one_day_are_both_first() -> None:
    both = [told(Kind.CHANGE, 15, State.RUNNING, origin=origin) for origin in ("a", "b")]
    (turn,) = found(*both)
    assert {word.origin for word in turn.told if turn.first(word)} == {"a", "b"}


def test_history_speculation_and_words_about_more_are_no_news() -> None:
    change = told(Kind.CHANGE, 15, State.RUNNING)
    later = change.replace(origin="archive", known=day(50))
    guess = change.replace(origin="guess", stance=Stance.SPECULATES, known=day(15))
    wide = told(Kind.SERVICE, 15, State.RUNNING, origin="wide", mode=Mode.ALL)
    (turn,) = found(change, later, guess, wide)
    assert [word.origin for word in turn.told] == ["ministry", "camera"]


def test_a_belief_that_never_turns_has_no_turns() -> None:
    assert turns(believe(SHUT, SERVICE, known_by=day(9))) == ()
    assert turns(believe([], SERVICE, known_by=day(9))) == ()


def test_turns_go_to_and_fro_in_the_order_of_days() -> None:
    again = [told(Kind.SERVICE, n, State.SUSPENDED, origin="camera") for n in range(80, 120, 4)]
    switches = [told(Kind.CHANGE, 15, State.RUNNING), told(Kind.CHANGE, 70, State.SUSPENDED)]
    belief = believe([*SHUT, *OPEN, *switches, *again], SERVICE, known_by=day(130))
    turn, back = turns(belief)
    assert (turn.opens, back.opens) == (True, False)
    assert turn.day < back.day
    assert back.told[0].origin == "ministry"


def test_days_after_the_last_known_turn_nothing() -> None:
    ahead = believe(SHUT, SERVICE, known_by=day(9), last=day(3000))
    assert ahead.on(day(3000))[State.SUSPENDED] < 0.5
    assert turns(ahead) == ()
