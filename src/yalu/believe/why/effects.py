"""Effects: what each origin does to the belief about a day."""

import datetime as dt
from dataclasses import dataclass

from yalu.believe.beta import Rate
from yalu.believe.evidence import Evidence
from yalu.believe.why.knowing import knew, records
from yalu.believe.why.trials import Trials, nearest, speaks_for
from yalu.vocabulary import Claim, SourceClass


@dataclass(frozen=True, slots=True)
class Effect:
    """What an origin does to the log-odds of a day's likeliest state.

    `log_odds` is with it minus without it, in nats: positive where it speaks for the
    state. `claims` are its own that bear on the day, first known first; `relays` counts
    those of them that only tell again what one of the others tells, and `documents` where
    they stand. `telling` is the one on its side that speaks of the day most closely, `accurate`
    the chance that this rests on knowledge; `record` is that of all it tells of the
    service. `known` is the day on which the first of `claims` became public.
    """

    origin: str
    class_: SourceClass
    log_odds: float
    claims: tuple[Claim, ...]
    relays: int
    documents: tuple[str, ...]
    telling: Claim
    known: dt.date
    accurate: float
    record: Rate

    @property
    def supports(self) -> bool:
        return self.log_odds > 0


def effects(trials: Trials) -> tuple[Effect, ...]:
    """Leave-one-origin-out effects on the likeliest state of a day, largest first.

    Only origins with a word within 150 days of it are tried.
    Source: notes on fusing claims, finding 10.
    """
    whole, record = trials.log_odds(trials.odds), records(trials.belief, trials.near)
    found = [
        _effect(trials, origin, pieces, whole, record[origin])
        for origin, pieces in trials.near.items()
    ]
    found.sort(key=lambda effect: (-abs(effect.log_odds), effect.origin))
    return tuple(found)


def _effect(
    trials: Trials, origin: str, pieces: list[Evidence], whole: float, record: Rate
) -> Effect:
    claims = {id(claim): claim for piece in pieces for claim in piece.claims}
    leading = {id(piece.claims[0]) for piece in pieces}
    change = whole - trials.log_odds(trials.without({origin}))
    side = [piece for piece in pieces if speaks_for(piece, trials.state) is (change > 0)]
    close = nearest(side or pieces, trials.day)
    return Effect(
        origin,
        max(pieces, key=lambda piece: piece.trust).class_,
        change,
        tuple(claims.values()),
        len(claims) - len(leading),
        tuple(dict.fromkeys(claim.document for claim in claims.values())),
        close[0].claims[0],
        dt.date.fromordinal(min(piece.known for piece in pieces)),
        knew(trials.belief, close),
        record,
    )
