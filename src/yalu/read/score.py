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

from yalu.vocabulary import STATE_FACTS, Claim, Grain, Kind, When

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
        precision = hits / self.read if self.read else 0.0
        recall = hits / self.gold if self.gold else 0.0
        both = precision + recall
        return 2 * precision * recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the claim that was read for it, and which further slots agree."""

    gold: Claim
    read: Claim

    @property
    def when(self) -> bool:
        return same_window(self.gold.when, self.read.when)

    @property
    def stance(self) -> bool:
        return self.gold.stance is self.read.stance

    @property
    def class_(self) -> bool:
        return self.gold.class_ is self.read.class_

    @property
    def full(self) -> bool:
        return self.when and self.stance and self.class_


@dataclass(frozen=True, slots=True)
class Comparison:
    """The labels of one document beside what was read in it: what was found, missed, extra."""

    found: tuple[Pair, ...]
    missed: tuple[Claim, ...]
    extra: tuple[Claim, ...]

    @property
    def wrong(self) -> tuple[Pair, ...]:
        """The pairs that do not agree in full."""
        return tuple(pair for pair in self.found if not pair.full)

    @property
    def score(self) -> Score:
        """The counts."""
        return Score(
            len(self.found) + len(self.missed),
            len(self.found) + len(self.extra),
            len(self.found),
            sum(pair.when for pair in self.found),
            sum(pair.stance for pair in self.found),
            sum(pair.class_ for pair in self.found),
            sum(pair.full for pair in self.found),
        )


def compare(
    gold: Sequence[Claim], read: Sequence[Claim], kinds: Collection[Kind] = STATE_FACTS
) -> Comparison:
    """The labels and the claims of one document, those of `kinds`.

    Both kinds of state facts together are pooled.
    """
    wanted = [claim for claim in gold if claim.kind in kinds]
    got = [claim for claim in read if claim.kind in kinds]
    agreed = list(pairs(wanted, got, set(kinds) == set(STATE_FACTS)))
    paired_gold, paired_read = {i for i, _ in agreed}, {j for _, j in agreed}
    return Comparison(
        tuple(Pair(wanted[i], got[j]) for i, j in agreed),
        tuple(claim for i, claim in enumerate(wanted) if i not in paired_gold),
        tuple(claim for j, claim in enumerate(got) if j not in paired_read),
    )


def score(
    gold: Mapping[str, Sequence[Claim]],
    read: Mapping[str, Sequence[Claim]],
    kinds: Collection[Kind] = STATE_FACTS,
) -> Score:
    """The score of claims by document over the documents of `gold`."""
    total = Score()
    for document, labels in gold.items():
        total += compare(labels, read.get(document, ()), kinds).score
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
        return gold is read
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
