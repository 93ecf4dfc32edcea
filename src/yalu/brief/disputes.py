"""Who contradicts whom: the contradictions that the belief knows of, told for a reader."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from yalu.brief import phrases
from yalu.brief.assessment import Dispute
from yalu.brief.fact import Fact, Teller
from yalu.vocabulary import Claim, Kind

if TYPE_CHECKING:
    from yalu.believe import Contradiction

_EVEN = 1.2  # odds below which readings are as good as equal

Verdict = Callable[[dt.date], str | None]


def disputes(
    found: "Iterable[Contradiction]", teller: Teller, verdict: Verdict
) -> tuple[Dispute, ...]:
    """The contradictions in their order, the first reading of each against the others.

    `verdict` says in a few words what the belief holds on a day, None where it holds none.
    """
    return tuple(_dispute(one, teller, verdict) for one in found)


def _dispute(one: "Contradiction", teller: Teller, verdict: Verdict) -> Dispute:
    first, *others = one.readings
    held = _middle(one, verdict) if one.about == "state" else preferred(one)
    against = [claim for other in others for claim in other.claims]
    return Dispute(one.about, one.days, facts(first.claims, teller), facts(against, teller), held)


def facts(claims: Iterable[Claim], teller: Teller) -> tuple[Fact, ...]:
    """What the claims of a reading say, a fact of each."""
    return tuple(
        teller.fact(
            phrases.hold(claim) if claim.kind is Kind.HOLD else phrases.state(claim), [claim]
        )
        for claim in claims
    )


def preferred(one: "Contradiction") -> str | None:
    """The reading that the belief prefers, and how strongly; None where it has no say."""
    best, odds = one.preferred, one.odds
    if best is None or best.probability is None or (odds is not None and odds < _EVEN):
        judged = any(reading.probability for reading in one.readings)
        return "no reading stands out" if judged else None
    against = f", {ratio(odds)}" if odds is not None else ""
    return f"{best.says} is the likeliest reading ({phrases.percent(best.probability)}{against})"


def ratio(odds: float) -> str:
    """Odds as one says them: `3 to 1`, `1.2 to 1`."""
    return f"{odds:,.0f} to 1" if odds >= 3 else f"{odds:.1f} to 1"


def _middle(one: "Contradiction", verdict: Verdict) -> str | None:
    first, last = one.days.earliest, one.days.latest
    return verdict(first + (last - first) / 2) if first and last else None
