"""How good the belief is on synthetic worlds: floors that only rise.

Run with `-s` to see the figures. `bench/believing.py` shows the same beside other ways.
"""

import statistics

import pytest

from yalu.believe import baselines, protocol, synthetic
from yalu.believe.baselines import Question
from yalu.believe.gold import Truth
from yalu.believe.scoring import Score, score
from yalu.believe.synthetic import FIRST, WORLD_MODEL, Knobs, World

FIVE, FIFTEEN, TEN_OTHERS = range(5), range(15), range(1000, 1010)


def asked(world: World) -> Question:
    return Question(world.claims, world.service, FIRST, world.last, world.last, model=WORLD_MODEL)


def scores(seeds: range, claims: int, knobs: Knobs | None = None) -> list[Score]:
    worlds = [synthetic.world(seed, claims, knobs=knobs) for seed in seeds]
    return [score(baselines.belief(asked(world)), world.truth) for world in worlds]


def mean(found: list[Score], what: str) -> float:
    figure = statistics.fmean(getattr(one, what) for one in found)
    print(f"{what} {figure:.4f}", end="  ")
    return figure


@pytest.mark.parametrize(("claims", "right", "brier"), [(400, 0.985, 0.024), (150, 0.900, 0.140)])
def test_five_worlds_in_hindsight(claims: int, right: float, brier: float) -> None:
    found = scores(FIVE, claims)
    assert mean(found, "accuracy") >= right
    assert mean(found, "brier") <= brier


@pytest.mark.slow
@pytest.mark.parametrize(
    ("claims", "right", "brier", "ece"),
    [(1500, 0.997, 0.0045, 0.005), (400, 0.979, 0.032, 0.012), (150, 0.895, 0.151, 0.036)],
)
def test_fifteen_worlds_in_hindsight(claims: int, right: float, brier: float, ece: float) -> None:
    found = scores(FIFTEEN, claims)
    assert mean(found, "accuracy") >= right
    assert mean(found, "brier") <= brier
    assert mean(found, "ece") <= ece


@pytest.mark.slow
@pytest.mark.parametrize(
    ("knobs", "brier", "sure_wrong"),
    [
        (Knobs(), 0.0, 0.0),
        (Knobs(stories=6), 0.0, 0.0),
        (Knobs(false_share=0.8), 0.0, 0.0),
        (Knobs(undetected_relays=1.0), 0.0, 0.0),
        (Knobs(fuzz=3.0), 0.0, 0.0),
        (Knobs(mean_run=40.0), 0.0, 0.0),
        (Knobs(drift=1.0), 0.0, 0.0),
    ],
    ids=str,
)
def test_worlds_that_are_not_as_expected(knobs: Knobs, brier: float, sure_wrong: float) -> None:
    found = scores(TEN_OTHERS, 300, knobs)
    assert mean(found, "brier") <= brier
    assert mean(found, "sure_wrong") <= sure_wrong


@pytest.mark.slow
def test_changes_are_believed_soon_and_few_that_never_were() -> None:
    answers = []
    ways = {name: baselines.WAYS[name] for name in ("belief", "hidden Markov")}
    for seed in range(3):
        world = synthetic.world(seed, 300)
        truth = Truth(world.service, FIRST, world.truth)
        start = synthetic.day(200)
        answers.append(protocol.as_of(asked(world), truth, 0, 10, ways, start=start))
    belief, chain, _ = protocol.results(answers)
    print(belief.detection, belief.score)
    assert belief.detection.median <= 9
    assert belief.detection.alarms_per_year <= 0.3
    assert belief.score.brier < chain.score.brier


@pytest.mark.slow
def test_the_belief_is_better_than_every_plain_way() -> None:
    for claims in (400, 150):
        world = synthetic.world(1, claims)
        brier = {
            n: score(way(asked(world)), world.truth).brier for n, way in baselines.WAYS.items()
        }
        assert min(brier, key=brier.get) == "belief"
