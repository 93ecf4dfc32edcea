"""Subjects: whether a clause speaks of something that its trigger can be said of."""

from yalu.read.antecedents import SUBJECT, antecedent, elliptic, lone, points_back, takes_up, them
from yalu.read.clauses import Clause, antecedents
from yalu.read.focus import Focus, Mention, mentions
from yalu.read.heads import beside_relative, foreign, misplaced, stray
from yalu.read.kinds import refused_kind
from yalu.read.labour import at_work
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.orders import action_ended, closure_after, order_undone
from yalu.read.ordinary import of_other_deed
from yalu.read.quantities import tallied
from yalu.read.withheld import withheld
from yalu.vocabulary import State

_FREIGHT = frozenset({"gate", "traffic", "trade", "restriction", "measure"})
_NEAR = 5
_OBJECT = 4
"""Words behind a verb within which it has its object."""


def speaks(sentence: Sentence, around: Clause, trigger: Mark, focus: Focus) -> bool:
    """Whether the clause speaks of something that the trigger can be said of."""
    if withheld(sentence, around, trigger) or of_other_deed(sentence, around, trigger):
        return False
    beside = misplaced(sentence, _subject(sentence, around, trigger), trigger.first)
    named = mentions(sentence, focus, around.first, around.last)
    if beside_relative(sentence, trigger) or (not named and _of_another_gate(sentence, trigger)):
        return False
    wanted = frozenset(trigger.rule.get("objects", ()))
    if wanted == {"good"}:
        return _of_goods(sentence, around, trigger, bool(named or focus.gates))
    strays = not named and (focus.strays or (around.opened and stray(sentence)))
    nouns = [
        mark
        for mark in sentence.of("noun", around.first, around.last)
        if mark.first != trigger.first
        and not lone(sentence, mark)
        and not foreign(sentence, mark)
        and not _works(sentence, mark)
        and not _of_another_thing(sentence, mark)
        and not (beside and beside[0] <= mark.first < beside[1])
        and not (strays and mark.rule.get("loose"))
    ]
    kinds = {mark.rule.get("is") for mark in nouns}
    if "gate" in wanted and any(_is_way(sentence, noun, named, focus) for noun in nouns):
        kinds.add("gate")
    if action_ended(sentence, trigger, focus):
        return True
    if wanted == {"restriction"} and order_undone(sentence, trigger):
        return True
    if trigger.rule.id == "shut.suspend" and closure_after(sentence, trigger):
        return bool(named or focus.gates or mentions(sentence, focus))
    if wanted == {"own"}:
        of_another = nouns and nouns[0].rule.get("is") == "other" and nouns[0].last < trigger.first
        spoken_of = named or focus.gates or mentions(sentence, focus)
        return bool(spoken_of) and not of_another
    if trigger.rule.id == "open.no-change" and focus.closed:
        return False
    manned = wanted & {"people", "staff"}
    if manned and not (named or focus.gates or mentions(sentence, focus)):
        return False
    if not manned and kinds & {"other", "people"} and _elsewise(sentence, around, trigger, nouns):
        return False
    if trigger.rule.get("uncounted") and tallied(
        sentence, _vehicles(sentence, around, trigger, nouns)
    ):
        return False
    alone = not (named or focus.strays or kinds & {"other", "people", "passenger"})
    if focus.gates and alone and _awaited(sentence, trigger):
        return True
    if "traffic" in wanted and at_work(sentence, around, trigger, focus):
        return True
    if trigger.rule.get("weak"):
        if wanted != {"restriction"} and antecedent(sentence, around, trigger, wanted):
            return True
        return _weakly(sentence, trigger, wanted, nouns, named, focus)
    if kinds & wanted or ("traffic" in wanted and kinds & {"vehicle", "passenger"}):
        return True
    if "restriction" in wanted and antecedent(sentence, around, trigger, wanted):
        return True
    if "restriction" in wanted and _measured(sentence, around, trigger, nouns, named, focus):
        return True
    bare_names = [one for one in named if not (beside and beside[0] <= one.first < beside[1])]
    return _referred(sentence, around, trigger, wanted, focus, named, bare_names)


def _of_goods(sentence: Sentence, around: Clause, trigger: Mark, located: bool) -> bool:
    """Whether a trigger that is said of goods alone has some."""
    if sentence.of("good", trigger.last, trigger.last + 4):
        return True
    passive = sentence.has("be_any", trigger.first - 2, trigger.first)
    if passive and goods_alone(sentence, around, trigger):
        return True
    return located and refused_kind(sentence, around, trigger, passive)


