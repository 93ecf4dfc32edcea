"""Withheld: what keeps a word of opening or closing from telling a state at all."""

from yalu.read.clauses import Clause
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.ordinary import backing_up, put_out, usual_work
from yalu.vocabulary import State

_LESS = (State.SUSPENDED, State.LIMITED)
_ABSOLUTE = 8
"""Words from "with" to what the subject behind it is: "with the Orrel crossing still idle"."""

_OF = 4
"""Words from "no sign of" to what there is no sign of: "its full reopening"."""


def withheld(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """Whether the words around a trigger keep it from telling a state at all."""
    needs, after = trigger.rule.get("needs"), trigger.rule.get("after")
    if needs and not _behind(sentence, needs, trigger):
        return True
    if after and not _followed(sentence, trigger, after):
        return True
    if trigger.rule.get("beside") and not usual_work(sentence, around):
        return True
    bars = trigger.rule.get("bars")
    if bars and (
        sentence.has(bars, trigger.last, trigger.last + 1)
        or sentence.has("what", around.opener, around.opener + 1)
    ):
        return True
    return (
        _noun(sentence, around, trigger)
        or _of_a_verb(sentence, around, trigger)
        or _imperative(sentence, around, trigger)
        or _epithet(sentence, trigger)
        or _named(sentence, trigger)
        or _doing(sentence, trigger)
        or _priced(sentence, around, trigger)
        or put_out(sentence, around, trigger)
        or backing_up(sentence, trigger)
        or _of_a_while(sentence, trigger)
        or _undone_norm(sentence, around, trigger)
    )


def no_sign(sentence: Sentence, trigger: Mark) -> bool:
    """ "There is no date for its reopening", "no sign of a closure": what is not there yet."""
    nominal = trigger.rule.get("aspect") == "noun" or sentence.has(
        "nonfinite", trigger.first, trigger.last
    )
    if not nominal:
        return False
    for of in sentence.places("of_what", max(0, trigger.first - _OF), trigger.first):
        between = range(of + 1, trigger.first)
        close = all(sentence.has("of_news", place, place + 1) for place in between)
        if close and sentence.has("sign", of - 1, of):
            return sentence.has("no_sign", of - 2, of - 1) or sentence.has(
                "no_sign", of - 3, of - 2
            )
    return False


def _behind(sentence: Sentence, needs: str, trigger: Mark) -> bool:
    """Whether a word of the set stands before the trigger, but for adverbs and dates."""
    place = trigger.first
    while place > 0 and (sentence.has("adverb", place - 1, place) or place - 1 in sentence.timed):
        place -= 1
    if sentence.has("and", place - 1, place) and _ended(sentence, place - 2):
        place -= 2  # "were stopped and turned back"
    if sentence.has(needs, place - 1, place):
        return True
    return needs == "be_any" and (
        sentence.has("stays", place - 1, place) or _verbless(sentence, place)
    )


def _ended(sentence: Sentence, place: int) -> bool:
    """Whether a word has the end of a participle."""
    return place > 0 and sentence.tokens.words[place].endswith("ed")


def _verbless(sentence: Sentence, place: int) -> bool:
    """ "Orrel crossing idle" at the head of a text, "Orrel: idle", "with the crossing idle":
    no verb stands between a subject and what it is."""
    if sentence.has("colon", place - 1, place) or sentence.has("dash", place - 1, place):
        return any(name.last == place - 1 for name in sentence.named("gate", 0, place))
    ends = [name.last for name in sentence.named("gate", 0, place)]
    verb = sentence.has("idling", place, place + 1)  # "trucks idle at Orrel": they wait
    ends += [
        noun.last
        for noun in sentence.of("noun", 0, place)
        if noun.rule.get("is") in FREIGHT | {"gate"}
        and not (
            noun.rule.get("unit") and (verb or noun.first or sentence.has("lone_vehicle", 0, 1))
        )
    ]
    withs = sentence.places("with", place - _ABSOLUTE, place)
    first = withs[-1] if withs else 0
    told = any(sentence.of(kind, first, place) for kind in ("trigger", "pass"))
    return place in ends and not told and bool(withs or sentence.zone == "headline")


def _followed(sentence: Sentence, trigger: Mark, after: str) -> bool:
    """Whether the cue or the kind of noun that the rule asks for comes soon after it."""
    end = min(trigger.last + 6, len(sentence.tokens))
    if after == "fraction":
        shares = (*sentence.of("fraction", trigger.last), *sentence.of("percent", trigger.last))
        near = [mark for mark in shares if mark.first - trigger.last <= 2]
        return any(sentence.has("capacity", mark.last, mark.last + 4) for mark in near)
    if after == "post":
        return _to_a_post(sentence, trigger.last)
    if after == "only":
        return any(mark.rule.get("is") == "only" for mark in sentence.of("cue", trigger.last, end))
    nouns = sentence.of("noun", trigger.last, min(trigger.last + 3, end))
    freight = [mark for mark in nouns if mark.rule.get("is") in FREIGHT]
    if after == "sent_off":
        return any(_sent_off(sentence, trigger, mark) for mark in freight)
    behind = trigger.last + 2
    queues = any(mark.rule.get("is") == "trouble" for mark in sentence.of("part", 0, behind))
    if queues or sentence.of("status", trigger.last, behind):
        return False  # "there is no queue of lorries"
    return bool(freight)


def ejecting(sentence: Sentence) -> list[Mark]:
    """ "Guards sent lorries away": the verbs of those who do not let a vehicle near, apart from
    its particle."""
    return sentence.of("eject") if "sent_off" in sentence.held else []


def _to_a_post(sentence: Sentence, place: int) -> bool:
    """ "Inspectors have returned", "returned to Orrel": to no other thing and from nowhere."""
    if any(sentence.has(word, place, place + 1) for word in ("determiner", "from", "for")):
        return False
    if not sentence.has("to", place, place + 1):
        return True
    gates = [
        noun for noun in sentence.of("noun", place, place + 4) if noun.rule.get("is") == "gate"
    ]
    return bool(gates or any(name.first <= place + 2 for name in sentence.named("gate", place)))


def _sent_off(sentence: Sentence, verb: Mark, sent: Mark) -> bool:
    """Whether a particle stands behind the vehicles that others are told to turn with."""
    own = sentence.has("possessive", verb.last, sent.first)
    if own or "unit" not in sent.rule.at:
        return False
    after = sent.last + 1
    if sentence.has("via", after, after + 1):
        return False  # "round by Orrel": to it
    if sentence.has("of", after, after + 1):
        named = any(name.first <= after + 2 for name in sentence.named("gate", after))
        gates = sentence.of("noun", after, after + 4)
        if not (named or any(noun.rule.get("is") == "gate" for noun in gates)):
            return False  # "out of the town"
    return sentence.has("sent_off", sent.last, after)


def _noun(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "After a nine-day halt", "Holiday pause at Orrel": the verb is a noun here."""
    if trigger.rule.get("aspect") == "noun":
        return False
    place = trigger.first
    if sentence.has("prohibiting", place, trigger.last) and sentence.has(
        "article", place - 1, place
    ):
        later = sentence.of("trigger", trigger.last, around.last)
        return any(mark.rule.get("aspect") not in ("noun", "force") for mark in later)
    titled = sentence.zone == "headline" and place > 0
    titled = titled and not sentence.has("infinitive", place - 1, place)
    if titled and sentence.has("stands_at", trigger.last, trigger.last + 1):
        return sentence.has("noun_verb", place, trigger.last)
    return sentence.has("noun_verb", place, trigger.last) and (
        place - 1 in sentence.timed
        or sentence.has("article", place - 1, place)
        or _owned_stop(sentence, place)
    )


def _owned_stop(sentence: Sentence, place: int) -> bool:
    """ "Norland's ban on lorries has haulers worried", not "Monday's ban"."""
    owned = sentence.has("owner", place - 1, place) and place - 2 not in sentence.timed
    return owned and sentence.has("owned_stop", place, place + 1)


def _of_a_verb(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Failed to reopen as planned", "kept out around the clock": the verb before it tells the
    state."""
    return bool(trigger.rule.get("full")) and any(
        mark.rule.get("aspect") in ("event", "open")
        and not (mark.rule.get("full") or mark.rule.get("beside"))
        for mark in sentence.of("trigger", around.first, trigger.first)
    )


def _imperative(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Open the crossings!": a demand, not a report."""
    first = trigger.first
    if not sentence.has("imperative", first, trigger.last):
        return False
    labelled = sentence.has("colon", first - 1, first)
    if labelled and any(name.last == first - 1 for name in sentence.named("gate", 0, first)):
        return False  # "Orrel: open"
    if any(name.first == first for name in sentence.named("gate")):
        return False  # "Orrel. Open.": a line of the gate above it
    opens = (first == around.first and around.opened != "relative") or labelled
    inverted = sentence.has("be_any", trigger.last, trigger.last + 5)
    undergone = trigger.last in sentence.timed or sentence.has(
        "agent", trigger.last, trigger.last + 1
    )
    return opens and not (inverted or undergone) and sentence.has("imperative", first, trigger.last)


def _epithet(sentence: Sentence, trigger: Mark) -> bool:
    """ "Three closed wagons", "frozen fish": the word describes a vehicle or goods; not so
    in "farmers blocked lorries"."""
    place = trigger.first
    if not sentence.has("epithet", place, trigger.last):
        return False
    doers = [name.last for name in sentence.names]
    doers += [mark.last for mark in sentence.of("noun", 0, place)]
    if sentence.has("have", place - 1, place) or place in doers:
        return False
    described = [mark for mark in sentence.of("noun", trigger.last) if mark.rule.get("unit")]
    described += sentence.of("good", trigger.last)
    return any(mark.first == trigger.last for mark in described)


def _named(sentence: Sentence, trigger: Mark) -> bool:
    """ "At work from both ends": the word is a noun."""
    noun = sentence.has("end_noun", trigger.first, trigger.last)
    return noun and sentence.has("noun_before", trigger.first - 1, trigger.first)


def _priced(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Freight rates at Orrel are back to normal": it is what it costs that is."""
    if "priced" not in sentence.held:
        return False
    return any(
        sentence.has("priced", noun.last, noun.last + 1)
        for noun in sentence.of("noun", around.first, trigger.first)
        if noun.rule.get("is") in FREIGHT | {"trade"}
    )


def _of_a_while(sentence: Sentence, trigger: Mark) -> bool:
    """ "Fully reopened after two weeks of partial operation": that is over."""
    place = trigger.first
    spell = sentence.has("of", place - 1, place) and place - 2 in sentence.timed
    return spell and sentence.has("pause", place - 6, place)


def _undone_norm(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Normal work was disrupted": the norm that a verb behind tells the end of."""
    if (
        not sentence.has("the_norm", trigger.first, trigger.last)
        or trigger.last - trigger.first > 1
    ):
        return False
    subject = any(noun.first <= trigger.last + 1 for noun in sentence.of("noun", trigger.last))
    if not (subject or sentence.has("works", trigger.last, trigger.last + 1)):
        return False
    verbs = sentence.of("trigger", trigger.last, around.last)
    return any(verb.rule.get("state") in _LESS for verb in verbs)


def _doing(sentence: Sentence, trigger: Mark) -> bool:
    """ "Dealers at Orrel stopped quoting prices": what stops is neither gate nor goods."""
    place = trigger.last
    if not sentence.has("takes_gerund", trigger.first, place) or place >= len(sentence.tokens):
        return False
    word = sentence.tokens.words[place]
    if not word.endswith("ing") or sentence.has("no_gerund", place, place + 1):
        return False
    known = any(sentence.of(kind, place, place + 5) for kind in ("noun", "pass", "trigger"))
    passive = sentence.has("be_any", trigger.first - 2, trigger.first)
    return not (known or passive or place in sentence.timed)
