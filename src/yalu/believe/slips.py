"""Slips: figures that cannot be right as printed, with the reading that is preferred and why.

Five things give a slip away; each is looked for only where the figures themselves decide it,
for a false flag costs more trust than a slip that is missed:

- a share of more than a hundred in a hundred;
- a part larger than its whole: a flow, a month or goods that exceed the total they belong to;
- flows that do not add up to the total printed beside them;
- another reading of one figure: a thousandfold, two digits swapped, or a value that the sum of
  the flows speaks against;
- a growth that contradicts the two values it stands on.
"""

import datetime as dt
import itertools
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yalu.believe.counted import goods_of
from yalu.believe.figures import TOTAL, Figure, agree, figures
from yalu.vocabulary import Claim, DateError, Kind, Stance, When

_FAR = 0.10
"""Readings of one figure further apart than this are no rounding and no common revision."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_POINTS = 3.0
"""Points of per cent by which a growth may differ from its values: both are rounded, and revised."""


class SlipKind(StrEnum):
    """What gives a slip away."""

    SHARE = "share above 100 %"
    PART = "part larger than its whole"
    SUM = "flows do not add up"
    THOUSAND = "thousandfold"
    DIGITS = "digits swapped"
    READING = "another reading"
    GROWTH = "growth contradicts its values"


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: `claims` are those concerned, the doubted one first.

    `text` says what is contradictory. `preferred` is the value to read instead of the doubted
    one, None where nothing decides it; `why` says on what that rests.
    """

    kind: SlipKind
    text: str
    claims: tuple[Claim, ...]
    preferred: float | None
    why: str

    @property
    def doubted(self) -> Claim:
        """The claim that is probably wrong."""
        return self.claims[0]


def slips(claims: Iterable[Claim], known_by: dt.date | None = None) -> tuple[Slip, ...]:
    """The slips among what claims say of trade, those of one claim once, by day of telling.

    Marks of outlet errors are neither needed nor used. The order of claims does not matter.
    """
    given = [c for c in claims if not known_by or (c.known and c.known <= known_by)]
    given.sort(key=_appearance)
    told = figures(given)
    checks = (_shares(given), _readings(told), _sums(told), _parts(told), _goods(given, told))
    found: dict[str, Slip] = {}
    for slip in itertools.chain(*checks, _growths(given, told)):
        found.setdefault(slip.doubted.id, slip)
    return tuple(sorted(found.values(), key=lambda slip: _appearance(slip.doubted)))


def _shares(claims: Sequence[Claim]) -> Iterator[Slip]:
    """Shares above the whole. Two years in what it is a share of make it a comparison."""
    for claim in claims:
        percent = claim.value.get("percent")
        if claim.kind is not Kind.SHARE or not isinstance(percent, int | float):
            continue
        if percent > 100 and len(set(_YEAR.findall(str(claim.value.get("of", ""))))) < 2:
            text = f"{percent:g} % is more than the whole of {claim.value.get('of', 'it')}"
            yield Slip(SlipKind.SHARE, text, (claim,), None, "no share exceeds 100 %")


def _readings(told: Sequence[Figure]) -> Iterator[Slip]:
    """Different values of one flow in one period, where something decides between them.

    Origins may count differently, and a document that prints two values means two things; so
    the copies of one origin in different documents are compared.
    """
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in told:
        groups[(*figure.of, figure.flow, figure.claim.origin)].append(figure)
    for group in groups.values():
        for one, other in itertools.combinations(_distinct(group), 2):
            kind = _kind(one, other)
            if kind is None or one.claim.document == other.claim.document:
                continue
            for wrong, right in ((one, other), (other, one)):
                why = _preferred(right, wrong, group, told)
                if why and not _preferred(wrong, right, group, told):
                    yield Slip(
                        kind,
                        f"{_said(wrong)} against {_amount(right)} in {right.claim.document}",
                        (wrong.claim, right.claim),
                        right.value,
                        why,
                    )


def _kind(one: Figure, other: Figure) -> SlipKind | None:
    if agree(one.value, other.value):
        return None
    if _swapped(one, other):
        return SlipKind.DIGITS
    if agree(one.value, other.value, _FAR):
        return None
    power = math.log10(one.value / other.value)
    nearest = round(power / 3)
    if nearest and abs(power - 3 * nearest) < math.log10(1.05):
        return SlipKind.THOUSAND
    return SlipKind.READING


