"""Crossings: trains and vehicles that passed, which way, at what hour, with what."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from yalu.corridors import Atlas
from yalu.read.attach import Dated, attach
from yalu.read.clauses import Clause, clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus, Place, mentions
from yalu.read.limits import barred
from yalu.read.loads import RANK, load
from yalu.read.marks import Mark, Sentence
from yalu.read.places import choose
from yalu.read.quantities import Quantity, plain, quantities, rate, units
from yalu.read.reasons import hedged
from yalu.read.respective import respective
from yalu.read.scope import Scope, scope
from yalu.read.time import Duration, Unit
from yalu.read.whose import step, window, words
from yalu.vocabulary import Grain, Kind, Mode, Stance, Step

_SUM = 100
"""From this many on, what passed in a month or a year is a figure about the gate."""
_FEW = 2
"""Gates told of last among which the nearest is meant."""
_SUMMED = 8
"""Words from "throughput" to its number."""
_AHEAD = 4
"""Words between a verb and the number of its object: "took over a record 17 trains"."""
_NEAR = 6
"""Words between a verb of arrival and the place it names."""


def crossings(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The crossings that one sentence tells as done."""
    moves = _moves(sentence)
    if not moves:
        return
    amounts = quantities(sentence, focus.unit, focus.mode is Mode.RAIL)
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
        subject = _subject(sentence, around, move, mine)
        key = tuple(quantity.first for quantity in mine) or (move.first,)
        if subject is None or (move.rule.category == "move" and key in done):
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
    reach = mark.last + (2 if mark.rule.get("next") else _NEAR)
    if any(mark.last <= name.first < reach for name in sentence.names if _place(name.entries)):
        return True
    return any(
        noun.rule.get("is") == "gate" and mark.last <= noun.first < reach
        for noun in sentence.of("noun", mark.last)
    )


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


def _subject(
    sentence: Sentence, around: Clause, move: Mark, amounts: list[Quantity]
) -> Mark | Quantity | None:
    """The train or vehicle that moves: counted, single, or for some verbs a plural."""
    if move.rule.get("object"):
        return next((q for q in amounts if _handled(sentence, move, q)), None)
    if move.rule.get("sums"):
        told = [q for q in amounts if _freight(q) and 0 <= q.first - move.last <= _SUMMED]
        return told[0] if told else None
    first = 0 if around.opened == "relative" else around.first
    counted = [q for q in amounts if _freight(q) and first <= q.first and q.last <= move.first]
    if counted:
        return counted[-1]
    if move.rule.get("counted"):
        return None
    if around.opened == "soft":  # "six trucks carrying carpets, noodles and incense entered"
        laden = [q for q in amounts if q.last <= first and _laden(sentence, q)]
        if laden:
            return laden[-1]
    bare = move.rule.get("bare") or _begun(sentence, move)
    goods = [m for m in sentence.of("noun", first, move.first) if m.rule.get("is") == "traffic"]
    if bare and goods and move.first - goods[-1].last <= 1 and not goods[-1].rule.get("unit"):
        return goods[-1]
    nouns = [
        mark
        for mark, unit in units(sentence)
        if first <= mark.first and mark.last <= move.first and unit.unit in RANK
    ]
    for mark in reversed(nouns):
        if move.rule.get("next") and mark.last != move.first:
            continue
        if _single(sentence, mark) and sentence.has("article", mark.first - 5, mark.first):
            return mark
        if bare and not _single(sentence, mark):
            return mark
    return None


def _handled(sentence: Sentence, move: Mark, quantity: Quantity) -> bool:
    """ "Cleared 300 trucks", "took over a record 17 trains": what the verb has for its object."""
    between = quantity.first - move.last
    if not (_freight(quantity) and 0 <= between <= _AHEAD):
        return False
    return all(
        sentence.has("ahead_of_number", place, place + 1)
        for place in range(move.last, quantity.first)
    )


def _laden(sentence: Sentence, quantity: Quantity) -> bool:
    return _freight(quantity) and sentence.has("laden_with", quantity.last, quantity.last + 1)


def _begun(sentence: Sentence, move: Mark) -> bool:
    return sentence.has("begun_to", move.first - 3, move.first - 1)


def _freight(quantity: Quantity) -> bool:
    return quantity.unit.unit in RANK


def _single(sentence: Sentence, mark: Mark) -> bool:
    """Whether it is one vehicle; "rail cargo" is none."""
    word = sentence.tokens.words[mark.last - 1]
    return not word.endswith("s") and not sentence.has("mass", mark.last - 1, mark.last)


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
    number, unit = (plain(main.number.low), main.unit.told) if main else (None, None)
    if main is None and single and _singular(sentence, subject):
        number, unit = 1, "train"
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
            when=window(dated, anchor, day),
            explicit=dated is not None,
            direction=way,
            number=number,
            unit=unit,
            value={"of": "traffic", **value} if many else value,
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
    return found


def _one_train(sentence: Sentence, move: Mark) -> bool:
    """ "A train of 17 wagons": the wagons are those of one train."""
    return any(
        unit.unit == "trains" and _single(sentence, mark) and mark.last <= move.first
        for mark, unit in units(sentence)
    )


def _unit_of(subject: Mark | Quantity) -> str:
    return subject.unit.unit if isinstance(subject, Quantity) else str(subject.rule.get("unit"))


def _singular(sentence: Sentence, subject: Mark | Quantity) -> bool:
    return isinstance(subject, Mark) and _single(sentence, subject)


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


def direction(
    sentence: Sentence, around: Clause, move: Mark, gate: str, atlas: Atlas
) -> tuple[str | None, tuple[Step, ...]]:
    """`CN>KP` from "into Dandong" or "out of the North"."""
    countries = atlas.gate(gate).countries
    if len(countries) != 2:
        return None, ()
    way = move.rule.get("direction")
    target: tuple[str, Step] | None = None
    source: tuple[str, Step] | None = None
    for name in sentence.names:
        codes = {entry.country for entry in name.entries if entry.kind in ("side", "country")}
        here = [code for code in countries if code in codes]
        if not here or not around.first <= name.first < around.last:
            continue
        why = words("direction", "direction.named", sentence, name.first, name.last)
        behind = 0 <= name.first - move.last <= _NEAR
        beside = name.first - move.last <= 1
        start = max(name.first - 3, move.first if behind else 0)
        away = _away(sentence, start, name.first) or (way == "from" and behind and beside)
        toward = sentence.has("bound", start, name.first)
        if way == "to" and behind and not away:
            target = target or (here[0], why)
        elif away:
            source = source or (here[0], why)
        elif name.first >= move.last and toward:
            target = target or (here[0], why)
    other = {countries[0]: countries[1], countries[1]: countries[0]}
    if target:
        return f"{other[target[0]]}>{target[0]}", (target[1],)
    return (f"{source[0]}>{other[source[0]]}", (source[1],)) if source else (None, ())


def _away(sentence: Sentence, first: int, last: int) -> bool:
    """ "From Orrel", "out of the North"; not "out to Orrel"."""
    if sentence.has("from", first, last):
        return True
    return sentence.has("out", first, last) and sentence.has("of", first, last)
