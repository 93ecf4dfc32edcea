"""Gapping: "Orrel was closed on Monday and Kessim a day later" tells of two gates by one verb."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from yalu.corridors import Atlas, pick
from yalu.read.finding import Finding
from yalu.read.focus import Focus, Mention, Place, mentions
from yalu.read.marks import Sentence
from yalu.read.modes import mode_at
from yalu.read.time import Role, TimeExpr, resolve
from yalu.read.windows import lasting_since
from yalu.vocabulary import Kind, Step, When

_VERBS = ("trigger", "pass", "move")


def gapped(
    sentence: Sentence, found: list[Finding], focus: Focus, anchor: dt.date | None, atlas: Atlas
) -> list[Finding]:
    """The findings of a sentence, and those of the gates that stand behind without a verb:
    each with the day beside it."""
    gates = mentions(sentence, focus)
    if len(gates) < 2 or not found:
        return found
    for finding in list(found):
        for mention in gates:
            if mention.first < finding.trigger.last:
                continue
            if too := _too(sentence, finding, mention):
                found = found + [_of(finding, mention, finding.when, (), atlas) for _ in (too,)]
            elif expr := _own(sentence, finding, mention):
                when = _when(expr, finding, anchor)
                step = Step("when", f"when.gapped:{expr.rule}", expr.start, expr.end)
                for one in _listed(sentence, mention, gates, finding):
                    told = _of(finding, one, when, (step,), atlas)
                    found = [
                        other
                        for other in found
                        if (other.trigger, other.place.gate) != (told.trigger, told.place.gate)
                    ] + [told]
    return found


def _dated(finding: Finding) -> Step | None:
    """The words that date a finding."""
    return next(
        (step for step in finding.because if step.slot == "when" and step.start is not None), None
    )


def _own(sentence: Sentence, finding: Finding, mention: Mention) -> TimeExpr | None:
    """The time right behind a gate that follows the date of a finding, with no verb between."""
    dated = _dated(finding)
    if dated is None or dated.end is None:
        return None
    behind = sentence.place(dated.end)
    if not finding.trigger.last <= behind <= mention.first:
        return None
    end = _end(sentence, mention)
    expr = next((one for one in sentence.times if one.dated and sentence.begins(one) == end), None)
    if expr is None or any(sentence.of(kind, behind, sentence.place(expr.end)) for kind in _VERBS):
        return None
    joined = sentence.has("joining", behind, mention.first)
    plain = all(
        sentence.has("joining", at, at + 1) or sentence.has("in_phrase", at, at + 1) or at in named
        for named in [_named(sentence)]
        for at in range(behind, mention.first)
    )
    return expr if joined and plain else None


def _named(sentence: Sentence) -> set[int]:
    places = {at for name in sentence.names for at in range(name.first, name.last)}
    for noun in sentence.of("noun"):
        if noun.rule.get("is") in ("gate", "traffic", "trade", "restriction"):
            places.update(range(noun.first, noun.last))
    return places


def _end(sentence: Sentence, mention: Mention) -> int:
    """Where the phrase of a gate ends: behind "crossing" in "the Orrel crossing"."""
    nouns = (noun.last for noun in sentence.of("noun") if noun.first == mention.last)
    return next(nouns, mention.last)


def _too(sentence: Sentence, finding: Finding, mention: Mention) -> bool:
    """ "…, as was Kessim", "and so did Kessim": the same of another gate."""
    first, named = mention.first, _named(sentence)
    while first - 1 in named or sentence.has("in_phrase", first - 1, first):
        first -= 1
    verb = sentence.has("finite", first - 1, first) or sentence.has("did", first - 1, first)
    return (
        verb
        and sentence.has("likewise", first - 2, first - 1)
        and finding.trigger.last <= first - 2
        and _end(sentence, mention) >= len(sentence.tokens) - 1
    )


def _listed(
    sentence: Sentence, mention: Mention, gates: list[Mention], finding: Finding
) -> Iterator[Mention]:
    """A gate and those listed right before it: "Orrel and Kessim on Tuesday"."""
    dated = _dated(finding)
    behind = sentence.place(dated.end) if dated and dated.end is not None else 0
    yield mention
    last = mention
    for one in reversed(gates):
        near = behind <= one.first and one.last < last.first and last.first - one.last <= 2
        if near and sentence.has("list", one.last, last.first):
            yield one
            last = one


def _when(expr: TimeExpr, finding: Finding, anchor: dt.date | None) -> When | None:
    """The days of a gate of its own: counted from the day before it where they are so told."""
    ahead = finding.kind is Kind.FORECAST
    before = finding.when.latest if finding.when else None
    when = resolve(expr, anchor, focus=before, future=ahead, past=not ahead)
    if when and anchor and expr.role is Role.SINCE and finding.when:
        return lasting_since(when, anchor) if finding.when.latest == anchor else when
    return when


def _of(
    finding: Finding, mention: Mention, when: When | None, steps: tuple[Step, ...], atlas: Atlas
) -> Finding:
    """The same finding of another gate and day."""
    entry = pick(mention.entries, finding.place.mode) or mention.entries[0]
    mode = mode_at(entry.id, finding.place.mode, atlas) or atlas.gate(entry.id).modes[0]
    place = Place(entry.id, mode, Step("gate", "gate.gapped"))
    kept = [
        step
        for step in finding.because
        if step.slot != "gate" and not (steps and step.slot == "when")
    ]
    return replace(finding, place=place, when=when, because=(*kept, place.because, *steps))