def _swapped(one: Figure, other: Figure) -> bool:
    """Whether two neighbouring digits of at least four stand the other way round."""
    a, b = one.digits, other.digits
    if len(a) != len(b) or len(a) < 4 or not 0.1 < one.value / other.value < 10:
        return False
    apart = [place for place in range(len(a)) if a[place] != b[place]]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and (a[apart[0]], a[apart[1]]) == (b[apart[1]], b[apart[0]])
    )


def _preferred(
    right: Figure, wrong: Figure, group: Sequence[Figure], told: Sequence[Figure]
) -> str | None:
    """Why one reading is preferred to another, None where nothing speaks for it.

    The sum of the flows decides; without one, the documents that print it, if they are two more.
    """
    if total := _sum_of(right, told):
        return total
    if _sum_of(wrong, told):
        return None
    printed = {f.claim.document for f in group if agree(f.value, right.value)}
    against = {f.claim.document for f in group if agree(f.value, wrong.value)}
    if len(printed) >= len(against) + 2:
        return f"{len(printed)} documents print it, and {len(against)} the other"
    return None


def _sum_of(figure: Figure, told: Sequence[Figure]) -> str | None:
    """The sum that a reading completes, in one document other than that of the doubted value."""
    for document, flows in _by_document(told, figure.of).items():
        parts = [flow for flow in flows if flow != TOTAL]
        if len(parts) != 2:
            continue
        for a, b in itertools.product(flows[parts[0]], flows[parts[1]]):
            if figure.flow == TOTAL and agree(a.value + b.value, figure.value, 0.005):
                return f"it is the sum of {_amount(a)} and {_amount(b)} in {document}"
            for total in flows.get(TOTAL, ()):
                if figure.flow in parts and agree(a.value + b.value, total.value, 0.005):
                    part = a if a.flow == figure.flow else b
                    if agree(part.value, figure.value, 0.005):
                        return f"with the other flow it is the total {_amount(total)} in {document}"
    return None


def _sums(told: Sequence[Figure]) -> Iterator[Slip]:
    """Two flows and a total in one document of which no readings add up."""
    for of in dict.fromkeys(figure.of for figure in told):
        for flows in _by_document(told, of).values():
            parts = [flow for flow in flows if flow != TOTAL]
            if len(parts) != 2 or TOTAL not in flows:
                continue
            triples = list(itertools.product(flows[parts[0]], flows[parts[1]], flows[TOTAL]))
            if any(agree(a.value + b.value, total.value) for a, b, total in triples):
                continue
            yield from _misfit(*triples[0], told)


def _misfit(a: Figure, b: Figure, total: Figure, told: Sequence[Figure]) -> Iterator[Slip]:
    """Which of three that do not add up is doubted: the one that, completed, others print."""
    text = f"{_said(a)} and {_amount(b)} {b.flow} do not add up to the total {_amount(total)}"
    fits = [(a, total.value - b.value), (b, total.value - a.value), (total, a.value + b.value)]
    for figure, fitting in fits:
        others = [
            other
            for other in told
            if (other.of, other.flow) == (figure.of, figure.flow)
            and other.claim.document != figure.claim.document
            and agree(other.value, fitting, 0.005)
        ]
        if others:
            claims = [each.claim for each in (a, b, total) if each is not figure]
            why = f"{others[0].claim.document} prints it, and with it the flows add up"
            yield Slip(SlipKind.SUM, text, (figure.claim, *claims), others[0].value, why)
            return
    why = "nobody else prints the value that would fit"
    yield Slip(SlipKind.SUM, text, (total.claim, a.claim, b.claim), None, why)


def _parts(told: Sequence[Figure]) -> Iterator[Slip]:
    """A flow above the total of its period, or a period above one that holds it, in one document.

    Where a total is put together from another source, the two may count differently; so only
    what one document prints side by side is compared.
    """
    by_document: dict[str, list[Figure]] = defaultdict(list)
    for figure in told:
        by_document[figure.claim.document].append(figure)
    for beside in by_document.values():
        for part, whole in itertools.permutations(beside, 2):
            if part.value <= whole.value * 1.02 or part.of[:2] != whole.of[:2]:
                continue
            within = whole.first <= part.first and part.last <= whole.last
            days_same = part.of == whole.of
            of_total = days_same and whole.flow == TOTAL != part.flow
            of_period = within and not days_same and part.flow == whole.flow
            if of_total or of_period:
                text = f"{_said(part)} exceeds {_said(whole)}, of which it is a part"
                yield _larger(part, whole, text, told)


