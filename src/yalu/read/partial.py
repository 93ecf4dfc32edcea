"""Partial: freight that runs in part, told by a rate, by hours or by how few pass."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.attach import attach
from yalu.read.clauses import Clause, clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus, Place, mentions
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.outlook import sureness
from yalu.read.places import choose
from yalu.read.quantities import VEHICLES, Quantity, Unit, numbers, quantities, rate
from yalu.read.reasons import findings
from yalu.read.scope import Scope, scope
from yalu.read.time import Clock
from yalu.read.time import Kind as Clocks
from yalu.read.whose import whose
from yalu.vocabulary import Kind, Mode, Stance, State

_OF_FREIGHT = FREIGHT | {"gate"}
_SMALL = {"hour": 5, "day": 100, "week": 300}
"""Trucks that pass in an hour, a day or a week where little is let pass."""
_LETS = frozenset({"pass.process", "pass.admit", "pass.let", "pass.cross"})
"""Verbs of which a rate tells how much a gate lets over."""
_VEHICLE = Unit("vehicles", "vehicles")
_BIG = 50
"""Percent by which traffic has fallen where it runs in part."""
_NEAR = 6
"""Words between an amount and what makes it less than usual."""


def rates(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """ "Just ten trucks a day", "30 trains a day instead of 90": fewer than would pass."""
    if not sentence.of("rate"):
        return
    amounts = quantities(sentence, focus.unit, focus.mode is Mode.RAIL)
    for quantity in amounts or _bare(sentence):
        per = rate(sentence, quantity)
        if per is None or quantity.unit.unit not in VEHICLES:
            continue
        less = _less(sentence, quantity, per) or _small(sentence, quantity, per, focus)
        less = less or _more(sentence, quantity, per, focus)
        if less is None:
            continue
        around = clause(sentence, less)
        around = Clause(
            min(around.first, quantity.first), max(around.last, per.last), around.opened
        )
        governed = scope(sentence, around, per)
        if governed.elsewhere or governed.wish:
            continue
        ahead = to_come(sentence, around, per, governed)
        yet = less.rule.category == "pass" and scope(sentence, clause(sentence, less), less).future
        if ahead is None and (yet or not governed.factual):
            continue
        dated = attach(sentence, around, per, ahead or governed, anchor, day)
        told = sentence.has("past", 0, len(sentence.tokens)) or not (dated and dated.future)
        if ahead and told and not (ahead.future or ahead.hope):
            ahead = None  # "just 70 a day could be served"
            dated = attach(sentence, around, per, governed, anchor, day)
        governed = ahead or governed
        if dated is None and governed.past:
            continue
        places = whose(sentence, around, quantity.first, around.last, focus, atlas)
        reading = Kind.SERVICE, State.LIMITED, Stance.ASSERTS
        if ahead or (dated and dated.future):
            reading = Kind.FORECAST, State.LIMITED, sureness(governed)
        for one in (*places, *_gapped(sentence, quantity, per, focus, atlas)):
            yield from findings(
                sentence, around, less, governed, dated, reading, [one], focus, anchor, day
            )


def to_come(sentence: Sentence, around: Clause, per: Mark, governed: Scope) -> Scope | None:
    """The cues that put a rate into days to come: its own, or those of the verb of its clause, as
    in "from Friday 50 a day will be let in"."""
    for verb in (None, *sentence.of("pass", around.first, around.last)):
        of = governed if verb is None else scope(sentence, around, verb)
        modal = of.may is not None and sentence.has("modal", of.may.first, of.may.last)
        if (of.future or of.hope or modal) and not (of.perfect or of.condition or of.negated):
            return of
    for cue in sentence.of("cue", around.first, around.last):
        if cue.rule.get("is") == "future" and sentence.has("shall", cue.first, cue.last):
            return governed._replace(future=cue)
    return None


def _gapped(
    sentence: Sentence, quantity: Quantity, per: Mark, focus: Focus, atlas: Atlas
) -> Iterator[Place]:
    """ "At Orrel two lorries an hour are let by, at Kessim three": the gates of further numbers
    of one rate."""
    ends = {number.first: number for number in numbers(sentence)}
    for mention in mentions(sentence, focus, max(per.last, quantity.last)):
        number = ends.get(mention.last)
        if number and sentence.has("at_place", mention.first - 1, mention.first):
            low = number.high <= _SMALL.get(per.rule.at["per"], 0)
            bare = not any(unit.first == number.last for unit in sentence.of("unit"))
            if low and bare:
                around = Clause(mention.first, mention.last)
                yield from choose(sentence, around, mention.first, focus, atlas)


def _bare(sentence: Sentence) -> Iterator[Quantity]:
    """ "Bakhty clears about ten a day": vehicles, where nothing else is counted."""
    rated = {mark.first for mark in sentence.of("rate")}
    for number in numbers(sentence):
        if number.last in rated:
            yield Quantity(number, _VEHICLE, number.first, number.last)


def _less(sentence: Sentence, quantity: Quantity, per: Mark) -> Mark | None:
    """The words that make an amount less than usual: right before it, or soon behind it."""
    for mark in sentence.of("part"):
        if mark.rule.get("is") != "less":
            continue
        before = quantity.first - mark.last
        behind = mark.first - max(quantity.last, per.last)
        if 0 <= before <= 1 or 0 <= behind <= _NEAR:
            return mark
    return per if _fallen(sentence, quantity, per) else None


def _more(sentence: Sentence, quantity: Quantity, per: Mark, focus: Focus) -> Mark | None:
    """ "The number will rise to a hundred a day", of a gate that was told to run in part."""
    part = focus.state is State.LIMITED and "rising" in sentence.held
    told = part and sentence.has("rising", quantity.first - _NEAR, quantity.first)
    ahead = told and any(
        cue.rule.get("is") in ("future", "hope", "expected", "may")
        for cue in sentence.of("cue", 0, quantity.first)
    )
    return per if ahead else None


def _fallen(sentence: Sentence, quantity: Quantity, per: Mark) -> bool:
    """ "From eleven to four a day", "four a day from eleven"."""
    number = quantity.number
    for other in numbers(sentence):
        more = other.low > number.high
        if not (more and sentence.has("from", other.first - 1, other.first)):
            continue
        ahead = 0 <= number.first - other.last <= _NEAR
        if (ahead and sentence.has("to", number.first - 1, number.first)) or (
            0 <= other.first - per.last <= 2
        ):
            return True
    return False


def _small(sentence: Sentence, quantity: Quantity, per: Mark, focus: Focus) -> Mark | None:
    """ "Strikers pass four lorries an hour": a rate that no gate for freight has by choice. Of
    trains a few a day may be all there ever are: few are too few where the text told so."""
    behind = max(quantity.last, per.last)
    if any(mark.rule.get("full") for mark in sentence.of("trigger", behind, behind + _NEAR + 2)):
        return None  # "eight a day, as agreed"
    most = _SMALL.get(per.rule.at["per"])
    number = quantity.number
    if most is None or number.high > most or number.bound == "over":
        return None
    rail = quantity.unit.unit == "trains" or focus.mode is Mode.RAIL
    if rail and focus.state not in (State.SUSPENDED, State.LIMITED):
        return None
    first, last = quantity.first - _NEAR, max(quantity.last, per.last) + _NEAR
    for verb in sentence.of("pass", max(0, first), min(last, len(sentence.tokens))):
        if verb.rule.id in _LETS:
            return verb
    return None


def scarce(sentence: Sentence, around: Clause, moving: list[Mark]) -> Mark | None:
    """ "A few trucks", "hardly any freight": the words that leave little of what moves."""
    starts = [mark.first for mark in moving]
    for mark in sentence.of("part", around.first, around.last):
        if mark.rule.get("is") == "little":
            return mark
        few = mark.rule.get("is") == "few"
        if few and any(0 <= first - mark.last <= 2 for first in starts):
            return mark
    return next((mark for mark in moving if sentence.has("some", mark.first - 1, mark.first)), None)


def shares(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """ "Trade is about half of what it was", "at 30 percent of the usual volume"."""
    for kind in ("fraction", "percent", "part"):
        for mark in sentence.of(kind):
            if kind == "part" and mark.rule.get("is") != "share":
                continue
            around = clause(sentence, mark)
            usual = sentence.has("capacity", mark.last, mark.last + 4)
            if not usual and not reduced(sentence, around, mark):
                continue
            governed = scope(sentence, around, mark)
            aside = sentence.has("comma", mark.first - 1, mark.first)
            nouns = sentence.of("noun", 0 if aside else around.first, around.last)
            spoken_of = any(noun.rule.get("is") in _OF_FREIGHT for noun in nouns)
            governed = governed._replace(infinitive=False)  # "to a fifth"
            if not governed.factual or governed.elsewhere or not spoken_of:
                continue
            whole = Clause(0, len(sentence.tokens))
            dated = attach(sentence, around, mark, governed, anchor, day)
            dated = dated or attach(sentence, whole, mark, governed, anchor, day)
            if dated and (dated.because.start or 0) > sentence.tokens.starts[mark.first]:
                dated = None  # "half of what was usual in March"
            places = whose(sentence, around, mark.first, around.last, focus, atlas)
            reading = Kind.SERVICE, State.LIMITED, Stance.ASSERTS
            yield from findings(
                sentence, around, mark, governed, dated, reading, places, focus, anchor, day
            )


def hours(sentence: Sentence, around: Clause) -> bool:
    """ "Six hours a day", "two days a week", "from 6 a.m. to noon": not the whole time."""
    if _span_of_hours(sentence, around) or _few_days(sentence, around):
        return True
    for mark in sentence.of("rate", around.first, around.last):
        place, per = mark.first - 1, mark.rule.at["per"]
        if per == "day" and sentence.has("hour", place, place + 1):
            whole = sentence.has("whole_day", place - 1, place)
        elif per == "week" and sentence.has("day", place, place + 1):
            whole = sentence.has("whole_week", place - 1, place)
        else:
            continue
        if not whole:
            return True
    return False


def _few_days(sentence: Sentence, around: Clause) -> bool:
    """ "On just eleven days": open on so few."""
    if not sentence.held.issuperset(("merely", "day", "on")):
        return False
    for number in numbers(sentence):
        if around.first <= number.first < around.last and sentence.has(
            "day", number.last, number.last + 1
        ):
            few = sentence.has("merely", number.first - 1, number.first)
            if few and sentence.has("on", number.first - 2, number.first - 1):
                return True
    return False


def _span_of_hours(sentence: Sentence, around: Clause) -> bool:
    """ "Between 10 p.m. and 4 a.m.": hours of the day, of no one day."""
    first, last = around.first, around.last
    for mark in sentence.of("boundary", last):
        verbs = any(sentence.of(kind, mark.last) for kind in ("trigger", "pass", "move"))
        if mark.rule.get("is") == "contrast" and not verbs:
            last = len(sentence.tokens)
    for expr in sentence.times:
        if not first <= sentence.place(expr.start) < last:
            continue
        alone = expr.kind is Clocks.CLOCK
        clock = expr.value if alone else expr.clock
        if not isinstance(clock, Clock) or clock.until in (None, (clock.hour, 0)):
            continue
        # "Between 22:00 and 06:00 from 10 June": with a day, hours of every night from then on.
        if alone or (clock.until is not None and clock.until[0] < clock.hour):
            return True
    return False


def below(sentence: Sentence, around: Clause) -> Mark | None:
    """ "At a third of its capacity", "30 percent of the usual volume"."""
    for kind in ("fraction", "percent"):
        for mark in sentence.of(kind, around.first, around.last):
            if sentence.has("capacity", mark.last, mark.last + 4):
                return mark
    return None


def reduced(sentence: Sentence, around: Clause, mark: Mark) -> bool:
    """ "A strike has cut clearance to a fifth": what the share is left of is not said."""
    if sentence.has("to", mark.first - 2, mark.first):
        return sentence.has("reducing", around.first, mark.first)
    if sentence.has("by", mark.first - 2, mark.first) and sentence.has(
        "cutting", around.first, mark.first
    ):
        return True
    by = sentence.has("by", mark.first - 4, mark.first)
    stat = "a_year" in sentence.held or bool(sentence.of("good", around.first, around.last))
    fallen = sentence.has("shrunk_by", around.first, mark.first)
    return by and fallen and not stat and big(sentence, mark)


def big(sentence: Sentence, mark: Mark) -> bool:
    """Whether a share is half or more: "by four fifths", "by more than 60 percent"."""
    if mark.rule.category == "fraction":
        return float(mark.rule.get("percent") or 0) >= _BIG
    if mark.rule.category == "percent":
        told = [number.low for number in numbers(sentence) if number.last == mark.first]
        return bool(told) and told[0] >= _BIG
    return sentence.has("half_or_more", mark.first, mark.last)
