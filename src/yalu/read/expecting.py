"""Expecting: whether a sentence has what a word of outlook needs beside itself."""

from collections.abc import Callable, Mapping

from yalu.read.awaiting import bound, goes, near, next_load, papers, settlement, temporary
from yalu.read.expected import ANSWER, ROUTES, Expected, stops
from yalu.read.focus import mentions
from yalu.read.limits import FREIGHT
from yalu.read.time import Role
from yalu.vocabulary import State

_NEAR = 3
"""Words between a hope and the date it is for."""
_SHUT = (State.SUSPENDED, State.LIMITED)


def meant(asked: Expected) -> bool:
    """Whether the words of outlook are meant of a gate."""
    needs = asked.mark.rule.get("needs")
    state = asked.mark.rule.get("state")
    if asked.focus.state is None and needs not in _UNTOLD and state != State.SUSPENDED:
        return False
    if needs in _OWN:
        return _OWN[needs](asked)
    if asked.kinds & {"passenger", "people"} and not asked.kinds & ROUTES:
        return needs is None and bool(_doubts_of_gate(asked))
    return needs is None or _NEEDS[needs](asked)


def _doubts_of_gate(asked: Expected) -> bool:
    """ "The officers could not say when work could begin": what they were asked is no person's."""
    if asked.mark.rule.category == "outlook":
        return bool(asked.mark.rule.get("stance") == "unconfirmed")
    behind = asked.sentence.of("noun", asked.mark.last, asked.around.last)
    return not any(noun.rule.get("is") in ("people", "other") for noun in behind)


def _closed(asked: Expected) -> bool:
    return asked.focus.state in _SHUT


def _until(asked: Expected) -> bool:
    """ "The stoppage is to last until Friday", "it will stay so for five days"."""
    sentence, mark = asked.sentence, asked.mark
    subject = sentence.has("pronoun_subject", asked.around.first, mark.first)
    subject = subject or sentence.has("striker", asked.around.first, mark.first)
    if not (subject or stops(sentence, asked.around, mark)) or _mends(asked):
        return False
    dated = asked.due()
    if dated is None or not (dated.role is Role.UNTIL or dated.because.rule.startswith(_LENGTH)):
        return False
    if dated.role is not Role.UNTIL:
        return asked.ahead
    return subject or not _measure(asked)


def _till(asked: Expected) -> bool:
    """ "The ban applies until Friday": it ends then, unlike a protest of which nobody knows."""
    if not _measure(asked):
        return False
    dated = asked.due()
    return dated is not None and dated.role is Role.UNTIL


def _measure(asked: Expected) -> bool:
    """Whether an order of an authority, and no protest, is the subject."""
    sentence, mark, first = asked.sentence, asked.mark, asked.around.first
    if sentence.has("protesting", 0, mark.first) or sentence.has("resting", first, mark.first):
        return False
    lasts = sentence.has("lasting_now", mark.first, mark.last)
    return lasts and stops(sentence, asked.around, mark)


_LENGTH = "when.ahead"


def _prolonged(asked: Expected) -> bool:
    governed, sentence, mark = asked.governed, asked.sentence, asked.mark
    behind = {noun.rule.get("is") for noun in sentence.of("noun", mark.last, asked.around.last)}
    unsure = governed.may or governed.unclear or governed.condition or governed.future
    lasting = stops(sentence, asked.around, mark) or bool(behind & {"restriction", "measure"})
    return bool(unsure) and lasting


def _prolongs(asked: Expected) -> bool:
    """ "Has extended the closure until Friday", "has prolonged it without date"."""
    sentence, mark = asked.sentence, asked.mark
    end = mark.last + ANSWER
    closing = [
        one
        for one in sentence.of("trigger", max(0, mark.first - ANSWER), end)
        if one.rule.get("state") == State.SUSPENDED
    ]
    if not closing or not (asked.here or asked.focus.gates):
        return False
    endless = sentence.has("endless", 0, len(sentence.tokens))
    return endless or asked.due() is not None


def _trips(asked: Expected) -> bool:
    """ "The ferry is to make three trips a week from March"."""
    sentence, mark = asked.sentence, asked.mark
    rated = sentence.of("rate", mark.last, mark.last + _NEAR)
    return bool(rated) and asked.ahead and asked.due() is not None


def _restriction(asked: Expected) -> bool:
    return stops(asked.sentence, asked.around, asked.mark) and asked.due() is not None


def _protest(asked: Expected) -> bool:
    sentence, mark = asked.sentence, asked.mark
    striking = stops(sentence, asked.around, mark) or sentence.has(
        "striker", asked.around.first, mark.first
    )
    return striking and (bool(asked.governed.future) or asked.due() is not None)


