"""Candidates: which times of a sentence may date a trigger, and how near they stand to it."""

import datetime as dt

from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence, once
from yalu.read.tense import Tense, tense
from yalu.read.time import ON, Kind, Origin, Role, Shift, TimeExpr, resolve

_HEADS = ("trigger", "pass", "move")
"""Categories of the verbs that have dates of their own."""
_SAYING = {"verb": 3, "tell": 5}
"""Words between a verb of saying and its date: "told the weekly briefing on Monday"."""
_EVENT = 9
"""Words from "since" to the day of the event: "since the fire in the yard on Monday"."""
_COMPARED = 8
"""Words from "compared with" to the date of what is compared."""
_BESIDE = 1
"""Words from a verb to the count that is its own: "and closed it the next day"."""
_BEFORE = 3
"""Words from a verb to the "before" that is its own."""
_DATELINE = 6
"""Words before the date of a dateline, and from it to the dash."""
_BY_THEN = (None, Role.AT, Role.BY)
"""The roles of a day on which, or by which, something was done."""
_FOREMOST = 4
"""Words from "the first" to "since": "the first goods train since May"."""


def candidates(sentence: Sentence, around: Clause, trigger: Mark) -> list[TimeExpr]:
    """The times that may belong to the trigger, best first."""
    place = sentence.tokens.starts[trigger.first]
    first = sentence.tokens.starts[around.first] if around.first < len(sentence.tokens) else 0
    last = sentence.tokens.ends[around.last - 1]
    told = tense(sentence, around, trigger)
    forced = trigger.rule.get("aspect") == "force"
    if forced and sentence.has("since", around.opener, around.opener + 1):
        return []  # "shut since the strike began in May": the day is that of the closing
    now, lately = told is Tense.NOW, told is Tense.LATELY
    stands = now or sentence.has("present", trigger.first, trigger.last)
    stands = stands or (
        trigger.rule.get("aspect") == "state"
        and not sentence.has("past", trigger.first - 2, trigger.first)
    )
    ranked = []
    own = _has_own(sentence, trigger)
    nominal = sentence.has("nonfinite", trigger.first, trigger.last)
    driven = trigger.rule.get("aspect") == "noun" or not nominal
    driven = driven and not trigger.rule.get("settled")
    for expr in _dating(sentence):
        begins = sentence.begins(expr)
        if expr.role is Role.BEFORE and begins - trigger.last > _BEFORE:
            continue  # "there is no service, and none is expected before June"
        if begins > trigger.last and (
            (stands and _of_figure(sentence, expr, trigger)) or _absolute(sentence, expr, trigger)
        ):
            continue
        inside = first <= expr.start < last or _opening(sentence, expr, around)
        if not inside and not _leading(sentence, expr, around, trigger):
            continue
        if (now or lately) and _of_reason(sentence, expr, around):
            continue
        if now and expr.role in ON and other_half(sentence, sentence.place(expr.end), trigger):
            continue
        if not forced and driven and _of_force(sentence, expr):
            continue
        since = since_event(sentence, expr)
        driving = since and trigger.last <= begins  # "shut since the rains began in May"
        another = not driving and _anothers(sentence, expr, trigger)
        embedded = _embedded(sentence, expr, trigger)
        if embedded and _ordered(sentence, expr, trigger):
            continue
        held = another or embedded
        if embedded and (lately or now) and expr.role in ON:
            continue  # "Orrel, which was cut off last week, has reopened"
        role = Role.SINCE if since else expr.role
        if (held and role in (Role.SINCE, Role.UNTIL)) or (
            another and now and expr.dated and expr.role in ON
        ):
            continue
        said = is_of_saying(sentence, expr)
        long = expr.kind in (Kind.DURATION, Kind.ORDINAL)
        far = abs(expr.start - place)
        beyond = own and _parted(sentence, sentence.begins(expr), trigger.first)
        later = counted(expr) and not 0 <= begins - trigger.last <= _BESIDE
        rank = (said, long, held, beyond, later, not inside, far, expr.start)
        ranked.append((rank, expr))
    ranked.sort(key=lambda item: item[0])
    return [expr for _, expr in ranked]


