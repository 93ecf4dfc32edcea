"""Ways: from which country to which something passed."""

from yalu.corridors import Atlas
from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence
from yalu.read.whose import words
from yalu.vocabulary import Step

NEAR = 6
"""Words between a verb of arrival and the place it names."""


def direction(
    sentence: Sentence, around: Clause, move: Mark, gate: str, atlas: Atlas
) -> tuple[str | None, tuple[Step, ...]]:
    """`CN>KP` from "into Dandong" or "out of the North"."""
    countries = atlas.gate(gate).countries
    if len(countries) != 2:
        return None, ()
    way = move.rule.get("direction")
    target: tuple[str, Step] | None = None
    source: tuple[str, Step] | None = None
    for name in sentence.names:
        codes = {entry.country for entry in name.entries if entry.kind in ("side", "country")}
        here = [code for code in countries if code in codes]
        if not here or not around.first <= name.first < around.last:
            continue
        why = words("direction", "direction.named", sentence, name.first, name.last)
        behind = 0 <= name.first - move.last <= NEAR
        beside = name.first - move.last <= 1
        start = max(name.first - 3, move.first if behind else 0)
        away = _away(sentence, start, name.first) or (way == "from" and behind and beside)
        toward = sentence.has("bound", start, name.first)
        if way == "to" and behind and not away:
            target = target or (here[0], why)
        elif away:
            source = source or (here[0], why)
        elif name.first >= move.last and toward:
            target = target or (here[0], why)
    other = {countries[0]: countries[1], countries[1]: countries[0]}
    if target:
        return f"{other[target[0]]}>{target[0]}", (target[1],)
    return (f"{source[0]}>{other[source[0]]}", (source[1],)) if source else (None, ())


def _away(sentence: Sentence, first: int, last: int) -> bool:
    """ "From Orrel", "out of the North"; not "out to Orrel"."""
    if sentence.has("from", first, last):
        return True
    return sentence.has("out", first, last) and sentence.has("of", first, last)
