"""Ways through the routes that cannot be: nothing given back, no way out, no room."""

from pathlib import Path

import pytest

from simulate.example import EXAMPLE
from yalu.simulate.check import findings
from yalu.simulate.faults import dotted
from yalu.simulate.scenario import load, shipped
from yalu.vocabulary import ScenarioError

BATCH = 'batch = { most = 12, least = 2, leave = "last", calendar = "daytime" }'
RELEASE = "[step.release]\n"
STEPS = 'steps = ["train", "wash", "release"]'
FREE = "free = { bays = 1 }"

JOURNEYS = {
    "held and never given back": (f"{FREE}\n", "", "route.rail: ends holding 'bays', which no step gives back"),
    "given back and never held": ("hold = { bays = 1 }\n", "", "step.wash.free.bays: gives back 1, where 0 are held"),
    "given back twice": (RELEASE, f"{RELEASE}{FREE}\n", "step.release.free.bays: gives back 1, where 0 are held"),
    "more than there ever are": ("hold = { bays = 1 }", "hold = { bays = 61 }", "step.wash.hold.bays: needs 61 'bays', and there are never more than 60"),
    "never out": (RELEASE, f"{RELEASE}fail = {{ chance = 1, to = 'release' }}\n", "step.release.fail: leads back always: what comes here never leaves"),
    "an unreachable step": (RELEASE, f"[step.shed]\nwork = '1 h'\n{RELEASE}", "step.shed: is unreachable"),
    "an unreachable route": ("[route.rail]\n", "[route.road]\nsteps = ['shed']\n[step.shed]\n[route.rail]\n", "step.shed: is unreachable"),
    "a failure to another route": (RELEASE, f"[step.shed]\n{RELEASE}fail = {{ chance = 0.5, to = 'shed' }}\n", "step.release.fail.to: 'shed' is not on route 'rail'"),
    "a failure that holds twice": (FREE, f"{FREE}\nfail = {{ chance = 0.5, to = 'wash' }}", "step.wash.fail.to: goes back to 'wash' holding bays, other than it first came there"),
    "a failure out of the batch": ("crossing = true", "crossing = true\nfail = { chance = 0.5, to = 'train' }", "step.train.fail.to: goes back to 'train' in the batch of 'train'"),
    "a split of nothing": (RELEASE, f"{RELEASE}split = true\n", "step.release.split: splits what is in no batch"),
    "delivered in a batch": ("split = true\n", "deliver = true\n", "step.train.deliver: in the batch of 'train': 'split' it here or before"),
    "split with the engine": ("use = { track = 1 }", "hold = { track = 1 }", "step.train.split: while the batch holds 'track': 'free' it here or before"),
    "one of many given back": ("use = { track = 1 }", "hold = { bays = 'car' }\nfree = { bays = 1 }", "step.train.free.bays: gives back 1 of the batch, where every car holds its own; write \"car\""),
    "many of one given back": ("use = { track = 1 }", "hold = { track = 1 }\nfree = { track = 'car' }", "step.train.free.track: gives back one a car, where the batch holds 1 as a whole; write 1"),
    "a permit never issued": (RELEASE, f"permit = 'waku'\n[permit.waku]\nrate = '0 / day'\n{RELEASE}", "permit.waku: is never issued"),
    "a check of what nobody asks": (RELEASE, f"check = 'waku'\n[permit.waku]\nrate = '1 / day'\n{RELEASE}", "step.wash.check: no step before this one has permit = 'waku'"),
    "a route that comes back": (RELEASE, f"spawn = 'rail'\n{RELEASE}", "step.wash.spawn: leads back to route 'rail'"),
    "others rely on what some pass by": ("hold = { bays = 1 }", "hold = { bays = 2 }\nactive = false", "step.wash.active: the step may be passed by, but others rely on its 'hold'"),
    "exempt from a permit": (RELEASE, f"permit = 'waku'\nexempt = ['grain']\n[permit.waku]\nrate = '1 / day'\n{RELEASE}", "step.wash.exempt: the step may be passed by, but others rely on its 'permit'"),
}  # fmt: skip


def fault_of(text: str, folder: Path) -> str:
    path = folder / "tarn.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ScenarioError) as error:
        load(path)
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("journey", JOURNEYS)
def test_a_way_that_cannot_be_is_refused(journey: str, tmp_path: Path) -> None:
    sound, unsound, why = JOURNEYS[journey]
    assert sound in EXAMPLE
    assert why in fault_of(EXAMPLE.replace(sound, unsound, 1), tmp_path)


def test_a_batch_is_no_larger_than_what_it_needs_for_every_car(tmp_path: Path) -> None:
    text = EXAMPLE.replace("use = { track = 1 }", 'use = { bays = "car" }')
    text = text.replace("capacity = 60", "capacity = 11")
    why = "step.train.use.bays: needs 12 'bays' for a batch of 12, and there are never more than 11"
    assert why in fault_of(text, tmp_path)


def test_a_batch_is_no_larger_than_the_wagons_there_can_ever_be(tmp_path: Path) -> None:
    text = EXAMPLE.replace(STEPS, 'steps = ["load", "train", "wash", "release"]')
    text = text.replace("[step.train]", "[step.load]\nhold = { wagons = 1 }\n\n[step.train]")
    text = text.replace("split = true", 'split = true\nfree = { wagons = "car" }')
    few = text.replace("[resource]", "[resource]\nwagons = { capacity = 10 }")
    why = "step.train: needs 12 'wagons' for a batch of 12, and there are never more than 10"
    assert why in fault_of(few, tmp_path)
    later = few + '\n[[policy]]\nsince = 2025-04-02\nset = { "resource.wagons.capacity" = 12 }\n'
    (tmp_path / "tarn.toml").write_text(later, "utf-8")
    assert load(tmp_path / "tarn.toml").policy[-1].set == {"resource.wagons.capacity": 12}


