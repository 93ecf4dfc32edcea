"""Gibbs: draws from the posterior of paths, reliabilities and run lengths, for the record."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yalu.believe import blocks, chains, paths, spreading
from yalu.believe.chain import Frame, Prior, Smoothed, length_grid, prior_of, smooth, usual_of
from yalu.believe.delays import delayed
from yalu.believe.evidence import Evidence
from yalu.believe.likeness import Crowd, crowd_among
from yalu.believe.mixing import effective_size, r_hat
from yalu.believe.model import Model
from yalu.believe.passes import Array, compiled
from yalu.believe.pieces import Pieces, fadings_of, pieces_of, rates_of

Floats = NDArray[np.float64]

_TEMPERS = np.array([1.0, 0.7, 0.4])
_WATCHED_DAYS = 20  # days whose state is looked at for mixing
_HALVINGS = 7  # rows of the grid of hindsight


@dataclass(frozen=True, slots=True)
class Sweeps:
    """How long the sampler runs: chains, and of each the sweeps burnt, and draws kept.

    Of `thin` sweeps one is kept.
    """

    chains: int = 2
    burn: int = 60
    keep: int = 300
    thin: int = 2


RECORD = Sweeps(4, 400, 1500, 4)
"""For what is published for the record: with half as many R-hat stays above 1.01 on real days."""

_FEW = 120  # pieces of evidence


def quick(pieces: int) -> Sweeps:
    """Sweeps for an answer while one waits, from so many pieces of evidence.

    Where little is told much is possible, and it takes more chains to see it.
    """
    return Sweeps(chains=4 if pieces <= _FEW else 2)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The posterior by draws; K draws, of all chains one after the other.

    post (T, 3) over the days of the frame; into (T, 3) probability of a change into a state
    on the day, 0 outside the watched ones; paths (K, N) int8, `2 * state + phase` of its N watched days, from
    row `begun`; changes (K,) of a path; lengths (K,) factor on the run lengths; lives (H,)
    half-lives of hindsight that were tried, days, and life (K,) the row of each draw; records (K, G) reliabilities of the groups, which `group` (n,)
    gives for each piece; toward (K, 3) where false statements lean. Of the n pieces: weight,
    accurate, reliability as in `Smoothed`. looked (23, chains, draws of each): what is looked at for
    mixing, the number of changes, the log likelihood, the run lengths and the state on twenty days.
    """

    post: Floats
    into: Floats
    paths: NDArray[np.int8]
    begun: int
    changes: Floats
    lengths: Floats
    lives: Floats
    life: NDArray[np.int64]
    records: Floats
    group: NDArray[np.int64]
    toward: Floats
    pieces: Pieces
    crowd: Crowd
    weight: Floats
    accurate: Floats
    reliability: Floats
    looked: Floats

    @property
    def r_hat(self) -> float:
        """The worst split R-hat of what is looked at; see `mixing.r_hat`."""
        return max(r_hat(one) for one in self.looked)

    @property
    def effective(self) -> float:
        """The least effective size of what is looked at, in draws; see `mixing.effective_size`."""
        return min(effective_size(one) for one in self.looked)

    @property
    def states(self) -> NDArray[np.int8]:
        """State of every draw on the watched days, (K, N)."""
        return self.paths // 2

    @property
    def weights(self) -> Floats:
        """Weight of every draw, (K,), all the same."""
        return np.full(len(self.paths), 1 / len(self.paths))

    def at(self, row: int) -> Floats:
        """Posterior of the states on a row, (3,)."""
        found: Floats = self.post[row]
        return found

    def starts(self, row: int, state: int) -> Floats:
        """P(the run of `state` on row `row` began on row c), shape (row + 1,), summing to 1.

        Of days past the watched ones, those of the last watched day count. A run that holds on
        the first watched day began there or before. Where no draw is in that state, it begins on its row.
        """
        return run_starts(self.states, self.weights, self.begun, row, state)


def run_starts(
    states: NDArray[np.int8], weights: Floats, begun: int, row: int, state: int
) -> Floats:
    """`Drawn.starts` of weighted draws (K, N), whose days begin on row `begun`."""
    found = np.zeros(row + 1)
    at = min(row - begun, states.shape[1] - 1)
    held = states[:, at] == state if at >= 0 else np.zeros(len(states), bool)
    if not weights[held].sum() > 0:
        found[row] = 1.0
        return found
    other = states[held, : at + 1] != state
    last = np.where(other.any(1), at - other[:, ::-1].argmax(1) + 1, 0)
    np.add.at(found, begun + last, weights[held] / weights[held].sum())
    return found


