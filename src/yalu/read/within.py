"""Within: the words of opening, closing and passing that a longer form of another kind holds.

One scan finds the longest form, so that "remains open", which leaves a matter in doubt, hid
that a gate is open. Kinds of words that say something of goods or vehicles beside what the
verb in them says keep that verb.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yalu.read.lexicon import Rule
from yalu.read.tokens import tokenize

_HOLDS = frozenset({"doubt", "part", "status"})
"""Categories whose forms may hold another's."""
_HELD = frozenset({"trigger", "pass", "cue"})
"""Categories that are found within them."""


class Within(NamedTuple):
    """A rule that knows tokens `[first, last)` of a longer form."""

    first: int
    last: int
    rule: Rule


def within(rules: Iterable[Rule]) -> Iterator[tuple[str, Within]]:
    """Each longer form that holds others, with each of those."""
    known: dict[tuple[str, ...], list[Rule]] = defaultdict(list)
    longer: dict[tuple[str, ...], str] = {}
    for rule in rules:
        for form in rule.forms:
            words = tuple(tokenize(form, 0, len(form)).words)
            known[words].append(rule)
            if rule.category in _HOLDS and len(words) > 1:
                longer[words] = form
    for words, form in longer.items():
        own = {rule.category for rule in known[words]}
        found: list[Within] = []
        place = 0
        while place < len(words):
            for last in range(len(words), place, -1):
                held = known.get(words[place:last], ())
                if last - place < len(words) and held:
                    inside = "part" in own and place > 0  # "in normal times"
                    kept = (rule for rule in held if rule.category in _HELD - own and not inside)
                    found.extend(Within(place, last, rule) for rule in kept)
                    place = last - 1
                    break
            place += 1
        if "status" not in own or any(one.rule.get("crossing") for one in found):
            yield from ((form, one) for one in found)
