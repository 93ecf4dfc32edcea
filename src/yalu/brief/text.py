"""The brief as text: lines with a role each, for a terminal to style or a pipe to take."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from yalu.brief import amounts, phrases
from yalu.brief.assessment import Brief, Dispute, Forecast, Week
from yalu.brief.fact import Fact, relays
from yalu.brief.origins import side

RECENT = 8
"""Facts of a section that the text prints; the page prints all."""


class Role(Enum):
    """What a line is, for whoever styles it."""

    ANSWER = auto()
    HEADING = auto()
    FACT = auto()
    SOURCE = auto()
    NOTE = auto()
    BLANK = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line, no wider than asked for."""

    text: str
    role: Role


def lines(brief: Brief, width: int = 100) -> Iterator[Line]:
    """The brief from the answer to what is not known. `width` is in columns, at least 30."""
    width = max(width, 30)
    blocks = (
        _answer,
        _onset,
        _origins,
        _frequency,
        _volume,
        _holds,
        _disputes,
        _forecasts,
        _unknown,
    )
    for block in blocks:
        for text, role in block(brief):
            yield from wrapped(text, role, width)
        yield Line("", Role.BLANK)
    yield from wrapped(footing(brief), Role.NOTE, width)


def render(brief: Brief, width: int = 100) -> str:
    """The brief as plain text."""
    return "".join(f"{line.text}\n" for line in lines(brief, width))


def footing(brief: Brief) -> str:
    """On what the brief stands, so that it can be made again."""
    return (
        f"As known on {brief.known_by}, from {brief.claims} claims in {brief.documents} documents; "
        f"belief {brief.digest[:12]}. Words of probability after ICD 203."
    )


_Told = Iterator[tuple[str, Role]]
_TIED = "\N{NO-BREAK SPACE}"
_INDENTS = {Role.FACT: ("  ", "    "), Role.SOURCE: ("    ", "    "), Role.NOTE: ("  ", "  ")}


def wrapped(text: str, role: Role, width: int) -> Iterator[Line]:
    """A text as lines of a role, none wider than `width`."""
    first, later = _INDENTS.get(role, ("", ""))
    bound = text.replace(" %", _TIED + "%")
    for line in textwrap.wrap(bound, width, initial_indent=first, subsequent_indent=later):
        yield Line(line.replace(_TIED, " "), role)


def _answer(brief: Brief) -> _Told:
    yield brief.answer.sentence, Role.ANSWER
    yield odds(brief), Role.NOTE


def odds(brief: Brief) -> str:
    """The three probabilities as figures."""
    suspended, limited, running = map(phrases.percent, brief.answer.odds)
    return f"Running {running}, limited {limited}, suspended {suspended}."


def _onset(brief: Brief) -> _Told:
    yield "Since when", Role.HEADING
    yield since(brief), Role.FACT
    if brief.onset:
        yield from _facts(brief.onset.facts)


def since(brief: Brief) -> str:
    """The day of the switch with its range, or that none is known."""
    onset = brief.onset
    if onset is None:
        return "No switch to this state is told of; it holds as far back as anything is known."
    exact = onset.earliest == onset.latest
    range_ = "" if exact else f", between {onset.earliest} and {onset.latest}"
    return f"{brief.answer.state.value.capitalize()} since {onset.best}{range_}."


def _origins(brief: Brief) -> _Told:
    yield "What it rests on", Role.HEADING
    yield grounds(brief), Role.NOTE
    for origin in brief.origins[:RECENT]:
        said = f", last on {origin.last_known}" if origin.last_known else ""
        yield (
            f"{origin.source} ({', '.join(origin.classes)}{relays(origin.source, origin.outlets)}): "
            f"{phrases.counted(origin.claims, 'claims')}{said}; {side(origin.effect)}, "
            f"{origin.effect:+.2f}",
            Role.FACT,
        )
    yield from _more(len(brief.origins), "origins")


def grounds(brief: Brief) -> str:
    """What the origins and their effects are about."""
    if not brief.origins:
        return "Nothing is told of its state."
    lead = ""
    if brief.grounds != brief.on:
        lead = f"Nobody speaks of {brief.on}; this is about the last days told of. "
    return (
        f"{lead}Origins, not outlets; the effect is what the log-odds of the state on "
        f"{brief.grounds} lose without that origin, in nats: 0.7 doubles the odds."
    )


