"""Why a day is believed, as lines for a reader."""

import datetime as dt
import re

import pytest

from brief.conftest import GATE, RAIL, change, crossing, service
from yalu.believe import believe
from yalu.brief import reasons
from yalu.brief.fact import Teller
from yalu.brief.text import Role
from yalu.vocabulary import Document, Kind, State

SECTIONS = [
    "For and against",
    "The prior alone",
    "What would flip it",
    "What one new official word would do",
    "Who contradicts whom",
    "Said by one origin only",
    "Crossings inside the suspension",
    "From which stop they count",
]


@pytest.fixture(scope="module")
def told(atlas, reference):
    """The lines about a day of the reference casebook, as known by another."""
    claims, documents = reference

    def of(on: str, known_by: str, width: int = 80, most: int = 20) -> list[reasons.Line]:
        day, known = map(dt.date.fromisoformat, (on, known_by))
        belief = believe(claims, RAIL, groups={GATE: atlas.groups_of(GATE)}, known_by=known)
        own = [
            c for c in claims if c.gate == GATE and c.mode.covers(RAIL.mode) and c.known <= known
        ]
        why = belief.reasons(day, own, reasons.counted(own, documents))
        teller = Teller(RAIL, atlas, documents)
        return list(reasons.lines(why, teller, atlas.gate(GATE).title, most, width))

    return of


def whole(lines):
    return " ".join(" ".join(line.text for line in lines).split())


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_asked_for(told, width):
    assert max(len(line.text) for line in told("2021-11-04", "2024-12-31", width)) <= width


def test_the_sections_stand_in_their_order(told):
    headings = [line.text for line in told("2021-11-04", "2024-12-31") if line.role is Role.HEADING]
    assert headings == SECTIONS


def test_the_headline_answers(told):
    first = whole(told("2021-11-04", "2024-12-31")[:2])
    assert re.search(r"was suspended on 2021-11-04 \(\d+ %; running", first)
    assert "as known on 2024-12-31" in first


def test_november_2021_rests_on_one_origin_and_is_said_to(told):
    words = whole(told("2021-11-04", "2024-12-31"))
    assert "Only Radio Free Asia says this" in words
    assert re.search(r"open \(\d %\): Radio Free Asia", words)
    assert "shut is the likeliest reading" in words


def test_relays_are_counted_and_not_weighed(told):
    words = whole(told("2022-09-27", "2022-09-28"))
    row = re.search(
        r"\[own; (\d+) claims in (\d+) documents of (\d+) outlets, (\d+) only relay\]", words
    )
    assert row is not None
    said, documents, outlets, relays = map(int, row.groups())
    assert said > documents >= outlets > 1
    assert 0 < relays < said


def test_two_trains_in_may_are_an_exception(told):
    words = whole(told("2022-06-15", "2022-06-20"))
    assert re.search(r"Yonhap .*2 trains, 60 freight cars.*an exception on that day if true", words)


def test_two_years_and_seventeen_months_are_held_against_the_path(told):
    words = whole(told("2022-01-17", "2024-12-31"))
    stops = words[words.index("From which stop they count") :]
    assert re.search(
        r"From the last stop, 2020-\d\d-\d\d to 2022-01-15:.*“one year five months”", stops
    )
    assert re.search(r"From before the last stop.*“in almost two years” .* days off", stops)


def test_most_shows_so_many_origins_and_counts_the_rest(told):
    lines = told("2021-11-04", "2024-12-31", most=2)
    rows = [line for line in lines if re.match(r"  +[+-]\d", line.text)]
    assert len(rows) == 2
    assert any(
        re.fullmatch(r"  … and \d+ origins more; --most shows them\.", line.text) for line in lines
    )


def test_sections_with_nothing_to_say_are_left_out(atlas):
    book = [service("2022-09-01", State.RUNNING, "kbs")]
    belief = believe(book, RAIL)
    why = belief.reasons(dt.date(2022, 9, 1), book)
    lines = list(reasons.lines(why, Teller(RAIL, atlas, {}), GATE, 20, 80))
    headings = [line.text for line in lines if line.role is Role.HEADING]
    assert headings == [*SECTIONS[:4], "Said by one origin only"]


def test_a_gist_is_read_in_our_language_and_a_quote_in_its_own(atlas):
    seen = crossing("2022-01-16", "kbs", trains=1).replace(gist="First train in two years")
    korean = {seen.document: Document(seen.document, lang="ko")}
    (found,) = reasons.counted([seen], korean)
    assert found.words == "in two years"
    assert found.claim is seen
    assert list(reasons.counted([change("2022-01-16", State.RUNNING)], {})) == []
    assert seen.kind is Kind.CROSSING
