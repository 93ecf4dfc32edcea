"""Score: how well a reading agrees with claims that people labelled.

Claims are paired one to one within a document. A pair may be made when kind,
gate, state (where the label has one) and number (of counts, crossings and holds,
where the label has one) agree; the pair that agrees best is made first.
`found` counts the pairs, `dated` those whose windows agree, `full` those whose
stance and class of source agree as well. *State facts* pool change and service:
"closed on the 4th" and "closed since the 4th" are one finding.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from yalu.vocabulary import Claim, Grain, Kind, When

STATE_FACTS = frozenset({Kind.CHANGE, Kind.SERVICE})
_NUMERIC = frozenset({Kind.COUNT, Kind.CROSSING, Kind.HOLD})
_SLACK = {Grain.DAY: 0, Grain.WEEK: 3, Grain.MONTH: 16, Grain.YEAR: 183, Grain.INTERVAL: 3}


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over a set of documents: labelled, read, and pairs that agree on a slot."""

    gold: int = 0
    read: int = 0
    found: int = 0
    when: int = 0
    stance: int = 0
    class_: int = 0
    full: int = 0

    def __add__(self, other: "Score") -> "Score":
        names = self.__slots__
        return Score(*(getattr(self, name) + getattr(other, name) for name in names))

    @property
    def precision(self) -> float:
        """Share of the claims read that a label confirms."""
        return self.found / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """Share of the labels that were found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return self._f1(self.found)

    @property
    def dated_f1(self) -> float:
        """F1 where a pair counts only if its windows agree."""
        return self._f1(self.when)

    @property
    def full_f1(self) -> float:
        """F1 where window, stance and class must agree."""
        return self._f1(self.full)

    def of_found(self, slot: str) -> float:
        """Share of the pairs that agree on a slot: `when`, `stance` or `class_`."""
        return int(getattr(self, slot)) / self.found if self.found else 0.0

    def _f1(self, hits: int) -> float:
        total = self.gold + self.read
        return 2 * hits / total if total else 0.0


def score(
    gold: Mapping[str, Sequence[Claim]],
    read: Mapping[str, Sequence[Claim]],
    kinds: Collection[Kind] = STATE_FACTS,
) -> Score:
    """The score of claims by document over the documents of `gold`."""
    pooled = set(kinds) == STATE_FACTS
    total = Score()
    for document, labels in gold.items():
        wanted = [claim for claim in labels if claim.kind in kinds]
        got = [claim for claim in read.get(document, ()) if claim.kind in kinds]
        agreed = [(wanted[i], got[j]) for i, j in pairs(wanted, got, pooled)]
        total += Score(
            len(wanted),
            len(got),
            len(agreed),
            sum(same_window(a.when, b.when) for a, b in agreed),
            sum(a.stance is b.stance for a, b in agreed),
            sum(a.class_ is b.class_ for a, b in agreed),
            sum(
                same_window(a.when, b.when) and a.stance is b.stance and a.class_ is b.class_
                for a, b in agreed
            ),
        )
    return total


def pairs(gold: Sequence[Claim], read: Sequence[Claim], pooled: bool) -> Iterable[tuple[int, int]]:
    """Indices of the claims that are paired, best agreement first."""
    options = sorted(
        (-_merit(label, claim), i, j)
        for i, label in enumerate(gold)
        for j, claim in enumerate(read)
        if _may_pair(label, claim, pooled)
    )
    used_gold: set[int] = set()
    used_read: set[int] = set()
    for _, i, j in options:
        if i not in used_gold and j not in used_read:
            used_gold.add(i)
            used_read.add(j)
            yield i, j


def same_window(gold: When | None, read: When | None) -> bool:
    """Whether each end that the label has lies within its grain's tolerance."""
    if gold is None or read is None:
        return gold is read or (gold is None and read is not None and bool(read.symbolic))
    for wanted, got in ((gold.earliest, read.earliest), (gold.latest, read.latest)):
        if wanted is None:
            continue
        if got is None or abs((wanted - got).days) > _SLACK[gold.grain]:
            return False
    return True


def _merit(gold: Claim, read: Claim) -> int:
    return (
        2 * same_window(gold.when, read.when)
        + (gold.stance is read.stance)
        + (gold.class_ is read.class_)
        + (gold.kind is read.kind)
    )


def _may_pair(gold: Claim, read: Claim, pooled: bool) -> bool:
    same_kind = gold.kind is read.kind or (
        pooled and gold.kind in STATE_FACTS and read.kind in STATE_FACTS
    )
    if not same_kind or gold.gate != read.gate:
        return False
    if gold.state is not None and gold.state is not read.state:
        return False
    if gold.kind in _NUMERIC and gold.number is not None:
        return gold.number == read.number
    return True
