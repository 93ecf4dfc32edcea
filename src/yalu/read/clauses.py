"""Clauses: how far a trigger reaches.

A clause ends at a subordinator, a relative, a contrast or a hard mark. A comma
or "and" ends it only where another trigger stands beyond, so that lists of
gates stay whole (after ConText's bounded scopes: Harkema et al. 2009).
"""

from bisect import bisect_left
from typing import NamedTuple

from yalu.read.marks import Mark, Sentence, once


class Clause(NamedTuple):
    """Tokens `[first, last)`; `opened` is how it begins: "" at the sentence's start."""

    first: int
    last: int
    opened: str = ""
    opener: int = -1

    @property
    def head(self) -> int:
        """The token of the word that opens it, else its first."""
        return self.opener if self.opener >= 0 else self.first


def clause(sentence: Sentence, place: Mark) -> Clause:
    """The clause around a mark."""
    heads = _heads(sentence)
    first, last, opened, opener = 0, len(sentence.tokens), "", -1
    for mark, kind in _boundaries(sentence):
        if kind == "relative" and (turn := _turns(sentence).get(mark.first)):
            # "The blocks that had shut the road were removed": two verbs, two clauses.
            if turn <= place.first:
                continue
            if mark.last <= place.first:
                first, last, opened, opener = mark.last, turn, kind, mark.first
                break
        if kind == "relative" and (end := _inserted(sentence, mark, place)):
            first, opened, opener = end + 1, "soft", end
            continue
        if mark.first < first:
            continue
        if mark.last <= place.first:
            joins = mark.last == place.first and sentence.has("and", mark.first, mark.last)
            if kind == "soft" and not (joins or _head(heads, first, mark.first)):
                continue
            if kind in ("subordinate", "causal") and _aside(sentence, mark, place, heads):
                continue
            first, opened, opener = mark.last, kind, mark.first
        elif mark.first >= place.last:
            if kind == "soft" and not _head(heads, mark.last, _next(sentence, mark.last)):
                continue
            last = mark.first
            break
    if opened == "soft" and first == place.first and sentence.has("and", opener, opener + 1):
        return Clause(_main(sentence, opener), last, "", opener)
    if _participle(sentence, place):
        last = _closing(sentence, place.first, place, last)
        return Clause(place.first, last, "relative", place.first - 1)
    if opened == "contrast" and first == place.first and sentence.has("turning", opener, first):
        return Clause(_main(sentence, opener), last, "", opener)
    if opened in ("soft", "relative", "contrast"):
        begin = _after_comma(sentence, first, place)
        if _subjectless(sentence, begin, place):
            return Clause(_main(sentence, opener), last, "", opener)
    if opened == "relative":
        last = _closing(sentence, opener, place, last)
    if not opened and sentence.has("with", first, first + 1):
        # "With Orrel out of action, lorries go by Kessim": the main clause is of another gate.
        last = next(iter(sentence.places("comma", place.last, last)), last)
    return Clause(first, last, opened, opener)


def _inserted(sentence: Sentence, relative: Mark, place: Mark) -> int | None:
    """ "At Orrel, which has yet to be rebuilt, it is business as usual": the comma at which a
    relative between commas ends before a subject of its own."""
    if not sentence.has("comma", relative.first - 1, relative.first):
        return None
    commas = sentence.places("comma", relative.last, place.first)
    if not commas or _subjectless(sentence, commas[0] + 1, place) or commas[0] + 1 >= place.first:
        return None
    return commas[0]


def _closing(sentence: Sentence, opener: int, place: Mark, last: int) -> int:
    """ "Orrel, which is closed, has been in the news": the comma at which a relative between
    commas ends and the main verb begins, else `last`."""
    if not sentence.has("comma", opener - 1, opener):
        return last
    for comma in sentence.places("comma", place.last, last):
        if sentence.has("finite", comma + 1, comma + 2):
            return comma
    return last


def antecedents(sentence: Sentence, trigger: Mark) -> set[int]:
    """Where the relatives begin that stand between a verb and its subject."""
    return {first for first, turn in _turns(sentence).items() if turn <= trigger.first}


@once
def _turns(sentence: Sentence) -> dict[int, int]:
    """Where each relative clause behind its noun begins, and where it ends without a comma."""
    heads = _heads(sentence)
    return {
        mark.first: turn
        for mark in sentence.of("boundary")
        if mark.rule.get("is") == "relative" and (turn := _turn(sentence, mark, heads))
    }


def _turn(sentence: Sentence, relative: Mark, heads: list[int]) -> int | None:
    """Where a relative clause behind its noun ends and the main verb begins, if it does
    without a comma."""
    nouns = [noun.last for noun in sentence.of("noun")] + [name.last for name in sentence.names]
    if relative.first not in nouns:
        return None
    for comma in sentence.places("comma", relative.last):
        for number in sentence.of("number", comma + 1, comma + 3):
            if number.first == comma + 1 and sentence.has("finite", number.last, number.last + 1):
                return number.first  # "the posts that they share, three are closed"
    last = min(
        (mark.first for mark in sentence.of("boundary", relative.last)),
        default=len(sentence.tokens),
    )
    inner = [head for head in heads if relative.last <= head < last]
    if len(inner) == 1 and _own_verb(sentence, relative.last):
        helpers = [
            place
            for place in range(relative.last + 1, inner[0])
            if sentence.has("finite", place, place + 1)
        ]
        if helpers and not sentence.has("pronoun_subject", relative.last, helpers[-1]):
            return helpers[-1]  # "cargo that needs cooling has not been accepted"
    for head in inner[1:]:
        for helper in range(head - 3, head):
            if helper > inner[0] and sentence.has("finite", helper, helper + 1):
                return helper
        if not sentence.has("no_main_verb", head - 1, head) and sentence.has(
            "past_verb", head, head + 1
        ):
            return head
    return None


