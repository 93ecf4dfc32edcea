"""Casebook folders: the reference loads whole; a bad line is named with its file and number."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import yalu.casebook
from yalu.casebook import Casebook
from yalu.vocabulary import CasebookError, Document, Kind

DOCUMENT = {"id": "a", "outlet": "Harbour Times", "published": "2022-05", "language": "en"}
CLAIM = {
    "document": "a",
    "n": 1,
    "kind": "service",
    "gate": "north-gate",
    "mode": "rail",
    "state": "running",
    "when": {"earliest": "2022-05-01", "latest": "2022-05-02", "grain": "interval"},
    "who": "a clerk",
    "class": "anonymous",
    "origin": "harbour",
    "gist": "Trains run",
}


def _folder(tmp_path: Path, documents: list[object], claims: list[object]) -> Path:
    for name, lines in (("documents", documents), ("claims", claims)):
        text = "".join(
            (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n"
            for line in lines
        )
        (tmp_path / f"{name}.jsonl").write_text(text)
    return tmp_path


def test_the_reference_casebook_loads_whole(fresh: Callable[[], Casebook]) -> None:
    pairs = list(yalu.casebook.folder(yalu.casebook.reference()))
    assert len(pairs) == 204
    assert sum(len(claims) for _, claims in pairs) == 690
    with fresh() as book:
        new = [book.add(document, claims) for document, claims in pairs]
        assert new == [True] * 204
        assert book.counts() == {"documents": 204, "names": 204, "claims": 690}
        kept = book.claims()
        assert all(claim.known for claim in kept)
        for document, claims in pairs:
            assert tuple(claim for claim in kept if claim.document == document.name) == claims
        early = book.claims(known_by=dt.date(2021, 12, 31))
        assert early and all(claim.known <= dt.date(2021, 12, 31) for claim in early)
        assert len(early) < 690


def test_a_folder_gives_documents_with_their_claims_in_order(tmp_path: Path) -> None:
    other = {**DOCUMENT, "id": "b", "published": None}
    lines = [CLAIM, {**CLAIM, "document": "b"}, {**CLAIM, "gist": "More", "kind": "count"}]
    first, second = yalu.casebook.folder(_folder(tmp_path, [DOCUMENT, other], lines))
    assert first[0] == Document("a", published="2022-05", outlet="Harbour Times")
    assert [claim.kind for claim in first[1]] == [Kind.SERVICE, Kind.COUNT]
    assert {claim.known for claim in first[1]} == {dt.date(2022, 5, 31)}
    assert [claim.known for claim in second[1]] == [None]


def test_a_document_without_claims_is_given_too(tmp_path: Path) -> None:
    ((_, claims),) = yalu.casebook.folder(_folder(tmp_path, [DOCUMENT], []))
    assert claims == ()


def test_what_a_document_and_a_claim_write_is_read_back(tmp_path: Path) -> None:
    document = Document(
        "a", published="2022-05-03", precision="week", basis="feed", title="T", note="N"
    )
    ((_, (claim,)),) = yalu.casebook.folder(_folder(tmp_path, [DOCUMENT], [CLAIM]))
    full = claim.replace(value={"at": ["x"]}, derived=True, scope="containers", note="odd")
    line = {**full.to_json(), "quote": {"exact": "run", "start": 1, "end": 4}}
    line["because"] = [{"slot": "state", "rule": "en/x", "start": 0, "end": 3}]
    ((again, (read,)),) = yalu.casebook.folder(_folder(tmp_path, [document.to_json()], [line]))
    assert again == document
    assert read.to_json() == line


def test_blank_lines_a_mark_and_windows_ends_do_no_harm(tmp_path: Path) -> None:
    folder = _folder(tmp_path, [DOCUMENT, ""], ["", CLAIM])
    file = folder / "documents.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert len(list(yalu.casebook.folder(folder))) == 1


WHEN = CLAIM["when"]
BAD = [
    ("documents.jsonl:2", [DOCUMENT, '{"id": '], [], "not JSON"),
    ("documents.jsonl:2", [DOCUMENT, "[1]"], [], "not a JSON object"),
    ("documents.jsonl:1", ["[" * 100_000], [], "not JSON"),
    ("documents.jsonl:2", [DOCUMENT, DOCUMENT], [], "'a' is there twice"),
    ("documents.jsonl:1", [{"outlet": "x"}], [], "field 'id' is missing"),
    ("documents.jsonl:1", [{**DOCUMENT, "id": ""}], [], "field 'id' is missing"),
    ("documents.jsonl:1", [{**DOCUMENT, "lang": "en"}], [], "unknown field 'lang'"),
    ("documents.jsonl:1", [{**DOCUMENT, "outlet": 3}], [], "outlet is not a string"),
    ("documents.jsonl:1", [{**DOCUMENT, "published": "2022-02-30"}], [], "not a date"),
    ("documents.jsonl:1", [{**DOCUMENT, "published_precision": "hour"}], [], "is not one of"),
    ("claims.jsonl:2", [DOCUMENT], [CLAIM, {**CLAIM, "document": "b"}], "no document 'b'"),
    ("claims.jsonl:1", [DOCUMENT], [{**CLAIM, "kind": "rumour"}], "'rumour' is not a kind"),
    ("claims.jsonl:1", [DOCUMENT], [{**CLAIM, "mode": "tram"}], "'tram' is not a mode"),
    ("claims.jsonl:1", [DOCUMENT], [{**CLAIM, "gate": None}], "field 'gate' is missing"),
    ("claims.jsonl:1", [DOCUMENT], [{**CLAIM, "orgin": "x"}], "unknown field 'orgin'"),
    ("claims.jsonl:1", [DOCUMENT], [{**CLAIM, "number": True}], "number is not a number"),
    ("claims.jsonl:1", [DOCUMENT], [{**CLAIM, "number": 10**400}], "number is too large"),
    ("claims.jsonl:1", [DOCUMENT], ['{"number": NaN}'], "NaN is no JSON number"),
    ("claims.jsonl:1", [DOCUMENT], [{**CLAIM, "quote": "words"}], "quote is not an object"),
    ("claims.jsonl:1", [DOCUMENT], [{**CLAIM, "quote": {"exact": "x"}}], "'start' is missing"),
    ("claims.jsonl:1", [DOCUMENT], [{**CLAIM, "because": [1]}], "a step of 'because'"),
    ("claims.jsonl:1", [DOCUMENT], [{**CLAIM, "when": {"grain": "hour"}}], "is not a grain"),
    ("claims.jsonl:1", [DOCUMENT], [{**CLAIM, "when": {"from": "x"}}], "unknown field 'from'"),
    (
        "claims.jsonl:1",
        [DOCUMENT],
        [{**CLAIM, "when": {**WHEN, "latest": "2022-02-30"}}],
        "not a day",
    ),
    (
        "claims.jsonl:1",
        [DOCUMENT],
        [{**CLAIM, "when": {**WHEN, "latest": "2022-04-01"}}],
        "ends before it begins",
    ),
]


@pytest.mark.parametrize(("place", "documents", "claims", "why"), BAD)
def test_a_bad_line_is_named(
    tmp_path: Path, place: str, documents: list[object], claims: list[object], why: str
) -> None:
    folder = _folder(tmp_path, documents, claims)
    with pytest.raises(CasebookError) as caught:
        yalu.casebook.folder(folder)
    assert str(caught.value).startswith(f"{folder}/{place}: ")
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_not_utf8_are_named(tmp_path: Path) -> None:
    folder = _folder(tmp_path, [DOCUMENT], [])
    (folder / "claims.jsonl").write_bytes(b'\n{"gist": "\xff"}\n')
    with pytest.raises(CasebookError, match=r"claims\.jsonl:2: not UTF-8"):
        yalu.casebook.folder(folder)


def test_a_folder_without_its_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match=r"has documents\.jsonl and claims\.jsonl"):
        yalu.casebook.folder(tmp_path)
