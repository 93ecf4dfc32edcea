"""What a sound belief must say of the reference casebook on thirteen days."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from yalu.believe import believe
from yalu.vocabulary import Claim, Mode, Service, State, day

ANSWERS = [
    json.loads(line)
    for line in Path(__file__).with_name("answers.jsonl").read_text("utf-8").splitlines()
]
GROUPS = {"dandong-sinuiju": ("dprk-cn-all",)}


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda a: f"{a['on']} known {a['known_by']}")
def test_the_answer_holds(answer: dict[str, Any], reference: list[Claim]) -> None:
    found = believe(
        reference,
        Service(answer["gate"], Mode(answer["mode"])),
        groups=GROUPS,
        known_by=day(answer["known_by"]),
    )
    on = day(answer["on"])
    together = sum(found.on(on)[State(name)] for name in answer["state"])
    assert together >= 0.5, answer["why"]
    if "since" in answer:
        apart = abs(found.since(on).best - day(answer["since"]))
        assert apart <= dt.timedelta(answer["within_days"])
