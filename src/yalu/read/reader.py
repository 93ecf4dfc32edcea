"""The reader: one document to its claims, stage by stage."""

import datetime as dt
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from yalu.corridors import Atlas
from yalu.read import lexicon
from yalu.read.cargo import cargoes
from yalu.read.compared import compared
from yalu.read.counts import counts
from yalu.read.crossings import crossings
from yalu.read.days import begun_day, counts_from, event_day, said_day
from yalu.read.echoes import echoes, spared
from yalu.read.finding import Finding
from yalu.read.focus import Focus, context
from yalu.read.fold import Told, fold
from yalu.read.formats import body_start
from yalu.read.headings import anchors, dated_by_lead
from yalu.read.holds import holds
from yalu.read.loads import consists, doubts
from yalu.read.marks import Sentence, mark
from yalu.read.modes import mode_ahead
from yalu.read.places import main, remember
from yalu.read.policy import policies
from yalu.read.presence import presences
from yalu.read.queues import queues
from yalu.read.referring import describe, refer
from yalu.read.sentences import paragraphs, quotations, sentences
from yalu.read.speakers import Speaker
from yalu.read.states import states
from yalu.read.tallies import tallies
from yalu.read.time import resolve
from yalu.read.tokens import tokenize
from yalu.read.trade import shares, trades
from yalu.read.view import view
from yalu.read.voices import Voices
from yalu.read.waits import waits
from yalu.read.zones import zone
from yalu.vocabulary import Claim, Document, Quote, Span, Step

Frame = Callable[[Sentence, Focus, dt.date | None, dt.date | None, Atlas], Iterable[Finding]]
_FRAMES: tuple[tuple[Frame, tuple[str, ...]], ...] = (
    (states, ()),
    (crossings, ("pass", "move", "passage")),
    (consists, ()),
    (doubts, ()),
    (holds, ("step",)),
    (counts, ()),
    (waits, ("wait",)),
    (queues, ()),
    (compared, ()),
    (tallies, ("noun", "unit")),
    (presences, ("stand",)),
    (cargoes, ("carry",)),
    (policies, ("norm", "cue")),
    (trades, ()),
    (shares, ("percent", "fraction")),
)
"""The frames, and the categories of marks without one of which a sentence gives them nothing."""
_BYGONE = dt.timedelta(20 * 365)
"""A state so long past is history, not news."""

_SECTIONS = 2
"""Days of writing of a text, beyond which its headings tell when each thing happened."""
_PASSING = 8
"""Words of a sentence behind which the one before it is still pointed at."""


def read(document: Document, atlas: Atlas) -> tuple[Claim, ...]:
    """The claims of a document, in the order of its text.

    Every claim has a `quote` with `document.text[start:end] == exact` and the
    steps that made it. Relative dates count from the text's own dateline, else from
    `document.anchor`; without either
    they stay symbolic. A language without rules gives no claims.
    """
    if not lexicon.rules(document.lang):
        return ()
    with _undisturbed():
        return fold(_told(document, atlas), atlas)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No collection of cycles while a text is read: it makes none, and looking for them took
    7 percent of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _told(document: Document, atlas: Atlas) -> list[Told]:
    """What a document tells, sentence by sentence."""
    seen = view(document.text)
    found = list(_marked(seen, document, atlas))
    focus = Focus(context=context(found, atlas))
    focus.main = main(found, focus, atlas)
    focus.mode = mode_ahead(found)
    voices = Voices(document, found, seen, atlas)
    written = anchors(found, seen, document.anchor)
    public = document.known
    anchor = day = written[0] if written else None
    claims: list[Told] = []
    said: dt.date | None = None
    begun: dt.date | None = None
    lead: Sentence | None = None
    for index, sentence in enumerate(found):
        if written[index] != anchor:
            anchor = day = written[index]
            said = begun = None
        refer(sentence, focus, atlas)
        sentence.said = said = said_day(sentence, anchor, said)
        before = len(claims)
        then = counts_from(sentence, day, begun, anchor)
        for finding in _findings(sentence, focus, anchor, then, atlas):
            if finding.completes:
                claims = [known for known in claims if known.finding is not finding.completes]
            says = voices.of(index, finding)
            claim = _claim(document, public, sentence, finding, says)
            claims.append(Told(claim, finding, sentence.zone == "headline"))
        if sentence.zone == "body" and sentence.number == 0 and len(claims) == before:
            lead = sentence
        describe(sentence, focus)
        remember(sentence, focus, atlas)
        day = event_day(sentence, anchor) or day
        begun = begun_day(sentence, anchor) or begun
    if len(set(written)) > _SECTIONS:
        claims = [told._replace(finding=replace(told.finding, explicit=True)) for told in claims]
    return list(dated_by_lead(claims, lead, anchor))


