"""State frames: change, service and forecast claims from triggers and passing words."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from yalu.corridors import Atlas
from yalu.read.attach import Dated, attach
from yalu.read.clauses import Clause, clause
from yalu.read.finding import Finding
from yalu.read.marks import Mark, Sentence
from yalu.read.places import Focus, Place, choose, mentions
from yalu.read.scope import Scope, scope
from yalu.read.time import Role
from yalu.vocabulary import Grain, Kind, Stance, State, Step, When

_LEAD = 1
"""Sentences at the head of a text in which an undated past tense is today's news."""

_REFLECT = {State.RUNNING: State.SUSPENDED, State.SUSPENDED: State.RUNNING}


def states(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The state findings of one sentence. `anchor` is the day of saying, `day` the
    last event's day."""
    for trigger in sentence.of("trigger"):
        around = clause(sentence, trigger)
        if _speaks(sentence, around, trigger, focus):
            yield from _triggered(sentence, around, trigger, focus, anchor, day, atlas)
    for passing in sentence.of("pass"):
        around = clause(sentence, passing)
        yield from _passing(sentence, around, passing, focus, anchor, day, atlas)


def _speaks(sentence: Sentence, around: Clause, trigger: Mark, focus: Focus) -> bool:
    """Whether the clause speaks of something that the trigger can be said of."""
    wanted = set(trigger.rule.get("objects", ()))
    needs = trigger.rule.get("needs")
    if needs and not _behind(sentence, needs, trigger):
        return False
    if _imperative(sentence, around, trigger):
        return False
    if _epithet(sentence, trigger):
        return False
    nouns = sentence.of("noun", around.first, around.last)
    nouns = [mark for mark in nouns if mark.first != trigger.first and not _lone(sentence, mark)]
    kinds = {mark.rule.get("is") for mark in nouns}
    if kinds & {"other", "people"} and _elsewise(sentence, around, trigger, nouns):
        return False
    if trigger.rule.get("weak"):
        running = trigger.rule.get("state") == State.RUNNING
        return any(
            mark.rule.get("is") in wanted
            and _close(mark, trigger, 5)
            and (mark.first < trigger.first or not running)
            for mark in nouns
        )
    if kinds & wanted or ("traffic" in wanted and kinds & {"vehicle", "passenger"}):
        return True
    if "restriction" in wanted:
        start = max(around.first, trigger.first - 4)
        return focus.closed and sentence.has("pronoun_subject", start, trigger.first)
    if "gate" not in wanted:
        return False
    if any(
        _bare(sentence, mention.first, mention.last, trigger)
        for mention in mentions(sentence, focus, around.first, around.last)
    ):
        return True
    relative = around.opened == "relative"
    start = max(around.first, trigger.first - 5)
    return bool(focus.gates or relative) and (
        sentence.has("pronoun_subject", start, trigger.first)
        or (relative and trigger.first - around.first <= 4)
    )


def _behind(sentence: Sentence, needs: str, trigger: Mark) -> bool:
    """Whether a word of the set stands before the trigger, but for an adverb."""
    place = trigger.first
    if sentence.has("adverb", place - 1, place):
        place -= 1
    return sentence.has(needs, place - 1, place)


def _imperative(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Open the crossings!": a demand, not a report."""
    first = trigger.first
    opens = first == around.first or sentence.has("colon", first - 1, first)
    return opens and sentence.has("imperative", first, trigger.last)


def _epithet(sentence: Sentence, trigger: Mark) -> bool:
    """ "Three closed wagons": the word describes a vehicle."""
    return sentence.has("epithet", trigger.first, trigger.last) and any(
        mark.first == trigger.last and mark.rule.get("unit") for mark in sentence.of("noun")
    )


def _lone(sentence: Sentence, noun: Mark) -> bool:
    """ "A train returned": one vehicle is no service."""
    word = sentence.tokens.words[noun.last - 1]
    single = noun.rule.get("unit") and not word.endswith("s")
    return bool(single) and sentence.has("indefinite", noun.first - 4, noun.first)


def _close(mark: Mark, trigger: Mark, reach: int) -> bool:
    return 0 <= trigger.first - mark.last <= reach or 0 <= mark.first - trigger.last <= reach


def _elsewise(sentence: Sentence, around: Clause, trigger: Mark, nouns: list[Mark]) -> bool:
    """Whether the subject, or else the object, is something that is no gate."""
    first = around.first
    for place in range(around.first, trigger.first):
        if sentence.has("comma", place, place + 1):
            first = place + 1
    before = [mark for mark in nouns if first <= mark.first < trigger.first]
    after = [mark for mark in nouns if 0 <= mark.first - trigger.last <= 3]
    if not before:
        return bool(after) and after[0].rule.get("is") == "other"
    if before[0].rule.get("is") == "people":
        return not any(mark.rule.get("is") in ("gate", "traffic", "trade") for mark in after)
    return bool(before[0].rule.get("is") == "other")


def _bare(sentence: Sentence, first: int, last: int, trigger: Mark) -> bool:
    """Whether a named gate is itself the subject or object: "Orrel was closed"."""
    if last <= trigger.first:
        return not sentence.has("not_bare_before", first - 1, first)
    near = first - trigger.last <= 4
    return near and not sentence.has("not_bare_after", trigger.last, first)


def _triggered(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
    atlas: Atlas,
) -> Iterator[Finding]:
    governed = scope(sentence, around, trigger)
    if cut := _cut(sentence, around):
        governed = replace(governed, only=governed.only or cut)
    if governed.elsewhere or governed.wish or (governed.infinitive and not governed.future):
        return
    aspect = trigger.rule.get("aspect")
    dated = attach(sentence, around, trigger, governed, anchor, day)
    if aspect == "noun" and not (dated and dated.role in (Role.SINCE, Role.FOR)):
        return
    if aspect == "noun" and _lifted(sentence, around):
        return
    if aspect == "force" and dated is None:
        return
    reading = _reading(sentence, trigger, governed, dated)
    if reading is None:
        return
    kind, state, stance = reading
    if (
        dated is None
        and kind is not Kind.FORECAST
        and not _current(sentence, around, trigger, governed)
    ):
        return
    when, kind = _window(sentence, trigger, governed, dated, kind, anchor)
    limit = _limit(sentence, around, governed)
    for place in choose(sentence, around, trigger.first, focus, atlas):
        focus.closed = state is State.SUSPENDED
        yield Finding(
            kind,
            place,
            around,
            trigger,
            _because(sentence, trigger, governed, dated, place),
            stance,
            state,
            when,
            explicit=dated is not None,
            scope=limit,
        )


def _reading(
    sentence: Sentence, trigger: Mark, governed: Scope, dated: Dated | None
) -> tuple[Kind, State, Stance] | None:
    """Kind, state and stance that the trigger has under its cues."""
    state = State(trigger.rule.at["state"])
    future = (bool(governed.future) and not (dated and dated.today)) or bool(dated and dated.future)
    standing = trigger.rule.get("aspect") == "state" and state is State.RUNNING
    if standing and dated and dated.role is Role.SINCE and not governed.again:
        return None
    if governed.only and state is State.RUNNING and not _freight_only(sentence, governed.only):
        state = State.LIMITED
    if governed.unclear:
        return (Kind.FORECAST if future else Kind.CHANGE), state, Stance.UNCONFIRMED
    if governed.condition or governed.hope:
        return (Kind.FORECAST, state, Stance.SPECULATES) if future or governed.hope else None
    stance = Stance.SPECULATES if governed.may else Stance.ASSERTS
    negative = governed.negated or (governed.zero and _quantifies(sentence, governed.zero, trigger))
    if future:
        return Kind.FORECAST, state, Stance.DENIES if negative else stance
    if negative:
        if state is State.RUNNING and _is_state(sentence, trigger):
            return Kind.SERVICE, State.SUSPENDED, stance
        return Kind.CHANGE, state, Stance.DENIES
    kind = Kind.SERVICE if _is_state(sentence, trigger) or governed.still else Kind.CHANGE
    return kind, state, stance


def _cut(sentence: Sentence, around: Clause) -> Mark | None:
    """ "Open again, but for one purpose only": the next clause limits this one."""
    for mark in sentence.of("boundary", around.last):
        if mark.first == around.last and mark.rule.get("is") == "contrast":
            end = min(mark.last + 6, len(sentence.tokens))
            return next(
                (cue for cue in sentence.of("cue", mark.last, end) if cue.rule.get("is") == "only"),
                None,
            )
    return None


def _lifted(sentence: Sentence, around: Clause) -> bool:
    """ "A four-day closure was lifted" tells of the end."""
    return any(
        mark.rule.get("objects") == ["restriction"] and mark.rule.get("state") == State.RUNNING
        for mark in sentence.of("trigger", around.first, around.last)
    )


def _freight_only(sentence: Sentence, only: Mark) -> bool:
    """ "Only cargo vehicles" keeps freight whole."""
    if not sentence.has("only", only.first, only.last):
        return False
    nouns = sentence.of("noun", only.last, min(only.last + 3, len(sentence.tokens)))
    return any(mark.rule.get("is") == "traffic" for mark in nouns)


def _current(sentence: Sentence, around: Clause, trigger: Mark, governed: Scope) -> bool:
    """Whether words without a date speak of the day of writing: news, not background."""
    if around.opened == "subordinate" or sentence.has("comma", trigger.first - 1, trigger.first):
        return False
    if sentence.number < _LEAD or governed.perfect or governed.still:
        return not governed.past
    return not sentence.has("past", trigger.first - 3, trigger.first) and (
        trigger.rule.get("aspect") == "state"
        or sentence.has("be_present", trigger.first - 3, trigger.first)
        or sentence.has("present", trigger.first, trigger.first + 1)
    )


def _quantifies(sentence: Sentence, zero: Mark, trigger: Mark) -> bool:
    """ "No trains" yes, "no date" no: the zero word must stand on goods or vehicles."""
    if sentence.has("nothing", zero.first, zero.last):
        return zero.last <= trigger.first
    return any(
        mark.rule.get("is") in ("traffic", "vehicle", "trade")
        for mark in sentence.of("noun", zero.last, min(zero.last + 6, len(sentence.tokens)))
    )


def _is_state(sentence: Sentence, trigger: Mark) -> bool:
    aspect = trigger.rule.get("aspect")
    if aspect != "open":
        return bool(aspect == "state")
    start, place = trigger.first - 3, trigger.first
    adjective = sentence.has("open_adjective", place, trigger.last)
    return (
        (adjective and sentence.has("be", start, place))
        or sentence.has("stay", start, place)
        or (
            sentence.has("be_present", start, place)
            and not sentence.has("be_passive", start, place)
        )
    )


def _window(
    sentence: Sentence,
    trigger: Mark,
    governed: Scope,
    dated: Dated | None,
    kind: Kind,
    anchor: dt.date | None,
) -> tuple[When | None, Kind]:
    """The window of the claim; "closed since Monday" is a change on Monday."""
    if dated is not None and dated.when is not None:
        if dated.role is Role.SINCE and governed.perfect and not governed.past and anchor:
            return _lasting_since(dated.when, anchor), Kind.SERVICE
        if dated.role in (Role.SINCE, Role.AFTER) and kind is Kind.SERVICE:
            return dated.when, Kind.CHANGE
        if dated.role is Role.FOR:
            return dated.when, Kind.SERVICE if kind is not Kind.FORECAST else kind
        if dated.role is Role.UNTIL and kind is not Kind.FORECAST and anchor:
            return When.on(anchor), Kind.SERVICE
        return dated.when, kind
    if kind is Kind.FORECAST or anchor is None:
        return None, kind
    if governed.past and kind is Kind.CHANGE:
        return None, kind
    return When(anchor, anchor, Grain.DAY), kind


def _lasting_since(when: When, anchor: dt.date) -> When:
    """ "Has been shut since Monday": from then to the day of saying."""
    if when.earliest is None or when.earliest > anchor:
        return when
    return When(when.earliest, anchor, Grain.INTERVAL, when.grain, Grain.DAY)


def _limit(sentence: Sentence, around: Clause, governed: Scope) -> str | None:
    """What the state is limited to: people alone, or the words after "only"."""
    nouns = sentence.of("noun", around.first, around.last)
    kinds = {mark.rule.get("is") for mark in nouns}
    if "passenger" in kinds and not kinds & {"traffic", "trade", "gate", "vehicle"}:
        return next(str(m.rule.at["scope"]) for m in nouns if m.rule.get("is") == "passenger")
    if governed.only:
        end = min(around.last, governed.only.last + 8)
        return sentence.words(governed.only.first, max(end, governed.only.last))
    return None


def _passing(
    sentence: Sentence,
    around: Clause,
    passing: Mark,
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
    atlas: Atlas,
) -> Iterator[Finding]:
    """ "No trucks cross" is suspended, "goods may pass again" runs."""
    governed = scope(sentence, around, passing)
    if (
        governed.elsewhere
        or governed.wish
        or governed.unclear
        or governed.condition
        or governed.hope
    ):
        return
    nouns = sentence.of("noun", around.first, around.last)
    moving = [m for m in nouns if m.rule.get("is") in ("traffic", "vehicle", "trade", "passenger")]
    zero = (
        governed.zero if governed.zero and _quantifies(sentence, governed.zero, passing) else None
    )
    nothing = zero and sentence.has(
        "nothing" if passing.rule.get("crossing") else "no_thing", zero.first, zero.last
    )
    if not (moving or nothing) or not (
        passing.rule.get("crossing") or nothing or _located(sentence, around, focus)
    ):
        return
    negated = governed.negated
    negative = zero or (negated if negated and passing.first - negated.last <= 3 else None)
    again = governed.again
    if negative:
        state = State.SUSPENDED
    elif (
        governed.only
        and governed.only.last <= passing.first
        and not _freight_only(sentence, governed.only)
    ):
        state = State.LIMITED
    elif again or _admits(sentence, around, passing, moving):
        state = State.RUNNING
    else:
        return
    dated = attach(sentence, around, passing, governed, anchor, day)
    kind = Kind.CHANGE if again and not negative else Kind.SERVICE
    if (governed.future and not (dated and dated.today)) or (dated and dated.future):
        kind = Kind.FORECAST
    if dated is None and kind is not Kind.FORECAST and around.opened == "subordinate":
        return
    when, kind = _window(sentence, passing, governed, dated, kind, anchor)
    for place in choose(sentence, around, passing.first, focus, atlas):
        yield Finding(
            kind,
            place,
            around,
            passing,
            _because(sentence, passing, governed, dated, place),
            Stance.ASSERTS,
            state,
            when,
            explicit=dated is not None,
            scope=_limit(sentence, around, governed),
        )


def _admits(sentence: Sentence, around: Clause, passing: Mark, moving: list[Mark]) -> bool:
    """ "Walkers may pass", "Orrel takes freight": what is let over now."""
    first = passing.first
    before = [mark for mark in moving if mark.last <= first]
    if before and sentence.has("permission", first - 2, first):
        return True
    freight = [mark for mark in moving if mark.rule.get("is") != "passenger"]
    if sentence.has("takes", first, passing.last):
        return not before and any(mark.first >= passing.last for mark in freight)
    going = sentence.has("be_present", first - 3, first) and sentence.has(
        "going", first, passing.last
    )
    return going and bool(before) and before[-1] in freight and _located_by_name(sentence, around)


def _located_by_name(sentence: Sentence, around: Clause) -> bool:
    return bool(sentence.named("gate", around.first, around.last))


def _located(sentence: Sentence, around: Clause, focus: Focus) -> bool:
    """Whether the clause says where: a gate, the word for one, or a country."""
    nouns = sentence.of("noun", around.first, around.last)
    return (
        any(mark.rule.get("is") == "gate" for mark in nouns)
        or bool(mentions(sentence, focus, around.first, around.last))
        or bool(sentence.named("country", around.first, around.last))
    )


def _because(
    sentence: Sentence, trigger: Mark, governed: Scope, dated: Dated | None, place: Place
) -> tuple[Step, ...]:
    def step(slot: str, mark: Mark) -> Step:
        tokens = sentence.tokens
        return Step(slot, mark.rule.id, tokens.starts[mark.first], tokens.ends[mark.last - 1])

    steps = [step("state", trigger), place.because]
    steps += [
        step(slot, mark)
        for slot, names in (
            ("stance", ("negated", "zero", "future", "may", "hope", "condition", "unclear")),
            ("scope", ("only", "again", "still")),
        )
        for name in names
        if (mark := getattr(governed, name)) is not None
    ]
    if dated:
        steps.append(dated.because)
    return tuple(steps)
