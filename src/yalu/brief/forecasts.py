"""What was expected, by whom, and how it fared against the belief."""

import datetime as dt
import functools
import tomllib
from collections.abc import Callable, Iterable
from importlib import resources

from yalu.brief import phrases
from yalu.brief.assessment import Forecast, Record
from yalu.brief.fact import Teller
from yalu.vocabulary import Claim, Kind, Stance, State

CAME_TRUE, DID_NOT, OPEN, NO_DAY, UNJUDGED = (
    "came true",
    "did not come true",
    "still open",
    "no day given",
    "cannot be judged",
)
GRACE = 3
"""Days after its window in which a forecast still counts as come true."""

Odds = Callable[[dt.date], tuple[float, float, float]]


def forecasts(
    claims: Iterable[Claim], teller: Teller, odds: Odds, on: dt.date
) -> tuple[Forecast, ...]:
    """The forecasts with their outcomes as the belief has it on a day, the latest told first.

    `odds` gives the odds of suspended, limited and running on a day up to `on`. A state
    came if it was more probable than not on a day of the window: limited service counts
    as open. "Could not say" is no forecast.
    """
    told = [c for c in claims if c.kind is Kind.FORECAST and c.stance is not Stance.UNCONFIRMED]
    facts = teller.facts(told, _text)
    found = []
    for fact in facts:
        outcome, late = judge(fact.claim, odds, on)
        found.append(Forecast(fact, outcome, late))
    return tuple(sorted(found, key=lambda one: one.fact.claim.known or dt.date.min, reverse=True))


def records(found: Iterable[Forecast]) -> tuple[Record, ...]:
    """How each origin fared, those with the most judged forecasts first."""
    tally: dict[str, list[bool]] = {}
    for one in found:
        if one.outcome in (CAME_TRUE, DID_NOT):
            tally.setdefault(one.fact.source, []).append(one.outcome == CAME_TRUE)
    rows = [Record(source, sum(hits), len(hits)) for source, hits in tally.items()]
    return tuple(sorted(rows, key=lambda row: (-row.judged, row.source)))


def judge(claim: Claim, odds: Odds, on: dt.date) -> tuple[str, int | None]:
    """The outcome of one forecast, and how many days late what it expects came."""
    state = expected_state(claim)
    if claim.when is None or not (claim.when.earliest or claim.when.latest):
        return NO_DAY, None
    if state is None:
        return UNJUDGED, None
    last = claim.when.latest or claim.when.earliest
    first = claim.when.earliest or last
    assert first and last
    end = last + dt.timedelta(GRACE)
    came = _first_day(first, min(end, on), state, odds)
    denied = claim.stance is Stance.DENIES
    if came:
        return (DID_NOT if denied else CAME_TRUE), None
    if end > on:
        return OPEN, None
    if denied:
        return CAME_TRUE, None
    later = _first_day(end, on, state, odds)
    return DID_NOT, (later - last).days if later else None


def expected_state(claim: Claim) -> State | None:
    """The state a forecast expects: as it says, else by the words of its record."""
    if claim.state:
        return claim.state
    what = str(claim.value.get("what", "")).casefold()
    return next((state for state, words in _words() if any(word in what for word in words)), None)


def _first_day(first: dt.date, last: dt.date, state: State, odds: Odds) -> dt.date | None:
    day = first
    while day <= last:
        suspended, _, _ = odds(day)
        if (suspended if state is State.SUSPENDED else 1 - suspended) > 0.5:
            return day
        day += dt.timedelta(1)
    return None


def _text(claim: Claim) -> str:
    lead = "denied: " if claim.stance is Stance.DENIES else ""
    days = f", {phrases.window(claim.when)}" if claim.when else ""
    return f"{lead}{phrases.expected(claim)}{days}"


@functools.cache
def _words() -> tuple[tuple[State, tuple[str, ...]], ...]:
    found = tomllib.loads(resources.files(__package__).joinpath("expected.toml").read_text("utf-8"))
    return tuple((State(line["state"]), tuple(line["words"])) for line in found["expects"])
