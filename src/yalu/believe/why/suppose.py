"""Suppose: what would be believed if nobody had spoken, or an official spoke now."""

from dataclasses import dataclass

from yalu.believe.evidence import evidence_of
from yalu.believe.why.trials import Trials, likeliest
from yalu.vocabulary import Claim, Kind, SourceClass, Stance, State, When

_SOMEBODY = "an official word"


@dataclass(frozen=True, slots=True)
class Prior:
    """What is left of a state if nobody had spoken of the days within 150 of it.

    `probability` is of the state believed; `likeliest` is the state it would be then.
    """

    probability: float
    likeliest: State


@dataclass(frozen=True, slots=True)
class Word:
    """What one more official word would do, spoken on the last known day by a new origin.

    `claim` is that word: the state believed, confirmed or denied of the day asked about, or
    of the last known day where that is earlier. `probability` is of that state afterwards,
    `likeliest` the state that would be believed.
    """

    claim: Claim
    probability: float
    likeliest: State


def prior(trials: Trials) -> Prior:
    """What the prior, and words farther off, say of the day alone."""
    odds = trials.beyond()
    return Prior(trials.of(odds), likeliest(odds))


def words(trials: Trials) -> tuple[Word, Word]:
    """The belief after an official confirmation, and after an official denial."""
    confirmed, denied = (_word(trials, stance) for stance in (Stance.ASSERTS, Stance.DENIES))
    return confirmed, denied


def _word(trials: Trials, stance: Stance) -> Word:
    belief = trials.belief
    origin, known = _SOMEBODY, {piece.origin for piece in belief.evidence}
    while origin in known:
        origin += "'"
    claim = Claim(
        document=origin,
        kind=Kind.SERVICE,
        gate=belief.service.gate,
        mode=belief.service.mode,
        who=origin,
        class_=SourceClass.OFFICIAL,
        origin=origin,
        stance=stance,
        state=trials.state,
        when=When.on(min(trials.day, belief.known_by)),
        known=belief.known_by,
    )
    piece = evidence_of([claim], belief.service, {}, belief.known_by, belief.model)
    odds = trials.beside(piece)
    return Word(claim, trials.of(odds), likeliest(odds))