def _frequency(brief: Brief) -> _Told:
    yield "Frequency", Role.HEADING
    if not brief.rates and not brief.weeks:
        yield "Nobody tells how often anything runs.", Role.NOTE
    yield from _facts(brief.rates)
    for week in brief.weeks[-RECENT:]:
        yield weekly(week), Role.FACT
    yield from _more(len(brief.weeks), "weeks")
    reckoned = list(amounts.reckoned(brief.frequency))
    for line in reckoned[-RECENT:]:
        yield line, Role.FACT
    yield from _more(len(reckoned), "months")


def weekly(week: Week) -> str:
    """The crossings of one week, both directions together."""
    number = phrases.span(phrases.amount(week.fewest), phrases.amount(week.most))
    days = phrases.counted(week.days, "days")
    noun = "crossing" if week.most == 1 else "crossings"
    return f"Week of {week.monday}: {number} {noun} told, on {days} — {', '.join(week.sources)}"


def _volume(brief: Brief) -> _Told:
    yield "Volume and cargo", Role.HEADING
    if not brief.volumes and not brief.cargo and not brief.trade:
        yield "Nobody tells how much is carried, nor what.", Role.NOTE
    for facts in (brief.volumes, brief.cargo, brief.trade):
        yield from _facts(facts)


def _holds(brief: Brief) -> _Told:
    yield "Quarantine steps", Role.HEADING
    if not brief.holds:
        yield "Nobody tells of a step that goods must pass.", Role.NOTE
    yield from _facts(brief.holds)


def _disputes(brief: Brief) -> _Told:
    yield "Who contradicts whom", Role.HEADING
    if not brief.disputes:
        yield "No two accounts of the same days exclude each other.", Role.NOTE
    for dispute in brief.disputes[:RECENT]:
        yield contest(dispute), Role.FACT
        for fact in dispute.told:
            yield f"one says: {dated(fact)} — {fact.vouched}", Role.SOURCE
        for fact in dispute.against:
            yield f"another: {dated(fact)} — {fact.vouched}", Role.SOURCE
    yield from _more(len(brief.disputes), "disputes")


def contest(dispute: Dispute) -> str:
    """What a dispute is about, when, and what the belief holds."""
    held = f"; {dispute.verdict}" if dispute.verdict else ""
    return f"{dispute.about.capitalize()}, {phrases.window(dispute.days)}{held}"


def _forecasts(brief: Brief) -> _Told:
    yield "Forecasts and how they fared", Role.HEADING
    if not brief.forecasts:
        yield "Nobody forecast anything.", Role.NOTE
    for record in brief.records[:RECENT]:
        yield f"{record.source}: {record.came_true} of {record.judged} came true", Role.FACT
    for forecast in brief.forecasts[:RECENT]:
        yield _sourced(f"{forecast.fact.text}: {fared(forecast)}", forecast.fact)
    yield from _more(len(brief.forecasts), "forecasts")


def fared(forecast: Forecast) -> str:
    """The outcome in words."""
    if forecast.late_days is None:
        return forecast.outcome
    return f"{forecast.outcome}; it came {phrases.counted(forecast.late_days, 'days')} late"


def _unknown(brief: Brief) -> _Told:
    yield "What is not known", Role.HEADING
    for line in brief.unknown:
        yield line, Role.FACT
    for fact in brief.unconfirmed[-RECENT:]:
        yield _sourced(f"Not confirmed: {dated(fact)}", fact)
    yield from _more(len(brief.unconfirmed), "unconfirmed claims")


def _facts(facts: Sequence[Fact]) -> _Told:
    for fact in facts[-RECENT:]:
        yield _sourced(dated(fact), fact)
    yield from _more(len(facts), "facts")


def dated(fact: Fact) -> str:
    """The fact with the days it is told of."""
    when = fact.claim.when
    return f"{phrases.window(when)}: {fact.text}" if when else fact.text


def _sourced(text: str, fact: Fact) -> tuple[str, Role]:
    quote = f" “{fact.told}”" if fact.claim.quote else ""
    return f"{text}{quote} — {fact.vouched}", Role.FACT


def _more(count: int, what: str) -> _Told:
    if count > RECENT:
        yield f"… and {count - RECENT} {what} more; the page has all.", Role.NOTE
