"""Crossings: trains and vehicles that passed, which way, at what hour, with what."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from yalu.corridors import Atlas
from yalu.read.attach import Dated, attach
from yalu.read.candidates import told_day
from yalu.read.clauses import Clause, clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus, Place, mentions
from yalu.read.limits import barred
from yalu.read.loads import laden, load
from yalu.read.marks import Mark, Sentence
from yalu.read.movers import described, mover, single
from yalu.read.passages import passages
from yalu.read.places import choose
from yalu.read.quantities import Quantity, plain, quantities, rate, units
from yalu.read.reasons import hedged
from yalu.read.respective import respective
from yalu.read.scope import Scope, scope
from yalu.read.time import Duration, Role, Unit
from yalu.read.ways import NEAR, direction
from yalu.read.whose import meant, step, window, words
from yalu.read.windows import lasting_since
from yalu.vocabulary import Grain, Kind, Mode, Stance, Step, When

_SUM = 100
"""From this many on, what passed in a month or a year is a figure about the gate."""
_SPAN = {Unit.DAY: 1, Unit.WEEK: 7}
_SPANS = (Role.AT, Role.BY)
_FEW = 2
"""Gates told of last among which the nearest is meant."""
_WAY = 8
"""Words between a verb of transport and where it went."""


def crossings(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The crossings that one sentence tells as done."""
    moves = _moves(sentence)
    if not (moves or sentence.of("passage")):
        return
    amounts = quantities(sentence, focus.unit, focus.mode is Mode.RAIL)
    for noun, around, moved in passages(sentence, amounts):
        told = [moved] if isinstance(moved, Quantity) else []
        governed = scope(sentence, around, noun)
        yield from _crossed(
            sentence, around, noun, governed, moved, told, focus, anchor, day, atlas
        )
    done: set[tuple[int, ...]] = set()
    for move in moves:
        around = clause(sentence, move)
        governed = scope(sentence, around, move)
        if not _told_as_done(sentence, move, governed):
            continue
        mine = _mine(sentence, move, moves, amounts)
        mine = [quantity for quantity in mine if rate(sentence, quantity) is None]
        apart = [q for q in mine if q.first >= move.last and _apart(sentence, q)]
        mine = [quantity for quantity in mine if quantity not in apart]
        subject = mover(sentence, around, move, mine)
        key = tuple(quantity.first for quantity in mine) or (move.first,)
        if (
            subject is None
            or described(sentence, move, subject)
            or (move.rule.category == "move" and key in done)
        ):
            continue
        done.add(key)
        for crossed in _crossed(
            sentence, around, move, governed, subject, mine, focus, anchor, day, atlas
        ):
            yield from respective(sentence, crossed, focus, atlas)
        for one in apart:
            there = around._replace(first=one.first)
            yield from _crossed(
                sentence, there, move, governed, one, [one], focus, anchor, day, atlas
            )


def _apart(sentence: Sentence, quantity: Quantity) -> bool:
    """ "... and 388 through Kessim": the same at another gate."""
    last = quantity.last
    return quantity.elliptic and any(
        name.first - last <= 2 for name in sentence.named("gate", last)
    )


def _moves(sentence: Sentence) -> list[Mark]:
    """The verbs of passing that can be crossings, in order."""
    found = [mark for mark in sentence.of("pass") if mark.rule.get("crossing")]
    found += [mark for mark in sentence.of("move") if _whereto(sentence, mark)]
    found.sort(key=lambda mark: (mark.first, mark.rule.category == "move"))
    return found


def _whereto(sentence: Sentence, mark: Mark) -> bool:
    """Whether a verb that needs a place has one behind it."""
    if not mark.rule.get("where"):
        return True
    if mark.rule.get("across"):
        return _across(sentence, mark)
    reach = mark.last + (2 if mark.rule.get("next") else NEAR)
    if any(mark.last <= name.first < reach for name in sentence.names if _place(name.entries)):
        return True
    return any(
        noun.rule.get("is") == "gate" and mark.last <= noun.first < reach
        for noun in sentence.of("noun", mark.last)
    )


