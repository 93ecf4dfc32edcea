"""Why: what each origin does to a belief."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yalu.believe.evidence import Evidence
from yalu.believe.model import Model
from yalu.vocabulary import Claim, SourceClass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from yalu.believe.chain import Frame

_REACH = 150  # days: evidence farther off hardly moves a day's log-odds
_CERTAIN = 1e-12


@dataclass(frozen=True, slots=True)
class Effect:
    """What an origin does to the log-odds of a day's likeliest state.

    `log_odds` is with it minus without it, in nats: positive where it speaks for the
    state. `claims` are its own that bear on the day, first known first; `relays` counts
    those of them that only tell again what one of the others tells. `known` is the day on
    which the first of them became public.
    """

    origin: str
    class_: SourceClass
    log_odds: float
    claims: tuple[Claim, ...]
    relays: int
    known: dt.date

    @property
    def supports(self) -> bool:
        return self.log_odds > 0


def effects(
    evidence: Sequence[Evidence],
    model: Model,
    frame: "Frame",
    row: int,
    probability: "NDArray[np.float64]",
) -> tuple[Effect, ...]:
    """Leave-one-origin-out effects on the likeliest state of `row`, largest first.

    `row` counts in `frame`, as does `probability`. Only origins with a word within 150 days of the day are tried.
    Each trial smooths anew without the origin, so that what it crowded out by likeness
    weighs again. Source: notes on fusing claims, finding 10.
    """
    from yalu.believe.chain import smooth

    state = int(probability[row].argmax())
    whole = _log_odds(float(probability[row, state]))
    near: dict[str, list[Evidence]] = {}
    for piece in evidence:
        if piece.first - _REACH <= frame.first + row <= piece.last + _REACH:
            near.setdefault(piece.origin, []).append(piece)
    found = []
    for origin, pieces in near.items():
        rest = [piece for piece in evidence if piece.origin != origin]
        without = smooth(rest, model, frame).post[row, state]
        claims = {id(claim): claim for piece in pieces for claim in piece.claims}
        leading = {id(piece.claims[0]) for piece in pieces}
        found.append(
            Effect(
                origin,
                max(pieces, key=lambda piece: piece.trust).class_,
                whole - _log_odds(float(without)),
                tuple(claims.values()),
                len(claims) - len(leading),
                dt.date.fromordinal(min(piece.known for piece in pieces)),
            )
        )
    found.sort(key=lambda effect: (-abs(effect.log_odds), effect.origin))
    return tuple(found)


def _log_odds(probability: float) -> float:
    p = min(max(probability, _CERTAIN), 1 - _CERTAIN)
    return math.log(p / (1 - p))
