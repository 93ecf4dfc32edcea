"""Flip: the fewest origins without whom another state would be believed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from yalu.believe.why.effects import Effect
from yalu.believe.why.trials import Odds, Trials, likeliest, speaks_for
from yalu.vocabulary import State

_WIDE = 6  # origins tried at a step of the greedy search
_MOST = 120_000  # days smoothed in search of a smaller set: about half a second of work


@dataclass(frozen=True, slots=True)
class Flip:
    """The fewest origins without whose words the likeliest state is another.

    `becomes` is that state, `probability` its own. `exact` says that no smaller set does it;
    else the set is a bound, though none of it can be spared. Where nothing flips the state,
    `origins` are all that bear on the day, `becomes` is None, and `probability` is what the
    state has left without them.
    """

    origins: tuple[str, ...]
    becomes: State | None
    probability: float
    exact: bool


def flip(trials: Trials, effects: Sequence[Effect]) -> Flip:
    """The set for the state believed on a day, `effects` being those of all origins near it.

    Sets are sought among the origins whose word is missed; if all of them together do not
    suffice, among those who speak for the state alone besides; then among all near. Greedy
    first; then every smaller set, as far as some 120,000 days of smoothing go.
    """
    ranked = [e.origin for e in sorted(effects, key=lambda e: (-e.log_odds, e.origin))]
    missed = {effect.origin for effect in effects if effect.supports}
    steady = missed | _steady(trials)
    for pool in ([o for o in ranked if o in missed], [o for o in ranked if o in steady], ranked):
        if pool and not trials.holds(trials.without(pool)):
            return _search(trials, pool)
    left = trials.without(ranked)
    return Flip(tuple(sorted(ranked)), None, trials.of(left), True)


def _steady(trials: Trials) -> set[str]:
    """The origins all of whose words near the day are for the state."""
    return {
        origin
        for origin, pieces in trials.near.items()
        if all(speaks_for(piece, trials.state) for piece in pieces)
    }


def _search(trials: Trials, pool: list[str]) -> Flip:
    most = trials.made + _MOST // trials.belief.frame.days
    best = _pruned(trials, _greedy(trials, pool))
    for size in range(1, len(best)):
        if trials.made + comb(len(pool), size) > most:
            return _flip(trials, best, exact=False)
        smaller = [set_ for set_ in combinations(pool, size) if _flips(trials, set_)]
        if smaller:
            best = list(min(smaller, key=lambda set_: trials.of(trials.without(set_))))
            break
    return _flip(trials, best, exact=True)


def _greedy(trials: Trials, pool: list[str]) -> list[str]:
    """Origins taken one by one, each the one of the next six that takes most away."""
    chosen: list[str] = []
    while not chosen or not _flips(trials, chosen):
        rest = [origin for origin in pool if origin not in chosen]
        wide = rest[: _WIDE if chosen else len(rest)]
        left = {origin: trials.of(trials.without([*chosen, origin])) for origin in wide}
        chosen.append(min(wide, key=left.__getitem__))
    return chosen


def _pruned(trials: Trials, chosen: list[str]) -> list[str]:
    """The chosen without those that can be spared, until none can."""
    for origin in chosen:
        rest = [other for other in chosen if other != origin]
        if rest and _flips(trials, rest):
            return _pruned(trials, rest)
    return chosen


def _flips(trials: Trials, origins: Iterable[str]) -> bool:
    return not trials.holds(trials.without(origins))


def _flip(trials: Trials, origins: Iterable[str], *, exact: bool) -> Flip:
    left: Odds = trials.without(origins)
    return Flip(tuple(sorted(origins)), likeliest(left), max(left), exact)
