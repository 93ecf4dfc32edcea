"""Chains: sweeps of the sampler over the path, and over what is learned beside it.

A sweep tiles the days with blocks and adds short ones where changes are likely; then come the
reliabilities of the origins and the means of their classes, the lean of false statements, the run
length and the half-life of hindsight, each by a Metropolis step on the same likelihood.
Blocks are chosen without looking at the path, so each step leaves the posterior as it is.
"""

import math
from typing import Any, NamedTuple

import numpy as np

from yalu.believe.blocks import Room, Spread, step_block
from yalu.believe.passes import Array, compiled
from yalu.believe.paths import Walk, counted, faded, guess, knows, measure, word, words_of

_LEAST, _MOST = 15.0, 600.0  # days of a block of the tiling
_NEAR, _FAR = 2.0, 40.0  # days of a short block
_SHORT = 24  # short blocks a sweep
_EDGE = 1e-9
_FRESHEN = 64  # sweeps after which sums are taken anew


class Trust(NamedTuple):
    """Reliabilities of G groups of pieces, one for each origin and prior mean.

    group (n,): of each piece; factor (G,) on the mean of the class `class_` (G,); prior (K,):
    prior means of the classes; kappa: worth of a class's mean for a group, in statements;
    class_worth: worth of the prior for a class; lean: worth, for each state, of the prior
    that false statements name every state alike, 0 to keep it so.
    """

    group: Array
    factor: Array
    class_: Array
    prior: Array
    kappa: float
    class_worth: float
    lean: float


class Learnt(NamedTuple):
    """What a chain learns beside the path; compiled code writes into it.

    r (G,), means (K,) of classes, toward (3,) where false statements lean, places (2,): rows of
    the grids of run lengths and of hindsight.
    """

    r: Array
    means: Array
    toward: Array
    places: Array


class Grids(NamedTuple):
    """lengths (L,): factors on the run lengths; fadings (H, lags); their log priors; and
    young, lasting, settled of the model."""

    lengths: Array
    length_log: Array
    fadings: Array
    fading_log: Array
    young: float
    lasting: float
    settled: float


class Kept(NamedTuple):
    """What a chain leaves of `keep` sweeps; compiled code writes into it.

    paths (keep, T) int8 states with phases; traces (keep, 4): changes, log likelihood, rows of the
    grids of run lengths and of hindsight; r (keep, G); toward (keep, 3);
    accurate (n,) mean of P(accurate).
    """

    paths: Array
    traces: Array
    r: Array
    toward: Array
    accurate: Array


@compiled
def _logit_step(value: float, size: float, rng: Any) -> float:
    """A step of that size in log-odds, kept from the edges."""
    odds = math.log(value / (1 - value)) + size * rng.standard_normal()
    return min(max(1 / (1 + math.exp(-odds)), _EDGE), 1 - _EDGE)


@compiled
def _beta_log(r: float, mean: float, worth: float) -> float:
    """Log density of the log-odds of r under a Beta law of that mean worth so many statements."""
    a, b = worth * mean, worth * (1 - mean)
    whole = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return whole + a * math.log(r) + b * math.log(1 - r)


@compiled
def _reliabilities(
    walk: Any,
    room: Any,
    learnt: Any,
    trust: Any,
    pieces: Any,
    terms: Any,
    weight: Array,
    rng: Any,
) -> None:
    """One step of every group's reliability, all proposed at once, each kept or not."""
    size = learnt.r.size
    proposed, gain = np.empty(size), np.empty(size)
    for g in range(size):
        mean = learnt.means[trust.class_[g]] * trust.factor[g]
        proposed[g] = _logit_step(learnt.r[g], 0.8, rng)
        gain[g] = _beta_log(proposed[g], mean, trust.kappa)
        gain[g] -= _beta_log(learnt.r[g], mean, trust.kappa)
    words_of(walk, proposed, trust.group, weight, pieces, terms, learnt.toward, room.words)
    for i in range(weight.size):
        gain[trust.group[i]] += room.words[i] - walk.words[i]
    for g in range(size):
        gain[g] = 1.0 if math.log(1 - rng.random()) < gain[g] else 0.0
        if gain[g] > 0:
            learnt.r[g] = proposed[g]
    for i in range(weight.size):
        if gain[trust.group[i]] > 0:
            walk.words[i] = room.words[i]


