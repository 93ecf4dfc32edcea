"""Flip: the fewest origins without whom another state would be believed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from yalu.believe.why.effects import Effect
from yalu.believe.why.trials import Odds, Trials, distance, likeliest, speaks_for
from yalu.vocabulary import State

_WIDE = 6  # origins tried at a step of the greedy search
_MOST = 120_000  # days smoothed in search of a smaller set: about half a second of work


@dataclass(frozen=True, slots=True)
class Flip:
    """The fewest origins without whose words the likeliest state is another.

    `becomes` is that state, `probability` its own. `exact` says that no smaller set
    does it, of those near the day if these are, else of all; else the set is a bound, though none of it can be spared.
    Where nothing flips the state, `origins` are all that the belief has, `becomes` is None, and
    `probability` is what the state has left without a word. There are none where nobody speaks
    of the days near.
    """

    origins: tuple[str, ...]
    becomes: State | None
    probability: float
    exact: bool


def flip(trials: Trials, effects: Sequence[Effect]) -> Flip:
    """The set for the state believed on a day, `effects` being those of all origins near it.

    It is sought among the origins whose word is missed; if all of them together do not
    suffice, among those who speak for the state alone besides; then among all near; then
    among all. Greedy first; then every smaller set, as far as some 120,000 days of smoothing go.
    """
    if not effects:
        return Flip((), None, trials.of(trials.odds), True)
    near = [e.origin for e in sorted(effects, key=lambda e: (-e.log_odds, e.origin))]
    missed = {effect.origin for effect in effects if effect.supports}
    steady = missed | _steady(trials)
    everybody = [*near, *_farther(trials, near)]
    pools = [o for o in near if o in missed], [o for o in near if o in steady], near, everybody
    for pool in pools:
        if pool and not trials.holds(trials.without(pool)):
            return _search(trials, pool, near, everybody)
    left = trials.without(everybody)
    return Flip(tuple(sorted(everybody)), None, trials.of(left), True)


def _farther(trials: Trials, near: Sequence[str]) -> list[str]:
    """The other origins, those with a word nearest to the day first."""
    apart: dict[str, int] = {}
    for piece in trials.belief.evidence:
        days = distance(piece, trials.day)
        apart[piece.origin] = min(apart.get(piece.origin, days), days)
    rest = [origin for origin in apart if origin not in near]
    return sorted(rest, key=lambda origin: (apart[origin], origin))


def _steady(trials: Trials) -> set[str]:
    """The origins all of whose words near the day are for the state."""
    return {
        origin
        for origin, pieces in trials.near.items()
        if all(speaks_for(piece, trials.state) for piece in pieces)
    }


def _search(trials: Trials, pool: list[str], near: list[str], everybody: list[str]) -> Flip:
    most = trials.made + _MOST // trials.belief.frame.days
    best = _pruned(trials, _greedy(trials, pool))
    asked = near if set(best) <= set(near) else everybody
    for size in range(1, len(best)):
        if trials.made + comb(len(asked), size) > most:
            return _flip(trials, best, exact=False)
        smaller = [set_ for set_ in combinations(asked, size) if _flips(trials, set_)]
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
