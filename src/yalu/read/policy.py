"""Policies: laws, permits, agreements, priorities, and conditions of opening."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.attach import attach
from yalu.read.clauses import clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus, mentions
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.reasons import hedged
from yalu.read.scope import scope
from yalu.read.whose import of_all, step, words
from yalu.vocabulary import Kind, SourceClass, Stance, State

_OPENING = 4
"""Words of a phrase that only opens a sentence."""
_REACH = 8
"""Words between who made a rule and its word."""


def policies(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The rules of one sentence, the first of a sort."""
    done: set[str] = set()
    for mark in [*sentence.of("norm"), *_conditions(sentence)]:
        sort = str(mark.rule.get("sort", "condition"))
        if sort in done or not _about_gate(sentence, mark, focus):
            continue
        around = clause(sentence, mark)
        governed = scope(sentence, around, mark)
        if governed.wish or governed.hope:
            continue
        done.add(sort)
        dated = attach(sentence, around, mark, governed, anchor, day)
        value = {"sort": sort, "what": " ".join(sentence.words(*_told(sentence, mark)).split())}
        steps = [step("value", sentence, mark)]
        if by := _by(sentence, mark):
            value["by"] = sentence.words(*by)
            steps.append(words("value", "policy.by", sentence, *by))
        if dated:
            steps.append(dated.because)
        stance = Stance.DENIES if governed.negated else Stance.ASSERTS
        if governed.unclear:
            stance = Stance.UNCONFIRMED
        steps += hedged(sentence, governed, stance)
        for place in of_all(sentence, focus, atlas):
            yield Finding(
                Kind.POLICY,
                place,
                around,
                mark,
                (*steps, place.because),
                stance,
                when=dated.when if dated else None,
                explicit=dated is not None,
                value=value,
            )


def _conditions(sentence: Sentence) -> list[Mark]:
    """ "Only if", "unless" beside a word that opens: what must be met first."""
    opens = [mark for mark in sentence.of("trigger") if mark.rule.get("state") == State.RUNNING]
    if not opens:
        return []
    return [
        cue
        for cue in sentence.of("cue")
        if cue.rule.get("is") == "condition" and sentence.has("strict", cue.first, cue.last)
    ]


def _about_gate(sentence: Sentence, mark: Mark, focus: Focus) -> bool:
    """Whether the phrase of the word speaks of goods or trade; a condition, of a gate."""
    first, last = _told(sentence, mark)
    kinds = {noun.rule.get("is") for noun in sentence.of("noun", first, last)}
    if (
        kinds & FREIGHT
        or sentence.of("good", first, last)
        or ("people" in kinds and mentions(sentence, focus, first, last))
    ):
        return True
    opening = mark.rule.category == "cue" or mark.rule.get("sort") == "condition"
    return opening and ("gate" in kinds or bool(mentions(sentence, focus, first, last)))


def _told(sentence: Sentence, mark: Mark) -> tuple[int, int]:
    """The words of the rule: from the comma before to the comma behind, or the whole;
    "under the protocol" alone names no rule."""
    first, last = mark.first, _end(sentence, mark.first)
    while first > 0 and not sentence.has("phrase_end", first - 1, first):
        first -= 1
    if first == 0 and last - first <= _OPENING:
        last = _end(sentence, last + 1)
    return first, last


def _end(sentence: Sentence, place: int) -> int:
    """Where the phrase of a token ends."""
    end = len(sentence.tokens)
    while place < end and not sentence.has("phrase_end", place, place + 1):
        place += 1
    return min(place, end)


def _by(sentence: Sentence, mark: Mark) -> tuple[int, int] | None:
    """Who made the rule: the countries, else the office, named right before it."""
    low = max(0, mark.first - _REACH)
    countries = sentence.named("country", low, mark.first)
    if countries:
        return countries[0].first, countries[-1].last
    offices = [
        person
        for person in sentence.of("person", low, mark.first)
        if person.rule.get("class") == SourceClass.OFFICIAL
    ]
    return (offices[-1].first, offices[-1].last) if offices else None
