"""Counts: how many vehicles wait, stand, are held or pass in a day."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.attach import Dated, attach
from yalu.read.bare import after_colon, it_was
from yalu.read.clauses import Clause, clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus
from yalu.read.lexicon import Rule
from yalu.read.marks import Mark, Sentence
from yalu.read.presence import FEW
from yalu.read.quantities import (
    VEHICLES,
    Quantity,
    comes_to,
    in_digits,
    numbers,
    plain,
    quantities,
    rate,
    units,
)
from yalu.read.reasons import hedged
from yalu.read.respective import respective
from yalu.read.scope import scope
from yalu.read.stocks import lying
from yalu.read.whose import meant, step, whose, window, words
from yalu.vocabulary import Kind, Mode, Stance

_FLOWS = VEHICLES | {"tonnes"}
_USUAL = ("normal", "ordinary", "average", "usual")
_PLAIN = frozenset({"located", "it"})
"""Sets without a word of which no plain words tell where vehicles are, nor how many it was."""
_LIMIT = 4
"""Words from a limit to its number: "a limit of some 8 trains a day"."""
_BEHIND = 3
"""Words between an amount and the word on it that must stand right behind."""
_UNDER_WAY = 6
"""Words between an amount and its way: "100 more are delayed on the way"."""
_AFTER, _BEFORE = 12, 9
"""Words between an amount and what is said of it: behind it, and before it."""


def counts(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The figures of one sentence, one claim for each amount and gate."""
    if _any(sentence):
        last: Mark | None = None
        rail = focus.mode is Mode.RAIL
        found = [q for q in quantities(sentence, focus.unit, rail) if q.number.low not in (0, 1)]
        for place, quantity in enumerate(found):
            said = last.rule if last else focus.counted
            told = _again(sentence, quantity, said) or _told(sentence, quantity, found, last)
            if focus.crew and quantity.of_them:
                continue
            if told is None or _bounded(sentence, quantity) or _former(sentence, quantity):
                continue
            last = told
            end = found[place + 1].first if place + 1 < len(found) else len(sentence.tokens)
            if quantity.elliptic and not _placed(sentence, quantity, told, end):
                continue
            for counted in _counted(sentence, quantity, told, end, focus, anchor, day, atlas):
                yield from respective(sentence, counted, focus, atlas)
        focus.counted = last.rule if last else None
    named = [unit for _, unit in units(sentence) if unit.unit in VEHICLES]
    focus.unit = named[-1] if named else focus.unit
    focus.crew = not named and sentence.has("crew", 0, len(sentence.tokens))


def _any(sentence: Sentence) -> bool:
    marks = sentence.marks
    if marks["status"] or marks["rate"] or marks["step"] or marks["pass"]:
        return True
    return bool(sentence.held & _PLAIN) and (in_digits(sentence) or bool(marks["number"]))


def _again(sentence: Sentence, quantity: Quantity, said: Rule | None) -> Mark | None:
    """ "At Kessim it was 500": what was said of the amount before, here or one sentence ago."""
    if said is None or not quantity.elliptic:
        return None
    first, last = quantity.first, quantity.last
    return Mark(first, last, said) if it_was(sentence, first, last) else None


def _bounded(sentence: Sentence, quantity: Quantity) -> bool:
    """ "Limited to ten a day", "90 a day will be allowed": what may pass, not what does."""
    per = rate(sentence, quantity)
    if per is None or per.rule.get("normal"):
        return False
    first, last = quantity.first, max(quantity.last, per.last)
    if sentence.has("limiting", first - _LIMIT, first):
        return True
    return any(
        cue.rule.get("is") == "future" and 0 <= cue.first - last <= 1
        for cue in sentence.of("cue", last)
    )


def _former(sentence: Sentence, quantity: Quantity) -> bool:
    """ "Down from 1,900 a week ago": no figure of now."""
    first = quantity.first
    return sentence.has("from", first - 1, first) and sentence.has(
        "comparison", first - 2, first - 1
    )


def _placed(sentence: Sentence, quantity: Quantity, told: Mark, end: int) -> bool:
    """ "And 357 at Kessim" needs its place: a number without a noun counts nothing else."""
    if told.rule.category != "rate" and 0 <= told.first - quantity.last <= _BEHIND:
        return True
    if told.first == quantity.first or after_colon(sentence, quantity.first):
        return True
    if told.rule.category == "rate" and comes_to(sentence, quantity.first):
        return True
    rated = any(
        mark.first - quantity.last <= 1 and mark.last >= quantity.first - 1
        for mark in sentence.of("rate")
    )
    return rated or bool(sentence.named("gate", quantity.last, end))


