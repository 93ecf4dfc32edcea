"""Why a state is believed, in lines for a terminal: the reasons of one day told for a reader."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from yalu.brief import phrases
from yalu.brief.disputes import facts, preferred
from yalu.brief.fact import Teller
from yalu.brief.origins import side
from yalu.brief.text import RECENT, Line, Role, dated, wrapped
from yalu.vocabulary import Claim, Document, Stance, When

if TYPE_CHECKING:
    from yalu.believe.why import (
        Contradiction,
        Counted,
        Duration,
        Effect,
        Lone,
        LoneCrossing,
        Reasons,
        Stop,
        Word,
    )

_NAMED = 5  # origins named of a reading
_FADED = 30  # days from the one asked about after which a new word says how late it is

_Told = Iterator[tuple[str, Role]]


def counted(claims: Iterable[Claim], documents: Mapping[str, Document]) -> Iterator["Counted"]:
    """The stops that claims count back over in their own words, read in their language."""
    from yalu.believe.why import Counted
    from yalu.read.spells import spells

    for claim in claims:
        document = documents.get(claim.document)
        # A gist is ours, whatever the language of the report.
        for spell in spells(claim, document.lang if document and claim.quote else "en"):
            if first := spell.start.earliest:
                last = spell.start.latest or first
                yield Counted(claim, first, min(last, spell.end), spell.end, spell.words)


def lines(why: "Reasons", teller: Teller, title: str, most: int, width: int) -> Iterator[Line]:
    """The reasons from the answer to the stops that are counted. `width` in columns."""
    yield from wrapped(headline(why, title), Role.ANSWER, width)
    yield from wrapped(_grounds(why, teller), Role.NOTE, width)
    yield Line("", Role.BLANK)
    yield Line("For and against", Role.HEADING)
    yield from _effects(why, teller, most, width)
    for heading, block in _SECTIONS.items():
        told = list(block(why, teller))
        if told:
            yield Line("", Role.BLANK)
            yield Line(heading, Role.HEADING)
            for text, role in told:
                yield from wrapped(text, role, width)


def headline(why: "Reasons", title: str) -> str:
    """What is believed of the day, and whose word tells most for it and against it."""
    subject = phrases.subject(why.service, title)
    rest = ", ".join(
        f"{state.value} {phrases.percent(p)}"
        for state, p in sorted(why.odds.items(), key=lambda item: -item[1])
        if state is not why.state
    )
    tense = "is" if why.on == why.known_by else "was"
    return (
        f"{subject} {tense} {why.state.value} on {why.on} "
        f"({phrases.percent(why.odds[why.state])}; {rest}), as known on {why.known_by}."
    )


def _grounds(why: "Reasons", teller: Teller) -> str:
    claims = [claim for effect in why.effects for claim in effect.claims]
    documents = len({claim.document for claim in claims})
    relays = sum(effect.relays for effect in why.effects)
    said = phrases.counted(len(claims), "claims")
    return (
        f"{phrases.counted(len(why.effects), 'origins')} within 150 days of it, in "
        f"{phrases.counted(documents, 'documents')} of "
        f"{phrases.counted(len(teller.outlets(claims)), 'outlets')}: {said}"
        + (f", of which {relays} only relay." if relays else ", none a relay.")
    )


def _effects(why: "Reasons", teller: Teller, most: int, width: int) -> Iterator[Line]:
    note = (
        f"Effect: what the log-odds of {why.state.value} lose without the origin, in nats "
        "(0.7 doubles the odds). Knew: the chance that its word on this rests on knowledge. "
        "Record: the same over all it tells of the service, with a 90 % interval."
    )
    yield from wrapped(note, Role.NOTE, width)
    yield Line("  effect               knew  record            of  origin", Role.NOTE)
    for effect in why.effects[:most]:
        yield Line(_row(effect, teller)[:width], Role.FACT)
        yield from wrapped(_telling(effect, teller), Role.SOURCE, width)
    if len(why.effects) > most:
        rest = phrases.counted(len(why.effects) - most, "origins")
        yield Line(f"  … and {rest} more; --most shows them.", Role.NOTE)


def _row(effect: "Effect", teller: Teller) -> str:
    record = effect.record
    borne = f"{100 * record.mean:3.0f} % {100 * record.low:3.0f}–{100 * record.high:.0f} %"
    return (
        f"  {effect.log_odds:+6.2f} {side(effect.log_odds):12} {100 * effect.accurate:3.0f} %  "
        f"{borne:16}{record.n:4}  {teller.source(effect.origin)}"
    )


def _telling(effect: "Effect", teller: Teller) -> str:
    claim = effect.telling
    told = f"“{claim.quote.exact}”" if claim.quote else claim.gist or claim.kind.value
    where = phrases.counted(len(effect.documents), "documents")
    outlets = len(teller.outlets(effect.claims))
    if outlets != len(effect.documents):
        where += f" of {phrases.counted(outlets, 'outlets')}"
    relays = f", {effect.relays} only relay" if effect.relays else ""
    said = phrases.counted(len(effect.claims), "claims")
    return (
        f"{phrases.window(claim.when)}: {' '.join(told.split())} "
        f"[{effect.class_.value}; {said} in {where}{relays}]"
    )


def _prior(why: "Reasons", teller: Teller) -> _Told:
    left = why.prior
    state = why.state.value
    other = "" if left.likeliest is why.state else f"; {left.likeliest.value} would be likelier"
    yield (
        f"If nobody had spoken of the days within 150 of it, {state} would have "
        f"{phrases.percent(left.probability)}{other}.",
        Role.FACT,
    )


def _flip(why: "Reasons", teller: Teller) -> _Told:
    flip, state = why.flip, why.state.value
    if flip.becomes is None:
        left = phrases.percent(flip.probability)
        yield (
            f"Nobody's silence: without a single word it would still be {state} ({left}).",
            Role.FACT,
        )
        return
    size = len(flip.origins)
    named = [teller.source(origin) for origin in flip.origins[: 2 * _NAMED]]
    names = _listed([*named, f"{size - len(named)} more"] if size > len(named) else named)
    least = "No one alone does it." if size == 2 else f"No fewer than {size} do it."
    if not flip.exact:
        least = f"None of the {size} can be spared, but not every smaller set was tried."
    yield (
        f"Without {names} it would be {flip.becomes.value} ({phrases.percent(flip.probability)})."
        + (f" {least}" if size > 1 else ""),
        Role.FACT,
    )


def _words(why: "Reasons", teller: Teller) -> _Told:
    for word in why.words:
        yield _word(word, why), Role.FACT


def _word(word: "Word", why: "Reasons") -> str:
    claim, state = word.claim, why.state
    what = "confirming" if claim.stance is Stance.ASSERTS else "denying"
    other = "" if word.likeliest is state else f"; {word.likeliest.value} would be likelier"
    about = claim.when.earliest if claim.when else None
    late = (why.known_by - why.on).days
    lag = f" ({late} days after, so it weighs less)" if late > _FADED else ""
    return (
        f"{what.capitalize()} that it was {state.value} on {about}, said on {why.known_by}{lag}: "
        f"{state.value} {phrases.percent(word.probability)} instead of "
        f"{phrases.percent(why.odds[state])}{other}."
    )


def _contradictions(why: "Reasons", teller: Teller) -> _Told:
    for one in why.contradictions[:RECENT]:
        held = preferred(one)
        yield (
            f"{one.about.capitalize()}, {phrases.window(one.days)}" + (f": {held}" if held else ""),
            Role.FACT,
        )
        yield from _readings(one, teller)
        if one.exception:
            yield "Both hold if it was an exception inside a suspension.", Role.SOURCE
    yield from _more(why.contradictions, "contradictions")


def _readings(one: "Contradiction", teller: Teller) -> _Told:
    for reading in one.readings:
        names = [teller.source(origin) for origin in reading.origins]
        chance = "" if reading.probability is None else f" ({phrases.percent(reading.probability)})"
        rest = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        closest = dated(facts(reading.claims[:1], teller)[0])
        yield f"{reading.says}{chance}: {', '.join(names[:_NAMED])}{rest} — {closest}", Role.SOURCE


def _lone(why: "Reasons", teller: Teller) -> _Told:
    for one in why.lone[:RECENT]:
        yield f"Only {_said(one, teller)}; {phrases.percent(one.accurate)} that it knew.", Role.FACT
    yield from _more(why.lone, "lone words")


def _said(one: "Lone | LoneCrossing", teller: Teller) -> str:
    (fact,) = facts(one.claims[:1], teller)
    relays = len({claim.document for claim in one.claims}) - 1
    verb = "relays" if relays == 1 else "relay"
    told = f" ({phrases.counted(relays, 'documents')} {verb} it)" if relays else ""
    return f"{fact.source} says this{told}: {dated(fact)}"


def _exceptions(why: "Reasons", teller: Teller) -> _Told:
    for one in why.exceptions[:RECENT]:
        said = _said(one, teller).replace(" says this", "", 1)
        yield (
            f"{said}; an exception on that day if {fate(one)}, and suspended all the same "
            f"({phrases.percent(one.suspended)}).",
            Role.FACT,
        )
    yield from _more(why.exceptions, "crossings")


def fate(one: "LoneCrossing") -> str:
    """How far a lone crossing is believed."""
    return f"true ({phrases.percent(one.accurate)} that it knew)"


def _durations(why: "Reasons", teller: Teller) -> _Told:
    """The stops as counted, by the stop of the path and by whether they agree with it."""
    by_stop: dict[tuple[Stop | None, str], dict[str, None]] = {}
    for one in sorted(why.durations, key=lambda one: (not one.agrees, one.off_days > 0)):
        by_stop.setdefault((one.stop, _lead(one)), {})[_counted(one, teller)] = None
    for (stop, lead), told in by_stop.items():
        days = f", {stop.first} to {stop.last}" if stop else ""
        rest = f"; and {len(told) - RECENT} more" if len(told) > RECENT else ""
        yield f"{lead}{days}: {'; '.join(list(told)[:RECENT])}{rest}.", Role.FACT


def _lead(one: "Duration") -> str:
    if one.stop is None:
        return "From no stop that is believed"
    which = "last" if one.last_stop else "earlier"
    if one.agrees:
        return f"From the {which} stop"
    way = "before" if one.off_days > 0 else "after the beginning of"
    return f"From {way} the {which} stop"


def _counted(one: "Duration", teller: Teller) -> str:
    told = one.told
    begun = phrases.window(When(told.first, told.last))
    words = f"“{told.words}” ({begun})" if told.words else f"since {begun}"
    apart = "" if one.agrees or one.stop is None else f", {abs(one.off_days)} days off"
    return f"{teller.source(told.claim.origin)}, {words}{apart}"


def _more(found: Sequence[object], what: str) -> _Told:
    if len(found) > RECENT:
        yield f"… and {len(found) - RECENT} {what} more; --json has all.", Role.NOTE


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


_SECTIONS: Mapping[str, Callable[["Reasons", Teller], _Told]] = {
    "The prior alone": _prior,
    "What would flip it": _flip,
    "What one new official word would do": _words,
    "Who contradicts whom": _contradictions,
    "Said by one origin only": _lone,
    "Crossings inside the suspension": _exceptions,
    "From which stop they count": _durations,
}
"""Every section after the origins, in its order; those with nothing to say are left out."""