def _larger(part: Figure, whole: Figure, text: str, told: Sequence[Figure]) -> Slip:
    """Which of the two is doubted: the one that other documents print otherwise."""
    for wrong, right in ((part, whole), (whole, part)):
        others = [
            other
            for other in told
            if (other.of, other.flow) == (wrong.of, wrong.flow)
            and not agree(other.value, wrong.value)
            and (other.value <= whole.value if wrong is part else other.value >= part.value)
        ]
        if others:
            why = f"{others[0].claim.document} prints it"
            claims = (wrong.claim, right.claim)
            return Slip(SlipKind.PART, text, claims, others[0].value, why)
    return Slip(
        SlipKind.PART, text, (part.claim, whole.claim), None, "nothing tells which is wrong"
    )


def _goods(claims: Sequence[Claim], told: Sequence[Figure]) -> Iterator[Slip]:
    """Goods worth more than all that went the same way in the same period."""
    for claim in claims:
        if claim.kind is not Kind.CARGO or claim.stance is not Stance.ASSERTS or not claim.when:
            continue
        for item in goods_of(claim):
            value, unit = item.get("quantity"), str(item.get("unit", "")).upper()
            if not isinstance(value, int | float):
                continue
            wholes = [
                f
                for f in told
                if (f.gate, f.currency, f.flow) == (claim.gate, unit, claim.direction)
                and (f.first, f.last) == (claim.when.earliest, claim.when.latest)
            ]
            if wholes and value > 1.02 * max(f.value for f in wholes):
                text = (
                    f"{item.get('kind', 'goods')} worth {_millions(value)} million {unit} "
                    f"exceeds {_said(wholes[0])}, of which it is a part"
                )
                fits = value / 1000 <= wholes[0].value
                why = "a thousandth of it fits" if fits else "nothing tells what was meant"
                preferred = value / 1000 if fits else None
                yield Slip(SlipKind.PART, text, (claim, wholes[0].claim), preferred, why)
                break


def _growths(claims: Sequence[Claim], told: Sequence[Figure]) -> Iterator[Slip]:
    """A `growth` in per cent `against` an earlier period (EDTF), where both values are known."""
    for claim in claims:
        growth, against = claim.value.get("growth"), claim.value.get("against")
        if claim.kind is not Kind.TRADE or claim.stance is not Stance.ASSERTS:
            continue
        if not isinstance(growth, int | float) or not isinstance(against, str) or not claim.when:
            continue
        mine = next((f for f in told if f.claim is claim), None)
        before = _window(against)
        if mine is None or before is None or before.earliest is None or before.latest is None:
            continue
        days = before.earliest, before.latest
        bases = [
            f
            for f in told
            if (f.gate, f.currency, f.flow, f.first, f.last)
            == (mine.gate, mine.currency, mine.flow, *days)
        ]
        found = [100 * (mine.value / base.value - 1) for base in bases]
        if found and all(abs(each - growth) > _POINTS + 0.05 * abs(each) for each in found):
            text = (
                f"{_said(mine)} is told to be {growth:+g} % against {against}, "
                f"but {_amount(bases[0])} then makes it {found[0]:+.1f} %"
            )
            why = "the two values are printed, the growth is reckoned from them"
            yield Slip(SlipKind.GROWTH, text, (claim, bases[0].claim), None, why)


def _window(edtf: str) -> When | None:
    try:
        return When.from_edtf(edtf)
    except DateError:
        return None


def _by_document(
    told: Sequence[Figure], of: tuple[object, ...]
) -> dict[str, dict[str, list[Figure]]]:
    """The figures of the same days by document and flow."""
    found: dict[str, dict[str, list[Figure]]] = {}
    for figure in told:
        if figure.of == of:
            flows = found.setdefault(figure.claim.document, {})
            flows.setdefault(figure.flow, []).append(figure)
    return found


def _distinct(group: Sequence[Figure]) -> list[Figure]:
    """One figure of each value, the first known."""
    return list({figure.value: figure for figure in reversed(group)}.values())[::-1]


def _said(figure: Figure) -> str:
    days = When(figure.first, figure.last).edtf()
    return f"{_amount(figure)} {figure.flow} in {days} ({figure.claim.document})"


def _amount(figure: Figure) -> str:
    return f"{_millions(figure.value)} million {figure.currency}"


def _millions(value: float) -> str:
    return f"{value / 1e6:,.6g}"


def _appearance(claim: Claim) -> tuple[object, ...]:
    return claim.known or dt.date.max, claim.document, claim.id
