"""How a reading is compared with labels: who is paired, what counts as agreement."""

import datetime as dt
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.read.score import STATE_FACTS, Score, compare, same_window, score
from yalu.vocabulary import Claim, Grain, Kind, Mode, SourceClass, Stance, State, When

DAY = dt.date(2022, 9, 26)


def claim(kind: Kind = Kind.CHANGE, **slots: object) -> Claim:
    base: dict[str, object] = {
        "document": "text",
        "gate": "orrel-kessim",
        "mode": Mode.RAIL,
        "who": "customs",
        "class_": SourceClass.OFFICIAL,
        "origin": "",
        "state": State.SUSPENDED if kind in STATE_FACTS else None,
    }
    return Claim(kind=kind, **(base | slots))  # type: ignore[arg-type]


def test_closed_on_the_fourth_and_closed_since_the_fourth_are_one_finding():
    label, read = claim(Kind.CHANGE), claim(Kind.SERVICE)
    assert score({"a": [label]}, {"a": [read]}).found == 1
    assert score({"a": [label]}, {"a": [read]}, [Kind.CHANGE]) == Score(gold=1)


@pytest.mark.parametrize(
    "other",
    [
        {"gate": "lannok"},
        {"state": State.RUNNING},
        {"kind": Kind.FORECAST, "state": State.SUSPENDED},
    ],
    ids=str,
)
def test_another_gate_state_or_kind_is_no_pair(other):
    assert compare([claim()], [claim(**other)], list(Kind)).found == ()


def test_a_label_without_a_state_or_number_takes_any():
    assert compare([claim(state=None)], [claim()]).found
    trains = claim(Kind.CROSSING, number=2)
    assert compare([claim(Kind.CROSSING)], [trains], [Kind.CROSSING]).found
    assert not compare([trains], [claim(Kind.CROSSING, number=3)], [Kind.CROSSING]).found


def test_of_two_that_fit_the_one_that_agrees_better_is_paired():
    label = claim(when=When.on(DAY))
    late, right = claim(when=When.on(DAY + dt.timedelta(1))), claim(when=When.on(DAY))
    found = compare([label], [late, right])
    assert [pair.read for pair in found.found] == [right]
    assert found.extra == (late,)
    assert found.missed == ()


def test_documents_are_never_mixed():
    assert score({"a": [claim()], "b": []}, {"b": [claim()]}) == Score(gold=1, read=1)


def test_what_is_read_in_a_document_without_labels_does_not_count():
    assert score({}, {"b": [claim()]}) == Score()


@pytest.mark.parametrize(
    ("grain", "slack"),
    [(Grain.DAY, 0), (Grain.WEEK, 3), (Grain.INTERVAL, 3), (Grain.MONTH, 16), (Grain.YEAR, 183)],
)
@pytest.mark.parametrize("sign", [-1, 1])
def test_windows_agree_within_the_slack_of_the_grain_of_the_label(grain, slack, sign):
    label = When(DAY, DAY, grain)
    assert same_window(label, When.on(DAY + sign * dt.timedelta(slack)))
    assert not same_window(label, When.on(DAY + sign * dt.timedelta(slack + 1)))


def test_an_open_end_of_the_label_takes_any_and_a_closed_one_wants_one():
    assert same_window(When(DAY, None), When.on(DAY))
    assert not same_window(When.on(DAY), When(DAY, None))


def test_a_window_agrees_with_none_only_where_there_is_none():
    assert same_window(None, None)
    assert not same_window(None, When.on(DAY))
    assert not same_window(When.on(DAY), None)
    assert not same_window(None, When(symbolic="P-1D"))


def test_what_agrees_in_full_agrees_in_window_stance_and_class():
    label = claim(when=When.on(DAY))
    for slots in (
        {"when": When.on(DAY + dt.timedelta(9))},
        {"stance": Stance.DENIES},
        {"class_": SourceClass.OWN},
    ):
        (pair,) = compare([label], [label.replace(**slots)]).found
        assert not pair.full
        assert [pair.when, pair.stance, pair.class_].count(False) == 1
    assert compare([label], [label]).wrong == ()


def test_the_figures_of_a_score():
    figures = Score(gold=8, read=4, found=3, when=2, stance=3, class_=1, full=1)
    assert figures.precision == 0.75
    assert figures.recall == 0.375
    assert figures.f1 == pytest.approx(0.5)
    assert figures.dated_f1 == pytest.approx(1 / 3)
    assert figures.of_found("class_") == pytest.approx(1 / 3)
    assert Score().f1 == Score().precision == Score().of_found("when") == 0.0


windows = st.none() | st.builds(
    lambda first, length, grain: When(
        DAY + dt.timedelta(first), DAY + dt.timedelta(first + length), grain
    ),
    st.integers(-3, 3),
    st.integers(0, 2),
    st.sampled_from(Grain),
)
claims = st.lists(
    st.builds(
        claim,
        st.sampled_from([Kind.CHANGE, Kind.SERVICE, Kind.CROSSING]),
        gate=st.sampled_from(["orrel-kessim", "lannok"]),
        state=st.sampled_from([None, *State]),
        stance=st.sampled_from(Stance),
        class_=st.sampled_from([SourceClass.OFFICIAL, SourceClass.OWN]),
        number=st.sampled_from([None, 1, 2.0]),
        when=windows,
    ),
    max_size=5,
)


@given(claims)
def test_a_reading_that_repeats_the_labels_is_perfect(labels):
    wanted = [label for label in labels if label.kind in STATE_FACTS and label.state]
    figures = score({"a": wanted}, {"a": wanted})
    assert figures == Score(*[len(wanted)] * 7)


@given(claims, claims, st.sampled_from([tuple(STATE_FACTS), (Kind.CROSSING,)]))
def test_the_comparison_loses_nothing_and_adds_up(gold, read, kinds):
    found = compare(gold, read, kinds)
    assert len(found.found) + len(found.missed) == sum(label.kind in kinds for label in gold)
    assert len(found.found) + len(found.extra) == sum(one.kind in kinds for one in read)
    assert found.score == score({"a": gold}, {"a": read}, kinds)
    for missed, extra in itertools.product(found.missed, found.extra):
        assert not compare([missed], [extra], kinds).found


@given(claims, claims)
def test_claims_that_were_written_and_read_back_score_the_same(gold, read):
    there = [Claim.from_json(json.loads(json.dumps(one.to_json()))) for one in read]
    assert score({"a": gold}, {"a": there}) == score({"a": gold}, {"a": read})
