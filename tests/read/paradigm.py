"""The grid of predicates and grammatical frames: its sentences, and what each of them tells.

`grid/predicates.toml` has what is said, `grid/frames.toml` how; a frame is for the predicates
of its class.
"""

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yalu.read.limits import PEOPLE
from yalu.vocabulary import Claim, Kind, Stance, State, When

GRID = Path(__file__).parent / "grid"
PUBLISHED = dt.date(2024, 3, 14)
_BACK = {"running": "suspended", "suspended": "running", "limited": "running"}
_DAYS = {
    "now": PUBLISHED,
    "fri": dt.date(2024, 3, 8),
    "mon": dt.date(2024, 3, 11),
    "tue": dt.date(2024, 3, 12),
    "sat": dt.date(2024, 3, 16),
}
_PASSING = {
    "lorries": ("lorries", "lorry", "through Varnik", "are", "were", "have", ""),
    "trains": ("goods trains", "goods train", "through Varnik", "are", "were", "have", ""),
    "traffic": ("freight traffic", "", "at Varnik", "is", "was", "has", "s"),
}
_REVERSED = {"suspended": "reopened", "running": "closed", "limited": "closed"}
_REVERSED_BAN = "imposed again"


@dataclass(frozen=True)
class Cell:
    """A sentence of the grid: its frame, its predicate and what it tells."""

    frame: str
    predicate: str
    text: str
    told: str
    state: str


def cells() -> Iterator[Cell]:
    """Every cell of which its frame and its predicate say that English has it."""
    table = tomllib.loads((GRID / "predicates.toml").read_text("utf-8"))
    frames = tomllib.loads((GRID / "frames.toml").read_text("utf-8"))["frame"]
    for predicate in table["predicate"]:
        for of in predicate["of"]:
            words = _words(predicate, of, table)
            for frame in frames:
                if (
                    frame["class"] in predicate["classes"]
                    and predicate["state"] in frame.get("states", [predicate["state"]])
                    and of in frame.get("of", [of])
                ):
                    yield Cell(
                        f"{frame['class']}: {frame['id']}",
                        f"{predicate['id']} ({of})",
                        frame["text"].format_map(words),
                        frame["told"],
                        predicate["state"],
                    )


def nouns() -> Iterator[Cell]:
    """The cells of what is at a border, what passes it and what stops it."""
    table = tomllib.loads((GRID / "nouns.toml").read_text("utf-8"))
    for frame in table["frame"]:
        kind = frame["noun"]
        for entry in table[kind]:
            noun, number = (entry, "s") if kind == "gate" else entry.rsplit(" ", 1)
            many = number == "p"
            words = _Words(
                n=noun,
                bare=noun.removeprefix("the "),
                has="have" if many else "has",
                was="were" if many else "was",
            )
            words["is"] = "are" if many else "is"
            text = frame["text"].format_map(words)
            yield Cell(f"{kind}: {frame['text']}", noun, text, frame["told"], "suspended")


def phrases() -> Iterator[Cell]:
    """The cells of whole verb phrases that tell how things stand."""
    table = tomllib.loads((GRID / "phrases.toml").read_text("utf-8"))
    for of in ("gate", "freight"):
        for state in ("suspended", "running", "limited"):
            for phrase in table[of][state]:
                words = _Words(np=table[of]["np"], vp=phrase)
                for frame in table["frame"]:
                    text = frame["text"].format_map(words)
                    yield Cell(f"{of} {state}", phrase, text, frame["told"], state)


def contexts() -> Iterator[Cell]:
    """The cells of what may stand around a fact."""
    table = tomllib.loads((GRID / "predicates.toml").read_text("utf-8"))
    around = tomllib.loads((GRID / "contexts.toml").read_text("utf-8"))
    for predicate in table["predicate"]:
        for of in predicate["of"]:
            words = _words(predicate, of, table)
            for core in around["core"]:
                if core["class"] not in predicate["classes"]:
                    continue
                clause = core["text"].format_map(words)
                for text in around["around"]:
                    yield Cell(
                        f"context: {text}",
                        f"{core['class']} {predicate['id']} ({of})",
                        text.format_map(_Words(c=clause)),
                        core["told"],
                        predicate["state"],
                    )


