"""Labour: the work done at a gate, which stops, is disturbed or goes on as freight does."""

from yalu.read.clauses import Clause
from yalu.read.focus import Focus
from yalu.read.marks import Mark, Sentence

_NEAR = 4
"""Words from "work at" to the gate: "at the busy Orrel crossing"."""


def at_work(sentence: Sentence, around: Clause, trigger: Mark, focus: Focus) -> bool:
    """ "Normal work at Orrel was disrupted": the subject is the work of a gate, not some work
    on a building there."""
    if "labour" not in sentence.held:
        return False
    for place in sentence.places("labour", around.first, trigger.first):
        first, at = place, place + 1
        while sentence.has("ordinary", first - 1, first) or first - 1 in sentence.timed:
            first -= 1
        told = any(report.last == first for report in sentence.of("report"))
        told = told or first <= around.first
        if told and focus.gates and sentence.has("placed_there", at, at + 1):
            return not focus.strays
        if not told or not sentence.has("at_post", at, at + 1):
            continue
        near = at + _NEAR
        named = any(name.last <= trigger.first for name in sentence.named("gate", at, near + 2))
        nouns = sentence.of("noun", at, min(near, trigger.first))
        return named or any(noun.rule.get("is") == "gate" for noun in nouns)
    return False
