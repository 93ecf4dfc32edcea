"""EPCIS 2.0: the structure that the standard asks for, and the published hash of an event.

Required fields are those of the EPCIS 2.0 JSON Schema of GS1 (ref.gs1.org/standards/epcis); the
hashes are the published ones of the reference implementation of CBV 2.0, section 8.9
(github.com/RalphTro/epcis-event-hash-generator, documents of a shipping and a transporting
event).
"""

import datetime as dt
import json
import re

import pytest

from yalu.vocabulary.epcis import CONTEXT, biz_step, document, event_id, prehash
from yalu.vocabulary.event import Act, Event

EAST = dt.timezone(dt.timedelta(hours=8))
NOON = dt.datetime(2022, 1, 17, 12, 30, tzinfo=EAST)
BIZ_STEPS = {
    "arriving", "assembling", "departing", "disassembling", "holding", "inspecting", "loading",
    "shipping", "storing", "transporting", "unloading",
}  # fmt: skip
TRANSPORTING = {
    "type": "ObjectEvent",
    "eventTime": "2022-02-16T16:50:00.000+01:00",
    "eventTimeZoneOffset": "+01:00",
    "epcList": ["https://id.gs1.org/00/140123451122233341"],
    "action": "OBSERVE",
    "bizStep": "transporting",
    "readPoint": {"id": "geo:47.506694,11.104301"},
}


def events():
    common = {"when": NOON, "recorded": NOON, "why": "spring, seed 0", "simulated": True}
    cars = ("sugar/2", "sugar/1")
    return [
        Event(("sugar/1",), Act.ENTERED, "loading", where="dandong", cargo="sugar", **common),
        Event(cars, Act.FORMED, "train", train="train/0", where="dandong", **common),
        Event(cars, Act.BEGUN, "crossing", train="train/0", laden=True, **common),
        Event(cars, Act.SPLIT, "unloading", train="train/0", where="uiju", **common),
        Event(("sugar/1",), Act.ENDED, "waku-office", **common),
    ]


@pytest.fixture
def made():
    return document(events(), NOON)


def test_a_document_has_what_the_standard_requires(made):
    assert made["@context"][0] == CONTEXT
    assert made["type"] == "EPCISDocument"
    assert made["schemaVersion"] == "2.0"
    assert dt.datetime.fromisoformat(made["creationDate"]).utcoffset() is not None
    assert set(made["epcisBody"]) == {"eventList"}
    assert json.loads(json.dumps(made)) == made


def test_every_event_has_what_the_standard_requires(made):
    for found in made["epcisBody"]["eventList"]:
        required = {"type", "eventTime", "eventTimeZoneOffset", "action"}
        required |= {"epcList"} if found["type"] == "ObjectEvent" else {"parentID", "childEPCs"}
        assert required <= set(found)
        assert found["type"] in ("ObjectEvent", "AggregationEvent")
        assert found["action"] in ("ADD", "OBSERVE", "DELETE")
        moment = dt.datetime.fromisoformat(found["eventTime"])
        assert moment == NOON
        assert found["eventTimeZoneOffset"] == "+08:00"
        assert found["eventTime"].endswith("+08:00")
        assert re.fullmatch(r"ni:///sha-256;[0-9a-f]{64}\?ver=CBV2\.0", found["eventID"])
        assert found["bizStep"] in BIZ_STEPS or found["bizStep"].startswith("urn:x-yalu:step:")
        assert found["disposition"] in ("in_transit", "in_progress")
        for name in found.get("epcList", found.get("childEPCs")):
            assert name.startswith("urn:x-yalu:consignment:")
        prefix = {key.partition(":")[0] for key in found if ":" in key}
        assert prefix == {"yalu"}, "fields of our own have our prefix"


def test_trains_are_aggregations_that_are_added_and_deleted(made):
    kinds = [
        (found["type"], found["action"], found["bizStep"])
        for found in made["epcisBody"]["eventList"]
    ]
    assert kinds == [
        ("ObjectEvent", "OBSERVE", "loading"),
        ("AggregationEvent", "ADD", "assembling"),
        ("ObjectEvent", "OBSERVE", "transporting"),
        ("AggregationEvent", "DELETE", "disassembling"),
        ("ObjectEvent", "OBSERVE", "urn:x-yalu:step:waku-office"),
    ]


def test_the_hash_is_that_of_the_published_example():
    assert event_id(TRANSPORTING) == (
        "ni:///sha-256;1d2ec4174d8f0b5988a44795b31a636e8bc7f88ebc4bdc0d35c14f215a842e80?ver=CBV2.0"
    )


def test_the_pre_hash_string_is_that_of_the_published_example():
    assert prehash(TRANSPORTING) == (
        "eventType=ObjectEventeventTime=2022-02-16T15:50:00.000ZeventTimeZoneOffset=+01:00"
        "epcListepc=https://id.gs1.org/00/140123451122233341action=OBSERVE"
        "bizStep=https://ref.gs1.org/cbv/BizStep-transportingreadPointid=geo:47.506694,11.104301"
    )


def test_the_order_of_a_list_does_not_change_the_hash_and_its_members_do(made):
    first, second = (
        Event(what, Act.ENDED, "customs", NOON, NOON) for what in (("a", "b"), ("b", "a"))
    )
    other = Event(("a", "c"), Act.ENDED, "customs", NOON, NOON)
    ids = [
        found["eventID"]
        for found in document([first, second, other], NOON)["epcisBody"]["eventList"]
    ]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    ("step", "is_"),
    [
        ("quarantine", "holding"),
        ("uiju-unloading", "unloading"),
        ("second-loading", "loading"),
        ("customs", "inspecting"),
        ("permit", "urn:x-yalu:step:permit"),
        ("uploading", "urn:x-yalu:step:uploading"),
    ],
)
def test_a_step_has_the_word_of_gs1_where_there_is_one(step, is_):
    assert biz_step(step) == is_
