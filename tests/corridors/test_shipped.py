"""The corridor files that come with Yalu."""

import itertools
import json
import zoneinfo
from collections import Counter
from pathlib import Path

import pytest

import yalu
from yalu.corridors import gazetteer, load
from yalu.corridors.file import read_file
from yalu.corridors.load import checked, shipped
from yalu.corridors.schema import validate
from yalu.vocabulary import Mode

ROOT = Path(__file__).parents[1]
REFERENCE = Path(yalu.__file__).parent / "casebook" / "reference" / "claims.jsonl"


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def corpus_services():
    for path in sorted((ROOT / "corpus" / "claims").glob("*/*.jsonl")):
        for claim in lines(path):
            yield claim["gate"], claim["mode"]
    for path in sorted((ROOT / "corpus" / "timelines").glob("*.json")):
        for gate, timeline in json.loads(path.read_text("utf-8"))["gates"].items():
            yield gate, timeline["mode"]


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.name)
def test_every_shipped_file_keeps_the_schema(path):
    validate(read_file(path))


def test_the_shipped_files_agree_with_each_other():
    files = [read_file(path) for path in shipped()]
    atlas = checked(files, files)
    assert set(atlas.corridors) == {
        "china-mongolia",
        "dandong-sinuiju",
        "pakistan-afghanistan",
        "poland-lithuania-belarus",
        "us-mexico-rail",
    }
    assert atlas.gates.keys() == load().gates.keys()


def test_every_service_and_origin_of_the_reference_casebook_is_known():
    atlas = load()
    for claim in lines(REFERENCE):
        assert str(atlas.service(f"{claim['gate']}/{claim['mode']}")).endswith(claim["mode"])
        assert claim["origin"] in atlas.sources


def test_every_service_of_the_corpus_is_known():
    atlas, services = load(), set(corpus_services())
    assert len(services) > 35
    for gate, mode in services:
        assert atlas.service(f"{gate}/{mode}").gate == gate


def test_sides_lie_in_time_zones_that_exist():
    sides = load().sides.values()
    assert sides and {side.time_zone for side in sides} <= zoneinfo.available_timezones()


def test_no_name_means_two_gates_of_one_mode():
    atlas = load()
    for lang in ("en", "ko", "zh", "ja", "ru", "pl", "es", "uk", "lt"):
        for name, entries in gazetteer(atlas, lang).entries.items():
            plain = [entry for entry in entries if entry.kind == "gate" and not entry.group]
            modes = Counter(mode for entry in plain for mode in entry.modes)
            assert all(count == 1 for count in modes.values()), name
            for mode in (Mode.LAND, Mode.ALL):
                assert mode not in modes or len(plain) == 1, name


def test_gates_stand_near_their_neighbours():
    for corridor in load().corridors.values():
        for group in corridor.gates.values():
            inside = (corridor.gates[id] for id in group.members)
            places = [gate.coordinates for gate in inside if gate.coordinates]
            for (north, east), (other_north, other_east) in itertools.pairwise(places):
                assert abs(north - other_north) < 8 and abs(east - other_east) < 25, group.id


def test_a_text_of_each_corridor_has_a_gate_to_mean():
    atlas = load()
    assert atlas.home("dandong-sinuiju") == "dandong-sinuiju"
    assert all(atlas.gate(home) for home in atlas.homes.values())


def test_country_pairs_have_their_groups():
    atlas = load()
    assert atlas.between({"KP", "CN"}) == "dprk-cn-all"
    assert atlas.between(["RU", "KP"]) == "ru-kp-all"
    assert atlas.between({"PL", "BY"}) == "poland-belarus-border"
    assert atlas.between({"BY", "LT"}) == "lithuania-belarus-border"
    assert atlas.between({"AF", "PK"}) == "pakistan-afghanistan-border"
    assert atlas.between({"MN", "CN"}) == "mongolia-china-border"
    assert atlas.between({"KP", "KR"}) is None
    assert atlas.between({"KP"}) is None


def test_passenger_trains_belong_to_no_group_of_freight():
    atlas = load()
    of_people = [gate for gate in atlas.gates.values() if gate.passengers]
    assert len(of_people) == 3
    assert all(atlas.groups_of(gate.id) == () for gate in of_people)
