"""The states that held, as a gold timeline tells them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from yalu.vocabulary import Mode, Published, Service, State, YaluError, day

_SURE = ("high", "medium")
Span = tuple[Any, Any, State]


class GoldError(YaluError):
    """A gold timeline that cannot be used; says the file and why."""


def truth(path: Path) -> Callable[[Published], State | None]:
    """What held on the day of an answer, None where the timeline does not say or is not sure.

    The file holds `{"gates": {GATE: {"mode", "intervals": [{"from", "to", "state",
    "confidence"}]}}}`; intervals of high or medium confidence count. Raises GoldError.
    """
    try:
        found = json.loads(path.read_text("utf-8-sig"))
        gates = dict(_gates(found))
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}") from None
    except YaluError as error:
        raise GoldError(f"{path}: {error}") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise GoldError(f"{path}: not a timeline of gates and their intervals") from None

    def held(answer: Published) -> State | None:
        spans = gates.get(answer.service, [])
        return next((state for first, last, state in spans if first <= answer.on <= last), None)

    return held


def _gates(found: Any) -> list[tuple[Service, list[Span]]]:
    return [
        (Service(gate, Mode(entry["mode"])), _spans(entry["intervals"]))
        for gate, entry in found["gates"].items()
    ]


def _spans(intervals: Any) -> list[Span]:
    return [
        (day(each["from"]), day(each["to"]), State(each["state"]))
        for each in intervals
        if each.get("confidence") in _SURE
        and each["state"] in set(State)
        and each.get("from")
        and each.get("to")
    ]
