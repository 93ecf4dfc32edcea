"""Echoes: sentences that tell no state themselves but point at one told before.

"So was Kessim", "the exception is Kessim", "customs denied this", "the decision took effect
on Monday". They are read only where the sentence gives no state of its own.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from yalu.corridors import Atlas
from yalu.read import lexicon
from yalu.read.candidates import counted, is_of_saying
from yalu.read.clauses import Clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus, Mention, Place, exceptions, mentions
from yalu.read.marks import Mark, Meanings, Sentence
from yalu.read.modes import mode_at
from yalu.read.scan import Trie
from yalu.read.time import Part, Role, resolve
from yalu.vocabulary import STATE_FACTS, Kind, Stance, State, Step, When

_POINTER = 4
"""Words from a denial to what it denies."""
_SUBJECT = 4
"""Words of a subject that only points back: "the latest decision"."""
_CONTRARY = {State.SUSPENDED: State.RUNNING, State.RUNNING: State.SUSPENDED}


def echoes(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """What a sentence says of the states that the one before it has told."""
    told = [one for one in focus.stated if one.stance is Stance.ASSERTS]
    if not told:
        return
    if _identifies(sentence, focus):
        yield from _identified(sentence, told, focus, atlas)
        return
    if sentence.has("article", 0, 1) and sentence.has("first", 1, 2):
        if all(one.state is State.RUNNING for one in told):
            yield from _dated(sentence, (0, 2), told, anchor, day)
        return
    known = {one.place.gate for one in told}
    for mark in _marks(sentence):
        kind = mark.rule.at["is"]
        if kind in ("same", "contrary", "later"):
            found = list(_of_others(sentence, mark, told, focus, anchor, day, atlas))
        elif kind == "untrue":
            others = {gate for one in mentions(sentence, focus) for gate in one.gates}
            found = [] if others - known else list(_untrue(sentence, mark, told))
        elif kind == "confirmed":
            found = list(_confirmed(sentence, mark, told))
        elif kind == "unkept":
            found = list(_unkept(sentence, mark, told, anchor))
        else:
            found = list(_dates(sentence, mark, told, anchor, day))
        if found:
            yield from found
            return


def spared(
    sentence: Sentence, stated: list[Finding], focus: Focus, atlas: Atlas
) -> Iterator[Finding]:
    """ "All crossings except Orrel are shut": the contrary, of Orrel."""
    told = [one for one in stated if one.stance is Stance.ASSERTS and one.kind in STATE_FACTS]
    for mention in exceptions(sentence, focus) if told else ():
        last, gate = told[-1], mention.entries[0].id
        state = _CONTRARY.get(last.state) if last.state else None
        if state is None or any(one.place.gate == gate for one in stated):
            continue
        mode = mode_at(gate, None, atlas) or atlas.gate(gate).modes[0]
        step = _words(sentence, "gate", "gate.except", mention.first, mention.last)
        because = (*(one for one in last.because if one.slot in ("state", "when")), step)
        place = Place(gate, mode, step)
        yield replace(last, place=place, because=because, state=state, completes=None)


def _marks(sentence: Sentence) -> list[Mark]:
    """The words that point back. They are looked for where they may be read alone: in the
    first scan they would hide others, "came" those of "came to a halt"."""
    return [
        Mark(first, last, rule)
        for first, last, meaning in _trie(sentence.lang).scan(sentence.tokens)[0]
        for rule in meaning.rules
    ]


@cache
def _trie(lang: str) -> Trie[Meanings]:
    rules = (rule for rule in lexicon.rules(lang) if rule.category == "echo")
    return Trie(((form, rule) for rule in rules for form in rule.forms), (), Meanings.of)


def _of_others(
    sentence: Sentence,
    mark: Mark,
    told: list[Finding],
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
    atlas: Atlas,
) -> Iterator[Finding]:
    """The state told last, or its contrary, of the gates named beside the words."""
    last = told[-1]
    known = {one.place.gate for one in told}
    state = last.state
    if mark.rule.at["is"] == "contrary":
        state = _CONTRARY.get(last.state) if last.state else None
    if state is None or last.kind not in STATE_FACTS:
        return
    later = mark.rule.at["is"] == "later"
    own = _own_date(sentence, anchor, day, until=later)
    if later and not (own and state is State.RUNNING and last.kind is Kind.CHANGE):
        return
    when, why = own or (last.when, _reasons(last, "when"))
    for mention in mentions(sentence, focus):
        if not _beside(sentence, mark, mention):
            continue
        for entry in mention.entries[:1]:
            if entry.id in known:
                continue
            gate = mode_at(entry.id, None, atlas) or atlas.gate(entry.id).modes[0]
            step = _words(sentence, "gate", "gate.named", mention.first, mention.last)
            yield replace(
                last,
                place=Place(entry.id, gate, step),
                clause=Clause(0, len(sentence.tokens)),
                trigger=mark,
                because=(_rule(sentence, mark, "state"), *why, step),
                state=state,
                when=when,
                explicit=last.explicit or own is not None,
                completes=None,
            )


def _beside(sentence: Sentence, mark: Mark, mention: Mention) -> bool:
    """Whether a gate is subject or object of the words, and they have no other object."""
    if mention.first >= mark.last:
        return all(_links(sentence, place) for place in range(mark.last, mention.first))
    if not all(_links(sentence, place) for place in range(mention.last, mark.first)):
        return False
    end = mark.last >= len(sentence.tokens) or mark.last in sentence.timed
    return end or sentence.has("punctuation", mark.last, mark.last + 1)


def _links(sentence: Sentence, place: int) -> bool:
    """Whether a token may stand between the words and one of the gates of a list."""
    known = any(name.first <= place < name.last for name in sentence.names)
    kinds = ("list", "article", "shared_subject", "at_place")
    return known or any(sentence.has(kind, place, place + 1) for kind in kinds)


def _untrue(sentence: Sentence, mark: Mark, told: list[Finding]) -> Iterator[Finding]:
    """ "Customs denied this", "the report was untrue": what was told, denied."""
    helpers = ("be_any", "have")
    passive = any(sentence.has(name, mark.first, mark.last) for name in helpers)
    called = sentence.has("called_untrue", mark.last - 1, mark.last) and not passive
    first, last = (0, mark.first) if passive else (mark.last, mark.last + _POINTER)
    if called:
        first, last, passive = max(0, mark.first - _POINTER), mark.last, True
    last = min(last, len(sentence.tokens))
    points = any(
        called or place + 1 >= mark.first
        if passive
        else place + 1 == len(sentence.tokens) or sentence.has("punctuation", place + 1, place + 2)
        for place in sentence.places("told_thing", first, last)
    )
    if not points or sentence.of("trigger", mark.last) or sentence.of("pass", mark.last):
        return
    for one in told:
        if one.kind in STATE_FACTS:
            because = (
                *(step for step in one.because if step.slot in ("when", "gate", "state")),
                _rule(sentence, mark, "stance"),
            )
            yield replace(
                one,
                kind=Kind.CHANGE,
                clause=Clause(0, len(sentence.tokens)),
                trigger=mark,
                because=because,
                stance=Stance.DENIES,
                completes=None,
            )


def _confirmed(sentence: Sentence, mark: Mark, told: list[Finding]) -> Iterator[Finding]:
    """ "The ministry confirmed the closure": what was told, on another's word."""
    end = min(mark.last + _POINTER, len(sentence.tokens))
    places = (
        *sentence.places("told_thing", mark.last, end),
        *sentence.places("halt", mark.last, end),
    )
    again = sentence.places("told_reopening", mark.last, end)
    if not (places or again) or sentence.of("trigger", end) or sentence.of("pass", end):
        return
    if not all(_ends(sentence, place + 1) for place in (*places, *again)[:1]):
        return
    for one in told:
        stopped = one.state is not State.RUNNING
        fits = stopped if sentence.places("halt", mark.last, end) else not (again and stopped)
        if one.kind in STATE_FACTS and fits:
            yield replace(
                one,
                clause=Clause(0, len(sentence.tokens)),
                trigger=mark,
                because=(*one.because, _rule(sentence, mark, "state")),
                completes=None,
            )


