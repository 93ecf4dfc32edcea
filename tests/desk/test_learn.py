"""`yalu learn`: run lengths from all services, kept beside the casebook."""

import json

SERVICE = "dandong-sinuiju/rail"


def answer(yalu, book):
    told = yalu(
        "status", SERVICE, "--on", "2021-06-01", "--json", "--no-record", "--casebook", book
    )
    return told.lines[0]


def test_what_is_learned_is_believed_by_until_it_is_forgotten(yalu, own, tmp_path):
    before = answer(yalu, own)
    told = yalu("learn", "--casebook", own)
    assert told.status == 0
    assert told.out.startswith("runs last ")
    kept = json.loads((tmp_path / "own.db.learned.json").read_text("utf-8"))
    assert kept["services"] > 5
    assert kept["factor"] != 1
    assert answer(yalu, own) != before
    yalu("learn", "--forget", "--casebook", own)
    assert answer(yalu, own) == before


def test_learning_again_starts_from_the_model_as_it_is_shipped(yalu, own):
    first = yalu("learn", "--json", "--casebook", own)
    again = yalu("learn", "--json", "--casebook", own)
    assert first.lines == again.lines


def test_what_was_known_later_teaches_nothing(yalu, own):
    early = yalu("learn", "--known-by", "2021-12-31", "--json", "--casebook", own)
    late = yalu("learn", "--json", "--casebook", own)
    assert early.lines[0]["services"] < late.lines[0]["services"]


def test_a_broken_file_is_one_line(yalu, own, tmp_path):
    (tmp_path / "own.db.learned.json").write_text("{}", "utf-8")
    told = yalu("status", "--casebook", own)
    assert told.status == 2
    assert told.err.count("\n") == 1
    assert "`yalu learn` makes it anew" in told.err
    assert yalu("learn", "--casebook", own).status == 0


def test_nothing_known_is_nothing_learned(yalu, own):
    told = yalu("learn", "--known-by", "1990-01-01", "--casebook", own)
    assert told.status == 1
