"""Usual: what passes as it always does, more than ever, soon, or has begun to, and what just works."""

from collections.abc import Iterable

from yalu.read.clauses import Clause
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence

_NEAR = 5
"""Words from "in" to the unit of how long it takes: "in no more than half a day"."""
_VERBS = ("trigger", "pass")


def as_usual(sentence: Sentence, passing: Mark) -> bool:
    """ "Handled 16 trains, two above plan", "carried a record 900 tonnes": as much as ever."""
    for mark in sentence.of("part"):
        if mark.rule.get("is") != "usual" or mark.first < passing.last:
            continue
        between = [one for kind in _VERBS for one in sentence.of(kind, passing.last, mark.first)]
        if between:
            return False
        return not _epithet(sentence, mark) or _counts(sentence, passing, mark)
    return False


def _epithet(sentence: Sentence, usual: Mark) -> bool:
    """ "A record", "its usual": words of a noun and not of a verb."""
    return sentence.has("measured", usual.last - 1, usual.last) and sentence.has(
        "determiner", usual.first, usual.first + 1
    )


def _counts(sentence: Sentence, passing: Mark, usual: Mark) -> bool:
    """Whether what passes is counted by it: "took over a record 17 trains"."""
    after = usual.last
    if sentence.has("comma", usual.first - 1, usual.first):
        return sentence.has("amount_word", after, after + 1)  # "12 trains, its normal number"
    if usual.first - passing.last > 1:
        return False
    return any(
        mark.first == after for kind in ("number", "noun") for mark in sentence.of(kind, after)
    )


def soon_over(sentence: Sentence, passing: Mark) -> bool:
    """ "Lorries cross in a day": who says how long it takes says that it goes."""
    after = passing.last
    if not passing.rule.get("crossing") or not sentence.has("during", after, after + 1):
        return False
    return sentence.has("spans", after + 1, after + 1 + _NEAR)


def begun(sentence: Sentence, passing: Mark, moving: Iterable[Mark]) -> bool:
    """ "Customs began clearing lorries", "began to accept goods": it does from then on."""
    place = passing.first
    if sentence.has("infinitive", place - 1, place):
        place -= 1
    elif not sentence.tokens.words[place].endswith("ing"):
        return False
    if not sentence.has("onset", place - 1, place):
        return False
    return any(mark.rule.get("is") in FREIGHT and mark.first >= passing.last for mark in moving)


def where_it_is(sentence: Sentence, around: Clause) -> bool:
    """ "To Orrel, where lorries pass in an hour": how things stand at the gate just named."""
    opener = around.opener
    if around.opened != "subordinate" or not sentence.has("where", opener, opener + 1):
        return False
    comma = sentence.has("comma", opener - 1, opener)
    named = any(name.last == opener - comma for name in sentence.named("gate", 0, opener))
    return named and not sentence.has("past", around.first, around.last)


def not_one(sentence: Sentence, zero: Mark) -> bool:
    """ "At Orrel not one got through": of the vehicles told of before."""
    return bool(
        sentence.has("not", zero.first, zero.last)
        and sentence.has("the_one", zero.first, zero.last)
    )


def just_works(sentence: Sentence, trigger: Mark) -> bool:
    """ "Orrel works.", "Orrel (rail): works": a name, and no more than that it does."""
    place, end = trigger.first, trigger.last
    if not sentence.has("works_now", place, end):
        return False
    if sentence.has("colon", place - 1, place):
        place -= 1
    named = any(name.last == place for name in sentence.named("gate"))
    ends = end >= len(sentence.tokens) or sentence.has("full_stop", end, end + 1)
    return named and (ends or sentence.has("phrase_end", end, end + 1))


def works_for(sentence: Sentence, passing: Mark) -> bool:
    """ "All posts now work for freight"."""
    end = passing.last
    if not sentence.has("works_now", passing.first, end) or not sentence.has("for", end, end + 1):
        return False
    return any(noun.rule.get("is") in FREIGHT for noun in sentence.of("noun", end, end + 3))


def nothing_behind(sentence: Sentence, passing: Mark) -> Mark | None:
    """ "The railway has carried nothing since": the word for none behind its verb."""
    place = passing.last
    if not sentence.has("no_thing", place, place + 1):
        return None
    return next((cue for cue in sentence.of("cue", place) if cue.first == place), None)


def foremost(sentence: Sentence, mark: Mark) -> bool:
    """ "The first trucks", "the first batch of 25 trucks"."""
    near, far = mark.first - 3, mark.first - 6
    batch = sentence.has("batch", far, mark.first)
    return sentence.has("first", near, mark.first) or (
        batch and sentence.has("first", far, mark.first)
    )