def of_dateline(sentence: Sentence, expr: TimeExpr) -> bool:
    """ "ORREL, Wednesday - Norland has shut ...": the day of writing."""
    place = sentence.begins(expr)
    if sentence.number or place > _DATELINE or not sentence.view[sentence.span.start].isupper():
        return False
    end = sentence.place(expr.end)
    dash = next(iter(sentence.places("dash", end, end + _DATELINE)), None)
    if dash is None or sentence.view[sentence.tokens.starts[dash] - 1] != " ":
        return False
    first = sentence.tokens.starts[0]
    return sentence.view[first : sentence.tokens.ends[0]].isupper()


@once
def _dating(sentence: Sentence) -> list[TimeExpr]:
    """The times that may date anything that the sentence tells."""
    return [
        expr
        for expr in sentence.times
        if not (expr.repeated or expr.kind is Kind.CLOCK or of_dateline(sentence, expr))
        and not (_first_since(sentence, expr) or _compared(sentence, expr))
        and not _tallied(sentence, expr)
    ]


def spoken(sentence: Sentence, anchor: dt.date) -> dt.date | None:
    """The day on which the sentence says that something was said, not after `anchor`."""
    for expr in sentence.times:
        if expr.dated and expr.role in ON and is_of_saying(sentence, expr):
            when = resolve(expr, anchor, past=True)
            if when and when.latest and when.earliest == when.latest and when.latest <= anchor:
                return when.latest
    return None


def told_day(sentence: Sentence, before: int, anchor: dt.date) -> dt.date | None:
    """The day that a sentence has told of before an offset: "turned back on Monday; a fault had
    halted work"."""
    for expr in reversed(sentence.times):
        if expr.start < before and expr.dated and expr.role in ON:
            when = resolve(expr, anchor, past=True)
            if when and when.earliest == when.latest and not is_of_saying(sentence, expr):
                return when.latest
    return None


def is_of_saying(sentence: Sentence, expr: TimeExpr) -> bool:
    """Whether the date belongs to a verb of saying right before it ("said on Friday")."""
    return expr.start in _said(sentence)


@once
def _said(sentence: Sentence) -> set[int]:
    """Where the dates of verbs of saying begin."""
    return {expr.start for expr in sentence.times if _says(sentence, sentence.begins(expr))}


def _says(sentence: Sentence, start: int) -> bool:
    """Whether a verb of saying stands before a token that may have its date there."""
    for report in sentence.of("report"):
        reach = _SAYING.get(report.rule.get("is"), -1)
        if 0 <= start - report.last <= reach:
            if sentence.has("colon", report.last, start):
                continue  # "customs says: 480 lorries on Tuesday"
            return not _heads(sentence, report.last, start)
    return sentence.has("saying", start - 1, start)


def counted(expr: TimeExpr) -> bool:
    """Whether it counts from the day last told of: "two days later"."""
    return isinstance(expr.value, Shift) and expr.value.origin is Origin.FOCUS


def cleft(sentence: Sentence, expr: TimeExpr, around: Clause) -> bool:
    """ "It was in May that it opened", "until April, when it was halted"."""
    gap = around.opener - sentence.place(expr.end)
    return gap in (0, 1) and sentence.has("cleft", around.opener, around.opener + 1)


def since_event(sentence: Sentence, expr: TimeExpr) -> bool:
    """ "Since the fire on Monday": what happened that day is a beginning."""
    if expr.role not in ON:
        return False
    place = sentence.begins(expr)
    if not sentence.has("since", place - _EVENT, place):
        return False
    for word in range(place - 1, max(-1, place - 1 - _EVENT), -1):
        if sentence.has("since", word, word + 1):
            heads = _heads(sentence, word, place)
            return all(sentence.has("onset", head.first, head.last) for head in heads)
        if sentence.has("punctuation", word, word + 1):
            return False
    return False


def _first_since(sentence: Sentence, expr: TimeExpr) -> bool:
    """ "For the first time since May", "the first train since May" do not date what happens."""
    place = sentence.begins(expr)
    if expr.role not in (Role.SINCE, Role.FOR):
        return False
    if any(
        cue.rule.get("is") == "again" and cue.last == place and cue.last - cue.first > 2
        for cue in sentence.of("cue", 0, place)
    ):
        return True
    return any(
        sentence.has("foremost", word, word + 1) and sentence.has("determiner", word - 1, word)
        for word in range(max(1, place - _FOREMOST), place)
    )