def _ends(sentence: Sentence, place: int) -> bool:
    """Whether what is pointed at ends before a token."""
    count = len(sentence.tokens)
    closes = place >= count or place in sentence.timed or sentence.has("list", place, place + 1)
    return closes or sentence.has("punctuation", place, place + 1)


def _unkept(
    sentence: Sentence, mark: Mark, told: list[Finding], anchor: dt.date | None
) -> Iterator[Finding]:
    """ "It was to reopen on Monday. That did not happen": it stayed as it was."""
    points = mark.first == 0 or sentence.has("told_event", 0, mark.first)
    for one in told:
        if points and one.kind is Kind.FORECAST and one.state is State.RUNNING:
            yield replace(
                one,
                kind=Kind.SERVICE,
                clause=Clause(0, len(sentence.tokens)),
                trigger=mark,
                because=(*one.because, _rule(sentence, mark, "state")),
                state=State.SUSPENDED,
                when=_gone_by(one.when, anchor),
                completes=None,
            )


def _gone_by(when: When | None, anchor: dt.date | None) -> When | None:
    """ "Was to reopen on Monday", told on a Tuesday: where it did not, the Monday before."""
    first = when.earliest if when else None
    if not (when and first and anchor and first > anchor) or first != when.latest:
        return when
    day = first - dt.timedelta(7)
    return When.on(day) if day <= anchor else when