def _told(
    sentence: Sentence, quantity: Quantity, every: list[Quantity], last: Mark | None
) -> Mark | None:
    """What the sentence says of an amount: the nearest status, else its rate, else, in
    a list of amounts, what it said of the one before."""
    per = rate(sentence, quantity)
    stock = _weighed(sentence, quantity) if quantity.unit.unit == "tonnes" else None
    if quantity.unit.unit not in (_FLOWS if per else VEHICLES) and stock is None:
        return None
    if per is None and (_passes(sentence, quantity) or _through(sentence, quantity)):
        return None
    status = stock or _status(sentence, quantity, every) or lying(sentence, quantity)
    if status and not per and quantity.number.low < FEW and sentence.of("stand"):
        return None
    if status is None and sentence.has("under_way", quantity.last, quantity.last + _UNDER_WAY):
        return None
    if status is None and per is None and last is not None:
        return last if last.rule.category != "rate" else None
    return status or per


def _weighed(sentence: Sentence, quantity: Quantity) -> Mark | None:
    """ "Stocks stand at 2 million tonnes": weight is counted where it lies or passes."""
    found = [
        mark
        for mark in sentence.of("status")
        if mark.rule.get("of") == "stock" or mark.rule.get("weight")
    ]
    near = [mark for mark in found if abs(mark.first - quantity.first) <= _AFTER]
    return near[0] if near else None


def _status(sentence: Sentence, quantity: Quantity, every: list[Quantity]) -> Mark | None:
    """The nearest word on standing or waiting, no other amount between."""
    standing = [mark for mark in sentence.of("status") if not mark.rule.get("weight")]
    said = [*standing, *_embargo(sentence), *_barred(sentence)]
    ranked = []
    for mark in said:
        after, before = mark.first - quantity.last, quantity.first - mark.last
        if quantity.first < mark.first < quantity.last:
            after = 0
        if not (0 <= after <= _AFTER or 0 <= before <= _BEFORE):
            continue
        if mark.rule.get("near") and not 0 <= after <= _BEHIND:
            continue
        low, high = min(quantity.last, mark.last), max(quantity.first, mark.first)
        between = [
            q
            for q in every
            if low <= q.first
            and q.last <= high
            and not sentence.has("filled", q.first - 1, q.first)  # "with 7,000 wagons"
            and not _apposed(sentence, q)
        ]
        if between or _moves(sentence, low, high):
            continue
        ranked.append((after if after >= 0 else before + 2, mark.first, mark))
    return min(ranked, key=lambda item: item[:2])[2] if ranked else None


def _apposed(sentence: Sentence, quantity: Quantity) -> bool:
    """ "150 trains, or 7,000 wagons, are waiting", "70 trains (3,500 wagons)": the same amount in
    other units."""
    first = quantity.first
    if sentence.has("bracket", first - 1, first):
        return True
    return sentence.has("that_is", first - 1, first) and sentence.has("comma", first - 2, first - 1)


def _embargo(sentence: Sentence) -> list[Mark]:
    """ "Embargoed 60 trains"; "refused but for 14 containers" tells none that wait."""
    return [
        mark
        for mark in sentence.of("step")
        if mark.rule.get("step") == "embargo" and (mark.rule.get("any") or mark.rule.get("needs"))
    ]


def _barred(sentence: Sentence) -> list[Mark]:
    """ "Cannot get out", "were yet to cross": what is kept from passing waits."""
    return [
        mark
        for mark in sentence.of("pass")
        if any(
            cue.rule.get("is") == "not" and 0 <= mark.first - cue.last <= 1
            for cue in sentence.of("cue", 0, mark.first)
        )
    ]


def _moves(sentence: Sentence, first: int, last: int) -> bool:
    return any(mark.rule.get("crossing") for mark in sentence.of("pass", first, last))


def _passes(sentence: Sentence, quantity: Quantity) -> bool:
    """ "272 lorries left": they passed, and do not stand."""
    barred = _barred(sentence)
    last = quantity.last
    weight = quantity.unit.unit == "tonnes"  # "50,000 tonnes were exported by it"
    return any(
        mark not in barred
        and not (weight and mark.rule.get("across"))
        and 0 <= mark.first - last <= 1
        and not sentence.has("filled", mark.first, mark.first + 1)  # "90 lorries, carrying maize"
        for kind in ("move", "pass")
        for mark in sentence.of(kind, last, last + 5)
    )


