"""Chains: sweeps of the sampler over the path, and over what is learned beside it.

A sweep tiles the days with blocks and adds short ones where changes are likely; then come the
reliabilities of the origins and the means of their classes, the lean of false statements, the run
length and the half-life of hindsight, each by a Metropolis step on the same likelihood.
Blocks are chosen without looking at the path, so each step leaves the posterior as it is.
"""

import math
from typing import Any, NamedTuple

import numpy as np

from yalu.believe.blocks import Spread, step_block
from yalu.believe.passes import Array, compiled, lean
from yalu.believe.paths import faded, guessed, looked, renew, worded
from yalu.believe.shifts import step_boundary, step_name

_LEAST, _MOST = 15.0, 600.0  # days of a block of the tiling
_NEAR, _FAR = 2.0, 40.0  # days of a short block
_SHORT = 12  # short blocks a sweep
_WHOLE = 8  # boundaries and runs a sweep that are moved or renamed whole
_STEPS = (0.6, 2.0)  # of the log-odds of a reliability: about its own spread, and from an edge
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


class Scene(NamedTuple):
    """What a chain works on and leaves as it is.

    pieces (n,) and terms: see `yalu.believe.paths`; trust, grids; spans (2, n): the days that
    a piece looks at; aloof (n,): whether it does not mind what is believed of others.
    """

    pieces: Array
    terms: Any
    trust: Trust
    grids: Grids
    spans: Array
    aloof: Array


@lean
def _logit_step(value: float, size: float, rng: Any) -> float:
    """A step of that size in log-odds, kept from the edges."""
    odds = math.log(value / (1 - value)) + size * rng.standard_normal()
    return min(max(1 / (1 + math.exp(-odds)), _EDGE), 1 - _EDGE)


@lean
def _beta_whole(mean: float, worth: float) -> float:
    """Log of what a Beta law of that mean worth so many statements is multiplied by."""
    a, b = worth * mean, worth * (1 - mean)
    return math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)


@lean
def _beta_log(whole: float, r: float, mean: float, worth: float) -> float:
    """Log density of the log-odds of r under a Beta law, `whole` being its `_beta_whole`."""
    return whole + worth * mean * math.log(r) + worth * (1 - mean) * math.log(1 - r)


@compiled
def _reliabilities(walk: Any, room: Any, learnt: Any, trust: Any, step: float, rng: Any) -> None:
    """One step of every group's reliability, all proposed at once, each kept or not."""
    size, n = learnt.r.size, walk.r.size
    proposed, gain = np.empty(size), np.empty(size)
    for g in range(size):
        mean = learnt.means[trust.class_[g]] * trust.factor[g]
        proposed[g] = _logit_step(learnt.r[g], step, rng)
        # Log density of the log-odds under the same Beta law, of the one and of the other.
        gain[g] = trust.kappa * mean * math.log(proposed[g] / learnt.r[g])
        gain[g] += trust.kappa * (1 - mean) * math.log((1 - proposed[g]) / (1 - learnt.r[g]))
    for i in range(n):
        room.r[i] = proposed[trust.group[i]]
    worded(walk.known, walk.guess, room.r, walk.weight, room.words)
    for i in range(n):
        gain[trust.group[i]] += room.words[i] - walk.words[i]
    for g in range(size):
        gain[g] = 1.0 if math.log(1 - rng.random()) < gain[g] else 0.0
        if gain[g] > 0:
            learnt.r[g] = proposed[g]
    for i in range(n):
        if gain[trust.group[i]] > 0:
            walk.words[i], walk.r[i] = room.words[i], room.r[i]


@lean
def _classes(learnt: Any, trust: Any, rng: Any) -> None:
    """One step of the mean of every class."""
    kappa, worth = trust.kappa, trust.class_worth
    for k in range(learnt.means.size):
        mean, prior = learnt.means[k], trust.prior[k]
        other = _logit_step(mean, 0.4, rng)
        whole = _beta_whole(prior, worth)
        gain = _beta_log(whole, other, prior, worth)
        gain -= _beta_log(whole, mean, prior, worth)
        # Most groups of a class have one factor, and gamma functions are dear.
        factor, whole_other, whole_mean = -1.0, 0.0, 0.0
        for g in range(learnt.r.size):
            if trust.class_[g] != k:
                continue
            if trust.factor[g] != factor:
                factor = trust.factor[g]
                whole_other = _beta_whole(other * factor, kappa)
                whole_mean = _beta_whole(mean * factor, kappa)
            gain += _beta_log(whole_other, learnt.r[g], other * factor, kappa)
            gain -= _beta_log(whole_mean, learnt.r[g], mean * factor, kappa)
        if math.log(1 - rng.random()) < gain:
            learnt.means[k] = other


@compiled
def _lean(walk: Any, room: Any, learnt: Any, scene: Any, rng: Any) -> None:
    """One step of where false statements lean, a Dirichlet law worth `trust.lean` each."""
    other, whole, gain = np.empty(3), 0.0, 0.0
    for k in range(3):
        other[k] = learnt.toward[k] * math.exp(0.3 * rng.standard_normal())
        whole += other[k]
    for k in range(3):
        other[k] /= whole
        gain += scene.trust.lean * math.log(other[k] / learnt.toward[k])
    guessed(scene.pieces, other, room.guess)
    gain += worded(walk.known, room.guess, walk.r, walk.weight, room.words)
    if math.log(1 - rng.random()) < gain - walk.words.sum():
        learnt.toward[:] = other
        walk.words[:] = room.words
        walk.guess[:] = room.guess


