"""Issuers: the authority or company whose notice a text is, by its heading or signature.

"TALVIAN CUSTOMS - NOTICE No. 4" above, or the name alone below: whoever prints it, all that
the text says is said by them. A letter to customers is that of a firm.
"""

from collections.abc import Sequence

from yalu.corridors import Atlas
from yalu.read.headings import is_heading
from yalu.read.marks import Sentence
from yalu.read.sources import Source, sources
from yalu.read.speakers import Speaker
from yalu.read.speech import speech
from yalu.vocabulary import SourceClass, Step

_HEAD, _FOOT = 3, 2
"""Lines above and below a text in which its issuer may stand."""
_WORDS = 12
"""Words of such a line."""
_BESIDE = 3
"""Words beside the name of a line that is a signature."""
_SALUTED, _ASKING = 5, 4
"""Words from "dear" to who is written to, and from who asks to "us"."""
_ISSUING = frozenset({SourceClass.OFFICIAL, SourceClass.COMPANY})


def issuer(sentences: Sequence[Sentence], seen: str, own: Speaker, atlas: Atlas) -> Speaker:
    """Who issued a text that an outlet prints; the outlet itself where no line says so."""
    if own.class_ is not SourceClass.OWN:
        return own
    count = len(sentences)
    notice = any(
        sentence.has("publication", 0, len(sentence.tokens))
        for index, sentence in enumerate(sentences[:_HEAD])
        if is_heading(sentences, index, seen)
    )
    foot = range(max(1, count - _FOOT), count)
    for index in sorted({*range(min(_HEAD, count)), *foot}):
        sentence = sentences[index]
        if len(sentence.tokens) > _WORDS or not is_heading(sentences, index, seen):
            continue
        heard = speech(sentence)
        for source in sources(heard, {}, own, atlas):
            if _issues(heard, source, notice or index in foot):
                return _speaker(heard, source, own)
    written = next(filter(None, map(_addressed, sentences[:_HEAD])), None)
    if written is None:
        return own
    kept = tuple(step for step in own.because if step.slot != "class")
    step = Step("class", "who.letter", *written)
    return own._replace(class_=SourceClass.COMPANY, because=(*kept, step))


def _addressed(sentence: Sentence) -> tuple[int, int] | None:
    """ "Dear partners,", "To consignors and forwarders", "customers ask us daily": where a firm
    writes to those who pay it."""
    if "addressee" not in sentence.held:
        return None
    starts, ends = sentence.tokens.starts, sentence.tokens.ends
    for place in sentence.places("addressee"):
        saluted = place <= _SALUTED and sentence.has("salutation", 0, 1)
        if saluted or sentence.has("us", place + 1, place + _ASKING):
            return starts[place], ends[place]
    return None


def _issues(sentence: Sentence, source: Source, signs: bool) -> bool:
    """Whether a line is the heading of a notice, or alone the name of who `signs`."""
    speaker = source.speaker
    if speaker is None or source.country or speaker.class_ not in _ISSUING:
        return False
    count = len(sentence.tokens)
    beside = count - (source.last - source.first)
    noted = sentence.has("publication", 0, count)
    return noted or (signs and beside <= _BESIDE)


def _speaker(sentence: Sentence, source: Source, own: Speaker) -> Speaker:
    speaker = source.speaker
    assert speaker is not None
    tokens = sentence.tokens
    span = tokens.starts[source.first], tokens.ends[source.last - 1]
    steps = (
        Step("who", "who.issuer", *span),
        *speaker.because,
        Step("origin", "origin.speaker", *span),
    )
    return speaker._replace(because=steps, chain=(speaker.who, *own.chain))
