"""Cues that stand in a clause and change nothing of what it tells."""

from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence

_FORCED = 6
"""Words from "forced" to the "to" of what had to be done."""


def idle(sentence: Sentence, around: Clause, cue: Mark, trigger: Mark) -> bool:
    """Whether a cue says nothing of its trigger where it stands."""
    match cue.rule.at["is"]:
        case "future":
            if sentence.has("due", cue.first, cue.last):  # "due to the pandemic"
                return not 0 <= trigger.first - cue.last <= 2
            return sentence.has("habit", cue.last, cue.last + 1) or _in_normal_times(
                sentence, around, cue
            )
        case "condition":  # "open again, if at a crawl"
            return cue.last - cue.first == 1 and sentence.has("concession", cue.last, cue.last + 1)
        case "may":
            return cue.first in sentence.timed or _unable(sentence, cue)
        case "past":
            return _reported(sentence, around, cue)
        case "decided":
            ordered = sentence.has("ordering", cue.first, cue.last)
            return ordered and not in_infinitive(sentence, trigger)  # "ordered it closed"
        case "denied":  # "contrary to reports, Orrel is open": it is
            contrary = sentence.has("contrary", cue.first, cue.first + 1)
            return contrary and sentence.has("comma", cue.last, trigger.first)
        case "not":
            if sentence.has("preventing", cue.first, cue.last):  # "kept lorries from passing"
                return not sentence.has("from", trigger.first - 1, trigger.first)
        case "only":
            if any(name.first == cue.last for name in sentence.named("gate", 0, trigger.first)):
                return True  # "only Orrel is open"
            if cue.last - cue.first == 1 and sentence.has("aside", cue.first, cue.last):
                return not sentence.has("comma", cue.last, cue.last + 1)
            if sentence.has("definite", cue.first - 1, cue.first) and any(
                noun.first == cue.last and noun.rule.get("is") == "gate"
                for noun in sentence.of("noun")
            ):
                return True  # "the only bridge that is open"
            if sentence.has("alone", cue.first, cue.last):  # "vegetables alone", not "in May alone"
                return not any(good.last == cue.first for good in sentence.of("good"))
            result = cue.last + 1 == trigger.first  # "only to reopen": it did
            return _only_then(sentence, cue) or (
                result and sentence.has("infinitive", cue.last, trigger.first)
            )
    return False


def _in_normal_times(sentence: Sentence, around: Clause, would: Mark) -> bool:
    """ "Would normally", "on an ordinary day 60 would pass"."""
    return sentence.has("would", would.first, would.last) and any(
        sentence.has("times_word", place + 1, place + 2)
        for place in sentence.places("fully_so", around.first, would.first)
    )


def _reported(sentence: Sentence, around: Clause, had: Mark) -> bool:
    """ "Customs said the gate had been closed": what was said was "has been closed"."""
    if around.opened in ("subordinate", "causal", "contrast"):
        return False
    if around.opened == "relative" and sentence.has("rumour", around.opener - 3, around.opener):
        return True
    if any(
        report.rule.get("is") in ("verb", "tell")
        for report in sentence.of("report", max(0, around.first - 2), had.first)
    ):
        return True
    # "The gate had not opened, officials said"
    behind = [
        report for report in sentence.of("report", had.last) if report.rule.get("is") == "verb"
    ]
    return bool(behind) and sentence.has("comma", around.last, behind[0].first)


def _only_then(sentence: Sentence, only: Mark) -> bool:
    """ "Reopened only on Monday" is late, "open only on Mondays" is seldom."""
    return any(
        expr.dated and not expr.repeated and only.last == sentence.begins(expr)
        for expr in sentence.times
    )


def _unable(sentence: Sentence, cue: Mark) -> bool:
    """ "Could not cross" tells what was, not what might be."""
    could = sentence.has("permission", cue.first, cue.last)
    return could and sentence.has("not", cue.last, cue.last + 1)


def in_infinitive(sentence: Sentence, trigger: Mark) -> bool:
    """ "To open", "to fully open", "to be opened"."""
    if "infinitive" not in sentence.held:
        return False
    place = trigger.first
    for _ in range(2):
        if sentence.has("adverb", place - 1, place) or sentence.has("be_bare", place - 1, place):
            place -= 1
    if any(
        cue.rule.get("is") == "still" and cue.last == trigger.first for cue in sentence.of("cue")
    ):
        return False  # "continues to be closed"
    if not sentence.has("infinitive", place - 1, place):
        return False
    result = sentence.has("only", place - 2, place - 1)  # "only to reopen": it did
    result = result or sentence.has("forcing", place - _FORCED, place - 1)  # it had to
    result = result or (  # "is reported to be open"
        sentence.has("be_any", place - 3, place - 2)
        and any(report.last == place - 1 for report in sentence.of("report"))
    )
    return not result