def _tallied(sentence: Sentence, expr: TimeExpr) -> bool:
    """ "For the second time this year" counts, and tells no day."""
    place = sentence.begins(expr)
    occasion = sentence.has("an_occasion", place - 1, place) and expr.role in (None, Role.AT)
    return occasion and sentence.has("for_which", place - 4, place - 2)


def _compared(sentence: Sentence, expr: TimeExpr) -> bool:
    """ "310 lorries, against an average of 180 in May": the date of another figure."""
    place = sentence.begins(expr)
    if not sentence.has("compared", place - _COMPARED, place):
        return False
    for word in range(place - 1, max(-1, place - 1 - _COMPARED), -1):
        if sentence.has("comma", word, word + 1):
            return False
        if sentence.has("compared", word, word + 1):
            figure = sentence.tokens.words[word + 1][0].isdigit() or sentence.has(
                "figure_opening", word + 1, word + 2
            )
            return figure or not sentence.has("against", word, word + 1)
    return False


def _opening(sentence: Sentence, expr: TimeExpr, around: Clause) -> bool:
    """ "It is the third day since trains were stopped", "a second week has begun in which
    nothing passes": the count opens the clause."""
    end = sentence.place(expr.end)
    since = sentence.has("since", around.opener, around.opener + 1) and sentence.has("it", 0, 1)
    lasts = expr.kind is Kind.ORDINAL or (expr.kind is Kind.DURATION and since)
    counted = lasts and all(
        sentence.has("counting", place, place + 1) for place in range(end, around.opener)
    )
    return (counted and end <= around.opener) or cleft(sentence, expr, around)


def _leading(sentence: Sentence, expr: TimeExpr, around: Clause, trigger: Mark) -> bool:
    """A date set before the first comma, before "..., reopening the gate", or after the
    clause with no trigger of its own."""
    place = sentence.place(expr.start)
    if place >= around.last:
        if sentence.has("semicolon", around.last, place):
            return False
        comma = sentence.has("comma", around.last, around.last + 1)
        if around.opened == "relative" and comma:
            return False  # "which is shut, has been in the news for weeks"
        if sentence.has("dating", around.last, around.last + 1):
            heads = _heads(sentence, around.last, place)
            return all(sentence.has("onset", head.first, head.last) for head in heads)
        beyond = _heads(sentence, around.last, len(sentence.tokens), expr.role is Role.SINCE)
        return not beyond
    if sentence.has("semicolon", place, trigger.first) and any(
        other.kind is Kind.CLOCK and place < sentence.place(other.start) < around.last
        for other in sentence.times
    ):
        return False  # "On Monday staff walked out; from midnight nothing moved"
    participle = sentence.has("nonfinite", trigger.first, trigger.last) and sentence.has(
        "comma", trigger.first - 1, trigger.first
    )
    return (place <= 3 or participle) and not _heads(sentence, place + 1, trigger.first)


def other_half(sentence: Sentence, place: int, trigger: Mark) -> bool:
    """ "Talks on Friday failed, and Orrel stays shut": whether what ends at a token stands in a
    half of its own."""
    for comma in sentence.places("comma", place + 1, trigger.first - 1):
        if sentence.has("next_half", comma + 1, comma + 2):
            return not sentence.has("past_verb", comma + 2, comma + 3)
    return False


def _of_reason(sentence: Sentence, expr: TimeExpr, around: Clause) -> bool:
    """ "Is shut because the river rose on Sunday": the day of what made it so."""
    if expr.role not in ON or sentence.place(expr.start) < around.last:
        return False
    opens = sentence.of("boundary", around.last, around.last + 1)
    if not any(mark.rule.get("is") == "causal" for mark in opens):
        return False
    first, last = around.last, sentence.begins(expr)
    verbs = any(sentence.places(name, first, last) for name in ("finite", "past_verb"))
    return verbs or any(word.endswith("ed") for word in sentence.tokens.words[first:last])


def _of_figure(sentence: Sentence, expr: TimeExpr, trigger: Mark) -> bool:
    """ "Works at full capacity: 480 lorries on Tuesday", "is open, with 900 in line on Tuesday": the
    day of a number, not of how things stand."""
    if expr.role not in ON:
        return False
    first, place = trigger.last, sentence.begins(expr)
    aside = sentence.places("colon", first, place) or [
        comma
        for comma in sentence.places("comma", first, place)
        if sentence.has("with", comma + 1, comma + 2)
    ]
    if not aside:
        return False
    figures = any(word[0].isdigit() for word in sentence.tokens.words[aside[0] : place])
    return figures or bool(sentence.of("number", aside[0], place))


