"""The belief against what was true on five episodes, from gold claims and from documents as read.

Run with `-s` to see the scores of each episode and of all.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from gold import labels
from yalu.believe.baselines import WAYS, Question
from yalu.believe.gold import truths
from yalu.believe.protocol import Answers, hindsight
from yalu.believe.scoring import Score, score
from yalu.corridors import load
from yalu.read import read
from yalu.read.formats import documents
from yalu.vocabulary import Claim, Document, SourceClass

CORPUS = Path(__file__).parents[1] / "corpus"
COMPARED = ("belief", "last report")


def gold_claims(episode: str) -> list[Claim]:
    found = []
    for path in sorted((CORPUS / "claims" / episode).glob("*.jsonl")):
        document = CORPUS / "documents" / episode / f"{path.stem}.txt"
        header = document.read_text("utf-8").partition("\n\n")[0]
        head = dict(line.split(": ", 1) for line in header.splitlines())
        known = Document(name=path.stem, published=head["published"]).known
        for claim in labels(document):
            own = claim.class_ is SourceClass.OWN
            origin = slug(head.get("outlet", "") if own else claim.who)
            found.append(claim.replace(document=path.stem, origin=origin, known=known))
    return found


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "unknown"


def answers(episode: str, claims: Sequence[Claim]) -> Iterator[Answers]:
    """What the belief and the last report say of every settled day of an episode."""
    gold = json.loads((CORPUS / "timelines" / f"{episode}.json").read_text("utf-8"))
    atlas = load()
    known = max(claim.known for claim in claims)
    for truth in truths(gold):
        service = truth.service
        groups = atlas.around(service.gate)
        question = Question(claims, service, truth.first, truth.last, known, groups)
        yield hindsight(question, truth, {name: WAYS[name] for name in COMPARED})


def scores(found: list[Answers]) -> dict[str, Score]:
    """Scores over all days, and over those from the first report of each gate on."""
    truth = np.concatenate([one.states for one in found])
    silent = np.concatenate([one.silent for one in found])
    said = {name: np.concatenate([one.said[name] for one in found]) for name in COMPARED}
    told = said["last report"].max(axis=1) == 1
    return {
        f"{part}: {name}": score(said[name][days], truth[days], silent[days])
        for part, days in (("all days", np.ones(len(truth), bool)), ("from the first report", told))
        for name in COMPARED
    }


def shown(episode: str, found: dict[str, Score]) -> None:
    for name, one in found.items():
        figures = f"{one.days:6} {one.accuracy:.3f} {one.brier:.3f} {one.log:.3f} {one.ece:.3f}"
        print(f"{episode:26}{name:36}{figures}")


def read_claims(episode: str) -> list[Claim]:
    """The claims that the reader finds in the documents of an episode."""
    atlas, found = load(), []
    for path in sorted((CORPUS / "documents" / episode).glob("*.txt")):
        for document in documents(path.read_bytes(), str(path)):
            found += read(document, atlas)
    return found


def pooled(claims_of: Callable[[str], Sequence[Claim]]) -> tuple[Score, Score]:
    """The scores of the belief and of the last report over all days, after each episode is shown."""
    every = []
    for path in sorted((CORPUS / "timelines").glob("*.json")):
        found = list(answers(path.stem, claims_of(path.stem)))
        shown(path.stem, scores(found))
        every += found
    total = scores(every)
    shown("pooled", total)
    return total["all days: belief"], total["all days: last report"]


def test_more_days_of_five_episodes_are_right_than_by_the_last_report() -> None:
    belief, naive = pooled(gold_claims)
    assert belief.days == 11_718
    assert belief.accuracy > naive.accuracy
    assert belief.accuracy >= 0.98
    assert belief.brier <= 0.093


@pytest.mark.slow
def test_from_documents_as_read_it_beats_the_last_report_too() -> None:
    belief, naive = pooled(read_claims)
    assert belief.accuracy >= max(naive.accuracy, 0.935)
    assert belief.brier <= min(naive.brier, 0.13)
