"""Fold: one claim for what a text says twice."""

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from yalu.corridors import Atlas
from yalu.read.finding import Finding
from yalu.read.limits import PEOPLE
from yalu.vocabulary import Claim, Kind, Mode, SourceClass, Stance, State

_STATES = (Kind.CHANGE, Kind.SERVICE)
_said = attrgetter("gate", "mode", "state", "scope", "stance")
_ONE = (Mode.RAIL, Mode.SEA)
"""Modes of which a word on a group is not the same as one on its roads."""
_counted = attrgetter("number", "direction")
_SPEAKER = ("who", "class", "origin")
"""The slots that say whose word a claim is."""
_HEADS = 2
"""The token at which the word stands that heads a list: "also shut to freight are"."""
_BESIDE = 1
"""Characters between two sentences of a paragraph."""
_SOON = 3
"""Days from the beginning of a blockade to a word on how it stands."""
_LATELY = 21
"""Days for which how things stand is still what was told of a day before."""


class Told(NamedTuple):
    """A claim, the finding it was made of, and whether a headline says it."""

    claim: Claim
    finding: Finding
    headline: bool


def fold(found: Iterable[Told], atlas: Atlas) -> tuple[Claim, ...]:
    """One claim for what a text says twice: a dated statement takes in the undated."""
    kept: list[Told] = []
    alike: dict[tuple[object, ...], list[int]] = {}
    vouching: dict[int, Told] = {}
    for told in found:
        places = alike.setdefault(_key(told.claim), [])
        twin = next((place for place in places if _same(told, kept[place])), None)
        if twin is None:
            places.append(len(kept))
            kept.append(told)
        elif _fuller(told, kept[twin]):
            kept[twin] = told
        else:
            vouching.setdefault(twin, told)
    for place, later in vouching.items():
        kept[place] = _vouched(kept[place], later)
    kept = [told for told in kept if not _in_part(told, kept)]
    leaking = [one for told in kept if (one := _leaking(told, kept))]
    return tuple(_ungrouped(leaking, atlas))


def _key(claim: Claim) -> tuple[object, ...]:
    """What two claims that say one thing twice have alike; of what is to come some are surer."""
    said = _said(claim)
    if claim.kind is Kind.FORECAST and claim.stance is Stance.SPECULATES:
        return (*said[:-1], Stance.ASSERTS)
    return said


def _in_part(told: Told, kept: list[Told]) -> bool:
    """ "Orrel reopened" above "was opened on Tuesday for empty lorries": the headline says less."""
    claim = told.claim
    plain = claim.state is State.RUNNING and claim.stance is Stance.ASSERTS
    if not (told.headline and plain and claim.kind in _STATES and not told.finding.explicit):
        return False
    return any(
        other.claim.kind is Kind.CHANGE
        and other.claim.state is State.LIMITED
        and other.claim.stance is Stance.ASSERTS
        and other.claim.gate == claim.gate
        and not other.headline
        and other.finding.trigger.rule.get("state") == State.RUNNING
        for other in kept
    )


def _vouched(before: Told, later: Told) -> Told:
    """ "Nothing moves. ..., officials said": the authority that says it again vouches for what the
    outlet told first."""
    claim, other = before.claim, later.claim
    shut = claim.state is State.SUSPENDED and claim.stance is Stance.ASSERTS
    if not shut or claim.class_ is not SourceClass.OWN or other.class_ is not SourceClass.OFFICIAL:
        return before
    kept = tuple(step for step in claim.because if step.slot not in _SPEAKER)
    given = tuple(step for step in other.because if step.slot in _SPEAKER)
    vouched = replace(
        claim, who=other.who, class_=other.class_, origin=other.origin, because=(*kept, *given)
    )
    return before._replace(claim=vouched)


