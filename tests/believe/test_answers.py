"""What a sound belief must say of the reference casebook on thirteen days."""

import datetime as dt
from typing import Any

from yalu.believe import believe
from yalu.corridors import load
from yalu.vocabulary import Claim, Mode, Service, State, day

from .answers import every_answer


@every_answer
def test_the_answer_holds(answer: dict[str, Any], reference: list[Claim]) -> None:
    found = believe(
        reference,
        Service(answer["gate"], Mode(answer["mode"])),
        groups={answer["gate"]: load().groups_of(answer["gate"])},
        known_by=day(answer["known_by"]),
    )
    on = day(answer["on"])
    together = sum(found.on(on)[State(name)] for name in answer["state"])
    print(f"{on}, known {answer['known_by']}: {together:.2f}")
    assert together >= 0.5, answer["why"]
    if "since" in answer:
        apart = abs(found.since(on).best - day(answer["since"]))
        assert apart <= dt.timedelta(answer["within_days"])
