"""Logs: every stamp with its words, the same again from the address, trains formed and split."""

import datetime as dt
import io
import sys

import numpy as np
import pytest

from simulate.handmade import model
from yalu.simulate.compile import compiled
from yalu.simulate.log import events, frame, parquet
from yalu.simulate.run import run
from yalu.vocabulary import YaluError
from yalu.vocabulary.epcis import document
from yalu.vocabulary.event import Act

pyarrow = pytest.importorskip("pyarrow")

EAST = dt.timezone(dt.timedelta(hours=8))
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
TABLE = compiled(model())


@pytest.fixture(scope="module")
def logged():
    return run(TABLE, 3, 11, log=True)


@pytest.fixture(scope="module")
def told(logged):
    return list(events(logged, EAST, NOW))


def test_the_frame_has_a_row_for_each_stamp_in_order(logged):
    found = frame(logged)
    minute, who, mark = logged.log
    assert found.num_rows == len(minute)
    assert found["minute"].to_pylist() == minute.tolist()
    assert found.column_names == [
        "minute", "time", "consignment", "stream", "number", "cargo", "laden", "step", "act",
        "place", "train",
    ]  # fmt: skip
    row = found.slice(5, 1).to_pylist()[0]
    stream, number = logged.address[who[5]]
    assert row["consignment"] == f"{TABLE.streams[stream]}/{number}"
    assert row["step"] == TABLE.steps[mark[5] // 3]
    assert row["act"] == ("entered", "begun", "ended")[mark[5] % 3]
    assert row["time"] == dt.datetime(2022, 1, 1) + dt.timedelta(minutes=int(minute[5]))
    assert row["place"] == model().step[row["step"]].place


def test_the_last_stamps_of_the_log_are_those_of_the_outcome(logged):
    rows = frame(logged).to_pylist()
    column = TABLE.steps.index("quarantine")
    ended = {
        row["consignment"]: row["minute"]
        for row in rows
        if (row["step"], row["act"]) == ("quarantine", "ended")
    }
    named = [f"{TABLE.streams[s]}/{n}" for s, n in logged.address]
    assert ended == {
        name: minute
        for name, minute in zip(named, logged.ended[:, column].tolist(), strict=True)
        if minute >= 0
    }


def test_the_log_is_made_again_from_the_address(logged):
    again = run(compiled(model()), 3, 11, log=True)
    assert frame(again).equals(frame(logged), check_metadata=True)
    assert frame(logged).schema.metadata[b"replication"] == b"11"
    other = run(TABLE, 3, 12, log=True)
    assert not frame(other).equals(frame(logged))


def test_parquet_holds_the_frame(logged):
    import pyarrow.parquet as stored

    found = stored.read_table(io.BytesIO(parquet(logged)))
    assert found.to_pylist() == frame(logged).to_pylist()
    assert found.schema.metadata[b"scenario"] == b"small"


def test_a_run_without_a_log_has_none_to_tell():
    with pytest.raises(ValueError, match="without a log"):
        frame(run(TABLE, 3, 11))


def test_without_pyarrow_it_is_said_what_to_install(logged, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(YaluError, match=r"install yalu\[frames\]"):
        parquet(logged)


def test_a_train_is_formed_once_then_crosses_as_one_then_is_split_once(told, logged):
    for train in {event.train for event in told if event.train}:
        own = [event for event in told if event.train == train]
        acts = [(event.act, event.step) for event in own]
        assert acts.count((Act.FORMED, "train")) == 1
        assert acts.count((Act.SPLIT, "unload")) <= 1
        assert acts[0] == (Act.FORMED, "train")
        assert {event.what for event in own} == {own[0].what}, "its members do not change"
        assert len(own[0].what) <= 3
        if (Act.SPLIT, "unload") in acts:
            assert acts[-1] == (Act.SPLIT, "unload")
    formed = sum(event.act is Act.FORMED for event in told)
    assert formed == len(set(logged.consist[logged.consist[:, 0] >= 0, 0].tolist()))


def test_events_are_in_order_and_every_stamp_is_told_once(told, logged):
    assert [event.when for event in told] == sorted(event.when for event in told)
    stamps = [event for event in told if event.act not in (Act.FORMED, Act.SPLIT)]
    assert sum(len(event.what) for event in stamps) == len(logged.log[0])
    assert {event.when.utcoffset() for event in told} == {dt.timedelta(hours=8)}
    assert all(event.simulated and event.recorded == NOW for event in told)
    assert {event.why for event in told} == {"small, seed 3, replication 11"}


def test_the_events_are_an_epcis_document(told):
    found = document(told, NOW)["epcisBody"]["eventList"]
    assert len(found) == len(told)
    assert {each["type"] for each in found} == {"ObjectEvent", "AggregationEvent"}
    ids = [each["eventID"] for each in found]
    assert len(set(ids)) == len(ids)


def test_the_marks_of_the_log_are_known(logged):
    assert np.unique(logged.log[2] % 3).tolist() == [0, 1, 2]