def _across(sentence: Sentence, mark: Mark) -> bool:
    """Whether a verb of transport goes over the line: into a country, by way of a gate, or from
    one side to the other."""
    last = mark.last + _WAY
    named = [name for name in sentence.names if mark.last <= name.first < last]
    if any(
        name.of("country") and sentence.has("into_country", name.first - 2, name.first)
        for name in named
    ):
        return True
    ends = [name for name in named if _place(name.entries)]
    if sentence.has("via", mark.last, last) and (
        ends or any(noun.rule.get("is") == "gate" for noun in sentence.of("noun", mark.last, last))
    ):
        return True
    return len(ends) > 1 and sentence.has("from", mark.last, last)


def _place(entries: tuple[Any, ...]) -> bool:
    return any(entry.kind in ("gate", "side", "country") for entry in entries)


def _told_as_done(sentence: Sentence, move: Mark, governed: Scope) -> bool:
    """Whether the clause says that it happened: "had begun to pass", not "is to pass"."""
    if barred(sentence, governed) or governed.elsewhere or _none(governed, move):
        return False
    if governed.future or governed.wish or governed.hope or governed.condition or governed.unclear:
        return False
    return not governed.infinitive or sentence.has("begun_to", move.first - 3, move.first - 1)


def _none(governed: Scope, move: Mark) -> bool:
    return governed.zero is not None and governed.zero.first < move.first


def _mine(
    sentence: Sentence, move: Mark, moves: list[Mark], amounts: list[Quantity]
) -> list[Quantity]:
    """The amounts of one verb: those right before another verb are that one's."""
    others = [mark for mark in moves if mark.first != move.first]
    if not others:
        return amounts
    around = clause(sentence, move)
    low = around.first if around.opened == "relative" else 0
    found = []
    for quantity in amounts:
        taken = any(0 <= mark.first - quantity.last <= 1 for mark in others)
        if not taken and low <= quantity.first < max(around.last, move.first):
            found.append(quantity)
    own = [quantity for quantity in found if 0 <= move.first - quantity.last <= 1]
    return own if any(quantity.elliptic for quantity in own) else found


def _crossed(
    sentence: Sentence,
    around: Clause,
    move: Mark,
    governed: Scope,
    subject: Mark | Quantity,
    amounts: list[Quantity],
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
    atlas: Atlas,
) -> Iterator[Finding]:
    single = _unit_of(subject) == "trains" or _one_train(sentence, move)
    value, main = load(sentence, amounts, single)
    if clock := _clock(sentence, around):
        value["time"] = clock
    if main is None and isinstance(subject, Quantity):
        main = subject
    number, unit = (plain(main.number.low), main.unit.told) if main else (None, None)
    if main is None and single and _singular(sentence, subject):
        number, unit = 1, "train"
    if main and main.unit.unit == "cars" and value.get("trains") == 1 and laden(sentence, main):
        number, unit = 1, "train"  # "a train with 42 wagons of chillies"
    dated = attach(sentence, around, move, governed, anchor, day)
    if isinstance(subject, Mark):
        steps = [step("value", sentence, subject)]
    else:
        rule = f"subject.{subject.unit.unit}"
        steps = [words("value", rule, sentence, subject.first, subject.last)]
    if main:
        rule = f"number.{main.unit.unit}"
        steps.append(words("number", rule, sentence, main.first, main.last))
    if main and main.noun:
        steps.append(step("number", sentence, main.noun))
    if main and (hours := _hours(sentence)):
        value["hours"], unit = hours, f"{unit}/{hours}h"
    if main is None and number and isinstance(subject, Mark):
        steps.append(step("number", sentence, subject))
    stance = Stance.SPECULATES if governed.may else Stance.ASSERTS
    steps += hedged(sentence, governed, stance)
    for place in _places(sentence, around, move, focus, atlas)[:1]:
        way, why = direction(sentence, around, move, place.gate, atlas)
        because = (*steps, place.because, *((dated.because,) if dated else ()), *why)
        many = _many(main, dated)
        yield Finding(
            Kind.COUNT if many else Kind.CROSSING,
            place,
            around,
            move,
            because,
            stance,
            when=_days(sentence, move, governed, dated, anchor, day),
            explicit=dated is not None,
            direction=way,
            number=number,
            unit=unit,
            value={"of": "traffic", **value} if many else value,
        )


