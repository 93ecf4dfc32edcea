"""The sampler: exact on eight days, calibrated on its own worlds, and the same bits by seed."""

import datetime as dt
import itertools
import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.believe import Model, believe
from yalu.believe.belief import Belief
from yalu.believe.chain import Frame
from yalu.believe.evidence import Evidence, evidence_of
from yalu.believe.gibbs import Sweeps, likelihood, moves, quick, sample
from yalu.vocabulary import Claim, Grain, Kind, SourceClass, Stance, State, When, YaluError
from yalu.vocabulary.claim import Step

from .calibration import FRAME, MODEL, STATISTICS, draw, ranks
from .worlds import SERVICE, books, day, told

DAYS = 8
FIXED = Model(
    reliability_weight=1e9, class_weight=1e9, run_spread=0.0, hindsight_spread=0.0, lean_weight=0.0
)
"""Nothing is learned but the path, so that the posterior can be summed by hand."""

READ = (Step("state", "shut.close"),)
"""What the reader leaves on a claim."""

SHORT = Sweeps(1, 10, 20)


def evidence(*claims: Claim) -> list[Evidence]:
    return evidence_of(claims, SERVICE, {}, None, FIXED)


def summed(told_: list[Evidence], frame: Frame) -> np.ndarray:
    """Posterior of the days, by the sum over every path of states."""
    step, law = moves(FIXED)
    paths = np.array(list(itertools.product(range(3), repeat=DAYS)))
    prior = np.zeros(len(paths))
    for number, path in enumerate(paths):
        phases = law * (np.arange(6) // 2 == path[0])
        for state in path[1:]:
            phases = (phases @ step) * (np.arange(6) // 2 == state)
        prior[number] = phases.sum()
    weight = prior * np.exp(likelihood(told_, FIXED, frame, paths))
    return np.stack([(weight[:, None] * (paths == k)).sum(0) for k in range(3)], 1) / weight.sum()


@pytest.mark.parametrize(
    "claims",
    [
        [told(Kind.CHANGE, 3, State.RUNNING), told(Kind.SERVICE, 6, State.SUSPENDED, origin="b")],
        [
            told(Kind.SERVICE, 5, State.SUSPENDED, when=When(day(1), day(5), Grain.INTERVAL)),
            told(Kind.CROSSING, 4, origin="camera", class_=SourceClass.OWN),
            told(Kind.SERVICE, 6, State.RUNNING, origin="trader", class_=SourceClass.ANONYMOUS),
        ],
        [
            told(Kind.SERVICE, 2, State.RUNNING, stance=Stance.DENIES, origin="a"),
            told(Kind.CHANGE, 5, State.LIMITED, origin="b", class_=SourceClass.AGENCY),
            told(Kind.CHANGE, 5, State.LIMITED, origin="c", class_=SourceClass.EXPERT),
        ],
        [
            told(Kind.CHANGE, 6, State.SUSPENDED, because=READ),
            told(Kind.SERVICE, 2, State.SUSPENDED, origin="b"),
        ],
        [
            told(Kind.SERVICE, 5, State.SUSPENDED, because=READ),
            told(Kind.SERVICE, 2, State.RUNNING, origin="b"),
        ],
    ],
    ids=[
        "a change against a day",
        "a window against a crossing",
        "a denial and two alike",
        "a change that may restate",
        "a state that may be a change",
    ],
)
def test_eight_days_are_those_of_the_sum_over_all_paths(claims: list[Claim]) -> None:
    pieces, frame = evidence(*claims), Frame(day(0).toordinal(), DAYS, 0, DAYS)
    drawn = sample(pieces, FIXED, frame, 1, Sweeps(4, 200, 5000))
    assert drawn.r_hat < 1.02
    np.testing.assert_allclose(drawn.post, summed(pieces, frame), atol=4 / drawn.effective**0.5)


def test_a_change_read_by_rule_is_likely_too_where_the_state_only_held() -> None:
    model = FIXED.replace(restated=0.2, dated_floor=1.0)
    (piece,) = evidence_of(
        [told(Kind.CHANGE, 4, State.SUSPENDED, because=READ)], SERVICE, {}, None, model
    )
    frame = Frame(day(0).toordinal(), DAYS, 0, DAYS)
    held, never = np.zeros((1, DAYS), int), np.full((1, DAYS), 2)
    r, told_of = model.reliability[SourceClass.OFFICIAL], np.array(model.told)[:, 0]
    for path, state in ((held, 0), (never, 2)):
        wanted = math.log(r * 0.2 * told_of[state] + (1 - r) / 3)
        silent = likelihood([], model, frame, path)[0]
        assert likelihood([piece], model, frame, path)[0] - silent == pytest.approx(wanted)


def test_without_evidence_the_prior_is_drawn() -> None:
    drawn = sample([], Model(), Frame(0, 300, 0, 300), 3, Sweeps(4, 50, 500))
    _, law = moves(Model())
    np.testing.assert_allclose(drawn.post.mean(0), law.reshape(3, 2).sum(1), atol=0.08)


def test_the_same_seed_gives_the_same_draws_and_another_one_others() -> None:
    _, pieces = draw(0)
    one, again, other = (sample(pieces, MODEL, FRAME, seed, SHORT) for seed in (4, 4, 5))
    assert (one.paths == again.paths).all()
    assert (one.records == again.records).all()
    assert not (one.paths == other.paths).all()


def test_where_little_is_told_more_chains_are_drawn() -> None:
    assert quick(60).chains > quick(400).chains
    found = believe([told(Kind.CHANGE, 40, State.SUSPENDED)], SERVICE, engine="gibbs")
    assert len(found.chain.paths) == quick(1).chains * quick(1).keep
    assert str(quick(1)) in found.made


def by_gibbs(book: list[Claim]) -> Belief:
    return believe(book, SERVICE, known_by=day(200), engine="gibbs", sweeps=SHORT)


@given(books, st.integers(-400, 400), st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_relays_order_and_dates_move_no_draw(
    book: list[Claim], days: int, chance: random.Random
) -> None:
    plain, shuffled = by_gibbs(book), [*book, book[0].replace(document="relay")]
    chance.shuffle(shuffled)
    assert (by_gibbs(shuffled).chain.paths == plain.chain.paths).all()
    step = dt.timedelta(days)
    moved = [c.replace(when=c.when.shifted(days), known=c.known + step) for c in book]
    later = believe(moved, SERVICE, known_by=day(200) + step, engine="gibbs", sweeps=SHORT)
    assert (later.chain.paths == plain.chain.paths).all()


def test_a_belief_says_which_engine_made_it() -> None:
    book = [told(Kind.SERVICE, 3, State.RUNNING)]
    screen, record = believe(book, SERVICE), by_gibbs(book)
    assert (screen.engine, record.engine) == ("em", "gibbs")
    assert screen.digest != record.digest
    with pytest.raises(YaluError, match="no engine is called tarot; there are em and gibbs"):
        believe(book, SERVICE, engine="tarot")


def test_both_engines_agree_where_much_is_told() -> None:
    book = [told(Kind.CHANGE, 10, State.RUNNING, origin=f"paper-{n}") for n in range(4)]
    book += [told(Kind.SERVICE, n, State.RUNNING, origin="camera") for n in range(11, 40, 3)]
    screen = believe(book, SERVICE, known_by=day(60))
    record = believe(book, SERVICE, known_by=day(60), engine="gibbs")
    np.testing.assert_allclose(screen.probability, record.probability, atol=0.15)
    assert screen.since(day(30)).best == record.since(day(30)).best == day(10)


def calibrated(worlds: int, sweeps: Sweeps) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ranks (worlds, 8), said probabilities of days and states, and whether they held."""
    found = [ranks(seed, sweeps) for seed in range(worlds)]
    said = np.concatenate([post for _, post, _, _ in found])
    held = np.eye(3)[np.concatenate([path for _, _, path, _ in found])]
    return np.array([rank for rank, _, _, _ in found]), said.ravel(), held.ravel()


def apart(said: np.ndarray, held: np.ndarray) -> list[float]:
    """By tenth of what was said: how far that is from how often it held."""
    tenth = np.minimum((said * 10).astype(int), 9)
    return [float(said[tenth == k].mean() - held[tenth == k].mean()) for k in range(10)]


def evenness(counts: np.ndarray) -> float:
    """P(so uneven or more | even), of ten counts: the tail of a chi-square law of nine degrees."""
    even = counts.mean()
    x = float(((counts - even) ** 2).sum() / even)
    tail, term = math.erfc(math.sqrt(x / 2)), math.sqrt(2 * x / math.pi) * math.exp(-x / 2)
    for k in (1, 3, 5, 7):
        tail, term = tail + term, term * x / (k + 2)
    return tail


def test_figures_of_its_own_worlds_rank_evenly_among_the_draws() -> None:
    found, said, held = calibrated(30, Sweeps(1, 100, 297))
    assert np.abs(found.mean(0) / 99 - 0.5).max() < 0.2
    assert np.abs(np.mean(np.square(said - held)) - np.mean(said * (1 - said))) < 0.02


@pytest.mark.slow
def test_three_hundred_worlds_are_calibrated() -> None:
    found, said, held = calibrated(300, Sweeps(1, 200, 990))
    for rank, name in zip(found.T, STATISTICS, strict=True):
        p = evenness(np.histogram(rank, bins=10, range=(0, 100))[0])
        print(f"{name:34} mean rank {rank.mean() / 99:.3f}  p {p:.3f}")
        assert p > 0.001
        assert 0.45 < rank.mean() / 99 < 0.55
    print("said minus held, by tenth:", " ".join(f"{gap:+.3f}" for gap in apart(said, held)))
    assert max(map(abs, apart(said, held))) < 0.05
