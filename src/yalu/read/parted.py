"""Parted: "refused on Tuesday to open" is "refused to", with a date set between."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from yalu.read import lexicon
from yalu.read.lexicon import Rule

_LONGEST = 3
"""Words before the "to" of a cue."""


@cache
def _cues(lang: str) -> Mapping[str, tuple[Rule, ...]]:
    """The cues that end in the word of the infinitive, by the words before it."""
    ends = lexicon.sets(lang)["infinitive"]
    found: dict[str, tuple[Rule, ...]] = defaultdict(tuple)
    for rule in lexicon.rules(lang):
        for form in rule.forms if rule.category == "cue" else ():
            before, _, last = form.rpartition(" ")
            if before and last in ends:
                found[before] += (rule,)
    return found


def parted(
    words: list[str], times: Iterable[tuple[int, int]], lang: str
) -> Iterator[tuple[int, int, Rule]]:
    """The cues that a time, tokens `[first, last)`, stands in: where each begins and ends."""
    ends = lexicon.sets(lang)["infinitive"]
    for first, last in times:
        if last >= len(words) or words[last] not in ends:
            continue
        for begin in range(max(0, first - _LONGEST), first):
            if rules := _cues(lang).get(" ".join(words[begin:first])):
                yield from ((begin, last + 1, rule) for rule in rules)
                break
