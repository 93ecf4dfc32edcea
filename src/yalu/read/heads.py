"""Heads: what a clause is about, where that is a thing no rule knows, or another gate."""

from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence, once

_SPEAKS = ("noun", "number", "trigger", "pass", "report", "cue", "boundary", "person")
"""Marks that no phrase holds of which the reader knows nothing."""
_OBJECTS = FREIGHT | {"gate"}
_OBJECT = 3
"""Words within which a verb has its object: "the agency halted all trains" is about trains."""
_NAMED = 8
"""Words within which a name says which gate "a crossing" is."""
_NAMING = 2
"""Words between a name and "a crossing" that it is: "Orrel, a crossing in the north"."""
_VERBS = ("trigger", "pass", "move")


def misplaced(sentence: Sentence, first: int, verb: int) -> tuple[int, int] | None:
    """The words that only say where an unknown subject stands.

    "The kiosk beside the Orrel crossing was closed" is about a kiosk: tokens `[first, last)`
    from "beside" to the verb. None where the subject is known or cannot be told.
    """
    stand = _stands(sentence, first, verb)
    if stand in (first, verb) or not _unknown(sentence, first, stand):
        return None
    return stand, verb


@once
def stray(sentence: Sentence) -> bool:
    """Whether a sentence is about a thing that is no gate: "The kiosk was closed.\""""
    nouns = sentence.of("noun")
    if nouns and nouns[0].rule.get("is") == "other":
        return True
    verbs = [found[0] for kind in _VERBS if (found := sentence.of(kind))]
    if not verbs:
        return False
    verb = min(verbs, key=lambda mark: mark.first)
    objects = (noun for noun in nouns if noun.rule.get("is") in _OBJECTS)
    if any(0 <= noun.first - verb.last <= _OBJECT for noun in objects):
        return False
    end = _verb_group(sentence, 0, verb.first)
    stand = _stands(sentence, 0, end)
    return stand > 0 and _unknown(sentence, 0, stand)


def told_in_fiction(sentence: Sentence) -> bool:
    """Whether a sentence tells of a novel or a film."""
    return any(noun.rule.get("is") == "fiction" for noun in sentence.of("noun"))


def asks(sentence: Sentence) -> bool:
    """ "Has Norland closed Orrel?": a question tells nothing."""
    if "question" not in sentence.held:
        return False
    words = range(len(sentence.tokens))
    first = next((at for at in words if sentence.tokens.words[at].isalpha()), 0)
    last = max((at for at in words if not sentence.has("quoting", at, at + 1)), default=0)
    inverted = sentence.has("inverts", first, first + 1)
    return inverted and sentence.has("question", last, last + 1)


def foreign(sentence: Sentence, noun: Mark) -> bool:
    """ "A bridge in the south", "the gates of the park": not the gate spoken of."""
    if noun.rule.get("is") != "gate":
        return False
    after = noun.last
    if sentence.has("belongs", after, after + 1):
        start = after + 1 + sentence.has("determiner", after + 1, after + 2)
        owner = sentence.of("noun", start, start + 3)
        if owner and owner[0].first == start:
            return bool(owner[0].rule.get("is") == "other")
        if _common(sentence, start) and _unknown(sentence, start, start + 1):
            return True
    if sentence.zone == "headline" or noun.rule.get("plural"):
        return False
    if _proper(sentence, noun.first - 1):
        return True
    if not sentence.has("indefinite_article", noun.first - 2, noun.first):
        return False
    return not any(
        0 <= name.first - noun.last <= _NAMED or 0 <= noun.first - name.last <= _NAMING
        for name in sentence.names
    )


def beside_relative(sentence: Sentence, trigger: Mark) -> bool:
    """ "Repatriation, which was suspended in May, is under way at Orrel": what is no freight is the
    subject of both verbs."""
    if "that_kind" not in sentence.held:
        return False
    nouns = sentence.of("noun", 0, trigger.first)
    if not nouns or nouns[-1].rule.get("is") != "other":
        return False
    last = nouns[-1].last
    return sentence.has("that_kind", last, last + 2) and sentence.has(
        "be_any", trigger.first - 3, trigger.first
    )


def _proper(sentence: Sentence, place: int) -> bool:
    """Whether a word right before a gate is a name that no corridor knows: "the Kehl tunnel"."""
    if place < 1 or not sentence.has("article", place - 1, place):
        return False
    if any(name.first <= place < name.last for name in sentence.names):
        return False
    word = sentence.words(place, place + 1)
    return word[:1].isupper() and word[1:].islower()


def _stands(sentence: Sentence, first: int, last: int) -> int:
    """Where the words begin that say where or which a subject is, else `last`."""
    places = sentence.places("stands_at", first, last)
    relatives = [
        mark.first
        for mark in sentence.of("boundary", first, last)
        if mark.rule.get("is") == "relative"
    ]
    return min(places + relatives, default=last)


def _common(sentence: Sentence, place: int) -> bool:
    """Whether a word is a common noun that no border belongs to."""
    if place >= len(sentence.tokens) or sentence.has("has_borders", place, place + 1):
        return False
    return sentence.words(place, place + 1)[0].islower()


def _verb_group(sentence: Sentence, first: int, verb: int) -> int:
    """Where the helpers and adverbs before a verb begin."""
    while verb > first and (
        sentence.has("shared_subject", verb - 1, verb) or verb - 1 in sentence.timed
    ):
        verb -= 1
    return verb


def _unknown(sentence: Sentence, first: int, last: int) -> bool:
    """Whether tokens `[first, last)` are a noun phrase that no rule and no name knows."""
    if any(sentence.of(kind, first, last) for kind in _SPEAKS):
        return False
    if any(name.first < last and first < name.last for name in sentence.names):
        return False
    if any(good.last == last for good in sentence.of("good", first, last)):
        return False
    if any(at in sentence.timed for at in range(first, last)):
        return False
    if sentence.has("at_work", first, last) or sentence.has("pronoun_subject", first, last):
        return False
    determined = sentence.has("determiner", first, first + 1)
    if determined and last - first == 1:
        return False  # "the" of a closure
    determined = determined or last - first <= 2
    return determined and all(word.isalpha() for word in sentence.tokens.words[first:last])