@compiled
def _classes(learnt: Any, trust: Any, rng: Any) -> None:
    """One step of the mean of every class."""
    for k in range(learnt.means.size):
        mean = learnt.means[k]
        other = _logit_step(mean, 0.4, rng)
        gain = _beta_log(other, trust.prior[k], trust.class_worth)
        gain -= _beta_log(mean, trust.prior[k], trust.class_worth)
        for g in range(learnt.r.size):
            if trust.class_[g] == k:
                gain += _beta_log(learnt.r[g], other * trust.factor[g], trust.kappa)
                gain -= _beta_log(learnt.r[g], mean * trust.factor[g], trust.kappa)
        if math.log(1 - rng.random()) < gain:
            learnt.means[k] = other


@compiled
def _lean(
    walk: Any, room: Any, learnt: Any, trust: Any, pieces: Any, terms: Any, weight: Array, rng: Any
) -> None:
    """One step of where false statements lean, a Dirichlet law worth `trust.lean` each."""
    other, whole, gain = np.empty(3), 0.0, 0.0
    for k in range(3):
        other[k] = learnt.toward[k] * math.exp(0.3 * rng.standard_normal())
        whole += other[k]
    for k in range(3):
        other[k] /= whole
        gain += trust.lean * math.log(other[k] / learnt.toward[k])
    gain += words_of(walk, learnt.r, trust.group, weight, pieces, terms, other, room.words)
    if math.log(1 - rng.random()) < gain - walk.words.sum():
        learnt.toward[:] = other
        walk.words[:] = room.words


@compiled
def run_log(path: Array, factor: float, young: float, settled: float) -> float:
    """Log probability of the stays and moves of a path's phases, run lengths times `factor`."""
    leave, late = 1 / (factor * young), 1 / (factor * settled)
    stays, moves, late_stays, late_moves = 0, 0, 0, 0
    for t in range(1, path.size):
        if path[t - 1] % 2 == 0:
            stays += path[t] == path[t - 1]
            moves += path[t] != path[t - 1]
        else:
            late_stays += path[t] == path[t - 1]
            late_moves += path[t] != path[t - 1]
    found = stays * math.log(1 - leave) + moves * math.log(leave)
    return found + late_stays * math.log(1 - late) + late_moves * math.log(late)


@compiled
def _length(walk: Any, learnt: Any, grids: Any, rng: Any) -> None:
    """One step of the factor on the run lengths, to a neighbour on its grid."""
    now = learnt.places[0]
    other = now + (1 if rng.random() < 0.5 else -1)
    if not 0 <= other < grids.lengths.size:
        return
    gain = grids.length_log[other] - grids.length_log[now]
    gain += run_log(walk.path, grids.lengths[other], grids.young, grids.settled)
    gain -= run_log(walk.path, grids.lengths[now], grids.young, grids.settled)
    if math.log(1 - rng.random()) < gain:
        learnt.places[0] = other


@compiled
def _hindsight(
    walk: Any,
    room: Any,
    learnt: Any,
    trust: Any,
    grids: Any,
    pieces: Any,
    terms: Any,
    weight: Array,
    rng: Any,
) -> None:
    """One step of the half-life of hindsight, to a neighbour on its grid."""
    now = learnt.places[1]
    other = now + (1 if rng.random() < 0.5 else -1)
    if not 0 <= other < grids.fading_log.size:
        return
    faded(pieces, grids.fadings[other], weight)
    for i in range(weight.size):
        measure(pieces[i], walk.path, grids.fadings[other], room.seen[i])
    gain = grids.fading_log[other] - grids.fading_log[now] - walk.words.sum()
    for i in range(weight.size):
        room.words[i] = word(
            pieces[i],
            room.seen[i],
            learnt.r[trust.group[i]],
            weight[i],
            terms,
            walk.days,
            walk.changes[0],
            learnt.toward,
        )
        gain += room.words[i]
    if math.log(1 - rng.random()) < gain:
        learnt.places[1] = other
        walk.seen[:] = room.seen
        walk.words[:] = room.words
    else:
        faded(pieces, grids.fadings[now], weight)


