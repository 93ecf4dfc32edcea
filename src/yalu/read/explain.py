"""Explain: a text with the words marked that filled slots, and each claim slot by slot."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yalu.read.formats import body_start
from yalu.vocabulary import Claim, Document, Span, Stance, Step

SLOTS = (
    "kind",
    "gate",
    "mode",
    "state",
    "scope",
    "when",
    "direction",
    "number",
    "unit",
    "value",
    "who",
    "class",
    "origin",
    "stance",
)
"""The slots of a claim, by the names of a claim line, in the order in which they are told."""


_KIND = "kind"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text and the slots that its words filled: none for plain text."""

    span: Span
    text: str
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One slot of a claim: what it holds, the rule that filled it, and from which words.

    `words` is empty for a rule that needs none: "the outlet speaks for itself".
    """

    slot: str
    value: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and how its slots were filled. `unexplained` slots hold something that no step
    tells of."""

    claim: Claim
    rows: tuple[Row, ...]
    unexplained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document explained. The texts of `segments` joined are its text without the header."""

    document: Document
    segments: tuple[Segment, ...]
    told: tuple[Told, ...]

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots that are marked somewhere, in their order: what a legend must name."""
        return _ordered({slot for segment in self.segments for slot in segment.slots})


def explain(document: Document, claims: Sequence[Claim]) -> Explanation:
    """Which words and which rules made these claims of the document."""
    steps = [step for claim in claims for step in claim.because]
    told = tuple(Told(claim, _rows(document, claim), unexplained(claim)) for claim in claims)
    return Explanation(document, tuple(_segments(document, steps)), told)


def filled(claim: Claim) -> tuple[str, ...]:
    """The slots of a claim that somebody may ask about: those that hold more than a default."""
    held = {"kind", "gate", "who"}
    held |= {slot for slot in ("state", "when", "scope", "direction", "number") if _of(claim, slot)}
    if claim.stance is not Stance.ASSERTS:
        held.add("stance")
    return _ordered(held)


def unexplained(claim: Claim) -> tuple[str, ...]:
    """The slots that are `filled` and that no step of the claim tells of."""
    explained = {step.slot for step in claim.because}
    return tuple(slot for slot in filled(claim) if slot not in explained)


def _segments(document: Document, steps: Iterable[Step]) -> Iterator[Segment]:
    """The body of the text, cut wherever the set of slots that its words filled changes."""
    text = document.text
    start, end = body_start(text), len(text)
    changes: dict[int, Counter[str]] = {start: Counter(), end: Counter()}
    every = list(dict.fromkeys(steps))
    told = {(step.start, step.end) for step in every if step.slot != _KIND}
    for step in every:
        if step.start is None or step.end is None:
            continue
        # The words that make the kind mostly fill another slot, which says more.
        if step.slot == _KIND and (step.start, step.end) in told:
            continue
        first, last = max(step.start, start), min(step.end, end)
        if first < last:
            changes.setdefault(first, Counter())[step.slot] += 1
            changes.setdefault(last, Counter())[step.slot] -= 1
    open_: Counter[str] = Counter()
    begun = start
    slots: tuple[str, ...] = ()
    for place in sorted(changes):
        open_.update(changes[place])
        now = _ordered(slot for slot, count in open_.items() if count)
        if now == slots and place != end:
            continue
        if begun < place:
            yield Segment(Span(begun, place), text[begun:place], slots)
        begun, slots = place, now


def _rows(document: Document, claim: Claim) -> tuple[Row, ...]:
    rows = [
        Row(step.slot, _of(claim, step.slot), step.rule, _words(document, step))
        for step in dict.fromkeys(claim.because)
    ]
    told = {(row.slot, row.rule) for row in rows if row.words}
    return tuple(
        sorted(
            # A rule told with its words need not be told without them.
            (row for row in rows if row.words or (row.slot, row.rule) not in told),
            key=lambda row: _place(row.slot),
        )
    )


def _words(document: Document, step: Step) -> str:
    if step.start is None or step.end is None:
        return ""
    return " ".join(document.text[step.start : step.end].split())


def _of(claim: Claim, slot: str) -> str:
    """What a slot holds, as a claim line would write it; empty where it holds nothing."""
    if slot == "when":
        return claim.when.edtf() or claim.when.symbolic or "" if claim.when else ""
    if slot == "value":
        return ", ".join(f"{name}: {_plain(held)}" for name, held in claim.value.items())
    held = getattr(claim, "class_" if slot == "class" else slot, None)
    return "" if held is None else _plain(held)


def _plain(held: object) -> str:
    if isinstance(held, float):
        return str(int(held)) if held.is_integer() else str(held)
    if isinstance(held, (list, tuple)):
        return ", ".join(map(_plain, held))
    return str(held)


def _ordered(slots: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(slots, key=_place))


def _place(slot: str) -> tuple[int, str]:
    return (SLOTS.index(slot) if slot in SLOTS else len(SLOTS), slot)
