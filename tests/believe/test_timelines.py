"""The belief against what was true, from gold claims of five episodes.

Run with `-s` to see the figures of each episode.
"""

import collections
import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

from yalu.believe import STATES, believe
from yalu.vocabulary import Claim, Document, Mode, Service, day

CORPUS = Path(__file__).parents[1] / "corpus"
BORDERS = ("poland-belarus-border", "pakistan-afghanistan-border", "dprk-cn-all")


def gold_claims(episode: str) -> list[Claim]:
    found = []
    for path in sorted((CORPUS / "claims" / episode).glob("*.jsonl")):
        text = (CORPUS / "documents" / episode / f"{path.stem}.txt").read_text("utf-8")
        head = dict(line.split(": ", 1) for line in text.partition("\n\n")[0].splitlines())
        known = Document(name=path.stem, published=head["published"]).known
        for line in path.read_text("utf-8").splitlines():
            claim = json.loads(line)
            own = claim["class"] == "own"
            claim |= {"document": path.stem, "gist": claim.pop("quote")}
            claim["origin"] = slug(head.get("outlet", "") if own else claim["who"])
            found.append(Claim.from_json(claim).replace(known=known))
    return found


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "unknown"


def gold_days(gold: dict, gate: str) -> Iterator[tuple[dt.date, str]]:
    first, final = map(day, gold["window"])
    for span in gold["gates"][gate]["intervals"]:
        if span.get("confidence") not in ("high", "medium") or span["state"] not in STATES:
            continue
        if span.get("from") and span.get("to"):
            on, last = max(first, day(span["from"])), min(final, day(span["to"]))
            while on <= last:
                yield on, span["state"]
                on += dt.timedelta(1)


def score(episode: str) -> collections.Counter[str]:
    """Days, days of the right state, and summed Brier scores; what is not said is a third each."""
    gold = json.loads((CORPUS / "timelines" / f"{episode}.json").read_text("utf-8"))
    claims, tally = gold_claims(episode), collections.Counter()
    known = max(claim.known for claim in claims)
    for gate, entry in gold["gates"].items():
        service = Service(gate, Mode(entry["mode"]))
        belief = believe(claims, service, groups={gate: BORDERS}, known_by=known)
        for on, state in gold_days(gold, gate):
            sure = [1 / 3] * 3
            if belief.first <= on <= belief.last:
                sure = list(belief.on(on).values())
            truth = STATES.index(state)
            tally["days"] += 1
            tally["right"] += max(sure) > 1 / 3 + 1e-9 and sure.index(max(sure)) == truth
            tally["brier"] += sum((p - (k == truth)) ** 2 for k, p in enumerate(sure))
    return tally


def test_five_episodes_are_told_better_than_by_the_last_report() -> None:
    total: collections.Counter[str] = collections.Counter()
    for path in sorted((CORPUS / "timelines").glob("*.json")):
        found = score(path.stem)
        print(
            f"{path.stem:26}{found['days']:6}",
            *(f"{found[k] / found['days']:.3f}" for k in ("right", "brier")),
        )
        total += found
    right, brier = total["right"] / total["days"], total["brier"] / total["days"]
    print(f"{'pooled':26}{total['days']:6} {right:.3f} {brier:.3f}")
    assert right >= 0.94
    assert brier <= 0.17
