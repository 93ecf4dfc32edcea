"""Voices: who vouches for each finding of a text, from its first sentence to its last.

The nearest one who knows is `who`; those who pass it on come behind, and the first
who knew is the origin. What an unnamed person told an agency has the agency for its
origin: two unnamed persons cannot be told apart.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from yalu.corridors import Atlas
from yalu.read.actors import actor
from yalu.read.finding import Finding
from yalu.read.issuers import issuer
from yalu.read.marks import Mark, Sentence
from yalu.read.sayings import Saying, sayings
from yalu.read.sources import Source, introduced, introduces, sources, stranger
from yalu.read.speakers import Speaker, outlet
from yalu.read.speech import speech
from yalu.read.tense import Tense, tense
from yalu.vocabulary import Document, Kind, SourceClass, Span, Stance, State, Step

_BREAK = re.compile(r"\n\s*\n")
_AHEAD = 4
"""Sentences after a lead in which the one who vouches for it may be named."""
_APPOSED = 5
"""Words from a name to what somebody is: "Vold has for years been head of customs"."""
_UNNAMED = frozenset({"gate.recency", "gate.typed", "gate.antecedent"})
"""How a sentence has its gate from those before it."""
_RECALLED = 8
"""Findings whose speaker a later sentence may still ask for."""
_NEWS = frozenset({Kind.CHANGE, Kind.FORECAST})
_DETAILS = frozenset({Kind.COUNT, Kind.CROSSING, Kind.HOLD})


@dataclass(slots=True)
class Heard:
    """Who speaks in one sentence; `last` is who spoke last when it ends, in the
    paragraph `spoken`, and `people` whom the text had introduced before. `sources` are the
    phrases that can speak: nobody looks for them in a sentence that is asked for nothing."""

    sentence: Sentence
    people: Mapping[str, Speaker]
    sayings: list[tuple[Saying, Speaker]]
    last: Speaker | None
    spoken: int
    paragraph: int
    sources: list[Source] | None = None


class Voices:
    """The speakers of a text. Sentences are heard in their order, and only as far as asked."""

    def __init__(
        self, document: Document, found: Sequence[Sentence], seen: str, atlas: Atlas
    ) -> None:
        self._document = document
        self._found = found
        self._atlas = atlas
        self.own = issuer(found, seen, outlet(document, atlas, document.lang), atlas)
        self._people: dict[str, Speaker] = {}
        self._heard: list[Heard] = []
        self._given: list[tuple[Finding, Speaker]] = []

    def of(self, index: int, finding: Finding) -> Speaker:
        """Who vouches for a finding of the `index`-th sentence."""
        speaker = self._completing(index, finding) or self._of(index, finding)
        if finding.state:
            self._given = [*self._given[-_RECALLED:], (finding, speaker)]
        return speaker

    def _completing(self, index: int, finding: Finding) -> Speaker | None:
        """ "Customs has closed Orrel. The order took effect on Monday": who told the closing, where
        the sentence that dates it names nobody."""
        if finding.completes is None or self._hear(index).sayings:
            return None
        return next((who for told, who in self._given if told is finding.completes), None)

    def _of(self, index: int, finding: Finding) -> Speaker:
        here = self._hear(index)
        sentence = here.sentence
        place = finding.trigger.first
        told = _told(sentence, finding)
        said = _nearest(here, place, told)
        if said and not self._itself(said):
            return said
        if finding.stance is Stance.UNCONFIRMED:
            return self.own
        if quoted := self._quoted(index, sentence.tokens.starts[place]):
            return quoted
        if self.own.class_ is not SourceClass.OWN:
            return self.own
        if told is not Tense.EARLIER and (act := actor(sentence, finding, self._sources(here))):
            return self._known(act[0], act[1], sentence)
        if index and (last := self._continues(index, finding, told)):
            return _resumed(*last)
        if ahead := self._led(index, finding, told, bool(said)):
            return _resumed(ahead, "who.lead")
        return self.own

    def _itself(self, speaker: Speaker) -> bool:
        """Whether the outlet only names itself."""
        return speaker.relays and speaker.origin == self.own.origin

    def _hear(self, index: int) -> Heard:
        while len(self._heard) <= index:
            number = len(self._heard)
            self._heard.append(self._listen(number))
        return self._heard[index]

    def _listen(self, number: int) -> Heard:
        sentence = speech(self._found[number])
        before = self._heard[number - 1] if number else None
        paragraph = before.paragraph + self._breaks(number) if before else 0
        last = before.last if before else None
        spoken = before.spoken if before else -1
        here = Heard(sentence, self._people, [], last, spoken, paragraph)
        find = partial(self._sources, here)
        main = False
        for saying in sayings(sentence, find):
            nearest = here.sayings[-1][1] if here.sayings else last
            speaker = self._speaker(sentence, saying, nearest)
            if speaker is None:
                continue
            here.sayings.append((saying, speaker))
            verb = saying.mark.rule.get("is") != "according"
            if (verb or not main) and (not speaker.relays or here.last is None or here.last.relays):
                here.last, here.spoken, main = speaker, paragraph, main or verb
        if introduces(sentence):
            for source in find():
                if source.speaker and not source.country and not source.speaker.relays:
                    names = introduced(sentence, source)
                    # What earlier sentences were heard with must stay as it was.
                    self._people = {**self._people, **dict.fromkeys(names, source.speaker)}
        return here

    def _sources(self, here: Heard) -> list[Source]:
        """The phrases of a sentence that can speak."""
        if here.sources is None:
            here.sources = sources(here.sentence, here.people, self.own, self._atlas)
        return here.sources

    def _breaks(self, number: int) -> bool:
        gap = Span(self._found[number - 1].span.end, self._found[number].span.start)
        return bool(_BREAK.search(gap.of(self._document.text)))

    def _speaker(self, sentence: Sentence, saying: Saying, last: Speaker | None) -> Speaker | None:
        source = saying.source
        if source.speaker is None or (source.noun and last and source.speaker.like(last)):
            return _resumed(last, saying.mark.rule.id) if last else None
        relay = saying.relay.speaker if saying.relay else None
        if relay is None and source.relay:
            relay = source.relay
        found = self._known(source, saying.mark.rule.id, sentence, relay)
        hidden = [m for m in sentence.of("person") if m.rule.get("is") == "anonymity"]
        if hidden and not found.relays:
            first, final = sentence.tokens.starts[hidden[0].first], hidden[0].last - 1
            step = Step("class", hidden[0].rule.id, first, sentence.tokens.ends[final])
            origin = relay.origin if relay and relay.relays else self.own.origin
            kept = tuple(s for s in found.because if s.slot not in ("class", "origin"))
            found = found._replace(
                class_=SourceClass.ANONYMOUS,
                origin=origin,
                because=(*kept, step, Step("origin", "origin.relay")),
            )
        return found

    def _known(
        self, source: Source, rule: str, sentence: Sentence, relay: Speaker | None = None
    ) -> Speaker:
        """The speaker of a phrase, with the steps and the chain behind it."""
        speaker = source.speaker
        assert speaker is not None
        tokens = sentence.tokens
        span = tokens.starts[source.first], tokens.ends[source.last - 1]
        steps = (Step("who", rule, *span), *speaker.because)
        origin, why = speaker.origin, Step("origin", "origin.speaker", *span)
        passed: tuple[str, ...] = ()
        strange = relay is not None and relay.origin not in (speaker.origin, self.own.origin)
        if relay is not None and relay.relays and strange:
            passed = (relay.who,)
            if speaker.class_ is SourceClass.ANONYMOUS:
                origin = relay.origin
                where = relay.because[0]
                why = Step("origin", "origin.relay", where.start, where.end)
        chain = tuple(dict.fromkeys((speaker.who, *passed, *self.own.chain)))
        return speaker._replace(origin=origin, because=(*steps, why), chain=chain)

    def _quoted(self, index: int, offset: int) -> Speaker | None:
        """The speaker of a quotation that runs over several sentences."""
        sentence = self._found[index]
        for quote in sentence.quotes:
            if quote.start > offset and quote.end - quote.start <= 1:
                # The mark only closes: the quotation has come over from the paragraph before.
                return self._heard[index].last
            if not quote.start <= offset < quote.end:
                continue
            if name := stranger(self._heard[index].sentence, quote):
                later = self._named_later(index, name)
                return _resumed(later, "who.later") if later else self.own
            for near in self._around(index, quote):
                if near != index and (said := self._hear(near).sayings):
                    return said[0][1] if near > index else said[-1][1]
            return self._heard[index].last
        return None

    def _named_later(self, index: int, name: str) -> Speaker | None:
        """ "...", said Aren Vold. Vold heads the customs post: who somebody is told to be."""
        for place in range(index + 1, min(index + 1 + _AHEAD, len(self._found))):
            sentence = self._hear(place).sentence
            words = sentence.tokens.words
            if name not in words:
                continue
            first = words.index(name)
            for source in self._sources(self._hear(place)):
                near = source.first - _APPOSED <= first < source.last
                if near and source.speaker and not source.country and not source.speaker.relays:
                    return self._known(source, "who.later", sentence)
        return None

    def _around(self, index: int, quote: Span) -> Iterable[int]:
        """Sentences that a quotation touches, those after this one first."""
        found = self._found
        for place in range(index + 1, min(index + 6, len(found))):
            if found[place].span.start > quote.end + 1:
                break
            yield place
        for place in range(index - 1, max(index - 6, -1), -1):
            if found[place].span.end < quote.start - 1:
                break
            yield place

    def _continues(self, index: int, finding: Finding, told: Tense) -> tuple[Speaker, str] | None:
        """Who goes on speaking in a sentence that names nobody, and the rule.

        Reported speech goes on in the present; in the past it is the outlet that tells
        what happened, but for details, for what only the speaker can know, and for what
        comes right behind the words of an authority.
        """
        last, spoken = self._heard[index - 1].last, self._heard[index - 1].spoken
        here = self._heard[index]
        if last is None or self._itself(last):
            return None
        if told is Tense.NOW:
            apart = here.paragraph - spoken
            goes_on = apart <= _runs_on(last) and not (apart and _sums_up(finding))
            return (last, "who.continues") if goes_on else None
        if here.paragraph != spoken:
            return None
        if described := _described(here.sentence):
            return last, described.rule.id
        meant = any(source.back and source.noun for source in self._sources(here))
        relayed = told is Tense.LATELY and last.relays
        reported = last.class_ is SourceClass.OFFICIAL and bool(self._heard[index - 1].sayings)
        main = finding.clause.opened not in ("subordinate", "relative")
        at_once = told is Tense.PAST and reported and main
        goes_on = meant or relayed or at_once or finding.kind in _DETAILS
        return (last, "who.continues") if goes_on else None

    def _led(self, index: int, finding: Finding, told: Tense, found: bool) -> Speaker | None:
        """Who is named after a lead that tells the news and names nobody.

        A reopening is announced; that a gate is shut anybody sees. `found` where the
        outlet says that it found out itself: then it says next from whom.
        """
        sentence = self._found[index]
        if found:
            return self._next(index)
        if sentence.number or told is Tense.EARLIER or finding.kind not in _NEWS:
            return None
        if finding.kind is Kind.CHANGE and finding.state is State.SUSPENDED:
            return None
        speaker = self._next(index)
        return speaker if speaker and speaker.class_ is SourceClass.OFFICIAL else None

    def _next(self, index: int) -> Speaker | None:
        """The first one near the gate who speaks in the sentences that follow."""
        for place in range(index + 1, min(index + 1 + _AHEAD, len(self._found))):
            if self._found[place].zone == "body":
                for _, speaker in self._hear(place).sayings:
                    if speaker.knows:
                        return speaker
        return None


def _told(sentence: Sentence, finding: Finding) -> Tense:
    """The tense in which a finding is told; what is to come is told now."""
    if finding.kind is Kind.FORECAST:
        return Tense.NOW
    return tense(sentence, finding.clause, finding.trigger)


def _runs_on(speaker: Speaker) -> int:
    """Paragraph breaks over which somebody goes on speaking: traders are asked once, and not
    beyond their sentence; a railway that is known by name goes on, and a country only to the end
    of its paragraph."""
    if any(step.rule == "who.country" for step in speaker.because):
        return 0
    known = any(step.rule == "who.source" for step in speaker.because)
    company = 0 if known else -1
    return {SourceClass.COMPANY: company, SourceClass.ANONYMOUS: 0}.get(speaker.class_, 1)


def _sums_up(finding: Finding) -> bool:
    """ "The crossing is closed": a new paragraph that names no gate is the outlet's own summing up;
    whoever goes on speaking there comes to another gate."""
    return finding.place.because.rule in _UNNAMED


def _described(sentence: Sentence) -> Mark | None:
    """ "The stop is described as short": by whoever has spoken."""
    found = (mark for mark in sentence.of("report") if mark.rule.get("is") == "described")
    return next(found, None)


def _nearest(here: Heard, place: int, told: Tense) -> Speaker | None:
    """The saying that covers a token: one on its side of a semicolon, one who knows before
    one who relays, then the nearest. What is told in the past behind a semicolon is the
    outlet's: "customs announced the closure; it took effect on Monday"."""
    covering = []
    for number, (saying, speaker) in enumerate(here.sayings):
        distance = saying.distance(place)
        if distance is not None:
            first, last = sorted((place, saying.mark.first))
            across = here.sentence.has("semicolon", first, last)
            if across and told is Tense.PAST and saying.mark.last <= place and not saying.trailing:
                continue
            within = _within(here, saying)
            covering.append((across, speaker.relays, within, distance, number))
    return here.sayings[min(covering)[-1]][1] if covering else None


def _within(here: Heard, saying: Saying) -> bool:
    """ "The mayor said that, according to the ministry, ...": the mayor vouches."""
    if saying.mark.rule.get("is") != "according":
        return False
    first = saying.mark.first
    offset = here.sentence.tokens.starts[first]
    quoted = any(quote.start <= offset < quote.end for quote in here.sentence.quotes)
    return quoted or any(
        not other.trailing
        and other.mark.last <= first
        and not here.sentence.has("semicolon", other.mark.last, first)
        for other, _ in here.sayings
    )


def _resumed(speaker: Speaker, rule: str) -> Speaker:
    """The same speaker, taken up again by a rule."""
    steps = tuple(
        Step("who", rule, step.start, step.end) if step.slot == "who" else step
        for step in speaker.because
    )
    return speaker._replace(because=steps)
