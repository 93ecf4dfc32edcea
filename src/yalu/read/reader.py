"""The reader: one document to its claims, stage by stage."""

import datetime as dt
from collections.abc import Iterable, Sequence

from yalu.corridors import Atlas
from yalu.read import lexicon
from yalu.read.crossings import consists, crossings
from yalu.read.finding import Finding
from yalu.read.formats import body_start
from yalu.read.holds import holds
from yalu.read.marks import Sentence, mark
from yalu.read.places import Focus, context, main, remember
from yalu.read.sayings import Speaker, outlet, speaker
from yalu.read.sentences import paragraphs, quotations, sentences
from yalu.read.states import states
from yalu.read.time import Role, resolve
from yalu.read.view import view
from yalu.read.zones import zone
from yalu.vocabulary import Claim, Document, Kind, Quote, Span, Step

_STATES = (Kind.CHANGE, Kind.SERVICE)
_SAID = ("gate", "mode", "state", "scope", "stance")
_COUNTED = ("number", "direction", "value")
_STALE = 31
"""Days after which a dateline is no longer taken for that of the page."""


def read(document: Document, atlas: Atlas) -> tuple[Claim, ...]:
    """The claims of a document, in the order of its text.

    Every claim has a `quote` with `document.text[start:end] == exact` and the
    steps that made it. Relative dates count from the text's own dateline, else from
    `document.anchor`; without either
    they stay symbolic. A language without rules gives no claims.
    """
    if not lexicon.rules(document.lang):
        return ()
    seen = view(document.text)
    found = list(_marked(seen, document, atlas))
    focus = Focus(context=context(found, atlas))
    focus.main = main(found, focus, atlas)
    own = outlet(document, atlas, document.lang)
    people: dict[str, Speaker] = {}
    last: Speaker | None = None
    anchor = dateline(found, document.anchor)
    day = anchor
    claims: list[tuple[Claim, Finding]] = []
    for sentence in found:
        for finding in _findings(sentence, focus, anchor, day, atlas):
            says = speaker(sentence, finding.clause, own, last, people, atlas)
            if says is not own:
                last = says
            claims.append((_claim(document, sentence, finding, says), finding))
        remember(sentence, focus, atlas)
        day = event_day(sentence, anchor) or day
    return tuple(_ungrouped(_fold(claims), atlas))


def dateline(sentences: Sequence[Sentence], published: dt.date | None) -> dt.date | None:
    """The day of writing: that of the text's dateline, else that of publication.

    "MINSK, 5 November." may be older than the page that carries it.
    """
    for sentence in sentences[:2]:
        dates = [expr for expr in sentence.times if expr.dated and "day" in expr.known]
        rest = [
            sentence.words(place, place + 1)
            for place in range(len(sentence.tokens))
            if place not in sentence.timed
        ]
        short = len(rest) <= 6 and not any(word[0].islower() for word in rest)
        if len(dates) == 1 and short and published:
            when = resolve(dates[0], published)
            if when and when.latest and 0 <= (published - when.latest).days <= _STALE:
                return when.latest
    return published


def event_day(sentence: Sentence, anchor: dt.date | None) -> dt.date | None:
    """The day that "that day" means after this sentence: its last one given to the day."""
    for expr in reversed(sentence.times):
        if expr.dated and expr.role in (None, Role.AT) and {"day", "weekday"} & set(expr.known):
            when = resolve(expr, anchor)
            if when and when.earliest == when.latest:
                return when.latest
    return None


def _findings(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterable[Finding]:
    """All findings of a sentence, kind by kind."""
    for frame in (states, crossings, consists, holds):
        for finding in frame(sentence, focus, anchor, day, atlas):
            if frame is crossings:
                focus.crossing = finding
            yield finding


def _marked(seen: str, document: Document, atlas: Atlas) -> Iterable[Sentence]:
    """Every sentence of the article's own text."""
    blocks = paragraphs(seen, body_start(document.text))
    flat = seen.replace("\n", " ")
    count = 0
    for number, block in enumerate(blocks):
        kind = zone(seen, block, number, document.lang)
        if kind == "furniture":
            continue
        quotes = quotations(flat, block)
        for span in sentences(flat, block):
            yield mark(flat, span, kind, count, quotes, atlas, document.lang)
            count += kind == "body"


def _claim(document: Document, sentence: Sentence, finding: Finding, says: Speaker) -> Claim:
    span = sentence.span
    return Claim(
        document=document.name,
        kind=finding.kind,
        gate=finding.place.gate,
        mode=finding.place.mode,
        who=says.who,
        class_=says.class_,
        origin=says.origin,
        stance=finding.stance,
        state=finding.state,
        when=finding.when,
        known=document.known,
        scope=finding.scope,
        direction=finding.direction,
        number=finding.number,
        unit=finding.unit,
        value=finding.value,
        quote=_quote(document.text, span),
        because=(*finding.because, says.because, Step("kind", finding.trigger.rule.id)),
    )


def _quote(text: str, span: Span) -> Quote:
    return Quote(text[span.start : span.end], span.start, span.end)


def _fold(found: list[tuple[Claim, Finding]]) -> list[Claim]:
    """One claim for what a text says twice: a dated statement takes in the undated."""
    kept: list[tuple[Claim, Finding]] = []
    for claim, finding in found:
        twin = next(
            (
                place
                for place, (other, seen) in enumerate(kept)
                if _same(claim, finding, other, seen)
            ),
            None,
        )
        if twin is None:
            kept.append((claim, finding))
        elif finding.explicit and not kept[twin][1].explicit:
            kept[twin] = (claim, finding)
    return [claim for claim, _ in kept]


def _ungrouped(claims: list[Claim], atlas: Atlas) -> list[Claim]:
    """A headline's word on a group goes where the text says the same of its members."""
    said = {(claim.gate, claim.state) for claim in claims if claim.kind in _STATES}
    return [
        claim
        for claim in claims
        if claim.kind not in _STATES
        or not any((gate, claim.state) in said for gate in atlas.members(claim.gate))
    ]


def _same(claim: Claim, finding: Finding, other: Claim, seen: Finding) -> bool:
    pooled = claim.kind in _STATES and other.kind in _STATES
    if not (pooled or claim.kind is other.kind):
        return False
    if any(getattr(claim, slot) != getattr(other, slot) for slot in _SAID):
        return False
    counted = claim.kind in (Kind.CROSSING, Kind.HOLD)
    if counted and any(getattr(claim, slot) != getattr(other, slot) for slot in _COUNTED):
        return False
    if not finding.explicit or not seen.explicit:
        return True
    return claim.when == other.when