def _absolute(sentence: Sentence, expr: TimeExpr, trigger: Mark) -> bool:
    """ "With Orrel shut, 300 lorries had given up by Tuesday": the day of what follows."""
    if not sentence.has("with", 0, 1) or expr.role not in _BY_THEN:
        return False
    commas = sentence.places("comma", 1, sentence.begins(expr))
    return bool(commas) and trigger.last <= commas[0] <= trigger.last + 2


def _anothers(sentence: Sentence, expr: TimeExpr, trigger: Mark) -> bool:
    """Whether a date is that of another trigger, and a boundary parts it from this one:
    "which opened in May, was closed", "closed on Monday and reopened"."""
    if trigger.rule.category not in _HEADS:
        return False
    first = sentence.begins(expr)
    last = sentence.place(expr.end)

    def gap(mark: Mark) -> int:
        return max(first - mark.last, mark.first - last)

    for other in _heads(sentence, 0, first):
        if other.last == first and (other.last <= trigger.first or other.first > trigger.last + 1):
            return True
    if not _parted(sentence, first, trigger.first):
        return False
    own = _has_own(sentence, trigger, expr)
    return any(
        (own or gap(other) < gap(trigger)) and not _parted(sentence, first, other.first)
        for other in _heads(sentence, 0, len(sentence.tokens))
        if other.first != trigger.first
    )


def _has_own(sentence: Sentence, trigger: Mark, but: TimeExpr | None = None) -> bool:
    """Whether a date stands in the words of the trigger, with no boundary between."""
    return any(
        one.dated and one is not but and not _parted(sentence, sentence.begins(one), trigger.first)
        for one in sentence.times
        if one.role in (None, Role.AT) and not counted(one)
    )


def _embedded(sentence: Sentence, expr: TimeExpr, trigger: Mark) -> bool:
    """Whether a time stands in a relative clause without the trigger: "removed the blocks
    that had stood there since May and declared it open"."""
    place = sentence.begins(expr)
    inner = [mark for mark in sentence.of("boundary", 0, place) if mark.first not in sentence.timed]
    if not inner or inner[-1].rule.get("is") != "relative":
        return False
    return trigger.first < inner[-1].first or _parted(sentence, place, trigger.first)


def _of_force(sentence: Sentence, expr: TimeExpr) -> bool:
    """ "Dropped a ban dating from February": when the ban came, not when it went."""
    if sentence.has("dating_from", sentence.begins(expr), sentence.begins(expr) + 1):
        return True
    forces = _forces(sentence)
    if not forces:
        return False
    first, place = sentence.begins(expr), sentence.place(expr.start)
    return any(first <= mark.last <= place for mark in forces)


@once
def _forces(sentence: Sentence) -> list[Mark]:
    return [mark for mark in sentence.of("trigger") if mark.rule.get("aspect") == "force"]


def _ordered(sentence: Sentence, expr: TimeExpr, trigger: Mark) -> bool:
    """ "Ending a closure that customs ordered on Monday": the day of the order."""
    place = sentence.begins(expr)
    inner = sentence.of("boundary", trigger.last, place)
    return bool(inner) and bool(sentence.of("report", inner[-1].last, place))


def _heads(sentence: Sentence, first: int, last: int, verbs: bool = True) -> list[Mark]:
    """The words of tokens `[first, last)` that tell a state; "the restart" only names one,
    and is left out of `verbs`."""
    if not verbs:
        return [*sentence.of("trigger", first, last), *sentence.of("pass", first, last)]
    return [mark for mark in _verbs(sentence) if first <= mark.first and mark.last <= last]


@once
def _verbs(sentence: Sentence) -> list[Mark]:
    nouns = {mark.first for mark in sentence.of("trigger") if mark.rule.get("aspect") == "noun"}
    return [
        mark
        for kind in ("trigger", "pass")
        for mark in sentence.of(kind)
        if mark.first not in nouns and not sentence.has("article", mark.first - 1, mark.first)
    ]


def _parted(sentence: Sentence, one: int, other: int) -> bool:
    """Whether a boundary stands between two tokens."""
    first, last = sorted((one, other))
    return any(mark.first not in sentence.timed for mark in sentence.of("boundary", first, last))
