"""What a sound belief must say of the reference casebook on thirteen days."""

import datetime as dt
from typing import Any

from yalu.believe import believe
from yalu.vocabulary import Claim, Mode, Service, State, day

from .answers import every_answer

GROUPS = {"dandong-sinuiju": ("dprk-cn-all",)}


@every_answer
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
