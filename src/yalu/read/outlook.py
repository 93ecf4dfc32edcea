"""Outlook: what is said of days to come, and how sure; with or without a verb of opening."""

import datetime as dt
from collections.abc import Collection, Iterator
from functools import partial

from yalu.corridors import Atlas
from yalu.read.attach import Dated, attach
from yalu.read.clauses import Clause, clause
from yalu.read.expected import Expected
from yalu.read.expecting import meant
from yalu.read.finding import Finding
from yalu.read.focus import Focus, Place, mentions
from yalu.read.marks import Mark, Sentence
from yalu.read.places import choose
from yalu.read.scope import Scope, scope
from yalu.read.time import Kind as Length
from yalu.read.time import Role, forward_from
from yalu.read.unnamed import recent, whole
from yalu.read.unsaid import unsaid
from yalu.read.whose import step
from yalu.vocabulary import Grain, Kind, Stance, State, Step, When

_NEAR = 3
"""Words between a hope and the date it is for, a doubt and its "when"."""
_LEADS = 2
"""The token up to which a clause leads its sentence: "as soon as", "only once"."""
_LASTING = 6
"""Words between a verb of lasting and how long."""
_WITHIN = frozenset({"until", "takes", "wait", "works"})
"""Needs that a length may meet."""
_NEGATIVE = frozenset({"papers", "temporary", "bound"})
"""Needs of words that have their "not" in themselves: "drivers without a visa"."""
_ANYWHERE = frozenset({"idle", "none", "strike"})
"""Needs of which the date may stand in another clause: "Monday is a holiday; expect no clearance"."""


def sureness(governed: Scope, negative: bool = False) -> Stance:
    """The stance of what is to come under its cues."""
    if governed.unclear:
        return Stance.UNCONFIRMED
    if governed.denied or negative:
        return Stance.DENIES
    guessed = (governed.may and not able(governed)) or governed.hope or governed.condition
    return Stance.SPECULATES if guessed else Stance.ASSERTS


def supposed(sentence: Sentence, trigger: Mark, governed: Scope) -> bool:
    """ "Prices will rise if it stays shut": the words are those of the condition."""
    if _reopened_first(sentence, trigger, governed):
        return True
    future, condition = governed.future, governed.condition
    if future is None or condition is None or condition.last > trigger.first:
        return False
    if future.first < condition.first:
        return True
    # "If trade was allowed to resume soon": the word of what is to come is that of the condition too.
    plain = not governed.unclear and future.first > trigger.first
    return plain and not sentence.has("comma", condition.last, trigger.first)


def _reopened_first(sentence: Sentence, trigger: Mark, governed: Scope) -> bool:
    """ "Once the gate reopens, we plan to start moving trains": nobody says that it will."""
    if not governed.future or "once_open" not in sentence.held:
        return False
    for place in sentence.places("once_open", 0, trigger.first):
        inner = [
            one
            for one in sentence.of("trigger", place, trigger.first)
            if one.rule.get("state") == State.RUNNING
        ]
        comma = inner and sentence.places("comma", inner[0].last, trigger.first)
        told = any(place < expr_at < trigger.first for expr_at in sentence.timed)
        if comma and not told and place <= _LEADS:
            return True
    return False


def able(governed: Scope) -> bool:
    """Whether they "can": no guess."""
    return governed.may is not None and governed.may.rule.id == "cue.able"


def awaited(sentence: Sentence, around: Clause, trigger: Mark, governed: Scope) -> bool:
    """Whether the form of the words puts it ahead: "could reopen", "hopes to reopen", "when it
    opens is not known"."""
    if governed.hope or (
        governed.unclear and sentence.has("nonfinite", trigger.first, trigger.last)
    ):
        return True
    if governed.unclear and sentence.has("when", around.head, around.head + 1):
        return not (governed.perfect or governed.past)
    may = governed.may
    if may is None or governed.perfect:
        return False
    if trigger.rule.get("aspect") == "state" or governed.still:
        return any(expr.kind is Length.DURATION for expr in sentence.times)
    return sentence.has("modal", may.first, may.last)


def outlook(
    sentence: Sentence,
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
    atlas: Atlas,
    foretold: Collection[State | None] = (),
) -> Iterator[Finding]:
    """What a sentence says of the days to come, of gates whose state the text has told
    or, where it is a threat, that it has named. `foretold` are the states that its verbs of opening have told of already."""
    if focus.state is None and not (focus.gates or mentions(sentence, focus)):
        return
    done = set(foretold)
    for mark in _marks(sentence):
        state = _state(mark, focus)
        if state in done:
            continue
        around = clause(sentence, mark)
        governed = scope(sentence, around, mark)
        if governed.wish or governed.elsewhere or _come_true(sentence, mark, state, focus):
            continue
        # Most words of outlook are not meant so, and few of them hang on a date.
        due = partial(_due, sentence, around, mark, governed, anchor, day)
        nouns = sentence.of("noun", around.first, around.last)
        # "Will not work on Friday": there is no building work.
        kinds = frozenset(
            str(noun.rule.get("is"))
            for noun in nouns
            if noun.first != mark.first or noun.rule.get("is") != "other"
        )
        if not meant(Expected(sentence, around, mark, governed, kinds, due, focus)):
            continue
        if found := list(_findings(sentence, around, mark, governed, due(), state, focus, atlas)):
            done.add(state)
            yield from found


