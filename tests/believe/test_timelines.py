"""The belief against what was true, from gold claims of five episodes.

Run with `-s` to see for each episode the days, the share that is right, and the Brier score.
"""

import bisect
import datetime as dt
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from gold import labels
from yalu.believe import STATES, believe
from yalu.believe.scope import bears_on, state_told
from yalu.vocabulary import Claim, Document, Mode, Service, SourceClass, Stance, day

CORPUS = Path(__file__).parents[1] / "corpus"
BORDERS = ("poland-belarus-border", "pakistan-afghanistan-border", "dprk-cn-all")
Sure = list[float]
"""Probability of each state, in the order of STATES."""
NOTHING: Sure = [1 / 3] * 3


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


def last_report(claims: list[Claim], service: Service) -> Callable[[dt.date], Sure]:
    """The naive answer: the state of the last report that speaks of a day up to the one asked for.

    Of two about the same day the one known later counts.
    """
    told = sorted(
        (claim.when.earliest, claim.known, claim.document, state)
        for claim in claims
        if bears_on(claim, service, {service.gate: BORDERS}, None, passengers=False)
        and claim.stance is Stance.ASSERTS
        and claim.when.earliest
        and (state := state_told(claim))
    )
    firsts = [report[0] for report in told]

    def sure(on: dt.date) -> Sure:
        place = bisect.bisect_right(firsts, on)
        return [float(state is told[place - 1][-1]) for state in STATES] if place else NOTHING

    return sure


def believed(claims: list[Claim], service: Service) -> Callable[[dt.date], Sure]:
    known = max(claim.known for claim in claims)
    belief = believe(claims, service, groups={service.gate: BORDERS}, known_by=known)

    def sure(on: dt.date) -> Sure:
        return list(belief.on(on).values()) if belief.first <= on <= belief.last else NOTHING

    return sure


def grade(sure: Sure, state: str) -> Counter[str]:
    """One day: whether it is right, and its Brier score. What is not said is a third each."""
    truth = STATES.index(state)
    return Counter(
        days=1,
        right=max(sure) > 1 / 3 + 1e-9 and sure.index(max(sure)) == truth,
        brier=sum((p - (k == truth)) ** 2 for k, p in enumerate(sure)),
    )


def score(episode: str) -> dict[str, Counter[str]]:
    """Sums over the days of an episode, and over those from the first report of each gate."""
    gold = json.loads((CORPUS / "timelines" / f"{episode}.json").read_text("utf-8"))
    claims, found = gold_claims(episode), defaultdict[str, Counter[str]](Counter)
    for gate, entry in gold["gates"].items():
        service = Service(gate, Mode(entry["mode"]))
        belief, report = believed(claims, service), last_report(claims, service)
        for on, state in gold_days(gold, gate):
            naive = report(on)
            days = ("all days",) if naive is NOTHING else ("all days", "from the first report")
            for part in days:
                found[f"{part}: belief"] += grade(belief(on), state)
                found[f"{part}: last report"] += grade(naive, state)
    return found


def mean(found: Counter[str], what: str) -> float:
    return found[what] / found["days"]


def line(episode: str, name: str, found: Counter[str]) -> str:
    figures = f"{found['days']:6} {mean(found, 'right'):.3f} {mean(found, 'brier'):.3f}"
    return f"{episode:26}{name:36}{figures}"


def test_more_days_of_five_episodes_are_right_than_by_the_last_report() -> None:
    total = defaultdict[str, Counter[str]](Counter)
    for path in sorted((CORPUS / "timelines").glob("*.json")):
        for name, found in score(path.stem).items():
            total[name] += found
            print(line(path.stem, name, found))
    for name, found in total.items():
        print(line("pooled", name, found))
    belief, naive = total["all days: belief"], total["all days: last report"]
    assert mean(belief, "right") > mean(naive, "right")
    assert mean(belief, "right") >= 0.94
    assert mean(belief, "brier") <= 0.17
