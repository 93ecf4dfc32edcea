"""How well the reader does on the labelled corpus. The floors go up, never down."""

import json
from pathlib import Path

import pytest

from gold import labels
from yalu.corridors import Atlas, load
from yalu.read import read
from yalu.read.formats import documents
from yalu.read.score import STATE_FACTS, Score, score
from yalu.vocabulary import Claim, Document, Kind

CORPUS = Path(__file__).parents[1] / "corpus"
EPISODES = sorted(path.name for path in (CORPUS / "documents").iterdir())


def english() -> list[tuple[Path, Document]]:
    found = []
    for path in sorted((CORPUS / "documents").glob("*/*.txt")):
        document = documents(path.read_bytes(), str(path))[0]
        if document.lang == "en":
            found.append((path, document))
    return found


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load()


@pytest.fixture(scope="module")
def readings(atlas: Atlas) -> dict[str, tuple[Claim, ...]]:
    return {str(path): read(document, atlas) for path, document in english()}


@pytest.fixture(scope="module")
def state_facts(readings: dict[str, tuple[Claim, ...]]) -> Score:
    gold = {str(path): labels(path) for path, _ in english()}
    return score(gold, readings, STATE_FACTS)


def test_the_corpus_is_whole(state_facts: Score):
    assert len(english()) == 131
    assert state_facts.gold == 287


def test_state_facts_are_found(state_facts: Score):
    assert state_facts.f1 >= 0.835
    assert state_facts.precision >= 0.87
    assert state_facts.recall >= 0.80


def test_what_is_found_is_dated_right(state_facts: Score):
    assert state_facts.of_found("when") >= 0.88


def test_stance_and_class_of_what_is_found_are_right(state_facts: Score):
    assert state_facts.of_found("stance") >= 0.98
    assert state_facts.of_found("class_") >= 0.875


@pytest.mark.parametrize(
    ("kind", "floor"),
    [(Kind.COUNT, 0.80), (Kind.CROSSING, 0.76), (Kind.HOLD, 0.70), (Kind.FORECAST, 0.69)],
)
def test_other_kinds_are_found(kind: Kind, floor: float, readings):
    gold = {str(path): labels(path) for path, _ in english()}
    assert score(gold, readings, {kind}).f1 >= floor


def test_every_quote_is_the_text_it_points_at(readings):
    for path, document in english():
        for claim in readings[str(path)]:
            assert claim.quote is not None
            assert document.text[claim.quote.start : claim.quote.end] == claim.quote.exact


def test_every_gate_and_mode_is_one_of_the_atlas(readings, atlas: Atlas):
    for claims in readings.values():
        for claim in claims:
            assert atlas.serves(claim.gate, claim.mode)


def test_reading_twice_gives_the_same_bytes(readings, atlas: Atlas):
    for path, document in english():
        again = [json.dumps(claim.to_json()) for claim in read(document, atlas)]
        assert again == [json.dumps(claim.to_json()) for claim in readings[str(path)]]
