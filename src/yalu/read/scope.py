"""Scope: what the cues of a clause make of its trigger, on three axes.

Polarity, certainty and time (FactBank: Saurí and Pustejovsky 2009). A cue acts
inside the clause of its trigger only.
"""

from collections.abc import Mapping
from typing import NamedTuple

from yalu.read.candidates import other_half
from yalu.read.clauses import Clause
from yalu.read.idle import idle, in_infinitive
from yalu.read.marks import Mark, Sentence
from yalu.read.striving import in_vain, striven
from yalu.read.time import Role

_SHARED = frozenset({"decided", "future", "hope", "wish"})
_AHEAD = frozenset({"expected"})
"""Kinds of cues that govern the manner of a verb with the verb."""
_REACH = 8
_BEHIND = 6
_REMAINING = 5
"""Words from "remaining" to the gates: "the remaining Norland Rail gateways"."""


class Scope(NamedTuple):
    """The cues that govern one trigger; each is the mark of its cue, or None."""

    negated: Mark | None = None
    zero: Mark | None = None
    future: Mark | None = None
    decided: Mark | None = None
    may: Mark | None = None
    hope: Mark | None = None
    wish: Mark | None = None
    denied: Mark | None = None
    deferred: Mark | None = None
    condition: Mark | None = None
    unclear: Mark | None = None
    still: Mark | None = None
    only: Mark | None = None
    again: Mark | None = None
    elsewhere: Mark | None = None
    past: Mark | None = None
    infinitive: bool = False
    perfect: bool = False

    @property
    def factual(self) -> bool:
        """Whether the clause says that it is or was so (or was not)."""
        return not (
            self.future
            or self.wish
            or self.hope
            or self.condition
            or self.unclear
            or self.infinitive
        )


_SLOTS: Mapping[str, tuple[str, ...]] = {
    "not": ("negated",),
    "expected": ("future", "may"),
    "due": ("future",),
    "unplanned": ("future", "negated"),
    "shelved": ("future", "negated"),
    "depends": ("future", "unclear"),
}
"""The slots that a kind of cue fills, where they are not the one of its name."""
_WHOLE_CLAUSE = frozenset({"zero", "condition", "unclear", "elsewhere", "only", "again", "still"})
_LEADING = frozenset({"condition", "unclear", "hope", "wish", "denied", "expected", "unplanned"})
_TRAILING = frozenset({"again", "only", "elsewhere", "deferred", "still"})
_PREDICATE = frozenset({"due", "expected", "unplanned", "unclear", "depends"})
"""Cues that may stand behind a noun of what is to come: "the reopening is not expected"."""


def scope(sentence: Sentence, around: Clause, trigger: Mark) -> Scope:
    """The cues of the clause that govern its trigger."""
    found: dict[str, Mark] = {}
    provisos: list[Mark] = []
    for cue in sentence.of("cue", 0, around.last):
        kind = str(cue.rule.at["is"])
        if cue.first < around.first and not (kind in _LEADING and _opens(sentence, around, cue)):
            continue
        if _overlaps(cue, trigger) or idle(sentence, around, cue, trigger):
            continue
        if cue.last <= trigger.first:
            inside = cue.first >= around.first
            if kind == "shelved":
                continue
            told = trigger.rule.category == "trigger"
            if kind == "zero" and told and other_half(sentence, cue.last - 1, trigger):
                continue  # "nobody signed, and Orrel remains shut"
            if inside and kind not in _WHOLE_CLAUSE and not _near(sentence, cue, trigger):
                continue
        elif kind == "condition":
            provisos.append(cue)
            continue
        elif not _governs_back(sentence, around, cue, trigger):
            continue
        for slot in _SLOTS.get(kind, (kind,)):
            if slot != "may" or slot not in found:
                found[slot] = cue
    if around.opened == "relative" and (denial := _belied(sentence, around)):
        found.setdefault("denied", denial)
    start = max(around.first, trigger.first - 4)
    for noun in sentence.of("noun", around.first, around.last):
        if noun.rule.get("is") == "gate" and (
            (sentence.has("other", noun.first - 3, noun.first) and not _lists(sentence, noun))
            or sentence.has("own", noun.last, noun.last + 3)
            or _left_over(sentence, around, noun)
        ):
            found["elsewhere"] = noun
    infinitive = in_infinitive(sentence, trigger)
    if _scheduled(sentence, around, trigger, found, infinitive):
        found.setdefault("future", trigger)
    if striven(sentence, trigger):
        found.setdefault("future", trigger)
        found.setdefault("denied" if in_vain(sentence, trigger) else "may", trigger)
    if "future" in found:
        if around.first > 0:
            provisos += [
                cue for cue in sentence.of("cue", 0, 1) if cue.rule.at["is"] == "condition"
            ]
        if provisos:
            found.setdefault("condition", provisos[0])
    ahead = found.get("future")
    if ahead and start < ahead.last <= trigger.first:
        start = ahead.last  # "has promised to open": it is the promise that was given
    perfect = sentence.has("have", start, trigger.first)
    return Scope(**found, infinitive=infinitive, perfect=perfect)