def _leaking(told: Told, kept: list[Told]) -> Told | None:
    """A blockade of which the text says that some are let through is a part that runs; None
    where that is all that it tells."""
    claim = told.claim
    if not (told.finding.trigger.rule.get("leaks") and claim.state is State.SUSPENDED):
        return told
    listed = {one.claim.gate for one in kept if one.finding.trigger is told.finding.trigger}
    for other in kept:
        if _lets_by(told, other, listed):
            pooled = claim.kind is other.claim.kind is Kind.SERVICE
            if pooled and claim.when == other.claim.when and other.claim.state:
                return None
            return told._replace(claim=replace(claim, state=State.LIMITED))
    return told


def _lets_by(told: Told, other: Told, listed: set[str]) -> bool:
    """Whether a claim tells that some get by a blockade: a part, or vehicles that were counted
    at one of the gates `listed` with it."""
    claim, leak = told.claim, other.claim
    if leak.mode is not claim.mode or leak.stance is not claim.stance or leak.gate not in listed:
        return False
    if leak.kind is Kind.CROSSING:
        lasting = told.finding.trigger.rule.get("aspect") == "state"
        here, there = claim.quote, leak.quote
        next_to = here and there and (here == there or 0 <= there.start - here.end <= _BESIDE)
        return bool(lasting and next_to and leak.number) and _retold(claim, leak)
    if leak.gate != claim.gate or leak.state is not State.LIMITED or leak.kind not in _STATES:
        return False
    if leak.scope in PEOPLE:
        return False  # walkers, and no freight
    if told.finding.trigger.rule.get("aspect") == "state":
        return claim.when == leak.when
    return _retold(claim, leak) or (not other.finding.explicit and _soon(claim, leak))


def _soon(claim: Claim, later: Claim) -> bool:
    """Whether how things stand is told within days of what began."""
    mine, theirs = claim.when, later.when
    if mine is None or theirs is None or not (mine.latest and theirs.earliest):
        return False
    return 0 <= (theirs.earliest - mine.latest).days <= _SOON


def _ungrouped(kept: list[Told], atlas: Atlas) -> Iterable[Claim]:
    """A word on a group goes where the text says the same of its members; a headline's, where
    it says it of people alone too."""
    if not any(atlas.members(told.claim.gate) for told in kept):
        yield from (told.claim for told in kept)
        return
    said = {
        (told.claim.gate, mode, *stated)
        for told in kept
        if told.claim.state
        for stated in {_stated(told, True), _stated(told, False)}
        for mode in ((told.claim.mode,) if _by(told, "gate.line") else (told.claim.mode, None))
    }
    days = {
        (gate, *_stated(told, True)): told.claim
        for told in kept
        if told.finding.explicit and told.claim.kind in _STATES
        for gate in atlas.members(told.claim.gate)
    }
    for told in kept:
        if not atlas.members(told.claim.gate):
            whole = days.get((told.claim.gate, *_stated(told, True)))
            yield _dated_by_all(told, whole)
            continue
        if _by(told, "gate.some"):
            yield told.claim  # some of the gates of a border, and nobody says which
            continue
        stated = _stated(told, people=not told.headline)
        mode = told.claim.mode if told.claim.mode in _ONE else None
        if not any((gate, mode, *stated) in said for gate in atlas.members(told.claim.gate)):
            yield told.claim


def _dated_by_all(told: Told, whole: Claim | None) -> Claim:
    """ "The border was shut on the 12th. Shut to freight are Orrel and Kessim": the list has the day
    of the act whose word goes."""
    claim = told.claim
    shut = claim.state is State.SUSPENDED and claim.stance is Stance.ASSERTS
    heads = told.finding.trigger.first <= _HEADS and not told.finding.explicit
    if whole is None or whole.when is None or not (shut and heads):
        return claim
    kept = tuple(step for step in claim.because if step.slot != "when")
    given = tuple(step for step in whole.because if step.slot == "when")
    return replace(claim, kind=whole.kind, when=whole.when, because=(*kept, *given))


