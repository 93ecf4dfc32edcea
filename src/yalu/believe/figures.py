"""Figures: values of trade as printed, each with its period, flow and currency."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yalu.believe.periods import By, Period
from yalu.vocabulary import Claim, Kind, Stance

TOTAL = "total"
_CURRENCIES: Mapping[str, str] = {"US$": "USD", "$": "USD", "RMB": "CNY", "CNH": "CNY"}
"""Other ways of writing a currency. None is ever turned into another."""
SAME = 0.02
"""Values closer than this part of one another are one figure, rounded or revised."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of trade in one document.

    `value` is in units of `currency`; `flow` is `total` or `CN>KP`; `first` to `last` are the days
    it is the value of. `flagged` is set where the claim is marked as the outlet's error.
    """

    gate: str
    flow: str
    currency: str
    first: dt.date
    last: dt.date
    value: float
    claim: Claim

    @property
    def flagged(self) -> bool:
        """Whether the claim is marked as an error of the outlet."""
        return self.claim.outlet_error

    @property
    def of(self) -> tuple[str, str, dt.date, dt.date]:
        """Gate, currency and days: what flows must share to be added or compared."""
        return self.gate, self.currency, self.first, self.last

    @property
    def month(self) -> Period | None:
        """The month, if it is the value of exactly one."""
        period = Period.of(self.first, By.MONTH)
        return period if (period.first, period.last) == (self.first, self.last) else None

    @property
    def digits(self) -> str:
        """The significant digits of the value: `18647` of 18,647,000."""
        return f"{self.value:.12g}".replace(".", "").strip("0")


def figures(claims: Iterable[Claim], known_by: dt.date | None = None) -> tuple[Figure, ...]:
    """The values of trade that are asserted for closed periods, in the order of periods.

    Those marked as an outlet's error are among them. Without a currency, a value above
    zero or both ends of the period there is no figure.
    """
    found = []
    for claim in claims:
        when = claim.when
        if claim.kind is not Kind.TRADE or claim.stance is not Stance.ASSERTS or when is None:
            continue
        if known_by and (claim.known is None or claim.known > known_by):
            continue
        if not when.earliest or not when.latest or not claim.number or claim.number <= 0:
            continue
        currency = (claim.unit or "").strip().upper()
        if not currency:
            continue
        flow = str(claim.value.get("flow") or claim.direction or TOTAL)
        found.append(
            Figure(
                claim.gate,
                flow,
                _CURRENCIES.get(currency, currency),
                when.earliest,
                when.latest,
                float(claim.number),
                claim,
            )
        )
    return tuple(sorted(found, key=_place))


def agree(one: float, other: float, within: float = SAME) -> bool:
    """Whether two values may be one figure."""
    return abs(one - other) <= within * max(abs(one), abs(other))


def _place(figure: Figure) -> tuple[object, ...]:
    claim = figure.claim
    return *figure.of, figure.flow, claim.known or dt.date.max, claim.document, claim.id
