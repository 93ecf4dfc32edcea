"""Limits: what "only", "no" and "unless" leave of a state."""

from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence
from yalu.read.scope import Scope
from yalu.vocabulary import State

FREIGHT = frozenset({"traffic", "vehicle", "trade"})
"""Kinds of nouns for what passes a gate."""

_ASIDE = 6
"""Words from a comma to the verb of a relative: ", which the government lifted"."""
_GATES = 6
"""Words from "none" to the gates: "none of the five large posts"."""
_VERBS = ("trigger", "pass", "move")

PEOPLE = frozenset({"passenger", "pedestrian"})
"""Scopes of a state that says nothing of freight."""


def limit_of(sentence: Sentence, around: Clause, trigger: Mark, governed: Scope) -> str | None:
    """What the state is limited to: people alone, or the words after "only"."""
    if sentence.has("admits", trigger.last, trigger.last + 1):
        admitted = sentence.of("noun", trigger.last, min(trigger.last + 5, around.last))
        if admitted and admitted[0].rule.get("is") == "passenger":
            return str(admitted[0].rule.at["scope"])
    nouns = sentence.of("noun", around.first, around.last)
    kinds = {mark.rule.get("is") for mark in nouns if not mark.rule.get("loose")}
    if "passenger" in kinds and not kinds & (FREIGHT | {"gate", "mode"}):
        return next(str(m.rule.at["scope"]) for m in nouns if m.rule.get("is") == "passenger")
    if governed.only:
        end = min(around.last, governed.only.last + 8)
        return sentence.words(governed.only.first, max(end, governed.only.last))
    return None


def cut(sentence: Sentence, around: Clause) -> Mark | None:
    """ "Open again, but for one purpose only": the next clause limits this one."""
    for mark in sentence.of("boundary", around.last):
        if mark.first == around.last and mark.rule.get("is") == "contrast":
            end = min(mark.last + 6, len(sentence.tokens))
            if sentence.has("not", mark.last, mark.last + 1) and any(
                name.first - mark.last <= 2 for name in sentence.named("gate", mark.last)
            ):
                return None  # "but not Kessim"
            if sentence.has("not", mark.last, mark.last + 1) and not (
                sentence.of("trigger", mark.last) or sentence.of("pass", mark.last)
            ):
                return next(iter(sentence.of("cue", mark.last, mark.last + 1)), mark)
            return next(
                (
                    cue
                    for cue in sentence.of("cue", mark.first, end)
                    if cue.rule.get("is") == "only"
                    and not any(sentence.of(kind, mark.last, cue.first) for kind in _VERBS)
                ),
                None,
            )
    return None


def excepts(sentence: Sentence, only: Mark) -> bool:
    """ "Except for fuel": freight goes on; "except for walkers", "but for one day" leave none."""
    end = min(only.last + 4, len(sentence.tokens))
    if not sentence.has("except", only.first, only.last) or sentence.has("day", only.last, end):
        return False
    if sentence.named("gate", only.last, min(only.last + 3, end)) and not sentence.has(
        "comma", only.last, end
    ):
        return False  # "all crossings except Orrel"
    nouns = sentence.of("noun", only.last, end)
    return not any(noun.rule.get("is") == "passenger" for noun in nouns)


def spares_none(sentence: Sentence, only: Mark) -> bool:
    """ "Clear apart from the usual jam": what is left out is no freight."""
    if not sentence.has("except", only.first, only.last):
        return False
    end = min(only.last + 5, len(sentence.tokens))
    kinds = ("noun", "good", "number", "unit")
    named = any(sentence.of(kind, only.last, end) for kind in kinds)
    return not (named or any(place in sentence.timed for place in range(only.last, end)))


def freight_only(sentence: Sentence, only: Mark) -> bool:
    """ "Only cargo vehicles" keeps freight whole."""
    if not sentence.has("only", only.first, only.last):
        return False
    nouns = sentence.of("noun", only.last, min(only.last + 3, len(sentence.tokens)))
    return any(
        mark.rule.get("is") == "traffic"
        and not mark.rule.get("narrow")
        and mark.first - only.last <= sentence.has("of_freight", only.last, mark.first)
        and not sentence.has("narrowed", mark.last, mark.last + 1)
        and not sentence.has("one_kind", only.last, mark.last)
        and not sentence.has("not_whole", only.last, mark.last)
        and not (
            sentence.has("exports", mark.first, mark.last)
            or sentence.has("imports", mark.first, mark.last)
        )
        for mark in nouns
    )


def people_alone(sentence: Sentence, only: Mark, verb: Mark, moving: list[Mark]) -> bool:
    """ "Only cars use the bridge": of freight nothing does."""
    if not sentence.has("only", only.first, only.last) or not moving:
        return False
    people = all(mark.rule.get("is") == "passenger" for mark in moving)
    ahead = 0 <= moving[0].first - only.last <= 1 and moving[-1].last <= verb.first
    return people and ahead and sentence.has("tense_now", verb.first, verb.last)