def _through(sentence: Sentence, quantity: Quantity) -> bool:
    """ "Counted 64 lorries through"."""
    return sentence.has("went_through", quantity.last, quantity.last + 1)


def _counted(
    sentence: Sentence,
    quantity: Quantity,
    told: Mark,
    end: int,
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
    atlas: Atlas,
) -> Iterator[Finding]:
    around = clause(sentence, told)
    first, last = min(around.first, quantity.first), max(around.last, quantity.last)
    last = _compared(sentence, quantity.last, last)
    around = Clause(first, last, around.opened, around.opener)
    governed = scope(sentence, around, told)._replace(negated=None)
    per = rate(sentence, quantity) or (told if told.rule.category == "rate" else None)
    to_come = governed.future and not (per and per.rule.get("normal"))  # "it would be 500"
    if to_come or governed.condition or governed.hope or governed.wish:
        return
    dated = attach(sentence, around, told, governed, anchor, day)
    if dated and _beyond(sentence, dated, last):
        dated = None
    flows = per or _of(told) in ("traffic", "capacity")
    if dated:
        when = dated.when
    else:
        when = None if flows and not _current(sentence, around, told, per) else window(None, anchor)
    number, changed = _now(sentence, quantity)
    value = {"of": _of(told), **quantity.number.extra, **changed}
    unit = quantity.unit.told
    if per:
        value["per"] = str(per.rule.at["per"])
        unit = f"{unit}/{value['per']}"
    if quantity.unit.laden:
        value["laden"] = quantity.unit.laden
    steps = [
        words("number", f"number.{quantity.unit.unit}", sentence, quantity.first, quantity.last),
        step("value", sentence, told),
    ]
    if per and per is not told:
        steps.append(step("value", sentence, per))
    stance = Stance.UNCONFIRMED if governed.unclear else Stance.ASSERTS
    steps += hedged(sentence, governed, stance)
    if quantity.noun:
        steps.append(step("number", sentence, quantity.noun))
    if dated:
        steps.append(dated.because)
    reach = min(end, around.last)
    if sentence.has("relative_of", end - 1, end):  # "of which 1,200 at Kessim"
        around = around._replace(last=reach)
    places = whose(sentence, around, quantity.first, reach, focus, atlas)
    for place in meant(sentence, places, focus, atlas):
        yield Finding(
            Kind.COUNT,
            place,
            around,
            told,
            (*steps, place.because),
            stance,
            when=when,
            explicit=dated is not None,
            number=plain(number),
            unit=unit,
            value=value,
        )


def _now(sentence: Sentence, quantity: Quantity) -> tuple[float, dict[str, float]]:
    """ "From 1,000 trucks a day to 80": the number after the change, and the one before."""
    if not sentence.has("from", quantity.first - 1, quantity.first):
        return quantity.number.low, {}
    for number in numbers(sentence):
        if number.first >= quantity.last and sentence.has("to", number.first - 1, number.first):
            return number.low, {"before": plain(quantity.number.low)}
    return quantity.number.low, {}


def _current(sentence: Sentence, around: Clause, told: Mark, per: Mark | None) -> bool:
    """ "Eight containers a day are released", "700 a day cross": how things are now, not how
    they were, could or ought to be."""
    if per is None or told is not per or per.rule.get("normal"):
        return False
    said = sentence.words(per.first, per.last).lower()
    usual = any(word in said for word in _USUAL)
    named = {place for name in sentence.names for place in range(name.first, name.last)}
    then = sentence.places("rates_told_then", around.first, around.last)
    return not usual and named.issuperset(then)


def _compared(sentence: Sentence, first: int, last: int) -> int:
    """Where a comparison begins ("300 a day, up from 80 in May"): its date is another's."""
    for place in range(first, last - 1):
        if sentence.has("comma", place, place + 1) and sentence.has(
            "comparison", place + 1, place + 2
        ):
            return place
    return last


def _beyond(sentence: Sentence, dated: Dated, last: int) -> bool:
    """Whether a date stands behind a comparison that ends the clause at token `last`."""
    start = dated.because.start
    cut = last < len(sentence.tokens) and sentence.has("comparison", last + 1, last + 2)
    return cut and start is not None and start > sentence.tokens.starts[last]


def _of(told: Mark) -> str:
    """What is counted: a status, an embargo, or for a rate what passes."""
    if told.rule.category == "status":
        return str(told.rule.at["of"])
    if told.rule.category == "step":
        return "embargoed"
    if told.rule.category in ("noun", "unit"):
        return "held"
    return "stranded" if told.rule.category == "pass" else "traffic"
