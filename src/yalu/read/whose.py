"""Whose figure: the gates of one amount, where a sentence has several amounts."""

import datetime as dt

from yalu.corridors import Atlas
from yalu.read.attach import Dated
from yalu.read.borders import of_two
from yalu.read.clauses import Clause
from yalu.read.focus import Focus, Place, mentions
from yalu.read.marks import Mark, Sentence
from yalu.read.places import choose
from yalu.vocabulary import Grain, Step, When

_FRESH = 7
"""Days after which the day last spoken of is no longer that of an undated step."""


def whose(
    sentence: Sentence, around: Clause, first: int, last: int, focus: Focus, atlas: Atlas
) -> list[Place]:
    """The gates of what tokens `[first, last)` say, else those of their clause.

    Where only the two countries are named ("stuck in Norland") and no gate of theirs
    has been yet, the figure is that of all gates between them.
    """
    for mention in mentions(sentence, focus, around.first, first):
        if mention.last == first and sentence.has("at_place", mention.first - 1, mention.first):
            return choose(sentence, Clause(mention.first, mention.last), first, focus, atlas)
    for mention in mentions(sentence, focus, first, last):
        if sentence.has("at_place", mention.first - 1, mention.first) or mention.first == first:
            reach = max(last, mention.last) if _listed(sentence, mention.last) else mention.last
            return choose(sentence, Clause(mention.first, reach), first, focus, atlas)
    found = choose(sentence, around, first, focus, atlas)
    if not found or mentions(sentence, focus, around.first, around.last):
        return found
    if other := _of_others(sentence, around, first, found[0], atlas):
        return other
    group = _group(found[0], focus, atlas)
    if group is None:
        return found
    members = set(atlas.members(group))
    known = focus.main if sentence.zone == "headline" else focus.named
    named = [place for place in known if place.gate in members and found[0].mode.covers(place.mode)]
    step = Step("gate", "gate.countries" if not named else "gate.recency")
    if named:
        return [Place(place.gate, place.mode, step) for place in named]
    mode = found[0].mode
    return [Place(group, mode if atlas.serves(group, mode) else found[0].mode, step)]


def _of_others(
    sentence: Sentence, around: Clause, first: int, found: Place, atlas: Atlas
) -> list[Place]:
    """The border of the two countries that the clause names, where the gate that is only spoken of
    elsewhere is not one of theirs."""
    if found.because.rule not in ("gate.ahead", "gate.recency"):
        return []
    named = sentence.named("country", around.first, around.last)
    codes = {entry.id for name in named for entry in name.of("country")}
    if len(codes) != 2 or codes == set(atlas.gate(found.gate).countries):
        return []
    return of_two(sentence, first, found.mode, atlas)


def meant(sentence: Sentence, places: list[Place], focus: Focus, atlas: Atlas) -> list[Place]:
    """Where several gates were told of last, what the text is about; the group of those of which
    the words say "together"."""
    if len(places) < 2:
        return places
    if sentence.has("together", 0, len(sentence.tokens)):
        gates = {place.gate for place in places}
        for group in atlas.groups_of(places[0].gate):
            if gates == set(atlas.members(group)):
                return [places[0]._replace(gate=group)]
    if any(place.because.rule != "gate.recency" for place in places):
        return places
    step = Step("gate", "gate.recency")
    return [Place(place.gate, place.mode, step) for place in focus.main] or places[:1]


def of_all(sentence: Sentence, focus: Focus, atlas: Atlas) -> list[Place]:
    """The gates of a whole sentence, else those last spoken of."""
    whole = Clause(0, len(sentence.tokens))
    return whose(sentence, whole, 0, whole.last, focus, atlas) or recent(focus, atlas)


def recent(focus: Focus, atlas: Atlas) -> list[Place]:
    """The gates last spoken of, whatever the mode last spoken of."""
    step = Step("gate", "gate.recency")
    return [Place(gate, atlas.gate(gate).modes[0], step) for gate in focus.gates]


def _listed(sentence: Sentence, place: int) -> bool:
    return sentence.has("list", place, place + 1)


def _group(place: Place, focus: Focus, atlas: Atlas) -> str | None:
    """The group of gates that stands for two countries, where only they were named."""
    if atlas.members(place.gate):
        return place.gate
    unnamed = place.because.rule in ("gate.recency", "gate.ahead") and all(
        place.gate != named.gate for named in focus.named
    )
    if place.because.rule != "gate.countries" and not unnamed:
        return None
    gate = atlas.gate(place.gate)
    return atlas.between(set(gate.countries)) if len(gate.countries) == 2 else None


def window(dated: Dated | None, anchor: dt.date | None, day: dt.date | None = None) -> When | None:
    """The window of a date, else the day the text last spoke of if that is fresh, else
    the day of writing."""
    if dated is not None:
        return dated.when
    if anchor is None:
        return None
    fresh = day is not None and 0 <= (anchor - day).days <= _FRESH
    known = day if fresh and day else anchor
    return When(known, known, Grain.DAY)


def step(slot: str, sentence: Sentence, mark: Mark) -> Step:
    """The reason that a mark is, with its words."""
    tokens = sentence.tokens
    return Step(slot, mark.rule.id, tokens.starts[mark.first], tokens.ends[mark.last - 1])


def words(slot: str, rule: str, sentence: Sentence, first: int, last: int) -> Step:
    """The reason that tokens `[first, last)` are."""
    tokens = sentence.tokens
    return Step(slot, rule, tokens.starts[first], tokens.ends[last - 1])
