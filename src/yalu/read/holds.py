"""Holds: steps that goods must pass, how long, with how many hands, and what stops them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from yalu.corridors import Atlas
from yalu.read.attach import Dated, attach
from yalu.read.changed import change
from yalu.read.clauses import Clause, clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus, mentions
from yalu.read.limits import barred, lifted
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import VEHICLES, WORKERS, Quantity, plain, quantities, units
from yalu.read.reasons import hedged
from yalu.read.scope import Scope, scope
from yalu.read.tense import Tense, tense
from yalu.read.time import Duration, Role, TimeExpr, Unit
from yalu.read.whose import meant, recent, step, whose, window, words
from yalu.read.windows import lasting_since
from yalu.vocabulary import Kind, Stance, State, Step, When

_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30, Unit.YEAR: 365}
_TIMED = frozenset({"quarantine", "disinfection", "inspection"})
"""Steps whose length at a gate is that of goods, where no people are spoken of."""
_ON_PEOPLE = frozenset({"quarantine", "test"})
"""Steps that are taken on people too."""
_GOODS = frozenset({"traffic", "vehicle"})
_COUNTED = frozenset({"embargo", "staging"})
"""Steps that are only a count where their object is an amount: "embargoed 60 trains"."""


_NOMINAL = 3
"""Words of a clause without a verb: "after security checks"."""
_TURNED = 6
"""Words from the vehicles to what became of them: "trucks with textiles were turned back"."""
_REACH = 8
"""Words between "kept" and for how long."""


@dataclass(slots=True)
class _Figures:
    """Days and workers of a step, and why."""

    value: dict[str, Any] = field(default_factory=dict)
    days: float | None = None
    steps: list[Step] = field(default_factory=list)


def holds(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The steps of one sentence, one of a kind."""
    done: set[str] = set()
    for mark in sentence.of("step"):
        kind = str(mark.rule.at["step"])
        if kind in done:
            continue
        around = clause(sentence, mark)
        if not (_asked_for(sentence, mark) and _about_goods(sentence, around, mark, focus)):
            continue
        governed = scope(sentence, around, mark)
        if _unsaid(sentence, around, mark, governed) or _amount(sentence, around, mark):
            continue
        done.add(kind)
        yield from _held(sentence, around, mark, governed, focus, anchor, day, atlas)


def _held(
    sentence: Sentence,
    around: Clause,
    mark: Mark,
    governed: Scope,
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
    atlas: Atlas,
) -> Iterator[Finding]:
    figures = _figures(sentence, mark)
    people = _of_people(sentence, mark, focus)
    turned = _turned(sentence, around, mark) if mark.rule.get("counted") else None
    dated = attach(sentence, around, mark, governed, anchor, day)
    if dated and dated.role is Role.FOR:
        dated = None  # how long the step takes, not when it was taken
    value = {"step": str(mark.rule.at["step"]), **figures.value}
    steps = [step("value", sentence, mark), *figures.steps]
    if dated:
        steps.append(dated.because)
    asked = mark.rule.get("needs") == "demand"  # "unless he holds a visa" demands one
    guessed = governed.may or (governed.condition and not asked)
    stance = Stance.SPECULATES if guessed else Stance.ASSERTS
    doubts = sentence.of("doubt", 0, mark.first)
    if governed.denied:
        stance = Stance.DENIES
    if governed.unclear or doubts:
        stance = Stance.UNCONFIRMED
    steps += hedged(sentence, governed, stance) or [step("stance", sentence, d) for d in doubts]
    now = sentence.has("be_present", mark.first - 3, mark.last) or tense(
        sentence, around, mark
    ) in (Tense.NOW, Tense.LATELY)
    number: float | None = None
    unit: str | None = None
    if turned:
        number, unit = plain(turned.number), f"{turned.unit} turned back"
        steps.append(turned.because)
    elif figures.days is not None:
        number, unit = plain(figures.days), "days"
    elif people:
        number, unit = plain(people.number.low), "people"
        steps.append(words("number", "number.workers", sentence, people.first, people.last))
    places = whose(sentence, around, around.first, around.last, focus, atlas)
    for place in meant(sentence, places or recent(focus, atlas), focus, atlas):
        yield Finding(
            Kind.HOLD,
            place,
            around,
            mark,
            (*steps, place.because),
            stance,
            when=_window(sentence, dated, anchor, sentence.said if now else day),
            explicit=dated is not None,
            number=number,
            unit=unit,
            value=value,
        )


def _of_people(sentence: Sentence, mark: Mark, focus: Focus) -> Quantity | None:
    """ "350 of them are isolated", "testing covered 170 drivers": how many the step is taken on."""
    if mark.rule.at["step"] not in _ON_PEOPLE:
        return None
    for quantity in quantities(sentence, focus.unit or WORKERS):
        gap = max(mark.first - quantity.last, quantity.first - mark.last)
        inside = mark.first <= quantity.first and quantity.last <= mark.last
        people = quantity.unit.unit == "workers" and not quantity.elliptic
        if (people or (focus.crew and quantity.of_them)) and (inside or gap <= _TURNED):
            return quantity
    return None