def _by(told: Told, rule: str) -> bool:
    """Whether a rule has given a claim its gate."""
    return told.finding.place.because.rule == rule


def _stated(told: Told, people: bool) -> tuple[object, ...]:
    """What a claim says of its gate, and whether `people` are all that it says it of."""
    claim = told.claim
    scope = claim.scope in PEOPLE if people else None
    return claim.kind in _STATES, claim.state, claim.stance, scope


def _fuller(later: Told, before: Told) -> bool:
    """Whether the later words say more: a date, more days, or what a headline leaves out."""
    if later.finding.explicit != before.finding.explicit:
        return later.finding.explicit
    if not later.finding.explicit:
        return before.headline and not later.headline
    return _days(later.claim) > _days(before.claim)


def _days(claim: Claim) -> int:
    when = claim.when
    if when is None or when.earliest is None or when.latest is None:
        return 0
    return (when.latest - when.earliest).days


def _same(told: Told, before: Told) -> bool:
    """Whether the text says one thing twice, of which `_said` is the same."""
    (claim, finding, _), (other, seen, headline) = told, before
    pooled = claim.kind in _STATES and other.kind in _STATES
    if not (pooled or claim.kind is other.kind):
        return False
    counted = not pooled and claim.kind is not Kind.FORECAST
    if counted and _counted(claim) != _counted(other):
        return False
    if counted and finding.value != seen.value:
        return False
    if pooled and headline and not seen.explicit:
        return True
    if claim.kind is Kind.HOLD and claim.number is None:
        return not (finding.explicit and seen.explicit) or claim.when == other.when
    if claim.kind is Kind.FORECAST and seen.explicit and not finding.explicit:
        return True  # "will open on Friday. It can open once the road is clear"
    seen_by_all = SourceClass.OWN in (claim.class_, other.class_) or _acted(other)
    if claim.origin != other.origin and not seen_by_all:
        return pooled and claim.class_ is other.class_ and _same_days(claim, other)
    if not finding.explicit or not seen.explicit:
        stands = seen if finding.explicit else finding
        lasts = stands.trigger.rule.get("aspect") == "state" and claim.state is State.SUSPENDED
        return not (lasts and pooled and _long_ago(claim, other))
    if pooled and claim.when == other.when and claim.quote == other.quote:
        return True  # "was closed on Monday and remains so"
    return claim.kind is other.kind and (
        claim.when == other.when or (pooled and _retold(claim, other))
    )


def _acted(claim: Claim) -> bool:
    """Whether a claim is what its speaker did, told by the outlet: another's word on it is no second
    fact."""
    return any(step.slot == "who" and step.rule == "who.act" for step in claim.because)


def _long_ago(claim: Claim, other: Claim) -> bool:
    """Whether one of two words on a state is of a time long before the other's."""
    mine, theirs = claim.when, other.when
    if mine is None or theirs is None or not (mine.latest and theirs.latest):
        return False
    return abs((mine.latest - theirs.latest).days) > _LATELY


def _same_days(claim: Claim, other: Claim) -> bool:
    """Whether two windows are one but for the day that counting takes in or leaves out."""
    mine, theirs = claim.when, other.when
    if mine is None or theirs is None or claim.kind is not other.kind:
        return mine == theirs
    ends = ((mine.earliest, theirs.earliest), (mine.latest, theirs.latest))
    lasting = mine.earliest != mine.latest and theirs.earliest != theirs.latest
    return mine == theirs or (
        lasting and all(one and two and abs((one - two).days) <= 1 for one, two in ends)
    )


def _retold(claim: Claim, other: Claim) -> bool:
    """Whether two words on one state speak of the same days; a closing on one of them
    and the closure that went on are two facts."""
    mine, theirs = claim.when, other.when
    if mine is None or theirs is None or not (mine.earliest and theirs.earliest):
        return False
    return mine.earliest <= (theirs.latest or theirs.earliest) and theirs.earliest <= (
        mine.latest or mine.earliest
    )
