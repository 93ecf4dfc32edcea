"""Outlook: forecasts that name no verb of opening: "for how long, it did not say"."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.clauses import clause
from yalu.read.finding import Finding
from yalu.read.marks import Mark, Sentence
from yalu.read.places import Focus, Place, mentions, recent
from yalu.vocabulary import Kind, Stance, State, Step


def outlook(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """What a sentence says of the days to come, of gates whose state the text has told."""
    if focus.state is None:
        return
    for mark in sentence.of("outlook"):
        state = State(mark.rule.at["state"])
        if state is State.SUSPENDED and focus.state is State.RUNNING:
            continue
        tokens = sentence.tokens
        why = Step("state", mark.rule.id, tokens.starts[mark.first], tokens.ends[mark.last - 1])
        for place in _about(sentence, mark, focus, atlas):
            yield Finding(
                Kind.FORECAST,
                place,
                clause(sentence, mark),
                mark,
                (why, place.because, Step("stance", mark.rule.id, why.start, why.end)),
                Stance(mark.rule.at["stance"]),
                state,
            )
        return


def _about(sentence: Sentence, mark: Mark, focus: Focus, atlas: Atlas) -> list[Place]:
    """The gates of which the state was told last, unless the sentence names its own."""
    if mentions(sentence, focus):
        named = {gate for mention in mentions(sentence, focus) for gate in mention.gates}
        return [place for place in focus.told if place.gate in named]
    return list(focus.told) or recent(focus, atlas)