def right(cell: Cell, claims: tuple[Claim, ...]) -> bool:
    """Whether the claims of a sentence are what its cell tells."""
    return any(_agrees(option, cell, claims) for option in cell.told.split(" | "))


def _agrees(option: str, cell: Cell, claims: tuple[Claim, ...]) -> bool:
    found = [claim for claim in claims if claim.state and claim.scope not in PEOPLE]
    facts = [claim for claim in found if claim.kind in (Kind.CHANGE, Kind.SERVICE)]
    asserted = [claim for claim in facts if claim.stance is Stance.ASSERTS]
    if option == "nothing":
        return not asserted
    left = list(asserted)
    for told in option.split("; "):
        first, *rest = told.split()
        if first == "forecast":
            gate, state, day = rest
            if not any(
                claim.kind is Kind.FORECAST and _is(claim, gate, _state(state, cell), day)
                for claim in found
            ):
                return False
        elif first == "not":
            gate, state, day = rest
            wanted = _state(state, cell)
            denied = [claim for claim in facts if claim.stance is Stance.DENIES]
            back = [claim for claim in left if _is(claim, gate, _BACK[wanted], day)]
            if not back and not any(_is(claim, gate, wanted, day) for claim in denied):
                return False
            left = [claim for claim in left if claim not in back]
        else:
            state, day = rest
            hits = [claim for claim in left if _is(claim, first, _state(state, cell), day)]
            if not hits:
                return False
            left = [claim for claim in left if claim not in hits]
    return not left


def _state(word: str, cell: Cell) -> str:
    if word == "back":
        return _BACK[cell.state]
    return cell.state if word == "it" else word


def _is(claim: Claim, gate: str, state: str, day: str) -> bool:
    return claim.gate == gate and claim.state == State(state) and _on(claim.when, day)


def _on(when: When | None, day: str) -> bool:
    if day == "any":
        return True
    if when is None:
        return False
    ends = (when.earliest, when.latest)
    if day == "feb":
        return ends == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    if day == "now":
        return when.latest == PUBLISHED
    if day.startswith("since-"):
        return ends == (_DAYS[day.removeprefix("since-")], PUBLISHED)
    if day == "sat":
        return when.earliest == _DAYS[day]
    return ends == (_DAYS[day], _DAYS[day])


class _Words(dict[str, str]):
    """The words of a row by their names; "^" makes the first letter a capital."""

    def __missing__(self, name: str) -> str:
        word = self[name.removesuffix("^")]
        return word[:1].upper() + word[1:]


def _words(predicate: dict[str, Any], of: str, table: dict[str, Any]) -> _Words:
    """Everything that a frame may ask for, for one predicate said of one kind of thing."""
    base, third, past, done, ing = predicate.get("forms", [""] * 5)
    thing = table["of"][of]
    agent = table["agent"][predicate.get("agent", "government")]
    many = thing["is"] == "are"
    nv, sv, place, pis, pwas, phas, pns = _PASSING.get(of, _PASSING["lorries"])
    words = _Words(
        thing,
        base=base,
        third=third if agent["s"] else base,
        s_third=base if many else third,
        s_present=third if agent["s"] else base,
        base_pl=third if agent["s"] else base,
        past=past,
        done=done,
        ing=ing,
        noun=predicate.get("noun", ""),
        words=predicate.get("words", predicate["id"]),
        agent=agent["np"],
        agent_bare=agent["head"] if agent["head"] == "Astria" else agent["head"].lower(),
        ahead=agent["head"],
        ahas=agent["has"],
        awas=agent["was"],
        ais="is" if agent["s"] else "are",
        ns="" if many else "s",
        head_low=thing["head"] if of == "gate" else thing["head"][0].lower() + thing["head"][1:],
        head_np=thing["head"] if of == "gate" else thing["head"][0].lower() + thing["head"][1:],
        them="them" if many else "it",
        reversed=_REVERSED_BAN if of == "ban" else _REVERSED[predicate["state"]],
        reversed_first=_REVERSED[predicate["state"]],
        adj_back={"suspended": "open", "running": "closed"}.get(predicate["state"], "closed"),
        base_back="reopen" if of == "gate" else "resume",
        nv=nv,
        sv=sv,
        place=place,
        pis=pis,
        pwas=pwas,
        phas=phas,
        pns=pns,
    )
    words["as"] = agent["s"]
    words["class"] = "crossing"
    return words
