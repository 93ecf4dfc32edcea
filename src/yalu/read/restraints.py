"""Restraints: what the words beside a verb leave of the freight it tells of.

A manner ("in a small way"), so many at a time, hours, a leave to pass; in the clause or in a tail
behind it that has no verb of its own: "open again, if at a crawl".
"""

from collections.abc import Iterator

from yalu.read.clauses import Clause, clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus, mentions
from yalu.read.marks import Mark, Sentence
from yalu.read.partial import hours
from yalu.read.quantities import numbers
from yalu.read.scope import scope
from yalu.read.time import Kind as Times
from yalu.vocabulary import Kind, Stance, State

_HEADS = ("trigger", "pass", "move", "report")
_BESIDE = 4
"""Words between "at night" and "by day", where nothing goes by either."""
_QUEUE = 6
"""Words behind "wait" within which hours tell of a queue."""
_BATCH = 3
"""Words between a number and "at a time": "a dozen loaded lorries at a time"."""


def restrained(sentence: Sentence, around: Clause, verb: Mark) -> Mark | None:
    """The words that make what a verb tells of go in part, if there are any."""
    if sentence.marks.keys().isdisjoint(("part", "trigger")):
        return None
    end = tail(sentence, around, verb)
    if end > around.last:
        for trigger in sentence.of("trigger", around.last, end):
            if _of_a_part(trigger):
                return trigger
    for mark in sentence.of("part", around.first, end):
        kind = mark.rule.get("is")
        if kind == "manner" or (kind == "batch" and _counted(sentence, mark)):
            return mark
        if kind == "way" and not sentence.has("both", around.first, end):
            return mark
        if kind == "cap" and any(0 <= one.first - mark.last <= 1 for one in numbers(sentence)):
            return mark
    return None


def tail(sentence: Sentence, around: Clause, verb: Mark) -> int:
    """Where the words end that stand behind a verb without a verb of their own."""
    end = len(sentence.tokens)
    for mark in sentence.of("boundary", max(around.last, verb.last)):
        if mark.rule.at["is"] in ("hard", "relative", "subordinate", "causal"):
            end = mark.first
            break
    for kind in _HEADS:
        for mark in sentence.of(kind, verb.last):
            if mark.first >= around.last and not _of_a_part(mark):
                end = min(end, mark.first)
                break
    return max(end, around.last)


def _of_a_part(mark: Mark) -> bool:
    """ "On a limited scale": a rule of what runs in part, and no verb."""
    limited = mark.rule.get("state") == State.LIMITED and mark.rule.get("aspect") == "state"
    return limited and not (mark.rule.get("weak") or mark.rule.get("needs"))


def _counted(sentence: Sentence, mark: Mark) -> bool:
    """ "Twenty at a time", no "at a time when"."""
    return any(0 <= mark.first - number.last <= _BATCH for number in numbers(sentence))


def left_out(sentence: Sentence, verb: Mark) -> bool:
    """ "Cars can cross again, but lorries have to wait": some are told to wait beside those that
    pass."""
    left = [mark for mark in sentence.of("part", verb.last) if mark.rule.get("is") == "left"]
    left += [mark for mark in sentence.of("wait", verb.last) if _must_wait(sentence, mark)]
    for mark in left:
        between = (verb.last, mark.first)
        if any(sentence.of(kind, *between) for kind in _HEADS):
            continue
        opened = {one.rule.at["is"] for one in sentence.of("boundary", *between)}
        if opened and not opened & {"hard", "relative", "subordinate"}:
            return True
    return False


def _must_wait(sentence: Sentence, wait: Mark) -> bool:
    """ "Have to wait", no "have to wait six hours": that is a queue."""
    told = sentence.has("made_to", wait.first - 1, wait.first)
    return told and not sentence.has("hour", wait.last, wait.last + _QUEUE)


def off_hours(sentence: Sentence, around: Clause, verb: Mark) -> bool:
    """ "At night nothing goes", "closed on Sundays": what is told of some hours or days alone."""
    if "nightly" not in sentence.held:
        return False
    dated = {
        place
        for expr in sentence.times
        if expr.dated
        for place in range(sentence.begins(expr), sentence.place(expr.end))
    }
    for place in sentence.places("nightly", around.first, tail(sentence, around, verb)):
        if place in dated:
            continue
        days = sentence.places("day", place - _BESIDE, place + _BESIDE)  # "by night and by day"
        daily = any(sentence.has(word, at - 1, at) for at in days for word in ("by", "and"))
        if sentence.has("at_times", place - 1, place) and not daily:
            return True
    return False


