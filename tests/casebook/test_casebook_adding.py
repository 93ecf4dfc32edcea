"""What goes in comes out, whatever the order, the repeats and the database."""

import datetime as dt
import hashlib
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import claim, pair

import yalu.casebook
from yalu.casebook import Casebook
from yalu.casebook.rows import claim_rows
from yalu.vocabulary import CasebookError, Document, Step

UTC = dt.UTC


def test_a_new_document_is_kept_with_its_claims(where: str) -> None:
    document, claims = pair(5)
    with yalu.casebook.open(where) as book:
        assert book.add(document, claims) is True
        assert book.has(document.digest)
    with yalu.casebook.open(where, create=False) as book:
        assert list(book.documents()) == [document]
        assert book.claims() == [claim.replace(known=document.known) for claim in claims]
        assert book.counts() == {"documents": 1, "names": 1, "claims": len(claims)}


def test_adding_again_changes_nothing(where: str) -> None:
    with yalu.casebook.open(where) as book:
        book.add(*pair(3))
        before = book.digest(), book.counts()
        assert book.add(*pair(3)) is False
        assert (book.digest(), book.counts()) == before


def test_order_and_database_do_not_matter(where: str, fresh: Callable[[], Casebook]) -> None:
    pairs = [pair(number) for number in range(30)]
    moment = dt.datetime(2023, 1, 1, tzinfo=UTC)
    with yalu.casebook.open(where) as book, fresh() as other:
        for document, claims in pairs:
            book.add(document, claims, recorded=moment)
        for document, claims in random.Random(7).sample(pairs + pairs, 60):
            other.add(document, claims, recorded=moment)
        assert book.digest() == other.digest()
        assert book.claims() == other.claims()
        assert list(book.documents()) == list(other.documents())


NAMES = st.sampled_from(["b.txt", "a.txt", "Ä.txt", "단둥.txt", "http://x/1"])
ADDITIONS = st.lists(
    st.tuples(
        st.integers(0, 3),
        NAMES,
        st.sampled_from([None, "header", "caller", "dateline"]),
        st.sampled_from([None, "yalu 1.9", "yalu 1.10"]),
        st.lists(st.integers(0, 5), max_size=4),
        st.sampled_from(["rule-a", "rule-b"]),
    ),
    max_size=6,
)


@settings(max_examples=30, deadline=None)
@given(ADDITIONS, st.randoms(use_true_random=False))
def test_any_permutation_and_repeat_gives_the_same_casebook(
    fresh: Callable[[], Casebook], additions: list, chance: random.Random
) -> None:
    moment = dt.datetime(2023, 1, 1, tzinfo=UTC)

    def put(book: Casebook, addition: tuple) -> None:
        number, name, basis, reader, numbers, rule = addition
        document = Document(name, f"text {number}", published="2022", basis=basis)
        because = (Step("state", rule),)
        claims = [claim(document, n, because=because) for n in numbers]
        book.add(document, claims, reader=reader, recorded=moment)

    shuffled = additions + additions[:2]
    chance.shuffle(shuffled)
    with fresh() as first, fresh() as second:
        for addition in additions:
            put(first, addition)
        for addition in shuffled:
            put(second, addition)
        assert first.digest() == second.digest()
        assert first.claims() == second.claims()
        assert list(first.documents()) == list(second.documents())


def test_one_text_under_two_names_is_one_document(where: str) -> None:
    document, claims = pair(2, length=2)
    other = Document("copies/a.txt", document.text, document.published, outlet=document.outlet)
    with yalu.casebook.open(where) as book:
        book.add(document, claims)
        assert book.add(other, [claim.replace(document=other.name) for claim in claims]) is False
        assert book.counts() == {"documents": 1, "names": 2, "claims": 2}
        assert {claim.document for claim in book.claims()} == {"copies/a.txt"}
        assert book.document(document.name) == book.document(other.name)


def test_equal_claims_of_a_document_are_one(where: str) -> None:
    document, (one, two) = pair(2, length=2)
    with yalu.casebook.open(where) as book:
        book.add(document, (one, two, one))
        assert [claim.number for claim in book.claims()] == [0, 1]


def test_a_different_claim_changes_the_digest(fresh: Callable[[], Casebook]) -> None:
    document, claims = pair(2, length=2)
    with fresh() as book, fresh() as other:
        book.add(document, claims)
        other.add(document, (claims[0], claims[1].replace(number=77)))
        assert book.digest() != other.digest()


def test_a_later_reader_replaces_what_an_earlier_one_read(where: str) -> None:
    document, (one, two, three) = pair(2, length=3)
    with yalu.casebook.open(where) as book:
        book.add(document, (one,), reader="yalu 0.9.0")
        book.add(document, (two, three), reader="yalu 0.10.0")
        book.add(document, (one,), reader="yalu 0.9.0")
        assert [claim.number for claim in book.claims()] == [1, 2]


def test_claims_of_one_reader_add_up(where: str) -> None:
    document, (one, two) = pair(2, length=2)
    with yalu.casebook.open(where) as book:
        book.add(document, (one,))
        book.add(document, (one, two))
        assert [claim.number for claim in book.claims()] == [0, 1]