def _quiet(asked: Expected) -> bool:
    """ "A new protest is not planned"."""
    return asked.sentence.has("protesting", asked.around.first, asked.mark.first)


def _strike(asked: Expected) -> bool:
    """ "Customs officers at Orrel will go on strike on Monday"."""
    there = mentions(asked.sentence, asked.focus) or asked.focus.gates
    return bool(there) and asked.ahead and asked.due() is not None


def _date(asked: Expected) -> bool:
    """Whether the date stands right behind the words."""
    dated = asked.due()
    start = dated.because.start if dated else None
    return start is not None and 0 <= asked.sentence.place(start) - asked.mark.last < _NEAR


def _coming(asked: Expected) -> bool:
    sentence, around = asked.sentence, asked.around
    told = sentence.has("past", around.first, asked.mark.first)
    ahead = asked.governed.future or not told
    return bool(ahead) and asked.here and "other" not in asked.kinds and asked.due() is not None


def _traffic(asked: Expected) -> bool:
    sentence, mark = asked.sentence, asked.mark
    if any(
        one.rule.get("aspect") == "noun" and one.rule.get("state") == State.SUSPENDED
        for one in sentence.of("trigger", asked.around.first, mark.first)
    ):
        return False  # "the suspension is expected on Friday"
    freight = bool(asked.kinds & FREIGHT)
    return freight and (bool(asked.governed.future) or asked.due() is not None)


def _first(asked: Expected) -> bool:
    """ "The next goods train leaves on Tuesday", of a gate that was told to be shut."""
    sentence, mark, first = asked.sentence, asked.mark, asked.around.first
    led = sentence.has("first", first, mark.first) or sentence.has("next_one", first, mark.first)
    return led and _closed(asked) and bool(asked.kinds & FREIGHT) and asked.due() is not None


def _turn(asked: Expected) -> bool:
    """ "Kessim is to follow on Friday", "could not say if they would follow"."""
    sentence, mark, first = asked.sentence, asked.mark, asked.around.first
    named = mentions(sentence, asked.focus, first, mark.first)
    if not named and not sentence.has("they", first, mark.first):
        return False
    if sentence.of("noun", mark.last, mark.last + _NEAR) or sentence.named("gate", mark.last):
        return False  # "would follow the road to Orrel"
    if named and named[-1].gates & {place.gate for place in asked.focus.told}:
        return False  # it had its turn
    unsure = asked.governed.unclear is not None
    next_one = sentence.has("next_one", mark.first, mark.last)
    return asked.ahead or unsure or asked.due() is not None or next_one


def _likewise(asked: Expected) -> bool:
    """ "The same rule is being discussed for Kessim"."""
    named = mentions(asked.sentence, asked.focus, asked.mark.last, asked.around.last)
    return bool(named) and asked.ahead


def _mends(asked: Expected) -> bool:
    """Whether works are what lasts or ends: they keep a gate shut as long."""
    first, mark = asked.around.first, asked.mark
    return asked.sentence.has("mending", first, mark.first) and not stops(
        asked.sentence, asked.around, mark
    )


def _works(asked: Expected) -> bool:
    """ "Repairs are to last until Friday", "the works will be finished on Friday"."""
    if not _closed(asked) and "gate" not in asked.kinds:
        return False
    now = asked.sentence.has("present_time", asked.around.first, asked.mark.last)
    return _mends(asked) and (asked.ahead or now) and asked.due() is not None


def _takes(asked: Expected) -> bool:
    """ "It will take ten days to clear the yards", "working that off takes until Friday"."""
    sentence, around = asked.sentence, asked.around
    count = len(sentence.tokens)
    if not asked.ahead or not _date(asked):
        return False
    may = asked.governed.may is not None and _closed(asked)
    if may and sentence.has("it", around.first, asked.mark.first):
        return True  # "it could take weeks"
    queue = sentence.has("queued", 0, count) or "object_pronoun" in sentence.held
    queue = queue or sentence.has("that_one", 0, count)
    mends = _closed(asked) and sentence.has("mending", around.first, asked.mark.first)
    return mends or (queue and sentence.has("easing", 0, count))


def _queue(asked: Expected) -> bool:
    """ "The backlog should be cleared by Friday"."""
    sentence, mark, first = asked.sentence, asked.mark, asked.around.first
    return sentence.has("queued", first, mark.first) and asked.due() is not None and asked.ahead


def _idle(asked: Expected) -> bool:
    """ "Customs at Orrel will not work on Friday", "expect no clearance"."""
    barred = asked.governed.negated
    if barred is None or barred.last > asked.mark.first:
        return False
    return (asked.here or "staff" in asked.kinds) and _none(asked)