def _own_verb(sentence: Sentence, place: int) -> bool:
    """Whether a relative begins with a verb that no rule knows: "that require a permit"."""
    return sentence.has("kind_verb", place, place + 1)


def _aside(sentence: Sentence, opener: Mark, place: Mark, heads: list[int]) -> bool:
    """ "After a case among the crew, trains were stopped": the phrase ends at its comma;
    "since the clash the gate is shut" has no other verb."""
    for mark in sentence.of("boundary", opener.last, place.first):
        if sentence.has("comma", mark.first, mark.last):
            return not _head(heads, opener.last, mark.first)
    opens = all(place in sentence.timed for place in range(opener.first))
    alone = opens and not sentence.of("boundary", opener.last)
    return alone and _head(heads, opener.last, place.last) and heads[0] == place.first


@once
def _heads(sentence: Sentence) -> list[int]:
    """Where the verbs stand that a clause may have."""
    kinds = ("trigger", "pass", "move")
    return sorted({mark.first for kind in kinds for mark in sentence.of(kind)})


@once
def _boundaries(sentence: Sentence) -> list[tuple[Mark, str]]:
    """The boundaries with their kinds, but for a comma or "and" of a date or of a list of names."""
    listed = {name.last for name in sentence.names}, {name.first for name in sentence.names}
    dashes = _around_names(sentence)
    return [
        (mark, mark.rule.at["is"])
        for mark in sentence.of("boundary")
        if mark.first not in dashes
        and (
            mark.rule.at["is"] != "soft"
            or not (
                mark.last in sentence.timed or (mark.first in listed[0] and mark.last in listed[1])
            )
        )
    ]


def _around_names(sentence: Sentence) -> set[int]:
    """ "Three posts - Orrel, Kessim and Sarn - are closed": the dashes around a list of names."""
    found: set[int] = set()
    ends = (
        {name.first: name.last for name in sentence.named("gate")}
        if "dash" in sentence.held
        else {}
    )
    for dash in sentence.places("dash") if ends else ():
        place = dash + 1
        while place in ends or sentence.has("list", place, place + 1):
            place = ends.get(place, place + 1)
        closed = sentence.has("dash", place, place + 1)
        if place > dash + 1 and (closed or sentence.has("full_stop", place, place + 1)):
            found.update((dash, place) if closed else (dash,))
    return found


def _participle(sentence: Sentence, place: Mark) -> bool:
    """ "The crossings, closed since Monday": a relative clause without its pronoun."""
    return (
        place.first > 1
        and sentence.has("comma", place.first - 1, place.first)
        and (
            _past_participle(sentence, place)
            or (place.rule.get("aspect") == "state" and _of_freight(sentence, place.first - 1))
        )
        and (place.last in sentence.timed or sentence.has("agent", place.last, place.last + 1))
    )


def _past_participle(sentence: Sentence, place: Mark) -> bool:
    """Whether a verb has the form of what was done: "closed", "shut down"."""
    first = place.first
    if sentence.has("participle", first, first + 1):
        return True
    done = sentence.tokens.words[first].endswith("ed") or sentence.has(
        "undergone", first, first + 1
    )
    # "The drivers, tired of waiting, blocked the road": a verb, but for one that follows.
    count = len(sentence.tokens)
    verb = place.rule.get("aspect") in ("event", "open")
    return verb and done and _closing(sentence, first, place, count) < count


def _of_freight(sentence: Sentence, comma: int) -> bool:
    """Whether a gate or what passes it is named right before a comma."""
    return any(name.last == comma for name in sentence.named("gate")) or any(
        noun.last == comma and noun.rule.get("is") in ("gate", "traffic", "trade")
        for noun in sentence.of("noun")
    )


def _after_comma(sentence: Sentence, first: int, place: Mark) -> int:
    """Where the words behind the last comma before a trigger begin."""
    commas = sentence.places("comma", first, place.first)
    return commas[-1] + 1 if commas else first


def _subjectless(sentence: Sentence, first: int, place: Mark) -> bool:
    """ "…, which had lasted five days, was lifted": the verb has its subject further left."""
    return first < place.first and all(
        sentence.has("shared_subject", token, token + 1) or token in sentence.timed
        for token in range(first, place.first)
    )


def _main(sentence: Sentence, place: int) -> int:
    """Where the main clause before a place begins."""
    first = 0
    for mark in sentence.of("boundary", 0, place):
        if mark.rule.get("is") in ("hard", "contrast"):
            first = mark.last
    return first


def _head(heads: list[int], first: int, last: int) -> bool:
    return bisect_left(heads, first) < bisect_left(heads, last)


def _next(sentence: Sentence, place: int) -> int:
    """Where the next boundary that is not a comma begins."""
    for mark in sentence.of("boundary", place):
        if mark.rule.get("is") != "soft":
            return mark.first
    return len(sentence.tokens)
