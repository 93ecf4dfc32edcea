"""Outlook: what is said of days to come, and how sure; with or without a verb of opening."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from functools import partial

from yalu.corridors import Atlas
from yalu.read.attach import Dated, attach
from yalu.read.clauses import Clause, clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus, Place, mentions
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.places import choose, recent, whole
from yalu.read.scope import Scope, scope
from yalu.read.time import Kind as Length
from yalu.read.time import Role
from yalu.read.whose import step
from yalu.vocabulary import Kind, Stance, State

_NEAR = 3
"""Words between a hope and the date it is for, a doubt and its "when"."""
_LASTING = 6
"""Words between a verb of lasting and the date up to which."""


def sureness(governed: Scope, negative: bool = False) -> Stance:
    """The stance of what is to come under its cues."""
    if governed.unclear:
        return Stance.UNCONFIRMED
    if governed.denied or negative:
        return Stance.DENIES
    guessed = (governed.may and not able(governed)) or governed.hope or governed.condition
    return Stance.SPECULATES if guessed else Stance.ASSERTS


def supposed(trigger: Mark, governed: Scope) -> bool:
    """ "Prices will rise if it stays shut": the words are those of the condition."""
    future, condition = governed.future, governed.condition
    if future is None or condition is None:
        return False
    return future.first < condition.first and condition.last <= trigger.first


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
        if governed.wish or governed.elsewhere:
            continue
        # Most words of outlook are not meant so, and few of them hang on a date.
        due = partial(_due, sentence, around, mark, governed, anchor, day)
        if not _meant(sentence, around, mark, governed, due, focus):
            continue
        if found := list(_findings(sentence, around, mark, governed, due(), state, focus, atlas)):
            done.add(state)
            yield from found


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
    dated = attach(sentence, around, mark, ahead, anchor, day)
    return dated if dated and dated.future else None


def _marks(sentence: Sentence) -> list[Mark]:
    """The words of outlook, and doubts about when: "customs could not say when"."""
    doubts = [
        cue
        for cue in sentence.of("cue")
        if cue.rule.get("is") == "unclear" and sentence.has("when", cue.last, cue.last + _NEAR)
    ]
    return [*sentence.of("outlook"), *doubts]


def _state(mark: Mark, focus: Focus) -> State:
    state = mark.rule.get("state", State.RUNNING)
    if state != "told":
        return State(state)
    return State.LIMITED if focus.state is State.LIMITED else State.SUSPENDED


def _meant(
    sentence: Sentence,
    around: Clause,
    mark: Mark,
    governed: Scope,
    due: Callable[[], Dated | None],
    focus: Focus,
) -> bool:
    """Whether the sentence has what the rule needs beside the words."""
    needs = mark.rule.get("needs")
    threat = mark.rule.get("state") == State.SUSPENDED
    if focus.state is None and not threat and needs != "traffic":
        return False
    kinds = {noun.rule.get("is") for noun in sentence.of("noun", around.first, around.last)}
    stops = _stops(sentence, around, mark)
    if needs == "closed":
        return focus.state in (State.SUSPENDED, State.LIMITED)
    told = kinds & (FREIGHT | {"gate", "restriction"})
    if kinds & {"passenger", "people"} and not told and needs != "protest":
        return False
    if needs == "until":
        lasts = stops or sentence.has("pronoun_subject", around.first, mark.first)
        return lasts and (dated := due()) is not None and dated.role is Role.UNTIL
    if needs == "prolonged":
        behind = {noun.rule.get("is") for noun in sentence.of("noun", mark.last, around.last)}
        unsure = governed.may or governed.unclear or governed.condition or governed.future
        return bool(unsure) and (stops or bool(behind & {"restriction", "measure"}))
    if needs == "restriction":
        return stops and due() is not None
    if needs == "protest":
        striking = stops or sentence.has("striker", around.first, mark.first)
        return striking and (bool(governed.future) or due() is not None)
    if needs == "date":
        return (dated := due()) is not None and _behind(sentence, mark, dated)
    if needs == "ahead":
        return bool(governed.future)
    if needs == "coming":
        here = governed.future and (kinds & (FREIGHT | {"gate"}) or mentions(sentence, focus))
        return bool(here) and "other" not in kinds and due() is not None
    if needs == "traffic" and any(
        one.rule.get("aspect") == "noun" and one.rule.get("state") == State.SUSPENDED
        for one in sentence.of("trigger", around.first, mark.first)
    ):
        return False  # "the suspension is expected on Friday"
    freight = bool(kinds & FREIGHT)
    return needs is None or (freight and (bool(governed.future) or due() is not None))


def _stops(sentence: Sentence, around: Clause, mark: Mark) -> bool:
    """Whether a closure, a ban or a strike is what lasts, ends or returns; "on" behind it
    names what is banned."""
    for noun in sentence.of("noun", around.first, around.last):
        if noun.rule.get("is") == "restriction":
            if not sentence.has("on", noun.last, noun.last + 1):
                return True
            of = sentence.of("noun", noun.last, noun.last + 5)
            goods = sentence.of("good", noun.last, noun.last + 5)
            return bool(goods) or any(one.rule.get("is") in FREIGHT | {"gate"} for one in of)
    return sentence.has("stop", around.first, mark.first)


def _behind(sentence: Sentence, mark: Mark, dated: Dated) -> bool:
    """Whether the date stands right behind the words."""
    start = dated.because.start
    return start is not None and 0 <= sentence.place(start) - mark.last < _NEAR


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
    said = sureness(governed, bool(governed.negated and mark.rule.get("needs")))
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


def _about(
    sentence: Sentence, around: Clause, mark: Mark, focus: Focus, atlas: Atlas
) -> list[Place]:
    """The gates that the sentence names, else those named since a state was told, else those
    of which it was."""
    if mentions(sentence, focus):
        return choose(sentence, around, mark.first, focus, atlas)
    told = {place.gate for place in focus.told}
    if told and set(focus.gates) <= told:
        return whole(list(focus.told), atlas)
    return whole(recent(focus, atlas) or list(focus.told), atlas)