def by_the_clock(sentence: Sentence, around: Clause) -> bool:
    """ "Between 11 p.m. and 7 a.m.": hours of every day, where no day is told."""
    return hours(sentence, around) and not any(expr.dated for expr in sentence.times)


def some_days(sentence: Sentence, around: Clause) -> bool:
    """ "On Mondays and Thursdays": those days of every week."""
    return any(
        expr.repeated
        and expr.kind is Times.DATE
        and around.first <= sentence.place(expr.start) < around.last
        for expr in sentence.times
    )


def restrictive(sentence: Sentence, around: Clause, trigger: Mark, focus: Focus) -> bool:
    """ "Restrictions on ore took effect": what comes into force leaves a part, but for gates
    that were told shut."""
    nouns = sentence.of("noun", around.first, trigger.first)
    force = trigger.rule.get("aspect") == "force"
    if not force or not any(sentence.has("restrictions", noun.first, noun.last) for noun in nouns):
        return False
    return not focus.shut or bool(mentions(sentence, focus, 0, around.last))


def unlimited(sentence: Sentence, limit: Mark) -> bool:
    """ "Has dropped the limit on lorries", "the weight limit was scrapped": all may pass."""
    if not sentence.has("limit_noun", limit.last - 1, limit.last):
        return False
    for lift in sentence.of("trigger"):
        ends = lift.rule.get("objects") == ["restriction"]
        if not ends or lift.rule.get("state") != State.RUNNING:
            continue
        around = clause(sentence, lift)
        governed = scope(sentence, around, lift)
        sure = governed.factual and not (governed.negated or governed.may or governed.denied)
        if around.first <= limit.first < around.last:
            return sure
    return False


def even(sentence: Sentence, around: Clause, verb: Mark) -> bool:
    """ "Even relief convoys are turned back": so is all else."""
    if "even" not in sentence.held:
        return False
    places = sentence.places("even", around.first, verb.first)
    cues = sentence.of("cue", around.first, verb.first)
    return any(not any(cue.first < at < cue.last for cue in cues) for at in places)


def each_day(sentence: Sentence, around: Clause, verb: Mark) -> bool:
    """ "Closes each evening", "has been closing at 4 p.m.": it opens again."""
    first, last = verb.first, verb.last
    if not sentence.has("closing_daily", first, last):
        return False
    doing = sentence.tokens.words[first].endswith("ing")
    if doing and not sentence.has("be_any", first - 2, first):
        return False
    end = tail(sentence, around, verb)
    if any(mark.rule.get("per") == "day" for mark in sentence.of("rate", around.first, end)):
        return True
    clocks = any(expr.kind is Times.CLOCK for expr in sentence.times)
    return clocks and (doing or sentence.has("now_daily", around.first, first))


def narrowed(sentence: Sentence, found: list[Finding]) -> Iterator[Finding]:
    """ "Reopened on Monday, but coal is refused": the part that a later clause of the sentence
    leaves is what it reopened to."""
    taken = set()
    for finding in found:
        if not _runs(finding):
            continue
        for place, other in enumerate(found):
            if _leaves_a_part(sentence, finding, other):
                taken.add(place)
                finding.state = State.LIMITED
    yield from (finding for place, finding in enumerate(found) if place not in taken)


def _runs(finding: Finding) -> bool:
    told = finding.kind is not Kind.FORECAST and finding.stance is Stance.ASSERTS
    return told and finding.state is State.RUNNING


def _leaves_a_part(sentence: Sentence, finding: Finding, other: Finding) -> bool:
    """Whether a finding says, later in the sentence and of the same days, that only a part of
    what another tells of its gate does run."""
    if other.state is not State.LIMITED or other.kind is Kind.FORECAST:
        return False
    if other.stance is not Stance.ASSERTS or other.place[:2] != finding.place[:2]:
        return False
    later = other.trigger.first >= finding.clause.last
    joined = other.clause.opened in ("contrast", "soft", "hard", "")
    between = (finding.trigger.last, other.trigger.first)
    parted = any(
        mark.rule.at["is"] in ("subordinate", "relative", "causal")
        for mark in sentence.of("boundary", *between)
    )
    same_days = not other.explicit or other.when == finding.when
    return later and joined and same_days and not parted