def _dates(
    sentence: Sentence, mark: Mark, told: list[Finding], anchor: dt.date | None, day: dt.date | None
) -> Iterator[Finding]:
    """ "The decision took effect on Monday": the day of what was told without one."""
    subject = sentence.has("told_event", 0, min(mark.first, _SUBJECT))
    beside = mark.last in sentence.timed or mark.rule.at["is"] != "begun"
    if subject and beside and mark.first <= _SUBJECT:
        yield from _dated(sentence, (mark.first, mark.last), told, anchor, day)


def _dated(
    sentence: Sentence,
    words: tuple[int, int],
    told: list[Finding],
    anchor: dt.date | None,
    day: dt.date | None,
) -> Iterator[Finding]:
    """What was told without a day, with that of the sentence: "The first left on Tuesday"."""
    own = _own_date(sentence, anchor, day)
    for one in told if own else ():
        assert own is not None
        if not one.explicit:
            kept = tuple(step for step in one.because if step.slot != "when")
            yield replace(
                one,
                clause=Clause(0, len(sentence.tokens)),
                trigger=Mark(*words, one.trigger.rule),
                when=own[0],
                because=(*kept, *own[1]),
                explicit=True,
                completes=one,
            )


def _identifies(sentence: Sentence, focus: Focus) -> bool:
    """ "They are Orrel and Kessim", "it began at Orrel"."""
    named = mentions(sentence, focus)
    if sentence.has("they", 0, 1) and sentence.has("be_present", 1, 2):
        return len(named) > 1
    first = named[0].first if named else 0
    if not 0 < first <= _SUBJECT:
        return False
    if sentence.has("told_event", 0, 2) and sentence.has("concerns", 1, first):
        return True
    if sentence.has("they", 0, 1) and sentence.has("used_gate", 1, first):
        return True
    began = sentence.has("it", 0, 1) and sentence.has("onset", 1, first)
    return began and sentence.has("at_place", first - 1, first)


def _identified(
    sentence: Sentence, told: list[Finding], focus: Focus, atlas: Atlas
) -> Iterator[Finding]:
    """ "Two of its crossings were shut. They are Orrel and Kessim": which ones they were."""
    last, named = told[-1], mentions(sentence, focus)
    members = atlas.members(last.place.gate)
    if not members:
        return
    for mention in named:
        entry = mention.entries[0]
        if entry.id in members:
            step = _words(sentence, "gate", "gate.named", mention.first, mention.last)
            mode = mode_at(entry.id, None, atlas) or atlas.gate(entry.id).modes[0]
            kept = tuple(one for one in last.because if one.slot != "gate")
            yield replace(
                last,
                place=Place(entry.id, mode, step),
                clause=Clause(0, len(sentence.tokens)),
                trigger=Mark(mention.first, mention.last, last.trigger.rule),
                because=(*kept, step),
                state=_of_each(last),
                completes=last,
            )


def _of_each(told: Finding) -> State | None:
    """The state of each of "two of the crossings": what limits the border shuts them."""
    some = told.place.because.rule == "gate.some" or told.state is State.LIMITED
    shuts = told.trigger.rule.get("state") == State.SUSPENDED
    return State.SUSPENDED if some and shuts else told.state


def _own_date(
    sentence: Sentence, anchor: dt.date | None, day: dt.date | None, *, until: bool = False
) -> tuple[When | None, tuple[Step, ...]] | None:
    """The day that the sentence gives, with its reason."""
    roles = (None, Role.AT, Role.SINCE, *((Role.UNTIL,) if until else ()))
    for expr in sentence.times:
        told = expr.dated and expr.role in roles
        if not told or is_of_saying(sentence, expr):
            continue
        when = resolve(expr, anchor, focus=day, past=True)
        night = expr.part is Part.NIGHT and counted(expr)
        if night and when and when.latest and anchor and when.latest < anchor:
            # "During the night", behind what the day before brought.
            when = When.on(when.latest + dt.timedelta(1))
        return when, (Step("when", f"when.echo:{expr.rule}", expr.start, expr.end),)
    return None


def _reasons(finding: Finding, slot: str) -> tuple[Step, ...]:
    return tuple(step for step in finding.because if step.slot == slot)


def _rule(sentence: Sentence, mark: Mark, slot: str) -> Step:
    return _words(sentence, slot, mark.rule.id, mark.first, mark.last)


def _words(sentence: Sentence, slot: str, rule: str, first: int, last: int) -> Step:
    tokens = sentence.tokens
    return Step(slot, rule, tokens.starts[first], tokens.ends[last - 1])
