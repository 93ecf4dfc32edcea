"""Striving: what somebody does so that something may come about: "efforts were being made to
reopen the crossing", "crews are working round the clock to get lorries moving"."""

from yalu.read.marks import Mark, Sentence

_TO = 8
"""Words from an effort to the "to" of what it is for."""
_VERB = 5
"""Words from that "to" to the verb: "to have the gate reopened"."""
_OUTCOME = 6
"""Words from the verb to what became of the effort."""
_BEFORE = 2


def striven(sentence: Sentence, trigger: Mark) -> bool:
    """Whether a word tells what an effort is for, and so nothing that has come about."""
    if "effort" not in sentence.held or "infinitive" not in sentence.held:
        return False
    to = _purpose(sentence, trigger)
    if to is None:
        return False
    return any(
        _is_effort(sentence, place, to) for place in sentence.places("effort", max(0, to - _TO), to)
    )


def _purpose(sentence: Sentence, trigger: Mark) -> int | None:
    """The "to" whose verb, or whose object's verb, the trigger is."""
    for place in reversed(
        sentence.places("infinitive", max(0, trigger.first - _VERB), trigger.first)
    ):
        if sentence.of("boundary", place, trigger.first):
            return None
        near = trigger.first - place <= _BEFORE
        return place if near or sentence.has("bringing_about", place + 1, place + 2) else None
    return None


def _is_effort(sentence: Sentence, place: int, to: int) -> bool:
    """Nothing parts the effort from its purpose, and "work" is one only where it is done."""
    between = sentence.of("trigger", place + 1, to)
    if between or any(mark.rule.get("is") != "soft" for mark in sentence.of("boundary", place, to)):
        return False
    if sentence.has("effort_done", place, place + 1):
        return sentence.has("carried_on", place + 1, place + 4)
    return True


def in_vain(sentence: Sentence, trigger: Mark) -> bool:
    """ "Efforts to reopen the crossing have failed"."""
    return sentence.has("failing", trigger.last, trigger.last + _OUTCOME)
