"""What was expected, by whom, and how it fared, as facts of the brief."""

import datetime as dt
import functools
import tomllib
from collections.abc import Iterable
from importlib import resources

from yalu import believe
from yalu.believe.forecasts import Odds, Outcome
from yalu.brief import phrases
from yalu.brief.assessment import Forecast, Record
from yalu.brief.fact import Teller
from yalu.vocabulary import Claim, Stance, State


def forecasts(
    claims: Iterable[Claim], teller: Teller, odds: Odds, on: dt.date
) -> tuple[Forecast, ...]:
    """The forecasts with their outcomes as the belief has it on a day, the latest told first.

    `odds` gives the odds of suspended, limited and running on a day up to `on`.
    """
    return tuple(
        Forecast(
            teller.fact(_text(found.claims[0]), list(found.claims)),
            found.outcome.value,
            found.slip,
            found.counts,
        )
        for found in believe.forecasts(claims, odds, on, expected_state)
    )


def records(found: Iterable[Forecast]) -> tuple[Record, ...]:
    """How each origin fared, those with the most judged forecasts first."""
    tally: dict[str, list[bool]] = {}
    for one in found:
        if one.counts:
            hits = tally.setdefault(one.fact.source, [])
            hits.append(one.outcome == Outcome.CAME_TRUE)
    rows = [Record(source, sum(hits), len(hits)) for source, hits in tally.items()]
    return tuple(sorted(rows, key=lambda row: (-row.judged, row.source)))


def expected_state(claim: Claim) -> State | None:
    """The state a forecast expects: as it says, else by the words of its record."""
    if claim.state:
        return claim.state
    what = str(claim.value.get("what", "")).casefold()
    return next((state for state, words in _words() if any(word in what for word in words)), None)


def _text(claim: Claim) -> str:
    lead = "denied: " if claim.stance is Stance.DENIES else ""
    days = f", {phrases.window(claim.when)}" if claim.when else ""
    return f"{lead}{phrases.expected(claim)}{days}"


@functools.cache
def _words() -> tuple[tuple[State, tuple[str, ...]], ...]:
    found = tomllib.loads(resources.files(__package__).joinpath("expected.toml").read_text("utf-8"))
    return tuple((State(line["state"]), tuple(line["words"])) for line in found["expects"])