def _left_over(sentence: Sentence, around: Clause, gate: Mark) -> bool:
    """ "The remaining crossings work normally": none of those spoken of; "its two remaining
    crossings, Orrel and Kessim" are named."""
    first = gate.first
    if not sentence.has("remaining_ones", first - _REMAINING, first):
        return False
    return not (
        sentence.named("gate", around.first, around.last)
        or sentence.of("number", max(0, first - 4), first)
    )


def _governs_back(sentence: Sentence, around: Clause, cue: Mark, trigger: Mark) -> bool:
    """Whether a cue acts on a trigger in front of it."""
    kind, gap = cue.rule.at["is"], cue.first - trigger.last
    if kind == "shelved":
        nominal = trigger.rule.get("aspect") == "noun" or sentence.has(
            "nonfinite", trigger.first, trigger.last
        )
        return gap <= _REACH and (nominal or sentence.has("plan", 0, trigger.first))
    if kind in ("unplanned", "expected") and _nominal(sentence, trigger, cue):
        return gap <= _REACH
    if kind in _TRAILING or (kind == "future" and sentence.has("soon", cue.first, cue.last)):
        return gap <= _BEHIND + 4
    if kind in _PREDICATE and sentence.has("nonfinite", trigger.first, trigger.last):
        return gap <= _REACH
    if kind in ("due", "expected", "unplanned") and trigger.rule.get("aspect") == "noun":
        said = sentence.has("be_any", cue.first - 2, cue.last)
        return gap <= _REACH and said and not sentence.of("trigger", trigger.last, cue.first)
    if kind in ("future", "expected") and trigger.rule.get("aspect") == "noun":
        # "The closure will begin", not "the closure will cost us much".
        happens = kind == "expected" or sentence.has("happens", cue.last, cue.last + 2)
        return gap <= 2 and happens and not sentence.has("weighed", cue.last, cue.last + 3)
    if kind == "future" and gap <= 1:  # "normal service will be restored"
        return sentence.has("nominal_end", trigger.last - 1, cue.first)
    if kind == "denied" and cue.rule.id == "cue.false":
        rumour = sentence.has("rumour", 0, trigger.first)
        return rumour or sentence.has("indirect", around.head, around.head + 1)
    if kind in ("unclear", "depends", "denied"):
        return sentence.has("indirect", around.head, around.head + 1)
    if kind == "not" and sentence.has("happening", cue.first, cue.last):
        return sentence.has("nonfinite", trigger.first, trigger.last)
    if kind == "not":  # "ended without a deal" says what is lacking
        return gap == 0 and not sentence.has("lacking", cue.first, cue.last)
    return kind == "zero" and gap < _BEHIND


def _nominal(sentence: Sentence, trigger: Mark, cue: Mark) -> bool:
    """ "An early end to the closure is unlikely": what is foreseen is a noun."""
    first = trigger.first
    return (
        sentence.has("an_or_the", first - 2, first)
        and sentence.has("be_any", cue.first - 1, cue.first)
        and all(
            one.rule.get("aspect") == "noun"
            for one in sentence.of("trigger", trigger.last, cue.first)
        )
    )


def _belied(sentence: Sentence, around: Clause) -> Mark | None:
    """ "A report that Orrel has been closed is false": what stands behind the relative."""
    for cue in sentence.of("cue", around.last):
        if cue.rule.id == "cue.false" and cue.first - around.last <= 2:
            return cue
    return None