def _come_true(sentence: Sentence, mark: Mark, state: State, focus: Focus) -> bool:
    """ "Had announced on Sunday that the closure would begin at 8": it has begun by now."""
    if state is not focus.state or state is not State.SUSPENDED:
        return False
    had = next(iter(sentence.places("past", 0, mark.first)), None)
    return had is not None and sentence.has("would", had, mark.first)


def _due(
    sentence: Sentence,
    around: Clause,
    mark: Mark,
    governed: Scope,
    anchor: dt.date | None,
    day: dt.date | None,
) -> Dated | None:
    """The day to come that the clause gives."""
    ahead = governed._replace(future=governed.future or mark, perfect=False)
    if mark.rule.get("needs") in _WITHIN and anchor and (spell := _spell(sentence, mark, anchor)):
        return spell
    dated = attach(sentence, around, mark, ahead, anchor, day)
    if (dated is None or not dated.future) and mark.rule.get("needs") in _ANYWHERE:
        dated = attach(sentence, Clause(0, len(sentence.tokens)), mark, ahead, anchor, day)
    if dated is None or dated.future or dated.when is None:
        return dated
    # "This week" is not over.
    lasting = anchor and dated.when.latest and dated.when.latest > anchor
    return dated if lasting and (governed.future or governed.hope) else None


def _spell(sentence: Sentence, mark: Mark, anchor: dt.date) -> Dated | None:
    """The days from the day of writing on that a length behind the words makes: "for five days",
    "another week"; of what takes so long the last of them."""
    for expr in sentence.times:
        behind = sentence.begins(expr) - mark.last
        if expr.dated or expr.kind is not Length.DURATION or not 0 <= behind <= _LASTING:
            continue
        ends = forward_from(expr, anchor)
        if ends is None or ends.earliest is None or ends.latest is None:
            return None
        step = Step("when", f"when.ahead:{expr.rule}", expr.start, expr.end)
        if mark.rule.get("needs") == "takes":
            return Dated(ends, Role.BY, step, future=True)
        last = ends.earliest + (ends.latest - ends.earliest) // 2
        return Dated(When(anchor, last, Grain.INTERVAL), Role.FOR, step, future=True)
    return None


def _marks(sentence: Sentence) -> list[Mark]:
    """The words of outlook, and doubts about when: "customs could not say when"."""
    doubts = [
        cue
        for cue in sentence.of("cue")
        if cue.rule.get("is") == "unclear"
        and sentence.has("when", cue.last, cue.last + _NEAR)
        and not _of_oneself(sentence, cue)
    ]
    words = [
        mark
        for mark in sentence.of("outlook")
        if (before := _BEFORE.get(mark.rule.get("needs"))) is None
        or sentence.has(before, mark.first - 2, mark.first)
    ]
    return [*words, *doubts, *unsaid(sentence)]


def _of_oneself(sentence: Sentence, doubt: Mark) -> bool:
    """ "He does not know when he will see his family"."""
    return any(
        sentence.has("one_person", place + 1, place + 2)
        for place in sentence.places("when", doubt.last, doubt.last + _NEAR)
    )


_BEFORE = {"none": "no_word", "whole": "fully_so"}
"""Sets of which a word stands before those plain words that are seldom meant."""


_NEXT = "expected.next"
"""What is said of the gate whose turn it is: that it opens too, or shuts too."""


def _state(mark: Mark, focus: Focus) -> State:
    state = mark.rule.get("state", State.RUNNING)
    if state == "same":
        return State.SUSPENDED if focus.state is State.SUSPENDED else State.RUNNING
    if state != "told":
        return State(state)
    if mark.rule.id == _NEXT and focus.state is State.RUNNING:
        return State.RUNNING
    return State.LIMITED if focus.state is State.LIMITED else State.SUSPENDED


def _findings(
    sentence: Sentence,
    around: Clause,
    mark: Mark,
    governed: Scope,
    dated: Dated | None,
    state: State,
    focus: Focus,
    atlas: Atlas,
) -> Iterator[Finding]:
    stance = Stance(mark.rule.get("stance", Stance.UNCONFIRMED))
    needs = mark.rule.get("needs")
    said = sureness(governed, bool(governed.negated and needs and needs not in _NEGATIVE))
    if stance is Stance.ASSERTS or said is Stance.DENIES:
        stance = said
    steps = (step("state", sentence, mark), step("stance", sentence, mark))
    for place in _about(sentence, around, mark, focus, atlas):
        yield Finding(
            Kind.FORECAST,
            place,
            around,
            mark,
            (*steps, place.because, *((dated.because,) if dated else ())),
            stance,
            state,
            dated.when if dated else None,
            explicit=dated is not None,
        )


_MENDED = frozenset({"works"})
"""Needs of what was shut, whatever gate was named since."""


def _about(
    sentence: Sentence, around: Clause, mark: Mark, focus: Focus, atlas: Atlas
) -> list[Place]:
    """The gates that the sentence names, else those named since a state was told, else those
    of which it was."""
    if mentions(sentence, focus):
        return choose(sentence, around, mark.first, focus, atlas)
    if mark.rule.get("needs") in _MENDED and focus.shut:
        return whole(list(focus.shut), atlas)
    told = {place.gate for place in focus.told}
    if told and set(focus.gates) <= told:
        return whole(list(focus.told), atlas)
    return whole(recent(focus, atlas) or list(focus.told), atlas)