def _weakly(
    sentence: Sentence,
    trigger: Mark,
    wanted: frozenset[str],
    nouns: list[Mark],
    named: list[Mention],
    focus: Focus,
) -> bool:
    """Whether a word that tells much else as well has what it can be said of right beside it."""
    if "gate" in wanted and any(
        _close(noun, trigger, _NEAR)
        and not sentence.has("from", noun.last, noun.last + 1)
        and _is_way(sentence, noun, named, focus)
        for noun in nouns
    ):
        return True
    if _beside(sentence, trigger, wanted, nouns) or them(sentence, trigger, wanted):
        return True
    it_was = bool(focus.gates) and not focus.strays and points_back(sentence, trigger)
    return "gate" in wanted and (it_was or _cuts_a_way(sentence, trigger, named, focus))


def _works(sentence: Sentence, mark: Mark) -> bool:
    """ "Orrel works without restrictions", "resumed work on Monday": a verb, no building works."""
    if mark.last - 1 in sentence.timed and mark.rule.get("is") == "other":
        return True
    if mark.rule.get("is") != "other" or "works" not in sentence.held:
        return False
    return sentence.has("works", mark.first, mark.last) and any(
        name.last == mark.first for name in sentence.named("gate")
    )


def _of_another_thing(sentence: Sentence, mark: Mark) -> bool:
    """ "A ban on smoking": no closure of a gate."""
    place = mark.last
    of = mark.rule.get("is") in ("restriction", "measure")
    if not of or not sentence.has("on", place, place + 1):
        return False
    end = min(place + _NEAR, len(sentence.tokens))
    known = any(sentence.of(kind, place, end) for kind in ("noun", "good", "pass", "unit"))
    known = known or any(place <= name.first <= place + 2 for name in sentence.names)
    return not (known or place + 1 in sentence.timed)


def _vehicles(sentence: Sentence, around: Clause, trigger: Mark, nouns: list[Mark]) -> list[Mark]:
    """Those of the clause, and those before a relative that parts them from their verb."""
    relatives = antecedents(sentence, trigger) | {around.opener}
    parted = [noun for noun in sentence.of("noun", 0, trigger.first) if noun.last in relatives]
    return [noun for noun in (*nouns, *parted) if noun.rule.get("is") in FREIGHT]


def _is_way(sentence: Sentence, noun: Mark, named: list[Mention], focus: Focus) -> bool:
    """ "The road to Orrel", "the Orrel road": who cuts it cuts the gate; a road from one place
    to another is a road of its own. "The road" alone is that of the gate spoken of."""
    if noun.rule.get("is") != "mode":
        return False
    if noun.first == 0 and sentence.has("be_present", noun.last, noun.last + 1):
        return bool(focus.gates and not focus.strays)  # "Rail is open."
    if not sentence.has("way", noun.first, noun.last):
        return False
    after = noun.last
    if sentence.has("leads_to", after, after + 1):
        return any(0 <= one.first - after <= 2 for one in named)
    known = named or (focus.gates and not (sentence.named("gate") or focus.strays))
    if known and sentence.has("definite", noun.first - 1, noun.first):
        return True
    return any(one.last == noun.first for one in named)


def _cuts_a_way(sentence: Sentence, trigger: Mark, named: list[Mention], focus: Focus) -> bool:
    """ "A slide has cut the road at Orrel": the way to a gate is the object of the verb."""
    return any(
        noun.first - trigger.last <= 2
        and sentence.has("leads_to", noun.last, noun.last + 1)
        and _is_way(sentence, noun, named, focus)
        for noun in sentence.of("noun", trigger.last)
    )