def sample(
    evidence: Sequence[Evidence],
    model: Model,
    frame: Frame,
    seed: int = 0,
    sweeps: Sweeps | None = None,
    spread: Smoothed | None = None,
) -> Drawn:
    """Draws from the posterior, by blocks proposed from what EM spreads.

    `spread` is EM's own answer where it is known already. The same seed gives the same draws.
    """
    sweeps = sweeps or quick(len(evidence))
    spread = spread or smooth(evidence, model, frame)
    model = delayed(evidence, model)
    pieces = pieces_of(evidence, frame.first + frame.begun, model)
    days = slice(frame.begun, frame.observed)
    logs = np.log(np.stack((spread.likely[days], spread.enter[days], spread.leave[days])))
    where = np.cumsum(spread.into[days].sum(1) + 1 / logs.shape[1])
    scene = _scene(evidence, pieces, frame, model)
    found = []
    for number in range(sweeps.chains):
        rng = np.random.Generator(np.random.PCG64([seed, number]))
        learnt = _first(scene)
        kept = _room(sweeps.keep, logs.shape[1], scene.trust, pieces)
        prior = prior_of(model)
        path = _path(logs * _TEMPERS[number % len(_TEMPERS)], prior, rng)
        chains.chain(
            rng,
            paths.walk_of(path, len(pieces)),
            blocks.room_of(len(path), len(pieces)),
            prior,
            scene,
            learnt,
            logs,
            _TEMPERS,
            where,
            sweeps.burn,
            sweeps.thin,
            kept,
        )
        found.append(kept)
    return _drawn(found, model, frame, scene.grids, scene.trust, pieces)


def likelihood(
    evidence: Sequence[Evidence], model: Model, frame: Frame, found: NDArray[np.int64]
) -> Floats:
    """Log likelihood, (K,), of paths of states over the watched days, (K, N), at the prior means.

    What the sampler's steps sum to, and what a sum over all paths is checked against.
    """
    model = delayed(evidence, model)
    pieces = pieces_of(evidence, frame.first + frame.begun, model)
    scene = _scene(evidence, pieces, frame, model)
    learnt, terms = _first(scene), scene.terms
    fading, told = scene.grids.fadings[learnt.places[1]], np.empty(len(found))
    for k, path in enumerate(found):
        walk = paths.walk_of(2 * path, len(pieces))
        walk.r[:] = learnt.r[scene.trust.group]
        told[k] = paths.renew(walk, pieces, terms, fading, learnt.toward)
        told[k] -= terms.reports[0] * np.log(walk.changes[0] + terms.reports[1])
        told[k] -= terms.quiet[1:][path[1:] != path[:-1]].sum()
    return told


def _scene(
    evidence: Sequence[Evidence], pieces: Pieces, frame: Frame, model: Model
) -> chains.Scene:
    aloof = pieces["form"] == spreading.HELD
    if model.absence == 0:
        aloof |= pieces["form"] >= paths.RATES
    trust, grids = _trust(evidence, pieces, model), _grids(model)
    terms, spans = terms_of(pieces, frame, model), blocks.spans_of(pieces)
    return chains.Scene(pieces, terms, trust, grids, spans, aloof)


def _first(scene: chains.Scene) -> chains.Learnt:
    trust, grids = scene.trust, scene.grids
    middle = np.array([grids.length_log.argmax(), grids.fading_log.argmax()])
    r = trust.prior[trust.class_] * trust.factor
    return chains.Learnt(r, trust.prior.copy(), np.full(3, 1 / 3), middle)


def _room(keep: int, rows: int, trust: chains.Trust, pieces: Pieces) -> chains.Kept:
    paths_ = np.empty((keep, rows), np.int8)
    r = np.empty((keep, len(trust.factor)))
    return chains.Kept(paths_, np.empty((keep, 4)), r, np.empty((keep, 3)), np.zeros(len(pieces)))


def _path(logs: Floats, prior: Prior, rng: np.random.Generator) -> NDArray[np.int64]:
    """A first path, drawn from the spread evidence alone."""
    rows = logs.shape[1]
    path, filtered = np.zeros(rows, np.int64), np.empty((rows, 6))
    factors = np.exp(logs)
    blocks.filter_block(0, rows - 1, path, filtered, factors, prior)
    blocks.draw_block(0, rows - 1, path, path, filtered, factors, prior, rng)
    return path


def _trust(evidence: Sequence[Evidence], pieces: Pieces, model: Model) -> chains.Trust:
    """The groups of pieces that share a reliability: those of one origin, class and firmness."""
    classes = sorted(model.reliability)
    keys = [
        (origin, classes.index(e.class_), e.firm)
        for origin, e in zip(pieces["origin"], evidence, strict=True)
    ]
    groups = sorted(set(keys))
    place = {key: number for number, key in enumerate(groups)}
    return chains.Trust(
        np.array([place[key] for key in keys], np.int64),
        np.array([1.0 if firm else model.speculation for _, _, firm in groups], np.float64),
        np.array([class_ for _, class_, _ in groups], np.int64),
        np.array([model.reliability[class_] for class_ in classes], np.float64),
        float(model.reliability_weight),
        float(model.class_weight),
        float(model.lean_weight),
    )


def _grids(model: Model) -> chains.Grids:
    halves = np.linspace(-1.5, 1.5, _HALVINGS)
    if model.hindsight_spread <= 0 or model.hindsight_floor >= 1:
        halves = np.zeros(1)
    lives = half_lives(model, halves)
    spread = model.hindsight_spread or 1.0
    return chains.Grids(
        *length_grid(model),
        fadings_of(lives),
        -0.5 * (halves * np.log(2) / spread) ** 2,
        float(model.young),
        float(model.lasting),
        float(model.settled),
    )