class _Turned(NamedTuple):
    """How many vehicles were turned back, and why."""

    number: float
    unit: str
    because: Step


def _turned(sentence: Sentence, around: Clause, mark: Mark) -> _Turned | None:
    """ "36 trucks turned back", "turned 80 lorries around"; "a lorry was sent back" is one."""
    for quantity in quantities(sentence, None, True):
        before = 0 <= mark.first - quantity.last <= _TURNED and around.first <= quantity.first
        behind = 0 <= quantity.first - mark.last <= 1
        if quantity.unit.unit in VEHICLES and (before or behind):
            because = words(
                "number", f"number.{quantity.unit.unit}", sentence, quantity.first, quantity.last
            )
            return _Turned(quantity.number.low, quantity.unit.told, because)
    for noun, unit in units(sentence):
        lone = sentence.has("lone_vehicle", noun.last - 1, noun.last)
        if lone and noun.last <= mark.first and sentence.has("article", noun.first - 3, noun.first):
            return _Turned(1, unit.told, step("number", sentence, noun))
    return None


def _window(
    sentence: Sentence, dated: Dated | None, anchor: dt.date | None, day: dt.date | None
) -> When | None:
    """ "Has been done by hand since Sunday": from then to the day of writing."""
    if dated and dated.when and dated.role is Role.SINCE and anchor and dated.because.start:
        place = sentence.place(dated.because.start)
        if sentence.has("since", place - 3, place):
            return lasting_since(dated.when, anchor)
    return window(dated, anchor, day)


def _asked_for(sentence: Sentence, mark: Mark) -> bool:
    """Whether the sentence has what the rule needs beside the word."""
    needs = mark.rule.get("needs")
    if needs == "length":
        reach = sentence.tokens.ends[min(mark.last + _REACH, len(sentence.tokens)) - 1]
        start = sentence.tokens.ends[mark.last - 1]
        return any(start < expr.start < reach for expr, _ in _lengths(sentence))
    if needs == "halted":
        return _halted(sentence, mark)
    if needs == "processing":  # "has halted the processing of transit cargo"
        named = sentence.has("processed_kind", mark.last, mark.last + 1)
        return named and _halted(sentence, mark)
    if needs == "turned_round":  # "turned 80 lorries around"
        around = clause(sentence, mark)
        back = sentence.has("turned_round", mark.last, around.last)
        return back and _turned(sentence, around, mark) is not None
    return needs is None or sentence.has(needs, 0, len(sentence.tokens))


def _halted(sentence: Sentence, mark: Mark) -> bool:
    """Whether the clause stops what the word names: "loading was suspended"."""
    around = clause(sentence, mark)
    if any(
        trigger.rule.get("state") == State.RUNNING and mark.first - trigger.last in (0, 1)
        for trigger in sentence.of("trigger", around.first, mark.first)
    ):
        return False
    stops = (State.SUSPENDED, State.LIMITED)
    triggers = sentence.of("trigger", around.first, around.last)
    nouns = sentence.of("noun", around.first, around.last)
    return any(
        trigger.rule.get("state") in stops and trigger.rule.get("objects") != ["restriction"]
        for trigger in triggers
    ) or any(noun.rule.get("is") == "restriction" for noun in nouns)


def _about_goods(sentence: Sentence, around: Clause, mark: Mark, focus: Focus) -> bool:
    """Whether the step is one of goods, vehicles, or those who handle them."""
    behind = sentence.has("after", around.opener, around.opener + 1)
    nominal = behind and mark.last - around.first <= _NOMINAL
    widens = nominal or around.opened in ("relative", "causal", "soft")
    first = 0 if widens else around.first
    for noun in sentence.of("noun", first, around.last):
        kind = noun.rule.get("is")
        if kind in _GOODS or noun.rule.get("unit") == "workers":
            return True
    if any(first <= noun.first < around.last for noun, _ in units(sentence)):
        return True
    if sentence.has("crew", first, around.last) or sentence.has(
        "handled_things", first, around.last
    ):
        return True
    people = any(noun.rule.get("is") in ("passenger", "people") for noun in sentence.of("noun"))
    timed = mark.rule.at["step"] in _TIMED and not people and _lengths(sentence)
    if timed and mentions(sentence, focus, around.first, around.last):
        return True
    goods = any(noun.rule.get("is") in _GOODS | {"trade"} for noun in sentence.of("noun"))
    if mark.rule.get("any") == "goods":
        return goods
    if mark.rule.get("any") and (goods or mentions(sentence, focus)):
        return True
    if _of_people(sentence, mark, focus) is not None:
        return True
    return bool(sentence.of("pass", first, around.last) and focus.gates) and not sentence.of(
        "noun", first, around.last
    )


