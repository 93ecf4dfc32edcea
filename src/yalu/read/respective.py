"""Respective: figures and gates of two lists, one to one."""

from collections.abc import Iterator
from dataclasses import replace

from yalu.corridors import Atlas
from yalu.read.finding import Finding
from yalu.read.focus import Focus, Place, mentions
from yalu.read.marks import Sentence
from yalu.read.quantities import Number, numbers, plain
from yalu.read.whose import recent
from yalu.vocabulary import Step


def respective(
    sentence: Sentence, finding: Finding, focus: Focus, atlas: Atlas
) -> Iterator[Finding]:
    """ "31, 44 and 150 lorries entered through Orrel, Kessim and Dorvik, respectively": a finding
    for each pair; the finding itself where it is none of a list."""
    if "respective" not in sentence.held:
        yield finding
        return
    run = _run(sentence, finding)
    places = _listed(sentence, finding, focus, atlas)
    if len(run) < 2 or len(run) != len(places):
        yield finding
        return
    kept = tuple(step for step in finding.because if step.slot != "gate")
    for number, place in zip(run, places, strict=True):
        yield replace(
            finding, place=place, number=plain(number.low), because=(*kept, place.because)
        )


def _run(sentence: Sentence, finding: Finding) -> list[Number]:
    """The numbers that commas and an "and" join, up to that of the finding."""
    found: list[Number] = []
    for number in numbers(sentence):
        if found and not _joined(sentence, found[-1].last, number.first):
            found = []
        found.append(number)
        if number.low == finding.number:
            return found
    return []


def _joined(sentence: Sentence, first: int, last: int) -> bool:
    return 0 < last - first <= 2 and all(
        sentence.has("joining", place, place + 1) for place in range(first, last)
    )


def _listed(sentence: Sentence, finding: Finding, focus: Focus, atlas: Atlas) -> list[Place]:
    """The gates that the sentence names in a row, else those of the sentence before."""
    named = mentions(sentence, focus)
    if not named:
        return recent(focus, atlas)
    places = []
    for mention in named:
        gates = [entry for entry in mention.entries if entry.kind == "gate"]
        fitting = [
            entry for entry in gates if finding.place.mode in atlas.gate(entry.id).modes
        ] or gates
        step = Step(
            "gate",
            "gate.named",
            sentence.tokens.starts[mention.first],
            sentence.tokens.ends[mention.last - 1],
        )
        mode = finding.place.mode
        modes = atlas.gate(fitting[0].id).modes
        places.append(Place(fitting[0].id, mode if mode in modes else modes[0], step))
    return places
