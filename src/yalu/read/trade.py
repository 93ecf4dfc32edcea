"""Trade: its value in a period, and shares of it."""

import datetime as dt
from collections.abc import Iterator
from functools import cache

from yalu.corridors import Atlas
from yalu.read import lexicon
from yalu.read.attach import attach
from yalu.read.clauses import clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import Number, in_digits, numbers, parse, plain
from yalu.read.reasons import hedged
from yalu.read.scope import scope
from yalu.read.whose import of_all, step, words
from yalu.vocabulary import Kind, Stance, Step, When

_TIMES = ("multiple", "vague")
_SINCE = 6
"""Words behind a percentage that tell since when it grew."""
_OF = 10
"""Words that name what a share is a share of."""


def trades(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The value of trade that one sentence gives."""
    if not _currency(sentence) or not _traded(sentence, 0, len(sentence.tokens)):
        return
    if sentence.has("loss", 0, len(sentence.tokens)):
        return
    for amount, mark in money(sentence):
        around = clause(sentence, mark)
        governed = scope(sentence, around, mark)
        if governed.negated or governed.hope or governed.wish:
            continue
        dated = attach(sentence, around, mark, governed, anchor, day)
        steps = [words("number", mark.rule.id, sentence, amount.first, amount.last)]
        steps += [dated.because] if dated else []
        growth, grounds = _growth(sentence, dated.when if dated else None)
        steps += grounds
        stance = Stance.SPECULATES if governed.future or governed.may else Stance.ASSERTS
        steps += hedged(sentence, governed, stance)
        for place in of_all(sentence, focus, atlas):
            flow, why = _flow(sentence, place.gate, atlas)
            yield Finding(
                Kind.TRADE,
                place,
                around,
                mark,
                (*steps, *why, place.because),
                stance,
                when=dated.when if dated else None,
                explicit=dated is not None,
                direction=flow if ">" in flow else None,
                number=plain(amount.low),
                unit=str(mark.rule.at["code"]),
                value={**amount.extra, "flow": flow, **growth},
            )


def _growth(
    sentence: Sentence, when: When | None
) -> tuple[dict[str, float | str], tuple[Step, ...]]:
    """ "Up 14.3% from a year earlier": a growth in per cent, and the period it is reckoned from.

    Only where the sentence has one amount and one percentage, so that they belong together.
    """
    parts = [(mark, number) for mark, number in _parts(sentence) if mark.rule.category == "percent"]
    if len(parts) != 1 or len(money(sentence)) != 1 or when is None:
        return {}, ()
    (mark, percent), *_ = parts
    lead, tail = percent.first - 3, mark.last + _SINCE
    grown = sentence.has("grown", lead, percent.first)
    if grown == sentence.has("shrunk", lead, percent.first) or not sentence.has(
        "back_then", mark.last, tail
    ):
        return {}, ()
    before = None
    if sentence.has("a_year", mark.last, tail):
        before = _earlier(when, 12)
    elif sentence.has("a_month", mark.last, tail):
        before = _earlier(when, 1)
    if before is None:
        return {}, ()
    growth = percent.low if grown else -percent.low
    why = words("value", "trade.growth", sentence, percent.first, mark.last)
    return {"growth": plain(growth), "against": before.edtf()}, (why,)


def _earlier(when: When, months: int) -> When | None:
    """The whole months of a window, so many months earlier; None for other windows."""
    if when.earliest is None or when.latest is None or when.earliest.day != 1:
        return None
    after = when.latest + dt.timedelta(1)
    if after.day != 1 or (months == 1 and (when.latest - when.earliest).days > 31):
        return None

    def back(first: dt.date) -> dt.date:
        place = first.year * 12 + first.month - 1 - months
        return dt.date(place // 12, place % 12 + 1, 1)

    return When(back(when.earliest), back(after) - dt.timedelta(1), when.grain)


def _currency(sentence: Sentence) -> bool:
    if sentence.of("currency"):
        return True
    return in_digits(sentence) and any(
        _glued(sentence.lang, word) for word in sentence.tokens.words if word[-1].isdecimal()
    )


def _traded(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a stretch speaks of goods or trade."""
    nouns = sentence.of("noun", first, last)
    return bool(sentence.of("good", first, last)) or any(
        noun.rule.get("is") in FREIGHT for noun in nouns
    )


@cache
def _codes(lang: str) -> dict[str, lexicon.Rule]:
    """The letters that can stand right before digits: "USD12"."""
    return {
        form: rule
        for rule in lexicon.rules(lang)
        if rule.category == "currency"
        for form in rule.forms
        if form.isalpha()
    }


def _glued(lang: str, word: str) -> tuple[lexicon.Rule, float] | None:
    """The currency and number of "usd12"."""
    letters = word.rstrip("0123456789.,")
    if letters == word or letters not in _codes(lang):
        return None
    number = parse(word[len(letters) :])
    return None if number is None else (_codes(lang)[letters], number)


def money(sentence: Sentence) -> list[tuple[Number, Mark]]:
    """The amounts of money of a sentence, each with the mark of its currency."""
    marks = sentence.of("currency")
    found = []
    for number in numbers(sentence):
        for mark in marks:
            if mark.last == number.first or mark.first == number.last:
                bound = number.bound or _bound(sentence, mark.first)
                found.append((number._replace(bound=bound), mark))
                break
    times = {mark.first: mark for mark in sentence.of("number") if mark.rule.get("is") in _TIMES}
    for place, word in enumerate(sentence.tokens.words):
        if word[-1].isdecimal() and (both := _glued(sentence.lang, word)):
            rule, value = both
            last = place + 1
            if more := times.get(last):
                value, last = round(value * float(more.rule.at["value"]), 3), more.last
            found.append((Number(place, last, value, value), Mark(place, last, rule)))
    return found


def _flow(sentence: Sentence, gate: str, atlas: Atlas) -> tuple[str, tuple[Step, ...]]:
    """`total`, or who sells to whom: `CN>KP` from "its exports to the North"."""
    exports = _first(sentence, "exports")
    imports = _first(sentence, "imports")
    countries = atlas.gate(gate).countries
    if (exports is None) == (imports is None) or len(countries) != 2:
        return "total", ()
    place = exports if exports is not None else imports
    assert place is not None
    why = words("direction", "trade.flow", sentence, place, place + 1)
    for name in sentence.named("country"):
        code = name.of("country")[0].id
        if code not in countries:
            continue
        other = countries[1] if code == countries[0] else countries[0]
        behind = 0 < name.first - place <= 3
        to = behind and sentence.has("to", place, name.first)
        owner = name.last <= place and place - name.last <= 2
        if exports is not None and (to or owner or behind):
            return (f"{other}>{code}" if to else f"{code}>{other}"), (why,)
        if imports is not None and (owner or behind):
            away = behind and sentence.has("away", place, name.first)
            return (f"{code}>{other}" if away else f"{other}>{code}"), (why,)
    return ("exports" if exports is not None else "imports"), (why,)


def _first(sentence: Sentence, name: str) -> int | None:
    return next(iter(sentence.places(name)), None)


def shares(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """What part of trade or traffic one sentence gives to something."""
    for mark, percent in _parts(sentence):
        last = mark.last
        if sentence.has("of", last, last + 1):
            last += 1
        elif not sentence.has("of", mark.last - 1, mark.last):
            continue
        end = min(_phrase_end(sentence, last), last + _OF)
        if end <= last or not _traded(sentence, last, end):
            continue
        around = clause(sentence, mark)
        governed = scope(sentence, around, mark)
        dated = attach(sentence, around, mark, governed, anchor, day)
        value: dict[str, float | str] = {
            "of": " ".join(sentence.words(last, end).split()),
            "percent": plain(percent.low),
            **percent.extra,
        }
        steps = [
            step("value", sentence, mark),
            words("number", "share.number", sentence, percent.first, mark.last),
        ]
        steps += [dated.because] if dated else []
        stance = Stance.SPECULATES if governed.may else Stance.ASSERTS
        steps += hedged(sentence, governed, stance)
        for place in of_all(sentence, focus, atlas):
            yield Finding(
                Kind.SHARE,
                place,
                around,
                mark,
                (*steps, place.because),
                stance,
                when=dated.when if dated else None,
                explicit=dated is not None,
                value=value,
            )


def _parts(sentence: Sentence) -> list[tuple[Mark, Number]]:
    """The percentages and fractions of a sentence."""
    percents = sentence.of("percent")
    found = [
        (mark, number)
        for number in (numbers(sentence) if percents else ())
        for mark in percents
        if mark.first == number.last
    ]
    for mark in sentence.of("fraction"):
        part = float(mark.rule.at["percent"])
        bound = _bound(sentence, mark.first)
        found.append((mark, Number(mark.first, mark.last, part, part, bound)))
    return found


def _bound(sentence: Sentence, place: int) -> str | None:
    """The bound that ends right before a token: "nearly $3 million"."""
    for mark in sentence.of("number", 0, place):
        if mark.last == place and mark.rule.get("is") in ("over", "under", "about"):
            return str(mark.rule.at["is"])
    return None


def _phrase_end(sentence: Sentence, place: int) -> int:
    while place < len(sentence.tokens) and not sentence.has("share_end", place, place + 1):
        place += 1
    return place