def _unsaid(sentence: Sentence, around: Clause, mark: Mark, governed: Scope) -> bool:
    """A step that was lifted, hoped for or never taken; papers are demanded, not wished."""
    asked = mark.rule.get("needs") == "demand"
    free = sentence.has("need", mark.first - 2, mark.first - 1) and sentence.has(
        "zero_word", mark.first - 1, mark.first
    )
    none = free or (governed.zero is not None and mark.rule.get("step") == "clearance")
    wished = bool(governed.hope or governed.wish) and not asked
    stands = mark.rule.get("needs") == "halted_there"  # "cannot leave their loading points"
    bare = barred(sentence, governed) and not (asked or stands)
    return (
        lifted(sentence, around, mark)
        or bare
        or none
        or wished
        or bool(governed.future or governed.deferred)
        or _dropped(sentence, mark)
        or sentence.has("waived", mark.first - 2, mark.first)  # "would otherwise inspect"
        or sentence.has("positive", mark.last, mark.last + 1)  # "a driver tested positive"
        or _not_theirs(sentence, around, mark)
    )


def _not_theirs(sentence: Sentence, around: Clause, mark: Mark) -> bool:
    """ "The backlog is being cleared", "loaders must stay in a hotel": no clearance or storage of
    goods."""
    if mark.rule.get("step") == "clearance":
        return sentence.has("piled_up", around.first, mark.first)
    if not sentence.has("lodge", mark.first, mark.last):
        return False
    people = any(noun.rule.get("unit") == "workers" for noun in sentence.of("noun", 0, mark.first))
    return people or sentence.has("crew", around.first, mark.first)


def _dropped(sentence: Sentence, mark: Mark) -> bool:
    """ "Dropped the quarantine", "before the quarantine": the step is no more, or not yet."""
    first = mark.first
    return sentence.has("dropped", first - 4, first) or sentence.has("prior", first - 2, first)


def _amount(sentence: Sentence, around: Clause, mark: Mark) -> bool:
    """ "Embargoed 60 trains": an amount, which counts say."""
    if mark.rule.at["step"] not in _COUNTED or mark.rule.get("counted") or mark.rule.get("yard"):
        return False
    for quantity in quantities(sentence, None, True):
        if quantity.number.low < 2 or not around.first <= quantity.first < around.last:
            continue
        if quantity.last <= mark.first and quantity.last + 4 >= mark.first:
            return quantity.noun is not None
        if quantity.first >= mark.last and not _cut(sentence, mark.last, quantity.first):
            return True
    return False


def _cut(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a comma or colon stands between a verb and an amount."""
    return sentence.has("comma", first, last) or sentence.has("colon", first, last)


def _lengths(sentence: Sentence) -> list[tuple[TimeExpr, Duration]]:
    return [
        (expr, expr.value)
        for expr in sentence.times
        if isinstance(expr.value, Duration) and expr.value.unit in _DAYS
    ]


def _figures(sentence: Sentence, mark: Mark) -> _Figures:
    """How long a step takes, with how many hands, and what both were before a change."""
    found = _Figures()
    near = [item for item in _lengths(sentence) if _nearest(sentence, *item, mark)]
    for expr, length in near[:1]:
        scale = _DAYS[length.unit]
        low, high = int(length.low * scale), int(length.high * scale)
        found.value["days_min"], found.value["days_max"] = low, high
        if length.was:
            found.value["days_min_before"] = int(length.was[0] * scale)
            found.value["days_max_before"] = int(length.was[1] * scale)
        found.days = length.low * scale
        found.steps.append(Step("number", expr.rule, expr.start, expr.end))
    _workers(sentence, found)
    if order := _order(sentence):
        found.value["order"] = order
    return found


def _nearest(sentence: Sentence, expr: TimeExpr, length: Duration, mark: Mark) -> bool:
    """Whether no other step stands nearer to a length of time; years are those of storage."""
    if length.unit is Unit.YEAR and mark.rule.get("needs") != "length":
        return False
    place = sentence.place(expr.start)
    return all(abs(place - mark.first) <= abs(place - other.first) for other in sentence.of("step"))


def _workers(sentence: Sentence, found: _Figures) -> None:
    if moved := change(sentence, "workers"):
        before, after = moved
        found.value["workers_before"], found.value["workers"] = int(before.low), int(after.low)
        found.steps.append(words("value", "workers.change", sentence, before.first, after.last))
        return
    for quantity in quantities(sentence):
        if quantity.unit.unit == "workers":
            found.value["workers"] = int(quantity.number.low)
            found.steps.append(
                words("value", "number.workers", sentence, quantity.first, quantity.last)
            )


def _order(sentence: Sentence) -> str | None:
    """Whether the step comes before or after loading, where the words say so."""
    for place in sentence.places("loading"):
        if sentence.has("after", place - 5, place):
            return "after loading"
        if sentence.has("before", place - 4, place):
            return "before loading"
    return None