@compiled
def _length(walk: Any, learnt: Any, grids: Any, rng: Any) -> None:
    """Draw the factor on the run lengths from its grid, by the stays and moves of the phases."""
    path = walk.path
    stays, moves, late_stays, late_moves = 0, 0, 0, 0
    for t in range(1, path.size):
        if path[t - 1] & 1:
            late_stays += path[t] == path[t - 1]
            late_moves += path[t] != path[t - 1]
        else:
            stays += path[t] == path[t - 1]
            moves += path[t] != path[t - 1]
    log = grids.length_log.copy()
    for place in range(log.size):
        leave = 1 / (grids.lengths[place] * grids.young)
        late = 1 / (grids.lengths[place] * grids.settled)
        log[place] += stays * math.log(1 - leave) + moves * math.log(leave)
        log[place] += late_stays * math.log(1 - late) + late_moves * math.log(late)
    total = np.cumsum(np.exp(log - log.max()))
    learnt.places[0] = min(np.searchsorted(total, rng.random() * total[-1]), log.size - 1)


@compiled
def _hindsight(walk: Any, room: Any, learnt: Any, scene: Any, rng: Any) -> None:
    """One step of the half-life of hindsight, to a neighbour on its grid."""
    pieces, grids, now = scene.pieces, scene.grids, learnt.places[1]
    other = now + (1 if rng.random() < 0.5 else -1)
    if not 0 <= other < grids.fading_log.size:
        return
    fading = grids.fadings[other]
    faded(pieces, fading, room.weight)
    norms = scene.terms.norms
    looked(walk.path, pieces, norms, fading, walk.days, walk.changes, room.seen, room.known)
    gain = grids.fading_log[other] - grids.fading_log[now] - walk.words.sum()
    gain += worded(room.known, walk.guess, walk.r, room.weight, room.words)
    if math.log(1 - rng.random()) < gain:
        learnt.places[1] = other
        walk.seen[:], walk.known[:] = room.seen, room.known
        walk.weight[:], walk.words[:] = room.weight, room.words


@compiled
def _keep(row: int, walk: Any, learnt: Any, kept: Any) -> None:
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
        sure, chance = walk.r[i] * walk.known[i], (1 - walk.r[i]) * walk.guess[i]
        kept.accurate[i] += sure / (sure + chance) / kept.traces.shape[0]


@lean
def _walk_on(
    walk: Any, room: Any, spread: Any, prior: Any, scene: Any, fading: Array, where: Array, rng: Any
) -> None:
    """One sweep over the path: blocks that tile it, then short ones where changes are likely."""
    rows = walk.path.size
    at = 0
    while at < rows:
        size = int(_LEAST * (_MOST / _LEAST) ** rng.random())
        if at == 0:
            size = 1 + int(size * rng.random())
        last = min(at + size - 1, rows - 1)
        if rows - 1 - last < _LEAST:
            last = rows - 1
        step_block(at, last, walk, room, spread, prior, scene, fading, rng)
        at = last + 1
    for _ in range(_SHORT):
        half = int(_NEAR * (_FAR / _NEAR) ** rng.random()) // 2
        middle = int(np.searchsorted(where, rng.random() * where[-1]))
        first, last = max(middle - half, 0), min(middle + half, rows - 1)
        step_block(first, last, walk, room, spread, prior, scene, fading, rng)
    for _ in range(_WHOLE):
        step_boundary(walk, room, prior, scene, spread.logs, fading, where, rng)
        step_name(walk, room, prior, scene, spread.logs, fading, rng)


@compiled
def chain(
    rng: Any,
    walk: Any,
    room: Any,
    prior: Any,
    scene: Any,
    learnt: Any,
    logs: Array,
    tempers: Array,
    where: Array,
    burn: int,
    thin: int,
    kept: Any,
) -> None:
    """Run one chain of `burn` sweeps and keep every `thin`-th after; fills `kept` and `learnt`.

    The path of `walk` is the first. logs (3, T, 3): log spread evidence of days, entries and
    exits, tempered by each of `tempers` in turn. where (T,): cumulative chance that a short
    block is put on a day.
    """
    trust, grids = scene.trust, scene.grids
    factors = np.empty((tempers.size, 3, walk.path.size, 3))
    for k in range(tempers.size):
        factors[k] = np.exp(logs * tempers[k])
    for i in range(walk.r.size):
        walk.r[i] = learnt.r[trust.group[i]]
    for sweep in range(burn + thin * kept.traces.shape[0]):
        fading = grids.fadings[learnt.places[1]]
        young = grids.lengths[learnt.places[0]] * grids.young
        prior.phase[0], prior.phase[1] = (1 - grids.lasting) / young, grids.lasting / young
        prior.phase[2] = 1 / (grids.lengths[learnt.places[0]] * grids.settled)
        if sweep % _FRESHEN == 0:
            renew(walk, scene.pieces, scene.terms, fading, learnt.toward)
        turn = sweep % tempers.size
        spread = Spread(logs, factors[turn], tempers[turn])
        _walk_on(walk, room, spread, prior, scene, fading, where, rng)
        for step in _STEPS:
            _reliabilities(walk, room, learnt, trust, step, rng)
            _classes(learnt, trust, rng)
        if trust.lean > 0:
            _lean(walk, room, learnt, scene, rng)
        if grids.lengths.size > 1:
            _length(walk, learnt, grids, rng)
        if grids.fading_log.size > 1:
            _hindsight(walk, room, learnt, scene, rng)
        if sweep >= burn and (sweep - burn) % thin == thin - 1:
            _keep((sweep - burn) // thin, walk, learnt, kept)
