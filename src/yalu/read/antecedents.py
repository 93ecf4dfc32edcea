"""What a trigger takes from what was told before: "it was", "they", a subject left out."""

from yalu.read.clauses import Clause
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence

SUBJECT = 10
"""Words between a weak verb and its subject: any, and a closure with all that it is of."""


def lone(sentence: Sentence, noun: Mark) -> bool:
    """ "A train returned": one vehicle is no service."""
    if not sentence.has("lone_vehicle", noun.last - 1, noun.last):
        return False
    line = sentence.has("line_vehicle", noun.last - 1, noun.last)  # "the ferry": its service
    return not (line and sentence.has("definite", noun.first - 2, noun.first))


def them(sentence: Sentence, trigger: Mark, wanted: frozenset[str]) -> bool:
    """ "Wagons pile up since Orrel stopped taking them"."""
    place = trigger.last
    refuses = trigger.rule.get("uncounted") or trigger.rule.id == "shut.refuse"
    return (
        refuses
        and "traffic" in wanted
        and sentence.has("them", place, place + 1)
        and any(noun.rule.get("is") in FREIGHT for noun in sentence.of("noun", 0, trigger.first))
    )


def takes_up(sentence: Sentence, trigger: Mark) -> bool:
    """ "In force since Monday, it takes in all goods", "in place since May, the ban hits fruit"."""
    comma = next(iter(sentence.places("comma", trigger.last)), len(sentence.tokens))
    if sentence.has("measure_pronoun", comma + 1, comma + 2):
        return True
    return any(
        noun.rule.get("is") in ("measure", "restriction")
        for noun in sentence.of("noun", comma + 1, min(comma + 4, len(sentence.tokens)))
    )


def points_back(sentence: Sentence, trigger: Mark) -> bool:
    """ "It was washed away": the bridge spoken of."""
    first = trigger.first
    return sentence.has("be_any", first - 1, first) and sentence.has("it", first - 2, first - 1)


def antecedent(sentence: Sentence, around: Clause, trigger: Mark, wanted: frozenset[str]) -> bool:
    """ "An interruption that began in April": what a relative is said of."""
    if around.opened != "relative":
        return False
    if trigger.rule.get("aspect") == "force":
        return any(
            noun.last == around.opener and noun.rule.get("is") in wanted
            for noun in sentence.of("noun")
        )
    ahead = [
        noun
        for noun in sentence.of("noun", 0, around.opener)
        if noun.rule.get("is") in wanted and not lone(sentence, noun)
    ]
    if not ahead or around.opener - ahead[-1].last > SUBJECT:
        return False
    verbs = any(sentence.of(kind, ahead[-1].last, around.opener) for kind in ("trigger", "pass"))
    return not verbs and not sentence.has("finite", ahead[-1].last, around.opener)


def elliptic(sentence: Sentence, trigger: Mark) -> bool:
    """ "Closed to laden trucks until Friday.": a line under the name of its gate."""
    first = trigger.first
    opens = first == 0 or sentence.has("colon", first - 1, first)
    return (
        opens
        and sentence.has("participle", first, first + 1)
        and (
            trigger.last >= len(sentence.tokens)
            or sentence.has("elliptic", trigger.last, trigger.last + 1)
        )
    )