@compiled
def _keep(row: int, walk: Any, learnt: Any, trust: Any, pieces: Any, terms: Any, kept: Any) -> None:
    """Leave the present values in a row of `kept`."""
    path, changes = walk.path, 0
    for t in range(path.size):
        kept.paths[row, t] = path[t]
        changes += t > 0 and path[t] // 2 != path[t - 1] // 2
    kept.traces[row, 0], kept.traces[row, 1] = changes, walk.words.sum()
    kept.traces[row, 2], kept.traces[row, 3] = learnt.places[0], learnt.places[1]
    kept.r[row] = learnt.r
    kept.toward[row] = learnt.toward
    for i in range(kept.accurate.size):
        r = learnt.r[trust.group[i]]
        sure = r * knows(pieces[i], walk.seen[i], terms, walk.days, walk.changes[0])
        chance = (1 - r) * guess(pieces[i], learnt.toward)
        kept.accurate[i] += sure / (sure + chance) / kept.traces.shape[0]


@compiled
def chain(
    rng: Any,
    path: Array,
    pieces: Any,
    terms: Any,
    prior: Any,
    trust: Any,
    learnt: Any,
    grids: Any,
    logs: Array,
    tempers: Array,
    where: Array,
    burn: int,
    kept: Any,
) -> None:
    """Run one chain of `burn` sweeps and those it keeps; fills `kept` and `learnt`.

    path (T,): the first path, states with phases, changed in place. logs (3, T, 3): log spread evidence of
    days, entries and exits, tempered by each of `tempers` in turn. where (T,): cumulative
    chance that a short block is put on a day.
    """
    rows, n = path.size, pieces.size
    weight, r = np.empty(n), np.empty(n)
    walk = Walk(path, np.empty((n, 3)), np.empty(n), np.empty(3), np.empty(1))
    room = Room(
        path.copy(),
        np.empty((rows, 6)),
        np.empty((n, 3)),
        np.empty(n),
        np.empty(3),
        np.empty(n, np.int64),
    )
    factors = np.empty((tempers.size, 3, rows, 3))
    for k in range(tempers.size):
        factors[k] = np.exp(logs * tempers[k])
    faded(pieces, grids.fadings[learnt.places[1]], weight)
    for sweep in range(burn + kept.traces.shape[0]):
        fading = grids.fadings[learnt.places[1]]
        young = grids.lengths[learnt.places[0]] * grids.young
        prior.phase[0], prior.phase[1] = (1 - grids.lasting) / young, grids.lasting / young
        prior.phase[2] = 1 / (grids.lengths[learnt.places[0]] * grids.settled)
        if sweep % _FRESHEN == 0:
            counted(path, terms, walk.days, walk.changes)
            for i in range(n):
                measure(pieces[i], path, fading, walk.seen[i])
            words_of(walk, learnt.r, trust.group, weight, pieces, terms, learnt.toward, walk.words)
        for i in range(n):
            r[i] = learnt.r[trust.group[i]]
        turn = sweep % tempers.size
        spread = Spread(logs, factors[turn], tempers[turn])
        at, short = 0, _SHORT
        while at < rows or short > 0:
            if at < rows:
                size = int(_LEAST * (_MOST / _LEAST) ** rng.random())
                if at == 0:
                    size = 1 + int(size * rng.random())
                t1, t2 = at, min(at + size - 1, rows - 1)
                if rows - 1 - t2 < _LEAST:
                    t2 = rows - 1
                at = t2 + 1
            else:
                half = int(_NEAR * (_FAR / _NEAR) ** rng.random()) // 2
                middle = int(np.searchsorted(where, rng.random() * where[-1]))
                t1, t2 = max(middle - half, 0), min(middle + half, rows - 1)
                short -= 1
            step_block(
                t1,
                t2,
                walk,
                room,
                spread,
                prior,
                pieces,
                terms,
                r,
                weight,
                fading,
                learnt.toward,
                rng,
            )
        _reliabilities(walk, room, learnt, trust, pieces, terms, weight, rng)
        _classes(learnt, trust, rng)
        if trust.lean > 0:
            _lean(walk, room, learnt, trust, pieces, terms, weight, rng)
        if grids.lengths.size > 1:
            _length(walk, learnt, grids, rng)
        if grids.fading_log.size > 1 and sweep % 4 == 0:
            _hindsight(walk, room, learnt, trust, grids, pieces, terms, weight, rng)
        if sweep >= burn:
            _keep(sweep - burn, walk, learnt, trust, pieces, terms, kept)
