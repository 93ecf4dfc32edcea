"""What is not known, and how long nobody has looked."""

import datetime as dt
from collections.abc import Callable, Iterable

from yalu.brief import phrases
from yalu.brief.assessment import Answer, Origin
from yalu.vocabulary import Claim, Kind

_FIELDS: tuple[tuple[str, Callable[[Claim], bool]], ...] = (
    ("how often it runs", lambda c: c.kind is Kind.CROSSING),
    (
        "how many cars or containers",
        lambda c: any(c.value.get(k) for k in ("freight_cars", "containers", "trucks", "cars_max")),
    ),
    ("loaded or empty", lambda c: c.value.get("laden") in ("loaded", "empty")),
    ("what is carried", lambda c: c.kind is Kind.CARGO),
    ("how long goods are held", lambda c: c.kind is Kind.HOLD and "days_max" in c.value),
)
RECENT = 90
"""Days: what was last told longer ago than this is not known any more."""


def silences(
    claims: Iterable[Claim], answer: Answer, origins: tuple[Origin, ...], on: dt.date
) -> tuple[str, ...]:
    """One line for each gap: no sighting, one origin alone, fields that nobody tells."""
    told = list(claims)
    return (*_looked(told, answer, on), *_alone(origins), *_fields(told, on))


def _looked(claims: list[Claim], answer: Answer, on: dt.date) -> Iterable[str]:
    if answer.last_sighting is None:
        yield "Nobody is known to have ever looked."
    elif answer.silent_days:
        days = phrases.counted(answer.silent_days, "days")
        yield f"The last days that anybody speaks of end on {answer.last_sighting}: {days} of silence."
    known = [claim.known for claim in claims if claim.known]
    if known and (quiet := (on - max(known)).days) > 0:
        yield (
            f"No document after {max(known)}: nothing in the casebook of the last "
            f"{phrases.counted(quiet, 'days')}."
        )


def _alone(origins: tuple[Origin, ...]) -> Iterable[str]:
    speaking = [origin for origin in origins if origin.effect > 0]
    if len(speaking) == 1:
        yield f"The answer rests on one origin alone: {speaking[0].source}."


def _fields(claims: list[Claim], on: dt.date) -> Iterable[str]:
    for what, tells in _FIELDS:
        days = [min(claim.first_day, on) for claim in claims if tells(claim)]
        if not days:
            yield f"Not told by anybody: {what}."
        elif (on - max(days)).days > RECENT:
            yield f"Not told since {max(days)}: {what}."