def _findings(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterable[Finding]:
    """All findings of a sentence, kind by kind; what it says of states told before only where
    it tells none."""
    stated: list[Finding] = []
    marks = sentence.marks.keys()
    for frame, needs in (*_FRAMES, (echoes, ())):
        if frame is echoes and stated:
            break
        if needs and marks.isdisjoint(needs):
            continue
        for finding in frame(sentence, focus, anchor, day, atlas):
            if frame is crossings:
                focus.crossing = finding
            if not _bygone(sentence, finding, anchor):
                if finding.state:
                    stated.append(finding)
                yield finding
    yield from spared(sentence, stated, focus, atlas)
    if stated or len(sentence.tokens) > _PASSING:
        focus.stated = tuple(stated)


def _bygone(sentence: Sentence, finding: Finding, anchor: dt.date | None) -> bool:
    """Whether a finding is of a day long past, its own or, where it has none, another of
    its sentence."""
    if anchor is None:
        return False
    long_past = anchor - _BYGONE
    whens = [finding.when]
    if finding.state and not finding.explicit:
        whens += [resolve(expr, anchor) for expr in sentence.times if expr.dated]
    return any(when and when.latest and when.latest < long_past for when in whens)


def _marked(seen: str, document: Document, atlas: Atlas) -> Iterable[Sentence]:
    """Every sentence of the article's own text."""
    blocks = paragraphs(seen, body_start(document.text))
    flat = seen.replace("\n", " ")
    tokens = tokenize(flat, 0, len(flat))
    count = 0
    for number, block in enumerate(blocks):
        kind = zone(seen, block, number, document.lang)
        if kind == "furniture":
            continue
        quotes = quotations(flat, block)
        for span in sentences(flat, block):
            within = tokens.part(span.start, span.end)
            yield mark(flat, span, within, kind, count, quotes, atlas, document.lang)
            count += kind == "body"


def _claim(
    document: Document,
    public: dt.date | None,
    sentence: Sentence,
    finding: Finding,
    says: Speaker,
) -> Claim:
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
        known=public,
        scope=finding.scope,
        direction=finding.direction,
        number=finding.number,
        unit=finding.unit,
        value=_value(finding, says),
        quote=_quote(document.text, span),
        because=(*finding.because, *_default(finding), *says.because, _kind(sentence, finding)),
    )


def _default(finding: Finding) -> tuple[Step, ...]:
    """The reason of a date that no words give: it is that of the writing."""
    dated = finding.when is None or any(step.slot == "when" for step in finding.because)
    return () if dated else (Step("when", "when.writing"),)


def _kind(sentence: Sentence, finding: Finding) -> Step:
    mark, tokens = finding.trigger, sentence.tokens
    return Step("kind", mark.rule.id, tokens.starts[mark.first], tokens.ends[mark.last - 1])


def _value(finding: Finding, says: Speaker) -> Mapping[str, Any]:
    """The fields of the kind, and who passed the claim on where more than one did."""
    return {**finding.value, "chain": list(says.chain)} if len(says.chain) > 1 else finding.value


def _quote(text: str, span: Span) -> Quote:
    return Quote(text[span.start : span.end], span.start, span.end)