def test_a_changed_file_is_a_second_document_and_the_last_recorded_answers(where: str) -> None:
    old, new = Document("a.txt", "old words"), Document("a.txt", "new words")
    with yalu.casebook.open(where) as book:
        book.add(new, (), recorded=dt.datetime(2023, 1, 2, tzinfo=UTC))
        book.add(old, (), recorded=dt.datetime(2023, 1, 1, tzinfo=UTC))
        assert book.counts()["documents"] == 2
        assert book.document("a.txt") == new
        assert book.document(old.digest) == old


def test_a_document_that_is_not_there_is_said_so(where: str) -> None:
    with (
        yalu.casebook.open(where) as book,
        pytest.raises(CasebookError, match=r"has no document b\.txt"),
    ):
        book.document("b.txt")


def test_gates_limit_the_claims(where: str) -> None:
    with yalu.casebook.open(where) as book:
        book.add(*pair(1, length=6))
        assert {claim.gate for claim in book.claims()} == {"north-gate", "south-gate"}
        assert [claim.number for claim in book.claims(gates={"south-gate"})] == [1, 3, 5]
        assert book.claims(gates=()) == []


def test_known_by_leaves_out_what_was_published_later(where: str) -> None:
    early = Document("early.txt", "one", published="2022-01-31")
    month = Document("month.txt", "two", published="2022-01")
    late = Document("late.txt", "three", published="2022-02-01")
    with yalu.casebook.open(where) as book:
        for document in (late, month, early):
            book.add(document, (claim(document, 1),))
        known = book.claims(known_by=dt.date(2022, 1, 31))
        assert [claim.document for claim in known] == ["early.txt", "month.txt"]
        assert [document.name for document in book.documents(known_by=dt.date(2022, 1, 30))] == []


def test_an_unknown_publication_counts_from_the_day_of_recording_in_utc(where: str) -> None:
    document = Document("undated.txt", "words")
    seoul = dt.timezone(dt.timedelta(hours=9))
    with yalu.casebook.open(where) as book:
        recorded = dt.datetime(2023, 5, 2, 8, 59, tzinfo=seoul)  # still 1 May in UTC
        book.add(document, (claim(document, 1),), recorded=recorded)
        assert book.claims(known_by=dt.date(2023, 4, 30)) == []
        assert book.claims(known_by=dt.date(2023, 5, 1)) == book.claims()
        assert book.claims()[0].known == dt.date(2023, 5, 1)
        assert book.claims(known_by=dt.date.max) == book.claims()


def test_a_claims_own_known_is_kept(where: str) -> None:
    document = Document("a.txt", "words", published="2022-01-31")
    with yalu.casebook.open(where) as book:
        book.add(document, (claim(document, 1, known=dt.date(2022, 3, 1)),))
        assert book.claims(known_by=dt.date(2022, 2, 28)) == []
        assert book.claims()[0].known == dt.date(2022, 3, 1)


def test_recorded_needs_a_time_zone(fresh: Callable[[], Casebook]) -> None:
    with fresh() as book, pytest.raises(ValueError, match="time zone"):
        book.add(*pair(1), recorded=dt.datetime(2023, 1, 1))


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (Document("a.txt", "nul \0 inside"), "a.txt: cannot be kept, its text holds a NUL"),
        (Document("a.txt", "half \ud83d"), "a.txt: cannot be kept, its text is not valid Unicode"),
        (Document("\udcff.txt", "w"), r"\\udcff.txt: cannot be kept, its name is not valid"),
    ],
)
def test_text_that_no_database_keeps_is_refused(where: str, document: Document, why: str) -> None:
    with yalu.casebook.open(where) as book:
        with pytest.raises(CasebookError, match=why):
            book.add(document, ())
        assert book.counts()["documents"] == 0


def test_a_bad_claim_leaves_nothing_of_its_document(where: str) -> None:
    document, (one, two) = pair(1, length=2)
    with yalu.casebook.open(where) as book:
        with pytest.raises(CasebookError, match="its origin holds a NUL"):
            book.add(document, (one, two.replace(origin="\0")))
        assert book.counts() == {"documents": 0, "names": 0, "claims": 0}


def test_the_id_of_a_row_is_the_digest_of_its_body() -> None:
    document, (one,) = pair(1, length=1)
    ((id_, row),) = claim_rows(document, (one,)).items()
    assert id_ == hashlib.sha256(row["body"].encode()).hexdigest()


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([1, 1.0, 1.5, 10, 10.0, 1e300, None]), st.sampled_from([1, 1.5, 10.0, None]))
def test_rows_collapse_exactly_where_claims_have_one_id(
    left: float | None, right: float | None
) -> None:
    document, (one,) = pair(1, length=1)
    two = (one.replace(number=left), one.replace(number=right))
    assert len(claim_rows(document, two)) == len({claim.id for claim in two})


def test_many_documents_come_in_order_of_name(where: str) -> None:
    with yalu.casebook.open(where) as book:
        for number in random.Random(1).sample(range(250), 250):
            book.add(Document(f"{number:03}.txt", f"words {number}"), ())
        assert [document.name for document in book.documents()] == [
            f"{number:03}.txt" for number in range(250)
        ]