def goods_alone(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Flour and bran are barred": goods by name are the whole subject of a clause."""
    first = _subject(sentence, around, trigger)
    nouns = sentence.of("noun", first, trigger.first)
    goods = sentence.of("good", first, trigger.first)
    return bool(goods) and not any(
        noun.rule.get("is") in _FREIGHT | FREIGHT and not _covers(noun, goods) for noun in nouns
    )


def _covers(noun: Mark, goods: list[Mark]) -> bool:
    return any(good.first <= noun.first and noun.last <= good.last for good in goods)


def _beside(sentence: Sentence, trigger: Mark, wanted: frozenset[str], nouns: list[Mark]) -> bool:
    """Whether what a weak word can be said of stands right beside it, or its relative does."""
    skipped = antecedents(sentence, trigger)
    running = trigger.rule.get("state") == State.RUNNING
    passive = sentence.has("be_any", trigger.first - 2, trigger.first)
    reach = SUBJECT if wanted == {"restriction"} or passive else _NEAR
    wanted = wanted | {"vehicle"} if "traffic" in wanted else wanted
    return any(
        mark.rule.get("is") in wanted
        and (_close(mark, trigger, reach) or mark.last in skipped)
        and (mark.first < trigger.first or not running)
        for mark in nouns
    )


def _measured(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    nouns: list[Mark],
    named: list[Mention],
    focus: Focus,
) -> bool:
    """ "The measure was lifted", where the clause says of which border or the text of which
    closure."""
    measures = (mark for mark in nouns if mark.rule.get("is") == "measure")
    if not any(mark.first - trigger.last <= _OBJECT for mark in measures):
        return False
    kinds = {mark.rule.get("is") for mark in nouns}
    countries = sentence.named("country", around.first, around.last)
    return bool(kinds & {"gate", "traffic", "trade"} or len(countries) > 1 or named or focus.shut)


def _referred(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    wanted: frozenset[str],
    focus: Focus,
    named: list[Mention],
    bare_names: list[Mention],
) -> bool:
    """Whether a name alone, a pronoun or a "the" says what the state is of."""
    definite = sentence.has("definite", trigger.first - 2, trigger.first)
    if trigger.rule.get("aspect") == "noun" and (focus.gates or focus.main) and not named:
        return definite
    nominal = sentence.has("nonfinite", trigger.first, trigger.last)
    if nominal and focus.gates and not named and (definite or focus.closed):
        return True
    if "restriction" in wanted:
        place = trigger.first
        while place > around.first and sentence.has("shared_subject", place - 1, place):
            place -= 1
        if trigger.first == 0 and trigger.last > 1:
            return focus.closed and takes_up(sentence, trigger)
        return focus.closed and sentence.has("measure_pronoun", place - 1, place)
    if "gate" not in wanted:
        return False
    if sentence.has("object_pronoun", trigger.last, trigger.last + 1) and (
        focus.gates or focus.main
    ):
        others = (mark for mark in sentence.of("noun", 0, trigger.first) if foreign(sentence, mark))
        return not (focus.strays or any(others))
    if any(bare(sentence, mention, trigger) for mention in bare_names):
        return True
    if focus.gates and not focus.strays and elliptic(sentence, trigger):
        return True
    place = trigger.last
    owns = sentence.has("owned", place, place + 1) and sentence.has("own_side", place, place + 2)
    if owns and focus.gates and sentence.named("country", around.first, trigger.first):
        return True  # "Norland has not closed its side"
    relative = around.opened == "relative" and not any(
        report.last == around.opener and report.rule.get("is") in ("verb", "tell")
        for report in sentence.of("report", 0, around.opener)
    )
    start = max(around.first, trigger.first - 5)
    spoken_of = (
        (focus.gates and not focus.strays)
        or mentions(sentence, focus, 0, around.first)
        or len(sentence.named("country", 0, around.first)) > 1
    )
    if (
        spoken_of
        and around.opened == "subordinate"
        and sentence.has("be_passive", around.first, around.first + 1)
    ):
        return True
    return bool(spoken_of or relative) and (
        sentence.has("pronoun_subject", start, trigger.first)
        or (relative and trigger.first - around.first <= 4)
    )


def _awaited(sentence: Sentence, trigger: Mark) -> bool:
    """ "A restart looks possible", "rumours of a stop are false": of which gate was told before."""
    first = trigger.first
    noun = trigger.rule.get("aspect") == "noun" or (
        sentence.has("nonfinite", first, trigger.last) or sentence.has("halt", first, first + 1)
    )
    if not (noun and sentence.has("an_or_the", first - 2, first)):
        return False
    near = sentence.of(
        "cue", max(0, first - _NEAR), min(trigger.last + 2 * _NEAR, len(sentence.tokens))
    )
    kinds = {cue.rule.get("is") for cue in near}
    return bool(kinds & _OUTLOOKS) or ("denied" in kinds and sentence.has("rumour", 0, first))


_OUTLOOKS = frozenset({"expected", "unplanned", "due"})
"""Cues of what is to come."""


def _of_another_gate(sentence: Sentence, trigger: Mark) -> bool:
    """ "Lorries wait at a bridge in the south, which was closed": nothing of ours."""
    nouns = sentence.of("noun", 0, trigger.first)
    if not nouns or not foreign(sentence, nouns[-1]):
        return False
    opened = sentence.of("boundary", nouns[-1].last, trigger.first)
    return any(mark.rule.get("is") == "relative" for mark in opened)


def _subject(sentence: Sentence, around: Clause, trigger: Mark) -> int:
    """Where the subject may begin: behind the last comma before the trigger."""
    commas = sentence.places("comma", around.first, trigger.first)
    return commas[-1] + 1 if commas else around.first


def _close(mark: Mark, trigger: Mark, reach: int) -> bool:
    return 0 <= trigger.first - mark.last <= reach or 0 <= mark.first - trigger.last <= reach


def _elsewise(sentence: Sentence, around: Clause, trigger: Mark, nouns: list[Mark]) -> bool:
    """Whether the subject, or else the object, is something that is no gate."""
    first = max(
        (
            report.last
            for report in sentence.of("report", around.first, trigger.first)
            if report.rule.get("is") in ("verb", "tell")
        ),
        default=_subject(sentence, around, trigger),
    )
    before = [mark for mark in nouns if first <= mark.first < trigger.first]
    after = [mark for mark in nouns if 0 <= mark.first - trigger.last <= 3]
    if not before:
        placed = after and sentence.has("not_bare_after", trigger.last, after[0].first)
        return bool(after) and not placed and after[0].rule.get("is") == "other"
    subject = before[0].rule.get("is")
    if subject not in ("people", "other") or _cause(sentence, trigger, before):
        return False
    if subject == "people" and _acts_on(sentence, around, trigger, before):
        return False
    if after and not sentence.has("not_bare_after", trigger.last, after[0].first):
        return after[0].rule.get("is") not in _FREIGHT
    if subject == "people":
        return True
    acting = sentence.has("verb_between", before[0].last, before[-1].first)
    return not (acting and before[-1].rule.get("is") in ("gate", "traffic", "trade"))


def _cause(sentence: Sentence, trigger: Mark, before: list[Mark]) -> bool:
    """ "A power cut has brought Orrel to a standstill", "since the fire the crossing is shut":
    what stops a gate, or is only the reason."""
    if not sentence.has("causes", before[0].first, before[0].last):
        return False
    if len(before) > 1 and before[-1].rule.get("is") in ("gate", "traffic", "trade"):
        return True
    acted_on = sentence.named("gate", before[0].last, trigger.first)
    return any(sentence.has("acts", name.first - 1, name.first) for name in acted_on)


def _acts_on(sentence: Sentence, around: Clause, trigger: Mark, before: list[Mark]) -> bool:
    """ "Farmers blocked it", "blocked the Orrel and Dorvik crossings", "kept the crossing blocked",
    "the crossing, which farmers blocked": what people act on is a gate or what passes it."""
    place = trigger.last
    if sentence.has("object_pronoun", place, place + 1):
        return True
    objects = sentence.named("gate", place, place + _OBJECT)
    if any(not sentence.has("not_bare_after", place, name.first) for name in objects):
        return True
    acted_on = before[-1].rule.get("is") in ("gate", "traffic", "trade")
    if acted_on and sentence.has("keeping", before[0].last, before[-1].first):
        return True
    ends = [name.last for name in sentence.named("gate")]
    ends += [noun.last for noun in sentence.of("noun") if noun.rule.get("is") in _FREIGHT]
    comma = sentence.has("comma", around.opener - 1, around.opener)
    behind = around.opened == "relative" and around.opener - comma in ends
    return behind and (place == around.last or place in sentence.timed)


def bare(sentence: Sentence, mention: Mention, trigger: Mark) -> bool:
    """Whether a named gate is itself the subject or object: "Orrel was closed"."""
    first, last = mention.first, mention.last
    if last <= trigger.first:
        owner = sentence.has("owner", last, last + 1)
        placed = sentence.has("not_bare_before", first - 1, first)
        return not (owner or placed or _objects(sentence, trigger))
    near = first - trigger.last <= 4
    return near and not sentence.has("not_bare_after", trigger.last, first)


def _objects(sentence: Sentence, trigger: Mark) -> bool:
    """ "Orrel has closed the park": the verb has an object of its own."""
    place = trigger.last
    if not sentence.has("determiner", place, place + 1) or place in sentence.timed:
        return False
    known = {mark.first for mark in sentence.of("noun")} | {name.first for name in sentence.names}
    return not any(token in known for token in range(place + 1, place + 4))
