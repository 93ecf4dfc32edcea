"""Changed: amounts before and after a change ("from 20 to 50 workers")."""

from itertools import pairwise

from yalu.read.marks import Sentence
from yalu.read.quantities import Number, numbers


def change(sentence: Sentence, unit: str) -> tuple[Number, Number] | None:
    """ "from 20 to 50" where the sentence names the unit: the number before and after."""
    if not any(mark.rule.get("unit") == unit for mark in sentence.of("noun")):
        return None
    for before, after in pairwise(numbers(sentence)):
        if sentence.has("from", before.first - 1, before.first) and sentence.has(
            "to", after.first - 1, after.first
        ):
            return before, after
    return None