def _scheduled(
    sentence: Sentence, around: Clause, trigger: Mark, found: Mapping[str, Mark], infinitive: bool
) -> bool:
    """Whether the form of the words puts it in days to come: "opens on Friday" and, in a
    headline, "Norland to open the crossing"."""
    if sentence.has("will", trigger.first, trigger.last):
        return True
    if (
        sentence.zone == "headline"
        and infinitive
        and not found.keys() & {"wish", "hope", "decided"}
    ):
        return not sentence.has("causative", around.first, trigger.first)
    if _long_before(sentence, around) or _goes_on(sentence, around, trigger):
        return True
    doing = sentence.has("be_present", trigger.first - 2, trigger.first)
    goes_on = doing and sentence.has("nonfinite", trigger.first, trigger.last)
    if goes_on and "negated" in found:
        return True
    if not sentence.times:
        return False
    event = trigger.rule.get("aspect") == "event" and not trigger.rule.get("leaks")
    present = (doing and event and sentence.tokens.words[trigger.first].endswith("ing")) or goes_on
    plain = sentence.zone == "body" and _in_the_plural(sentence, trigger)
    present = (
        present
        or plain
        or (
            sentence.zone == "body"
            and sentence.has("present", trigger.first - 1, trigger.first + 1)
        )
    )
    coming = sentence.zone == "headline" and trigger.rule.get("aspect") == "noun"
    decided = (
        coming or "decided" in found or sentence.has("announced", trigger.first - 4, trigger.first)
    )
    if not (decided or present):
        return False
    first, last = sentence.tokens.starts[trigger.first], sentence.tokens.ends[around.last - 1]
    return any(
        expr.role is Role.SINCE or (present and expr.role is Role.AT)
        for expr in sentence.times
        if first < expr.start < last and "weekday" in expr.known and not expr.repeated
    )


def _in_the_plural(sentence: Sentence, trigger: Mark) -> bool:
    """ "Goods trains resume on Friday": the plain form right behind what does so."""
    if not sentence.has("present_plural", trigger.first, trigger.last):
        return False
    return any(
        noun.last == trigger.first and noun.rule.get("is") in ("traffic", "gate", "trade")
        for noun in sentence.of("noun")
    ) or any(name.last == trigger.first for name in sentence.names)


def _goes_on(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Cars will be released and traffic goes back to normal": both are to come."""
    return (
        around.opened == "soft"
        and sentence.has("and", around.opener, around.opener + 1)
        and sentence.has("present", trigger.first - 1, trigger.first + 1)
        and any(cue.rule.get("is") == "future" for cue in sentence.of("cue", 0, around.opener))
    )


def _long_before(sentence: Sentence, around: Clause) -> bool:
    """ "It will be weeks before it opens"."""
    return (
        sentence.has("wait", around.opener, around.opener + 1)
        and sentence.has("it", 0, around.opener)
        and any(
            cue.rule.get("is") in ("future", "may") and sentence.has("it", cue.first - 1, cue.first)
            for cue in sentence.of("cue", 0, around.opener)
        )
    )


def _near(sentence: Sentence, cue: Mark, trigger: Mark) -> bool:
    """Whether no other trigger stands between, within reach."""
    if trigger.first - cue.last > _REACH:
        return False
    if "colon" in sentence.held and sentence.has("colon", cue.last, trigger.first):
        return False
    if sentence.has("lacking", cue.first, cue.last) and sentence.has(
        "list", cue.last, trigger.first
    ):
        return False  # "without power and staff, and restarted"
    if trigger.rule.get("full"):
        return True
    ahead = cue.rule.get("is") in _AHEAD
    between = [
        mark
        for mark in sentence.of("trigger", cue.last, trigger.first)
        if not (mark.rule.get("weak") and sentence.has("stay", mark.first, mark.last))
        and not sentence.has("article", mark.first - 1, mark.first)
        and not (ahead and mark.last == trigger.first)  # "would be returned in phases"
    ]
    if cue.rule.get("is") in _SHARED and _coordinated(sentence, trigger):
        return True
    return not any(mark.rule.get("aspect") != "noun" for mark in between)


def _coordinated(sentence: Sentence, trigger: Mark) -> bool:
    """ "Resolved to shut one gate and to limit the other": the verbs share their helper."""
    first = trigger.first
    if sentence.has("infinitive", first - 1, first):
        first -= 1
    return sentence.has("and", first - 1, first)


def _opens(sentence: Sentence, around: Clause, cue: Mark) -> bool:
    """A condition or a "whether" right before the boundary word governs the clause; so does
    one with a date or words between commas behind it: "it is not true, as is said, that"."""
    opener, last = around.opener, cue.last
    while last < opener and last in sentence.timed:
        last += 1
    aside = sentence.has("comma", cue.last, cue.last + 1) and sentence.has(
        "comma", opener - 1, opener
    )
    told = cue.rule.at["is"] == "denied" and around.opened == "relative"
    reports = told and opener - last <= _BEHIND and not sentence.of("trigger", last, opener)
    return opener >= 0 and (
        last >= opener - 1 or (aside and opener - cue.last <= _REACH) or reports
    )


def _overlaps(cue: Mark, trigger: Mark) -> bool:
    return cue.first < trigger.last and trigger.first < cue.last


def _lists(sentence: Sentence, noun: Mark) -> bool:
    """ "Other crossings remain closed: Orrel and Kessim": they are named behind a colon."""
    colons = sentence.places("colon", noun.last)
    return bool(colons) and bool(sentence.named("gate", colons[0]))
