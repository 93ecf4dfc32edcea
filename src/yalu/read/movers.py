"""Movers: the train, vehicle or goods that a verb of passing moves."""

from yalu.read.clauses import Clause
from yalu.read.loads import RANK
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import Quantity, units

_LOADS = 10_000
"""Tonnes from which on they are those of a year, and no move."""
_SUMMED = 8
"""Words from "throughput" to its number."""
_AHEAD = 4
"""Words between a verb and the number of its object: "took over a record 17 trains"."""


def mover(
    sentence: Sentence, around: Clause, move: Mark, amounts: list[Quantity]
) -> Mark | Quantity | None:
    """The train or vehicle that moves: counted, single, or for some verbs a plural."""
    if move.rule.get("object"):
        return next((q for q in amounts if _handled(sentence, move, q)), None)
    if move.rule.get("sums"):
        told = [q for q in amounts if freight(q) and 0 <= q.first - move.last <= _SUMMED]
        return told[0] if told else None
    first = 0 if around.opened == "relative" else around.first
    counted = [
        q
        for q in amounts
        if (freight(q) or _weight(move, q)) and first <= q.first and _ahead(q, move)
    ]
    counted = [q for q in counted if not _whole(sentence, q)] or counted
    if counted:
        return counted[-1]
    if move.rule.get("counted"):
        return None
    if around.opened == "soft":  # "six trucks carrying carpets, noodles and incense entered"
        laden = [q for q in amounts if q.last <= first and _laden(sentence, q)]
        if laden:
            return laden[-1]
    bare = move.rule.get("bare") or _begun(sentence, move)
    goods = [m for m in sentence.of("noun", first, move.first) if m.rule.get("is") == "traffic"]
    if bare and goods and move.first - goods[-1].last <= 1 and not goods[-1].rule.get("unit"):
        return goods[-1]
    nouns = [
        mark
        for mark, unit in units(sentence)
        if first <= mark.first and mark.last <= move.first and unit.unit in RANK
    ]
    for mark in reversed(nouns):
        if move.rule.get("next") and mark.last != move.first:
            continue
        if single(sentence, mark) and sentence.has("article", mark.first - 5, mark.first):
            return mark
        if bare and not single(sentence, mark):
            return mark
    return _goods(sentence, first, move)


def described(sentence: Sentence, move: Mark, subject: Mark | Quantity) -> bool:
    """ "An embargo on freight moving across the border": what is meant, not what it does."""
    if not isinstance(subject, Mark) or not sentence.tokens.words[move.first].endswith("ing"):
        return False
    return move.first == subject.last and sentence.has(
        "ahead_of_meant", subject.first - 2, subject.first
    )


def _goods(sentence: Sentence, first: int, move: Mark) -> Mark | None:
    """ "Rice, flour and fuel crossed into Sudria": goods that came over the line, uncounted."""
    if move.rule.get("direction") != "to" or sentence.tokens.words[move.first].endswith("ing"):
        return None
    place = move.first
    while sentence.has("have", place - 1, place):
        place -= 1
    named = [good for good in sentence.of("good", first, place) if good.last == place]
    over = sentence.has("into_country", move.last - 1, move.last + 1) and any(
        0 <= name.first - move.last <= 1 for name in sentence.named("country", move.last)
    )
    return named[-1] if named and over else None


def _handled(sentence: Sentence, move: Mark, quantity: Quantity) -> bool:
    """ "Cleared 300 trucks", "took over a record 17 trains": what the verb has for its object."""
    between = quantity.first - move.last
    if not (freight(quantity) and 0 <= between <= _AHEAD):
        return False
    if move.rule.get("across") and not sentence.has(
        "went_through", quantity.last, quantity.last + 1
    ):
        return False  # "counted 500 trucks at Orrel" tells of those that stand
    if quantity.elliptic and sentence.of("rate"):
        return False  # "takes nine trains a day; before the war it took 14"
    return all(
        sentence.has("ahead_of_number", place, place + 1)
        for place in range(move.last, quantity.first)
    )


def _laden(sentence: Sentence, quantity: Quantity) -> bool:
    return freight(quantity) and sentence.has("laden_with", quantity.last, quantity.last + 1)


def _begun(sentence: Sentence, move: Mark) -> bool:
    return sentence.has("begun_to", move.first - 3, move.first - 1)


def _ahead(quantity: Quantity, move: Mark) -> bool:
    """Whether an amount stands before its verb; of "the number of trucks that crossed rose to
    243" the noun does."""
    noun, number = quantity.noun, quantity.number
    counted = noun is not None and noun.last <= move.first < number.first
    return counted or quantity.last <= move.first


def _whole(sentence: Sentence, quantity: Quantity) -> bool:
    """ "Of the 400 lorries that were stuck 150 have left": that of which a part is told."""
    first = quantity.first
    return sentence.has("of", first - 2, first - 1) and sentence.has("definite", first - 1, first)


def _weight(move: Mark, quantity: Quantity) -> bool:
    """ "Thirty tonnes left for Kessim": goods by weight, right before the verb."""
    near = move.first - quantity.last <= _AHEAD
    return near and quantity.unit.unit == "tonnes" and quantity.number.low < _LOADS


def freight(quantity: Quantity) -> bool:
    return quantity.unit.unit in RANK


def single(sentence: Sentence, mark: Mark) -> bool:
    """Whether it is one vehicle; "rail cargo" is none."""
    word = sentence.tokens.words[mark.last - 1]
    return not word.endswith("s") and not sentence.has("mass", mark.last - 1, mark.last)
