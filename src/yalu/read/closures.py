"""Closures: when a noun such as "the closure" is news, and when it is only named."""

from yalu.read.attach import Dated
from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence
from yalu.read.orders import protest
from yalu.read.scope import Scope
from yalu.read.time import Role


def _standing(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Border closure: traders lose millions", "the closure of Orrel has left lorries
    stranded": that it is shut is taken for known."""
    titled = trigger.first <= 1 and sentence.has("colon", trigger.last, trigger.last + 1)
    known = sentence.has("definite", trigger.first - 2, trigger.first) or sentence.has(
        "genitive", trigger.first - 2, trigger.first
    )
    return titled or (known and (_effective(sentence, around, trigger)))


def _effective(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "The closure has left", "is costing", "means that", "because of the closure, prices are
    rising": what it does now, so that it is shut now."""
    first, last = trigger.last, around.last
    if sentence.has("have", first, last) or sentence.has("works_upon", first, last):
        return True
    words = sentence.tokens.words
    for place in sentence.places("be_present", first, last):
        if place + 1 < last and words[place + 1].endswith("ing"):
            return not sentence.has("nearing", place + 1, place + 2)
    causal = around.opened == "causal" or sentence.has("owing", around.first, trigger.first)
    return causal and sentence.has("be_present", 0, len(words))


def _object(sentence: Sentence, trigger: Mark) -> bool:
    """ "Preparing to loosen its blockade": what is done to the closure is the news."""
    before = sentence.of("trigger", max(0, trigger.first - 5), trigger.first)
    return any(mark.rule.get("aspect") in ("event", "open") for mark in before)


def _in_force(sentence: Sentence, trigger: Mark) -> bool:
    """ "Announced the closure on Monday; it took effect on Friday": the later words tell when."""
    later = sentence.of("trigger", trigger.last)
    return any(mark.rule.get("aspect") == "force" for mark in later)


def announced_closure(
    sentence: Sentence, around: Clause, trigger: Mark, dated: Dated | None
) -> bool:
    """Whether the words make a closure known: "announced the closure", "a new embargo"."""
    return (
        sentence.has("announced", trigger.first - 4, trigger.first)
        or _made_known(sentence, around, trigger)
        or (dated is not None and _new(sentence, trigger))
        or (dated is not None and _of_a_day(sentence, trigger, dated))
        or _standing(sentence, around, trigger)
    )


def _made_known(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "The closure of Orrel was announced by customs", not "an end of the closure was announced"."""
    opens = trigger.first - around.first <= 1
    return opens and any(
        sentence.has("be_any", place - 1, place)
        for place in sentence.places("made_known", trigger.last, around.last)
    )


def only_named(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """Whether a closure is named for what else is told of it."""
    return (
        sentence.has("long", around.first, trigger.first)
        or sentence.has("in_course", trigger.first - 3, trigger.first)
        or _in_force(sentence, trigger)
        or _object(sentence, trigger)
    )


def _new(sentence: Sentence, trigger: Mark) -> bool:
    """ "A temporary embargo": one not spoken of before."""
    return sentence.has("indefinite_article", trigger.first - 3, trigger.first)


def _of_a_day(sentence: Sentence, trigger: Mark, dated: Dated) -> bool:
    """ "After the closure of Orrel on Monday", "Monday's closure of Orrel": the day stands in
    the phrase of the closure, so it is that on which it came."""
    when, start = dated.when, dated.because.start
    if dated.role not in (None, Role.AT) or when is None or start is None:
        return False
    if when.earliest is None or when.earliest != when.latest:
        return False
    expr = next((expr for expr in sentence.times if expr.start == start), None)
    if expr is None:
        return False
    first, last = sentence.begins(expr), sentence.place(expr.end)
    if last <= trigger.first:
        return all(sentence.has("genitive", at, at + 1) for at in range(last, trigger.first))
    known = set(sentence.timed)
    for name in sentence.names:
        known.update(range(name.first, name.last))
    for noun in sentence.of("noun", trigger.last, first):
        if noun.rule.get("is") not in ("people", "other", "passenger"):
            known.update(range(noun.first, noun.last))
    return first > trigger.last and all(
        at in known or sentence.has("in_phrase", at, at + 1) for at in range(trigger.last, first)
    )


def ends_closure(sentence: Sentence, trigger: Mark) -> bool:
    """ "Farmers suspend the blockade": to stop a closure is to open."""
    end = min(trigger.last + 4, len(sentence.tokens))
    bounds = [mark.first for mark in sentence.of("boundary", trigger.last, end)]
    end = min(bounds, default=end)
    if trigger.rule.get("aspect") != "event":
        return False
    if sentence.has("agent", trigger.last, trigger.last + 2):
        return False  # "paralysed by a strike"
    return protest(sentence, trigger.last, end) or any(
        mark.rule.get("is") == "restriction" for mark in sentence.of("noun", trigger.last, end)
    )


def unmade(sentence: Sentence, governed: Scope, trigger: Mark) -> Mark | None:
    """ "There is no closure of Orrel": the "no" that stands on the closure."""
    zero = governed.zero
    if zero is None or not 0 <= trigger.first - zero.last <= 1:
        return None
    return zero if sentence.has("no_word", zero.first, zero.last) else None