def quantifies(sentence: Sentence, zero: Mark, trigger: Mark) -> bool:
    """ "No trains" yes, "no date" no: the zero word must stand on goods or vehicles."""
    if sentence.has("nothing", zero.first, zero.last):
        taken = zero.first == trigger.last and sentence.has("takes", trigger.first, trigger.last)
        return zero.last <= trigger.first or taken
    end = min(zero.last + 6, len(sentence.tokens))
    if sentence.has("not", zero.first, zero.last) and sentence.has(
        "finite", zero.last, zero.last + 1
    ):
        return True  # "of the five gates not one is open"
    if _no_gate(sentence, zero, trigger):
        return True
    return bool(sentence.of("good", zero.last, end)) or any(
        mark.rule.get("is") in FREIGHT for mark in sentence.of("noun", zero.last, end)
    )


def _no_gate(sentence: Sentence, zero: Mark, trigger: Mark) -> bool:
    """ "No crossing is open", "none of the five posts clears cargo"; "no date for the gate" is no gate."""
    for noun in sentence.of("noun", zero.last, min(trigger.first, zero.last + _GATES)):
        if noun.rule.get("is") == "gate":
            counted = {
                place for mark in sentence.of("number") for place in range(mark.first, mark.last)
            }
            between = [
                place
                for place in range(zero.last, noun.first)
                if place not in counted
                and not sentence.has("of", place, place + 1)
                and not sentence.has("determiner", place, place + 1)
            ]
            return not between or between == [noun.first - 1]
    return False


def unless(sentence: Sentence, trigger: Mark) -> bool:
    """ "Will not open unless": it stays as it is."""
    return any(
        cue.rule.get("is") == "condition" and cue.first - trigger.last <= 2
        for cue in sentence.of("cue", trigger.last)
    )


def only_then(sentence: Sentence, trigger: Mark) -> bool:
    """ "Can only reopen once the road is safe": not yet, and nobody says when."""
    after = trigger.last
    opens = sentence.has("once_open", after, after + 1)
    return opens and not any(token in sentence.timed for token in range(after, after + 4))


def until_then(sentence: Sentence, trigger: Mark, reach: int = 6) -> bool:
    """Whether an "until" behind a word is of something that happens, and of no day."""
    end = trigger.last + reach + 1
    place = next(iter(sentence.places("as_long", trigger.last, end)), None)
    if place is None or place + 2 >= len(sentence.tokens):
        return False
    return not any(
        token in sentence.timed for token in range(place, place + 4)
    ) and not sentence.has("endless", place, place + 3)


def lifted(sentence: Sentence, around: Clause, mark: Mark) -> bool:
    """ "Lifted a ban", "a four-day closure was lifted" tell of the end of what `mark` names."""
    if mark.rule.get("aspect") != "noun" and not _of_a_ban(sentence):
        return False  # "was shut when a crane dropped its load"
    return any(
        trigger.rule.get("objects") == ["restriction"]
        and trigger.rule.get("state") == State.RUNNING
        and (trigger.first != mark.first or _banned(sentence, around, mark))
        and (
            trigger.last <= around.last
            or _aside_between(sentence, mark, trigger)
            or _whose_end(sentence, mark, trigger)
        )
        for trigger in sentence.of("trigger", around.first)
    )


def _of_a_ban(sentence: Sentence) -> bool:
    """Whether a sentence speaks of a ban or an order that may end."""
    if sentence.has("order_noun", 0, len(sentence.tokens)):
        return True
    kinds = {noun.rule.get("is") for noun in sentence.of("noun")}
    return bool(kinds & {"restriction", "measure", "barrier"})


def _whose_end(sentence: Sentence, mark: Mark, trigger: Mark) -> bool:
    """ "The ban on lorries, which was lifted on Monday", "…, lifted on Monday": a relative tells
    of its end."""
    nouns = sentence.of("noun", mark.first, trigger.first)
    banned = sum(noun.rule.get("is") == "restriction" for noun in nouns)
    commas = sentence.places("comma", mark.last, trigger.first)
    verbs = sentence.of("trigger", mark.last, trigger.first)
    behind = bool(commas) and trigger.first - commas[-1] <= _ASIDE
    return behind and banned == 1 and not verbs and bool(nouns) and nouns[0].first == mark.first


def _aside_between(sentence: Sentence, mark: Mark, trigger: Mark) -> bool:
    """ "A ban, announced for May, was dropped": the verb has its subject before the commas."""
    place = trigger.first
    while sentence.has("shared_subject", place - 1, place):
        place -= 1
    commas = sentence.places("comma", mark.last, place)
    return place < trigger.first and len(commas) > 1 and commas[-1] == place - 1


def _banned(sentence: Sentence, around: Clause, mark: Mark) -> bool:
    """ "The suspension of traffic ended": what ends is the ban before the word."""
    nouns = sentence.of("noun", around.first, mark.first)
    return any(noun.rule.get("is") == "restriction" for noun in nouns)


def barred(sentence: Sentence, governed: Scope) -> bool:
    """Whether the clause says "not", and not merely what is lacking: "without papers"."""
    return governed.negated is not None and not lacks(sentence, governed.negated)


def lacks(sentence: Sentence, cue: Mark) -> bool:
    """Whether a word that negates says what is lacking."""
    return sentence.has("lacking", cue.first, cue.last)