def _none(asked: Expected) -> bool:
    """ "There will be no train on Friday", "expect no clearance"."""
    sentence, mark = asked.sentence, asked.mark
    idle = asked.governed.negated or sentence.has("no_word", mark.first - 2, mark.first)
    if not idle or "other" in asked.kinds or not (asked.here or asked.focus.gates):
        return False
    first = mark.first - ANSWER
    ahead = asked.ahead or sentence.has("expecting", first, mark.first)
    ahead = ahead or sentence.has("will", first, mark.first) or not _was(asked)
    return bool(ahead) and asked.due() is not None


def _was(asked: Expected) -> bool:
    """Whether the clause tells of what was."""
    sentence, around = asked.sentence, asked.around
    return any(
        sentence.has(name, around.first, around.last) for name in ("past", "have", "tense_past")
    )


def _whole(asked: Expected) -> bool:
    """ "Full operation by Friday", "the usual rhythm"."""
    return asked.ahead and asked.sentence.has("fully_so", asked.mark.first - 2, asked.mark.first)


def _away(asked: Expected) -> bool:
    """ "The hauliers will stay away until 1 March": as long the gate is free."""
    sentence, mark, first = asked.sentence, asked.mark, asked.around.first
    they = sentence.has("striker", 0, mark.first) or sentence.has("them_who", first, mark.first)
    if not (they and asked.ahead):
        return False
    dated = asked.due()
    return dated is not None and dated.role is Role.UNTIL


def _striker(asked: Expected) -> bool:
    """ "The farmers will leave on Friday": those who block a gate."""
    sentence, mark, first = asked.sentence, asked.mark, asked.around.first
    if not _closed(asked) or asked.kinds & FREIGHT:
        return False
    they = sentence.has("them_who", max(first, mark.first - ANSWER), mark.first)
    they = they and (asked.focus.blocked or sentence.has("protesting", 0, mark.last))
    if not (they or sentence.has("striker", first, mark.first)):
        return False
    return asked.ahead


def _wait(asked: Expected) -> bool:
    """ "Lorries will have to wait another night", of a gate that was told to be shut."""
    if not _waits(asked):
        return False
    if asked.sentence.has("another_one", asked.mark.last, asked.mark.last + ANSWER):
        return True
    dated = asked.due()
    return bool(dated and dated.because.rule.startswith(_LENGTH) and _date(asked))


def _wait_until(asked: Expected) -> bool:
    if not _waits(asked):
        return False
    dated = asked.due()
    return bool(dated and dated.role is Role.UNTIL)


def _waits(asked: Expected) -> bool:
    must = asked.sentence.has("obliged", asked.mark.first - _NEAR, asked.mark.first)
    return must and bool(asked.kinds & FREIGHT)


def _doubted(asked: Expected) -> bool:
    """ "Do not count on it this month"."""
    return _closed(asked) and bool(asked.governed.negated or asked.governed.zero)


def _answer(asked: Expected) -> bool:
    """ "An answer is expected this week"."""
    mark = asked.mark
    cues = asked.sentence.of("cue", max(0, mark.first - ANSWER), mark.last + ANSWER)
    awaited = any(cue.rule.get("is") in ("expected", "future", "due", "hope") for cue in cues)
    return awaited and _closed(asked) and asked.due() is not None


def _future(asked: Expected) -> bool:
    return bool(asked.governed.future)


def _ahead(asked: Expected) -> bool:
    return asked.ahead


_NEEDS: Mapping[str, Callable[[Expected], bool]] = {
    "until": _until,
    "till": _till,
    "prolonged": _prolonged,
    "restriction": _restriction,
    "date": _date,
    "ahead": _future,
    "hoped": _ahead,
    "coming": _coming,
    "traffic": _traffic,
    "takes": _takes,
    "queue": _queue,
    "whole": _whole,
}
_OWN: Mapping[str, Callable[[Expected], bool]] = {
    "closed": _closed,
    "protest": _protest,
    "quiet": _quiet,
    "strike": _strike,
    "first": _first,
    "prolongs": _prolongs,
    "trips": _trips,
    "turn": _turn,
    "likewise": _likewise,
    "works": _works,
    "idle": _idle,
    "none": _none,
    "striker": _striker,
    "away": _away,
    "wait": _wait,
    "wait until": _wait_until,
    "doubted": _doubted,
    "answer": _answer,
    "settlement": settlement,
    "temporary": temporary,
    "next load": next_load,
    "goes": goes,
    "papers": papers,
    "bound": bound,
    "near": near,
}
"""Needs of which people and passengers in the clause take nothing away."""
_UNTOLD = frozenset(
    {
        *("traffic", "idle", "none", "strike", "coming", "turn", "away", "prolongs"),
        *("next load", "goes", "papers"),
    }
)
"""Needs of which the text need not have told a state before."""