def test_a_capacity_of_nothing_is_no_fault_for_goods_may_wait(tmp_path: Path) -> None:
    (tmp_path / "tarn.toml").write_text(EXAMPLE.replace("capacity = 60", "capacity = 0"), "utf-8")
    assert load(tmp_path / "tarn.toml").resource["bays"].capacity == 0


def test_a_chance_of_one_that_a_policy_ends_is_a_way_out(tmp_path: Path) -> None:
    text = EXAMPLE.replace(RELEASE, f"{RELEASE}fail = {{ chance = 1, to = 'release' }}\n")
    policy = '\n[[policy]]\nsince = {}\nset = {{ "step.release.fail.chance" = 0.5 }}\n'
    (tmp_path / "tarn.toml").write_text(text + policy.format("2025-04-02"), "utf-8")
    assert load(tmp_path / "tarn.toml").policy
    assert "never leaves" in fault_of(text + policy.format("2026-04-02"), tmp_path)


def test_a_batch_is_gathered_once_at_a_time(tmp_path: Path) -> None:
    text = EXAMPLE.replace("split = true\n", "").replace(
        RELEASE, f"batch = {{ most = 3 }}\nsplit = true\n{RELEASE}"
    )
    why = "step.wash.batch: gathers what is in the batch of 'train' already; split it before"
    assert why in fault_of(text, tmp_path)


def test_what_is_gathered_together_goes_together_until_it_is_split(tmp_path: Path) -> None:
    other = "[route.other]\nsteps = ['train', 'release', 'wash']\n[arrival.o]\ncargo = 'grain'\n"
    text = EXAMPLE.replace("split = true\n", "").replace(RELEASE, f"split = true\n{RELEASE}")
    text = text.replace(FREE, FREE.replace("1", '"car"')).replace(
        "hold = { bays = 1 }", 'hold = { bays = "car" }'
    )
    text += f"{other}route = 'other'\nrate = '1 / day'\n"
    why = "gathers routes 'rail' and 'other', which differ before the batch is split"
    assert why in fault_of(text, tmp_path)


def test_goods_that_stand_further_on_hold_nothing_of_the_steps_before(tmp_path: Path) -> None:
    text = EXAMPLE.replace(STEPS, 'steps = ["train", "store", "wash", "release"]')
    text = text.replace("hold = { bays = 1 }\n", "")
    text = text.replace("[step.wash]", "[step.store]\nhold = { bays = 1 }\n\n[step.wash]")
    path = tmp_path / "tarn.toml"
    path.write_text(text, "utf-8")
    load(path)
    why = "step.wash.free.bays: gives back 1, where 0 are held on the way here"
    assert why in fault_of(text.replace("backlog = 10", 'backlog = 10\nat = "wash"'), tmp_path)


def test_what_is_spawned_takes_over_what_its_route_gives_back(tmp_path: Path) -> None:
    text = EXAMPLE.replace(
        STEPS, 'steps = ["train", "wash", "release"]\n[route.back]\nsteps = ["home"]'
    )
    text = text.replace("hold = { bays = 1 }", "hold = { bays = 1, wagons = 1 }\nspawn = 'back'")
    text = text.replace("[resource]", "[resource]\nwagons = { capacity = 10 }")
    text += "\n[step.home]\nwork = '1 h'\nfree = { wagons = 1 }\n"
    (tmp_path / "tarn.toml").write_text(text, "utf-8")
    load(tmp_path / "tarn.toml")
    why = "route.rail: ends holding 'wagons'"
    assert why in fault_of(text.replace("free = { wagons = 1 }", ""), tmp_path)


def test_a_turn_to_another_route_takes_along_what_is_held(tmp_path: Path) -> None:
    road = "\n[route.road]\nsteps = ['drive']\n[step.drive]\nwork = '1 h'\n"
    divert = "divert = { when = 'full', route = 'road' }"
    text = EXAMPLE.replace("hold = { bays = 1 }", f"{divert}\nhold = {{ bays = 1 }}") + road
    (tmp_path / "tarn.toml").write_text(text, "utf-8")
    load(tmp_path / "tarn.toml")
    before = text.replace("split = true", "split = true\nhold = { bays = 'car' }")
    assert "ends holding 'bays'" in fault_of(before, tmp_path)


def test_a_lapsed_permit_is_asked_for_again_with_nothing_in_hand(tmp_path: Path) -> None:
    text = EXAMPLE.replace(STEPS, 'steps = ["train", "ask", "wash", "release"]')
    text = text.replace(
        "[step.wash]", "[step.ask]\npermit = 'waku'\n[permit.waku]\nrate = '1 / day'\n[step.wash]"
    )
    (tmp_path / "tarn.toml").write_text(
        text.replace("crew = 1 }", "crew = 1 }\ncheck = 'waku'"), "utf-8"
    )
    load(tmp_path / "tarn.toml")
    held = text.replace("permit = 'waku'", "permit = 'waku'\nhold = { bays = 1 }")
    held = held.replace("hold = { bays = 1 }\nuse", "use").replace(
        "crew = 1 }", "crew = 1 }\ncheck = 'waku'"
    )
    assert "a lapsed permit sends back to 'ask' holding bays" in fault_of(held, tmp_path)


@pytest.mark.parametrize("name", shipped())
def test_nothing_is_found_in_a_shipped_model(name: str) -> None:
    assert [dotted(where) + why for where, why in findings(load(name))] == []