def _days(
    sentence: Sentence,
    move: Mark,
    governed: Scope,
    dated: Dated | None,
    anchor: dt.date | None,
    day: dt.date | None,
) -> When | None:
    """The days of a move: its date, from a day on until now, the length told of ("in three
    days"), or the day that the sentence has told of before."""
    if dated and dated.when:
        since = dated.role is Role.SINCE and governed.perfect and anchor
        return lasting_since(dated.when, anchor) if since and anchor else dated.when
    if anchor is None:
        return None
    for expr in sentence.times:
        length = expr.value
        if not isinstance(length, Duration) or length.offset or expr.role not in _SPANS:
            continue
        days = length.low * _SPAN.get(length.unit, 0)
        if days:
            return When(anchor - dt.timedelta(days - 1 or 1), anchor, Grain.INTERVAL)
    return window(
        None, anchor, told_day(sentence, sentence.tokens.starts[move.first], anchor) or day
    )


def _many(main: Quantity | None, dated: Dated | None) -> bool:
    """Whether it is a sum over a month or more ("900 trains crossed in 2021"), not a move."""
    if main is None or dated is None or dated.when is None or main.number.low < _SUM:
        return False
    return dated.when.grain in (Grain.MONTH, Grain.YEAR)


def _places(
    sentence: Sentence, around: Clause, move: Mark, focus: Focus, atlas: Atlas
) -> list[Place]:
    """The gate of a move: where the clause names countries alone, one that the
    sentence names elsewhere ("drove into Sudria after Norland opened Orrel")."""
    found = choose(sentence, around, move.first, focus, atlas)
    members = atlas.members(found[0].gate) if found else ()
    if members and mentions(sentence, focus):
        return choose(sentence, Clause(0, len(sentence.tokens)), move.first, focus, atlas)
    mode = found[0].mode if found else Mode.ALL
    known = [gate for gate in focus.gates if gate in members and atlas.serves(gate, mode)]
    if 0 < len(known) <= _FEW:  # "left Norland" tells which way, not where
        return [Place(known[-1], mode, Step("gate", "gate.recency"))]
    return meant(sentence, found, focus, atlas)


def _one_train(sentence: Sentence, move: Mark) -> bool:
    """ "A train of 17 wagons": the wagons are those of one train."""
    return any(
        unit.unit == "trains" and single(sentence, mark) and mark.last <= move.first
        for mark, unit in units(sentence)
    )


def _unit_of(subject: Mark | Quantity) -> str:
    return subject.unit.unit if isinstance(subject, Quantity) else str(subject.rule.get("unit"))


def _singular(sentence: Sentence, subject: Mark | Quantity) -> bool:
    return isinstance(subject, Mark) and single(sentence, subject)


def _clock(sentence: Sentence, around: Clause) -> str | None:
    """The hour that the clause gives, else the only one of its sentence."""
    clocks = [expr for expr in sentence.times if expr.clock]
    for expr in clocks:
        if around.first <= sentence.place(expr.start) < around.last and expr.clock:
            return expr.clock.iso()
    alone = len(clocks) == 1 and around.opened != "relative"
    return clocks[0].clock.iso() if alone and clocks[0].clock else None


def _hours(sentence: Sentence) -> int | None:
    """ "In twelve hours": the span of a rate."""
    for expr in sentence.times:
        if isinstance(expr.value, Duration) and expr.value.unit is Unit.HOUR:
            return int(expr.value.low)
    return None