def half_lives(model: Model, halves: Floats) -> Floats:
    """Half-lives on the grid of hindsight, days, for so many doublings of the model's."""
    return np.asarray(model.hindsight_half_life * 2.0**halves)


def terms_of(pieces: Pieces, frame: Frame, model: Model) -> paths.Terms:
    """What the likelihood rests on beside pieces and path, over the watched days of a frame."""
    watched = frame.watch()[frame.begun : frame.observed]
    ago = len(watched) - 1 - np.arange(len(watched))
    heard = 1 - np.exp(-ago / model.report_delay) if model.report_delay > 0 else 1.0
    quiet = np.empty(len(watched))
    spreading.unnoticed(pieces, model.notice_days, model.notice, quiet)
    return paths.Terms(
        norms_of(model),
        float(model.absence),
        quiet * watched * heard,
        watched,
        watched * heard,
        np.array([model.reports * model.reports_weight, model.reports_weight]),
    )


def norms_of(model: Model) -> Pieces:
    """What `paths.knows` holds pieces against by a model: one record of `paths.NORMS`, shape (1,)."""
    table, usual = rates_of(model), usual_of(model)
    norms = np.log(model.told), table, usual, model.absence, model.reports_weight
    return np.array([norms], paths.NORMS).view(np.recarray)


def _drawn(
    kept: Sequence[chains.Kept],
    model: Model,
    frame: Frame,
    grids: chains.Grids,
    trust: chains.Trust,
    pieces: Pieces,
) -> Drawn:
    drawn = np.concatenate([one.paths for one in kept])
    traces = np.stack([one.traces for one in kept])
    post, into = shares(drawn, np.full(len(drawn), 1 / len(drawn)), frame, model)
    lives = half_lives(
        model, np.linspace(-1.5, 1.5, _HALVINGS) if len(grids.fading_log) > 1 else np.zeros(1)
    )
    rows = np.linspace(0, drawn.shape[1] - 1, _WATCHED_DAYS).astype(int)
    states = np.stack([one.paths[:, rows] // 2 for one in kept]).astype(np.float64)
    looked = np.concatenate((traces[:, :, :3], states), axis=2)
    records = np.concatenate([one.r for one in kept])
    return Drawn(
        post=post,
        into=into,
        paths=drawn,
        begun=frame.begun,
        changes=traces[:, :, 0].ravel(),
        lengths=grids.lengths[traces[:, :, 2].ravel().astype(int)],
        lives=lives,
        life=traces[:, :, 3].ravel().astype(np.int64),
        records=records,
        group=trust.group,
        toward=np.concatenate([one.toward for one in kept]),
        pieces=pieces,
        crowd=crowd_among(pieces, model),
        weight=pieces["weight"],
        accurate=np.mean([one.accurate for one in kept], axis=0),
        reliability=records.mean(0)[trust.group],
        looked=np.moveaxis(looked, 2, 0),
    )


def shares(
    drawn: NDArray[np.int8], weights: Floats, frame: Frame, model: Model
) -> tuple[Floats, Floats]:
    """Posterior of the days of a frame and of changes into a state, (T, 3) each, by draws (K, N).

    Days before and after the watched ones are those of the prior from where the draws end.
    """
    post, into = np.zeros((frame.days, 3)), np.zeros((frame.days, 3))
    days = slice(frame.begun, frame.observed)
    _tallied(drawn, weights, post[days], into[days])
    step, law = moves(model)
    back = (step * law[:, None]).T / law[:, None]
    share = np.bincount(drawn[:, 0], weights, 6).astype(np.float64)
    for t in range(frame.begun - 1, -1, -1):
        share = share @ back
        post[t] = share.reshape(3, 2).sum(1)
    share = np.bincount(drawn[:, -1], weights, 6).astype(np.float64)
    for t in range(frame.observed, frame.days):
        share = share @ step
        post[t] = share.reshape(3, 2).sum(1)
    return post, into


@compiled
def _tallied(drawn: Array, weights: Floats, post: Floats, into: Floats) -> None:
    """Add the weights (K,) of draws (K, N) to the states and the changes of their days, (N, 3)."""
    for k in range(drawn.shape[0]):
        path, weight, was = drawn[k], weights[k], drawn[k, 0] >> 1
        for t in range(drawn.shape[1]):
            state = path[t] >> 1
            post[t, state] += weight
            if state != was:
                into[t, state] += weight
            was = state


def moves(model: Model) -> tuple[Floats, Floats]:
    """The chain of a day, (6, 6) from row to column, and its stationary law (6,)."""
    prior = prior_of(model)
    ends, settles, late = prior.phase
    step = np.zeros((6, 6))
    for k in range(3):
        step[2 * k, 2 * k], step[2 * k, 2 * k + 1] = 1 - ends - settles, settles
        step[2 * k + 1, 2 * k + 1] = 1 - late
        step[2 * k, ::2] += ends * prior.jump[k]
        step[2 * k + 1, ::2] += late * prior.jump[k]
    return step, prior.start
