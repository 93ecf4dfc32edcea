"""On whose word the answer rests: origins with their effect, and the evidence itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yalu.brief import phrases
from yalu.brief.assessment import Evidence, Origin
from yalu.brief.fact import Teller, appearance

if TYPE_CHECKING:
    from yalu.believe import Effect


def origins(effects: Sequence["Effect"], teller: Teller) -> tuple[Origin, ...]:
    """The origins that bear on the answer, largest effect first."""
    return tuple(
        Origin(
            teller.source(effect.origin),
            tuple(dict.fromkeys(claim.class_.value for claim in effect.claims)),
            teller.outlets(effect.claims),
            effect.log_odds,
            len(effect.claims),
            max((claim.known for claim in effect.claims if claim.known), default=None),
        )
        for effect in effects
    )


def evidence(effects: Sequence["Effect"], teller: Teller) -> tuple[Evidence, ...]:
    """What the origins tell, each fact with the effect of its origin, by day of saying."""
    rows = [
        Evidence(fact, effect.log_odds)
        for effect in effects
        for fact in teller.facts(effect.claims, phrases.state)
    ]
    return tuple(sorted(rows, key=lambda row: appearance(row.fact.claim), reverse=True))


def side(effect: float) -> str:
    """Which way an effect points: `for`, `against`, or `little alone`.

    Where several origins tell the same, none of them is missed when left out; the sign
    of such a small effect says nothing.
    """
    if abs(effect) < 0.05:
        return "little alone"
    return "for" if effect > 0 else "against"
