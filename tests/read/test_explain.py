"""Every claim can say which words and which rules made it."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.corridors import load
from yalu.read import read
from yalu.read.explain import SLOTS, Segment, explain, filled, unexplained
from yalu.read.formats import body_start, documents
from yalu.vocabulary import Claim, Document, Kind, Mode, Quote, SourceClass, Stance, State, Step

ATLAS = load()
CORPUS = Path(__file__).parents[1] / "corpus" / "documents"
DOCUMENTS = [
    document
    for path in sorted(CORPUS.glob("*/*.txt"))
    for document in documents(path.read_bytes(), f"{path.parent.name}/{path.stem}")
    if document.lang == "en"
]
ALWAYS = ("kind", "gate", "who", "state")
"""Slots that are explained without exception."""

TEXT = "Trains were halted. Trains were halted at Orrel."


def made(*because: Step, **slots: object) -> Claim:
    base: dict[str, object] = {
        "document": "text",
        "kind": Kind.CHANGE,
        "gate": "orrel-kessim",
        "mode": Mode.RAIL,
        "who": "customs",
        "class_": SourceClass.OFFICIAL,
        "origin": "customs",
        "state": State.SUSPENDED,
        "quote": Quote(TEXT[20:], 20, len(TEXT)),
        "because": because,
    }
    return Claim(**(base | slots))  # type: ignore[arg-type]


def at(slot: str, words: str, rule: str = "a.rule") -> Step:
    start = TEXT.rindex(words)
    return Step(slot, rule, start, start + len(words))


def marked(segments: tuple[Segment, ...]) -> list[tuple[str, ...]]:
    return [(one.text, *one.slots) for one in segments if one.slots]


def test_the_words_that_filled_slots_are_marked():
    claim = made(at("state", "halted"), at("gate", "Orrel"))
    found = explain(Document("text", TEXT), [claim])
    assert marked(found.segments) == [("halted", "state"), ("Orrel", "gate")]
    assert found.slots == ("gate", "state")


def test_words_that_filled_two_slots_carry_both_marks():
    claim = made(at("kind", "were halted"), at("state", "halted"))
    found = explain(Document("text", TEXT), [claim])
    assert marked(found.segments) == [("were ", "kind"), ("halted", "kind", "state")]


def test_two_claims_from_one_word_mark_it_once():
    claim = made(at("state", "halted"))
    found = explain(Document("text", TEXT), [claim, claim.replace(gate="lannok")])
    assert marked(found.segments) == [("halted", "state")]
    assert len(found.told) == 2


def test_a_text_without_claims_is_one_plain_segment():
    found = explain(Document("text", TEXT), [])
    assert [one.text for one in found.segments] == [TEXT]
    assert found.slots == ()


def test_a_document_of_which_no_text_is_kept_has_no_segments():
    found = explain(Document("text"), [made()])
    assert found.segments == ()
    assert found.told[0].rows == ()


def test_each_slot_is_told_with_what_it_holds_its_rule_and_its_words():
    claim = made(
        Step("who", "who.outlet"),
        at("state", "halted", "shut.halt"),
        Step("kind", "shut.halt"),
        at("number", "Trains", "number.trains"),
        number=2.0,
    )
    (told,) = explain(Document("text", TEXT), [claim]).told
    assert [(row.slot, row.value, row.rule, row.words) for row in told.rows] == [
        ("kind", "change", "shut.halt", ""),
        ("state", "suspended", "shut.halt", "halted"),
        ("number", "2", "number.trains", "Trains"),
        ("who", "customs", "who.outlet", ""),
    ]


def test_a_slot_without_a_step_is_unexplained():
    claim = made(Step("kind", "a"), Step("who", "b"), direction="KP>CN", stance=Stance.DENIES)
    assert filled(claim) == ("kind", "gate", "state", "direction", "who", "stance")
    assert unexplained(claim) == ("gate", "state", "direction", "stance")


def test_words_are_told_in_one_line():
    text = "Trains were\nhalted."
    claim = made(Step("state", "shut.halt", 7, 18), quote=Quote(text, 0, len(text)))
    (told,) = explain(Document("text", text), [claim]).told
    assert told.rows[0].words == "were halted"


@pytest.mark.parametrize("document", DOCUMENTS[::8], ids=lambda d: d.name)
def test_the_segments_are_the_text_without_its_header(document: Document):
    found = explain(document, read(document, ATLAS))
    assert "".join(one.text for one in found.segments) == document.text[body_start(document.text) :]
    assert all(one.span.of(document.text) == one.text for one in found.segments)


def test_every_slot_of_the_corpus_has_its_step():
    asked = 0
    missing: Counter[str] = Counter()
    first: dict[str, str] = {}
    for document in DOCUMENTS:
        for claim in read(document, ATLAS):
            asked += len(filled(claim))
            for slot in unexplained(claim):
                missing[f"{claim.kind.value}.{slot}"] += 1
                first.setdefault(
                    f"{claim.kind.value}.{slot}",
                    f"{document.name}: {claim.quote.exact if claim.quote else ''}",
                )
    told = "\n".join(f"{count} {name}, first in {first[name]}" for name, count in missing.items())
    print(f"{missing.total()} of {asked} slots without a step:\n{told}")
    assert not missing, told


@st.composite
def edited(draw: st.DrawFn) -> Document:
    """A document of the corpus with a paragraph dropped, moved, doubled, cut or written into."""
    document = draw(st.sampled_from(DOCUMENTS))
    start = body_start(document.text)
    parts = document.text[start:].split("\n\n")
    place = draw(st.integers(0, len(parts) - 1))
    match draw(st.sampled_from(["drop", "move", "double", "cut", "write"])):
        case "drop":
            del parts[place]
        case "move":
            parts.insert(draw(st.integers(0, len(parts) - 1)), parts.pop(place))
        case "double":
            parts.insert(place, parts[place])
        case "cut":
            parts[place] = parts[place][draw(st.integers(0, len(parts[place]))) :]
        case _:
            at = draw(st.integers(0, len(parts[place])))
            parts[place] = parts[place][:at] + draw(st.text(max_size=40)) + parts[place][at:]
    text = document.text[:start] + "\n\n".join(parts)
    return Document(document.name, text, document.published, outlet=document.outlet)


@given(edited())
def test_however_a_report_is_edited_quotes_are_exact_and_slots_explained(document: Document):
    claims = read(document, ATLAS)
    for claim in claims:
        assert claim.quote is not None
        assert document.text[claim.quote.start : claim.quote.end] == claim.quote.exact
        for step in claim.because:
            assert step.slot in SLOTS
            assert (step.start is None) == (step.end is None)
            if step.start is not None and step.end is not None:
                assert 0 <= step.start < step.end <= len(document.text)
        assert set(unexplained(claim)).isdisjoint(ALWAYS), claim
    found = explain(document, claims)
    assert "".join(one.text for one in found.segments) == document.text[body_start(document.text) :]
