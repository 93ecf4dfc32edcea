"""EPCIS 2.0: events as a JSON-LD document (GS1 EPCIS 2.0 and Core Business Vocabulary 2.0).

What the vocabulary of GS1 has no word for stands under the namespace `urn:x-yalu:`, so that
another program can read the rest.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from yalu.vocabulary.event import Act, Event

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
NAMESPACE = "urn:x-yalu:"
"""What the names of consignments, places and steps of our own begin with."""
_CBV = {
    "bizStep": "https://ref.gs1.org/cbv/BizStep-",
    "disposition": "https://ref.gs1.org/cbv/Disp-",
}
_STEPS = {
    "arriv": "arriving",
    "unload": "unloading",
    "load": "loading",
    "quarantine": "holding",
    "hold": "holding",
    "anchor": "holding",
    "customs": "inspecting",
    "inspect": "inspecting",
    "check": "inspecting",
    "cross": "transporting",
    "bridge": "transporting",
    "sail": "transporting",
    "drive": "transporting",
    "voyage": "transporting",
    "depart": "departing",
    "deliver": "shipping",
    "releas": "shipping",
    "stor": "storing",
}
"""Beginnings of a word in a step's name, and the business step of GS1 that it is."""
_ACTIONS = {Act.FORMED: ("ADD", "assembling"), Act.SPLIT: ("DELETE", "disassembling")}


def document(events: Iterable[Event], created: dt.datetime) -> dict[str, Any]:
    """An EPCISDocument of the events, in their order; `created` has an offset from UTC."""
    return {
        "@context": [CONTEXT, {"yalu": NAMESPACE}],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": _moment(created),
        "epcisBody": {"eventList": [entry(event) for event in events]},
    }


def entry(event: Event) -> dict[str, Any]:
    """One event: an ObjectEvent, or an AggregationEvent where a train is formed or split."""
    found: dict[str, Any] = {
        "type": "AggregationEvent" if event.act in _ACTIONS else "ObjectEvent",
        "eventTime": _moment(event.when),
        "eventTimeZoneOffset": _offset(event.when),
        "recordTime": _moment(event.recorded),
    }
    what = [uri("consignment", name) for name in event.what]
    if event.act in _ACTIONS:
        assert event.train is not None, "a train that is formed or split has a name"
        action, step = _ACTIONS[event.act]
        found |= {"parentID": uri("train", event.train), "childEPCs": what, "action": action}
    else:
        step = biz_step(event.step)
        found |= {"epcList": what, "action": "OBSERVE"}
    found |= {
        "bizStep": step,
        "disposition": "in_transit" if step == "transporting" else "in_progress",
    }
    if event.where:
        found["readPoint"] = {"id": uri("place", event.where)}
    found |= {f"yalu:{key}": value for key, value in _own(event).items()}
    return found | {"eventID": event_id(found)}


@lru_cache(maxsize=1024)
def biz_step(step: str) -> str:
    """The business step of GS1 that a step of ours is, else its name in our namespace."""
    words = step.split("-")
    for beginning, name in _STEPS.items():
        if any(word.startswith(beginning) for word in words):
            return name
    return uri("step", step)


def uri(kind: str, name: str) -> str:
    """The name of a thing of ours as a URI: `urn:x-yalu:place:uiju`."""
    return f"{NAMESPACE}{kind}:{name}"


def event_id(entry: Mapping[str, Any]) -> str:
    """The hash of an entry as its identifier: CBV 2.0, section 8.9 (SHA-256 of the pre-hash string)."""
    digest = hashlib.sha256(prehash(entry).encode()).hexdigest()
    return f"ni:///sha-256;{digest}?ver=CBV2.0"


def prehash(entry: Mapping[str, Any]) -> str:
    """The fields of an entry in canonical order, times in UTC, lists sorted: CBV 2.0, section 8.9."""
    utc = dt.datetime.fromisoformat(entry["eventTime"]).astimezone(dt.UTC)
    parts = [
        f"eventType={entry['type']}",
        f"eventTime={utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z",
        f"eventTimeZoneOffset={entry['eventTimeZoneOffset']}",
    ]
    parts += _listed("epcList", entry)
    if "parentID" in entry:
        parts.append(f"parentID={entry['parentID']}")
    parts += _listed("childEPCs", entry)
    parts.append(f"action={entry['action']}")
    parts += [f"{key}={_word(key, entry[key])}" for key in _CBV if key in entry]
    parts += [f"{key}id={entry[key]['id']}" for key in ("readPoint", "bizLocation") if key in entry]
    own = (
        f"{{{NAMESPACE}}}{key.removeprefix('yalu:')}={_text(value)}"
        for key, value in entry.items()
        if key.startswith("yalu:")
    )
    return "".join([*parts, *sorted(own)])


def _listed(key: str, entry: Mapping[str, Any]) -> list[str]:
    return [key, *sorted(f"epc={each}" for each in entry[key])] if key in entry else []


def _word(key: str, value: str) -> str:
    return value if ":" in value else _CBV[key] + value


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _own(event: Event) -> dict[str, Any]:
    found = {
        "act": event.act.value,
        "step": event.step,
        "cargo": event.cargo,
        "laden": event.laden,
        "train": event.train if event.act not in _ACTIONS else None,
        "why": event.why or None,
        "simulated": event.simulated or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _moment(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _offset(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")[-6:]
