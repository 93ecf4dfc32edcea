"""Evidence: what claims say, as a proposition about the days of one service."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from operator import itemgetter
from typing import NamedTuple

from yalu.believe.counted import tells_traffic
from yalu.believe.model import STATES, Model
from yalu.believe.scope import bears_on, of_a_part, state_told
from yalu.vocabulary import (
    FREIGHT_CARS,
    Claim,
    Grain,
    Kind,
    Service,
    SourceClass,
    Stance,
    State,
    When,
)

_RETOLD = 3  # days: an end as far off is a later state of knowledge, not a retelling
_IDLE = 30  # days: what stands for less may be on its way
_SOME_DAY = 31  # days: of a longer window a train on some day says nothing
_TERSE = 7  # days: nothing crossed for so long is told as a suspension
_UNWATCHED = frozenset({Kind.TRADE, Kind.SHARE, Kind.POLICY})


class Form(IntEnum):
    """How a proposition bears on the days: the row of its likelihood."""

    HELD = 0
    CHANGED = 1
    PASSED = 2
    STILL = 3
    STOOD = 4


# A member by its name in its class takes longer to find than what is done with it here.
_HELD, _CHANGED, _PASSED, _STILL, _STOOD = Form
_DAY, _INTERVAL = Grain.DAY, Grain.INTERVAL
_DENIES, _SPECULATES = Stance.DENIES, Stance.SPECULATES
_SERVICE, _CHANGE, _PRESENCE, _COUNT = Kind.SERVICE, Kind.CHANGE, Kind.PRESENCE, Kind.COUNT


class Evidence(NamedTuple):
    """One proposition of one origin, with every claim that tells it.

    `first` and `last` are proleptic ordinals of days. `state` is the column in STATES.
    `known` is the ordinal of the day on which it was first public, or of `last`.
    `share` is the exponent of its likelihood before likenesses are discounted. `restates` is
    the chance that a change told is but a state that held already: small of what reads as a
    change, and large of a state of one day, which may be a change on it.
    """

    form: Form
    first: int
    last: int
    state: int
    denies: bool
    known: int
    trust: float
    share: float
    origin: str
    class_: SourceClass
    firm: bool
    claims: tuple[Claim, ...]
    restates: float = 0.0

    @property
    def days(self) -> int:
        return self.last - self.first + 1

    @property
    def turns(self) -> bool:
        """Whether a change is what it most likely tells."""
        return self.form is _CHANGED and self.restates < 0.5

    @property
    def latest_known(self) -> int:
        """Ordinal of the day on which its last telling became known, or of `last`."""
        return max((c.known.toordinal() for c in self.claims if c.known), default=self.last)

    @property
    def opens(self) -> bool:
        """Whether it speaks for traffic rather than against it."""
        if self.form in (_STILL, _STOOD):
            return False
        if self.form is _PASSED:
            return True
        return (self.state > 0) is not self.denies


_BRIEF = itemgetter(*map(Evidence._fields.index, ("known", "first", "last")))
_TELLS = itemgetter(*map(Evidence._fields.index, ("origin", "state", "denies")))


def evidence_of(
    claims: Iterable[Claim],
    service: Service,
    groups: Mapping[str, Sequence[str]],
    known_by: dt.date | None,
    model: Model,
    *,
    passengers: bool = False,
) -> list[Evidence]:
    """The propositions that claims make about a service, in an order of their own.

    Relays are folded: claims of one origin that tell one thing are one proposition,
    dated and graded by whichever was known first. The order of `claims` is no matter.
    """
    found, parts = [], []
    for claim in claims:
        if bears_on(claim, service, groups, known_by, passengers) and (
            piece := _evidence(claim, service, model)
        ):
            if groups and of_a_part(claim, service, groups):
                parts.append(piece)
                continue
            found.append(piece)
            if begun := _beginning(claim, piece):
                found.append(begun)
    found += _of_the_whole(parts, groups)
    return _fold(_sorted(found))


def spoken_of(claims: Iterable[Claim], service: Service, known_by: dt.date) -> list[int]:
    """First days that claims about a service speak of, as ordinals, evidence or not; and today.

    A gate that passengers were said to use was watched, though that says nothing of freight.
    """
    found = [known_by.toordinal()]
    for claim in claims:
        day = claim.when.earliest if claim.when else None
        if day is None or claim.kind in _UNWATCHED or (claim.known or day) > known_by:
            continue
        if claim.gate == service.gate and claim.mode.covers(service.mode):
            found.append(day.toordinal())
    return found


def _sorted(found: list[Evidence]) -> list[Evidence]:
    """In `_order`, of which the first three are reckoned for all and the others between equals."""
    found.sort(key=_BRIEF)
    begun = 0
    for place in range(1, len(found) + 1):
        if place == len(found) or _BRIEF(found[place]) != _BRIEF(found[begun]):
            if place - begun > 1:
                found[begun:place] = sorted(found[begun:place], key=_order)
            begun = place
    return found


def _order(evidence: Evidence) -> tuple[object, ...]:
    claim = evidence.claims[0]
    return (
        evidence.known,
        evidence.first,
        evidence.last,
        evidence.form,
        evidence.state,
        evidence.denies,
        evidence.origin,
        -evidence.trust,
        -evidence.share,
        evidence.firm,
        claim.document,
        claim.class_,
        claim.stance,
        claim.gate,
        claim.mode,
    )


def _evidence(claim: Claim, service: Service, model: Model) -> Evidence | None:
    form, told = _form(claim), state_told(claim)
    if form is None or (told is None and (form is _HELD or form is _CHANGED)):
        return None
    if form is _CHANGED and claim.foretells:
        return None
    denies = claim.stance is _DENIES
    if form is _CHANGED and (denies or claim.gate != service.gate):
        form = _HELD  # "not reopened", "all gates shut": the days, not a switch of this one
    if denies and form is _PASSED:
        form = _STILL
    first, last = _window(claim, form)
    if form is _STOOD and last - first + 1 < _IDLE:
        return None
    if form is _PASSED and last - first + 1 > _SOME_DAY:
        return None
    if form is _STILL and last - first + 1 >= _TERSE:
        form, told, denies = _HELD, State.SUSPENDED, False
    firm = claim.stance is not _SPECULATES
    restates = 0.0
    if claim.because and form is _CHANGED:
        restates = model.restated
    elif form is _HELD and model.switched > 0 and _of_one_day(claim, service):
        form, restates = _CHANGED, 1 - model.switched
    return Evidence(  # in the order of the fields: by name it takes twice as long
        form,
        first,
        last,
        STATES.index(told) if told else 0,
        denies and form is _HELD,
        claim.known.toordinal() if claim.known else last,
        model.reliability[claim.class_] * (1.0 if firm else model.speculation),
        _share(claim, service, model),
        claim.origin,
        claim.class_,
        firm,
        (claim,),
        restates,
    )


def _of_the_whole(parts: Iterable[Evidence], groups: Mapping[str, Sequence[str]]) -> list[Evidence]:
    """What pieces about members of a group say of the group.

    A group is suspended where all its members are, running where all are, and else limited, as
    what runs for a part of the goods is told as `limited`. So where an origin tells the same of
    every member at once, it is told of the group, and what is told of the only member. Else one that runs denies that the group is
    suspended, one that is suspended that it runs, and one that is limited makes it so. A switch
    of one is no switch of the group. Members of which nobody speaks are left out: most groups
    have gates that nobody has in mind.
    """
    told = [(part, state) for part in parts if (state := _state_of(part)) is not None]
    wholes = {gate for above in groups.values() for gate in above}
    members = set(groups) - wholes
    spoken = {part.claims[0].gate for part, _ in told} & members
    several = len(spoken) > 1 or len(members) == 1
    same: dict[tuple[object, ...], set[str]] = {}
    for part, state in told:
        same.setdefault(_saying(part, state), set()).add(part.claims[0].gate)
    return [
        _about(part, state, several and same[_saying(part, state)] >= spoken)
        for part, state in told
    ]


def _saying(part: Evidence, state: int) -> tuple[object, ...]:
    return part.origin, part.known, part.first, part.last, state


def _state_of(part: Evidence) -> int | None:
    """The column of the state that a piece gives a member; None where no train for a day says little."""
    if part.form is _STILL:
        return None
    return STATES.index(State.RUNNING) if part.form is _PASSED else part.state


def _about(part: Evidence, state: int, every: bool) -> Evidence:
    if every or state == STATES.index(State.LIMITED):
        return part._replace(form=_HELD, state=state)
    other = State.RUNNING if state == STATES.index(State.SUSPENDED) else State.SUSPENDED
    return part._replace(form=_HELD, state=STATES.index(other), denies=True)


def _of_one_day(claim: Claim, service: Service) -> bool:
    """Whether a state was read by rule for one named day of this very gate.

    Claims that were read by rule have their steps; those that people made out are taken as
    they are.
    """
    when = claim.when
    return (
        bool(claim.because)
        and claim.kind is _SERVICE
        and claim.stance is not _DENIES
        and claim.gate == service.gate
        and when is not None
        and when.grain is _DAY
        and when.earliest == when.latest
    )


def _share(claim: Claim, service: Service, model: Model) -> float:
    share = 1.0 if claim.gate == service.gate else model.group_weight
    if not claim.value:
        return share
    empty = claim.value.get("laden") == "empty" and not any(
        claim.value.get(key) for key in FREIGHT_CARS
    )
    return share * (model.empty_weight if empty else 1.0)


def _beginning(claim: Claim, piece: Evidence) -> Evidence | None:
    """The change that "shut since the 4th" tells besides; one eye, so they share a weight.

    Spells of running are told without meaning that they began on their first day.
    """
    when = claim.when
    stops = piece.form is _HELD and not piece.denies and piece.state == 0
    if not stops or piece.first == piece.last or not when:
        return None
    dated = (when.earliest_grain or _DAY) in (_DAY, Grain.WEEK)
    if not dated or when.grain is not _INTERVAL or claim.kind is not _SERVICE:
        return None
    return piece._replace(form=_CHANGED, last=piece.first)


def _form(claim: Claim) -> Form | None:
    if claim.kind is _SERVICE:
        return _HELD
    if claim.kind is _CHANGE:
        return _CHANGED
    if claim.kind is _PRESENCE:
        return _STOOD
    passed = tells_traffic(claim) if claim.kind is _COUNT else claim.freight_passed
    return None if passed is None else _PASSED if passed else _STILL


def _window(claim: Claim, form: Form) -> tuple[int, int]:
    """First and last day that a claim speaks of, as ordinals.

    An open end is the day the claim was known ("since March" reaches to the telling), and
    no window reaches beyond it; an open beginning is the end alone. A rough end of a held
    window is drawn in to the middle of its month or year; the window of a change is kept.
    """
    when = claim.when
    assert when is not None
    first = when.earliest or when.latest
    assert first is not None
    if form is _CHANGED:
        return _change_window(when, first)
    start = first.toordinal()
    told = claim.known.toordinal() if claim.known else None
    if when.grain is not _INTERVAL and first == when.latest:
        return start, start
    end = when.latest.toordinal() if when.latest else max(start, told or start)
    if when.grain is _INTERVAL:
        start += (when.earliest_grain or _DAY).days // 2
        end -= (when.latest_grain or _DAY).days // 2 if when.latest else 0
    if when.latest and end - start >= _TERSE:
        end -= 1  # the last day of a span is as often the day on which it ended
    if told is not None and first.toordinal() <= told < end:
        end = told
    if start > end:
        middle = (first.toordinal() + end) // 2 if when.latest else end
        start = end = max(middle, first.toordinal())
    return start, end


def _change_window(when: When, first: dt.date) -> tuple[int, int]:
    start = first.toordinal()
    if when.earliest and when.latest:
        end = when.latest.toordinal()
    else:
        end = start + (when.earliest_grain or _DAY).days - 1
    slack = 3 if when.about else 0
    return start - slack, end + slack


def _fold(found: list[Evidence]) -> list[Evidence]:
    if len(found) < 2:
        return found
    leaders: list[dict[tuple[object, ...], list[int]]] = [{} for _ in Form]
    whole: list[list[Evidence]] = []
    for evidence in found:
        places = leaders[evidence.form].setdefault(_TELLS(evidence), [])
        for place in places:
            if _same(whole[place][0], evidence):
                whole[place].append(evidence)
                break
        else:
            places.append(len(whole))
            whole.append([evidence])
    return [members[0] if len(members) == 1 else _merged(members) for members in whole]


def folded(leader: Evidence, other: Evidence) -> bool:
    """Whether another piece only tells again what a leader, known before, tells."""
    firmer = other.turns and not leader.turns
    alike = leader.form is other.form and _TELLS(leader) == _TELLS(other)
    return alike and _same(leader, other) and not firmer


def _same(leader: Evidence, other: Evidence) -> bool:
    """Whether two propositions of one origin and form are one that was told twice."""
    if leader.form is _CHANGED and (leader.restates < 0.5 or other.restates < 0.5):
        return other.first - 2 <= leader.last and leader.first - 2 <= other.last
    if leader.form is _PASSED or leader.form is _STILL:
        return other.first <= leader.last and leader.first <= other.last
    slack = min(1 + 0.1 * (leader.days - 1), _RETOLD)
    return abs(leader.first - other.first) <= slack and abs(leader.last - other.last) <= slack


def _merged(members: list[Evidence]) -> Evidence:
    claims = {id(claim): claim for member in members for claim in member.claims}
    restates = min(member.restates for member in members)
    return members[0]._replace(claims=tuple(claims.values()), restates=restates)
