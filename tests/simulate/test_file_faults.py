"""What is wrong in a file is one line with file, line and key."""

from pathlib import Path

import pytest

from simulate.example import EXAMPLE
from yalu.simulate.scenario import load
from yalu.vocabulary import ScenarioError

WASH = 'use = { crew = 1 }\nwork = "2-4 h"'
POLICY = '"step.wash.rest" = "3-4 days"'

FAULTS = {
    "an unknown key": ("capacity = 60", "capasity = 60", "capasity", "resource.bays.capasity: unknown key; did you mean capacity?"),
    "an unknown key at the top": ("days = 60", "dais = 60", "dais = 60", "dais: unknown key; did you mean days?"),
    "an unknown key of a step": ("split = true", "splits = true", "splits", "step.train.splits: unknown key; did you mean split?"),
    "an unknown key inside a batch": ("most = 12", "moost = 12", "moost", "step.train.batch.moost: unknown key; did you mean most?"),
    "an unknown key of an arrival": ("backlog = 10", "backlogs = 10", "backlogs", "arrival.grain.backlogs: unknown key; did you mean backlog?"),
    "an unknown key of a list": ("rank = 1", "rang = 1", "rang = 1", "priority[1].rang: unknown key; did you mean rank?"),
    "a key that is missing": ("resource]\n", "resource]\nshed = { unit = 'sheds' }\n", "shed =", "resource.shed.capacity: is missing"),
    "no start": ("start = 2025-03-01\n", "", "title", "start: is missing"),
    "a negative time": ('work = "2-4 h"', 'work = "-2 h"', '"-2 h"', "step.wash.work: '-2 h' is negative; a time is 0 or more"),
    "a time without unit": ('work = "2-4 h"', "work = 2", "work = 2\n", "step.wash.work: 2 has no unit; write '2 h' or '2 days'"),
    "a text without unit": ('work = "2-4 h"', 'work = "2"', 'work = "2"', "step.wash.work: '2' is not a time"),
    "an unknown unit": ('work = "2-4 h"', 'work = "2 parsecs"', "parsecs", "unknown unit 'parsecs'"),
    "a rate without time": ('rate = "2 / day"', "rate = 2", "rate = 2", "arrival.grain.rate: 2 is not a rate"),
    "an amount without unit": ('tonnes = "60 t"', "tonnes = 60", "tonnes = 60", "cargo.grain.tonnes: 60 is not an amount"),
    "a use without time": ('grain = "120 t / day"', 'grain = "120 t"', '"120 t"', "destination.town.use.grain: '120 t' is not an amount over time"),
    "a negative count": ("capacity = 60", "capacity = -60", "-60", "resource.bays.capacity: must not be negative, not -60"),
    "a count of parts": ("capacity = 60", "capacity = 6.5", "6.5", "resource.bays.capacity: must be a whole number, not 6.5"),
    "a count that is a text": ("capacity = 60", 'capacity = "60"', '"60"', "resource.bays.capacity: must be a whole number, not '60'"),
    "a day in quotes": ("start = 2025-03-01", 'start = "2025-03-01"', "start", "start: must be a day such as 2022-09-26, not '2025-03-01'"),
    "a day that is a number": ("start = 2025-03-01", "start = 20250301", "start", "start: must be a day such as 2022-09-26, not 20250301"),
    "days past the calendar": ("start = 2025-03-01", "start = 9999-12-01", "days =", "days: 60 days from 9999-12-01 on go past the calendar"),
    "all warming up": ("days = 60", "days = 60\nwarm_up = 60", "warm_up", "warm_up: takes all of the 60 days"),
    "a window of no form": ('windows = ["08:00-16:00"]', 'windows = ["8-16"]', '"8-16"', "calendar.daytime.windows[1]: '8-16' is not a window of the day"),
    "an unknown word": ('shift_end = "finish"', 'shift_end = "finnish"', "finnish", "resource.crew.shift_end: must be finish or pause or fit, not 'finnish'; did you mean finish?"),
    "a name in capitals": ("[route.rail]", "[route.Rail]", "Rail", "route.Rail: is no name (small letters, digits, hyphens)"),
    "a list that is none": ('steps = ["train", "wash", "release"]', 'steps = "train"', "steps =", "route.rail.steps: must be a list"),
    "a route without steps": ('steps = ["train", "wash", "release"]', "steps = []", "steps =", "route.rail.steps: is empty"),
    "a table that is none": ("crossing = true\n", "crossing = true\nfail = 3\n", "fail = 3", "step.train.fail: must be a table"),
    "an amount of no kind": ("use = { track = 1 }", "use = { track = 'cars' }", "'cars'", "step.train.use.track: "),
    "a chance above one": ("deliver = true", "deliver = true\nfail = { chance = 1.5, to = 'wash' }", "chance", "step.release.fail.chance: must be at most 1, not 1.5"),
    "a step that is missing": ('"wash", "release"]', '"wush", "release"]', "wush", "route.rail.steps[2]: there is no step 'wush'; did you mean wash?"),
    "a step twice on a route": ('"wash", "release"]', '"wash", "wash", "release"]', "steps =", "route.rail.steps[3]: 'wash' is on the route already"),
    "a resource that is missing": ("hold = { bays = 1 }", "hold = { bay = 1 }", "hold = { bay ", "step.wash.hold.bay: there is no resource 'bay'; did you mean bays?"),
    "a resource twice in a step": ("use = { crew = 1 }", "use = { bays = 1 }", "use = { bays", "step.wash.use.bays: 'bays' is in 'hold' of this step too"),
    "a shift that is missing": ('calendar = "daytime", shift', 'calendar = "nighttime", shift', "nighttime", "resource.crew.calendar: there is no calendar 'nighttime'"),
    "a side that is missing": ('open = ["brae-side"', 'open = ["bray-side"', "bray-side", "step.train.open[1]: there is no calendar or side 'bray-side'; did you mean brae-side?"),
    "a side by the name of a calendar": ("[side.brae-side]", "[side.daytime]", "[side.daytime]", "side.daytime: is the name of a calendar too"),
    "a calendar of a batch": ('least = 2, leave = "last", calendar = "daytime"', 'leave = "last", calendar = "x"', 'calendar = "x"', "step.train.batch.calendar: there is no calendar 'x'"),
    "a place that is missing": ('place = "brae"\nhold', 'place = "brea"\nhold', '"brea"', "step.wash.place: there is no place 'brea'; did you mean brae?"),
    "an exempt cargo that is missing": (WASH, f'{WASH}\nexempt = ["grane"]', "grane", "step.wash.exempt[1]: there is no cargo 'grane'; did you mean grain?"),
    "a permit that is missing": ("deliver = true", 'deliver = true\npermit = "waku"', "waku", "step.release.permit: there is no permit 'waku'"),
    "a route of empties": ("deliver = true", 'deliver = true\nspawn = "back"', '"back"', "step.release.spawn: there is no route 'back'"),
    "a cargo that is missing": ('cargo = "grain"', 'cargo = "grains"', '"grains"', "arrival.grain.cargo: there is no cargo 'grains'; did you mean grain?"),
    "a route that is missing": ('route = "rail"\nrate = "2', 'route = "road"\nrate = "2', '"road"', "arrival.grain.route: there is no route 'road'"),
    "a consignee that is missing": ('route = "rail"\nrate = "2', 'route = "rail"\nconsignee = "city"\nrate = "2', '"city"', "arrival.grain.consignee: there is no destination 'city'"),
    "a place to stand that is not on the route": ("backlog = 10", 'backlog = 10\nat = "yard"', '"yard"', "arrival.grain.at: 'yard' is not on route 'rail'"),
    "a day without a number": ("backlog = 10", "on = 2025-03-10", "on =", "arrival.grain.on: says when but not how many: 'number' is missing"),
    "a number without a day": ("backlog = 10", "number = 3", "number =", "arrival.grain.number: says how many but not when: 'on' is missing"),
    "a use of no cargo": ('medicine = "8 t / day"', 'medicin = "8 t / day"', "medicin =", "destination.town.use.medicin: there is no cargo 'medicin'; did you mean medicine?"),
    "an allocation to nobody": ('order = ["town"]', 'order = ["twon"]', "twon", "allocation[1].order[1]: there is no destination 'twon'; did you mean town?"),
    "an allocation without a rule": ('order = ["town"]', "", "[[allocation]]", "allocation[1]: needs one of 'order' and 'share'"),
    "a priority of no cargo": ('cargo = ["medicine"]\nrank', 'cargo = ["medicines"]\nrank', "medicines", "priority[1].cargo[1]: there is no cargo 'medicines'"),
    "a closure that ends before it begins": ("until = 2025-03-24", "until = 2025-03-20", "until =", "side.brae-side.shut[1].until: 2025-03-20 is not after 2025-03-20"),
    "a hazard of no length": ('title = "The Brae side"', "hazard = { open = '0 days', shut = '3 days' }", "hazard", "side.brae-side.hazard.open: lasts no minute"),
    "a time of ages": ('rest = "7-20 days"', 'rest = "99999999 days"', "99999999", "step.wash.rest: is longer than a hundred years"),
    "a capacity of billions": ("capacity = 60", "capacity = 60000000000", "60000000000", "resource.bays.capacity: 60000000000 is more than a billion"),
    "a least above the most": ("least = 2", "least = 13", "least = 13", "step.train.batch.least: 13 is more than 'most', 12"),
    "a batch that leaves at no window": (', leave = "last", calendar = "daytime"', ', leave = "last", calendar = "brae-side"', "leave =", "step.train.batch.leave: leave = 'last' needs its 'calendar' with 'windows' that begin"),
    "a batch without a calendar": (', leave = "last", calendar = "daytime" }\nuse = { track = 1 }\nopen = ["brae-side", "daytime"]', ', leave = "each" }\nuse = { track = 1 }\nopen = ["brae-side"]', "leave =", "leave = 'each' needs a 'calendar', here or in 'open', with 'windows' that begin"),
    "a divert that nothing shuts": (WASH, f"{WASH}\ndivert = {{ route = 'rail' }}", "divert", "step.wash.divert: waits for calendars to shut, and the step has no 'open'"),
    "a divert of nothing full": ("deliver = true", "deliver = true\ndivert = { when = 'full', route = 'rail' }", "divert", "asks for full resources, and the step takes none"),
    "fits without anything to fit": ("deliver = true", "deliver = true\nfits = true", "fits", "step.release.fits: needs both 'open' and 'work'"),
    "a policy on no key": (POLICY, '"step.wash.rests" = "3-4 days"', "rests", "policy[1].set.step.wash.rests: cannot change by date; did you mean step.wash.rest?"),
    "a policy on the structure": (POLICY, '"step.wash.place" = "tarn"', "step.wash.place", "policy[1].set.step.wash.place: cannot change by date"),
    "a policy on a step that is missing": (POLICY, '"step.wush.rest" = "3-4 days"', "wush", "policy[1].set.step.wush.rest: there is no 'wush'"),
    "a policy on a part that is missing": (POLICY, '"step.wash.fail.chance" = 0.5', "fail.chance", "policy[1].set.step.wash.fail.chance: there is no 'fail'"),
    "a policy without unit": (POLICY, '"step.wash.rest" = 3', '"step.wash.rest" = 3', "policy[1].set.step.wash.rest: 3 has no unit"),
    "a policy below nothing": (POLICY, '"resource.bays.capacity" = -1', '= -1', "policy[1].set.resource.bays.capacity: must not be negative, not -1"),
    "a policy of ages": (POLICY, '"step.wash.rest" = "99999999 days"', "99999999", "policy[1].set.step.wash.rest: is longer than a hundred years"),
    "a policy of billions": (POLICY, '"resource.bays.capacity" = 60000000000', "60000000000", "policy[1].set.resource.bays.capacity: 60000000000 is more than a billion"),
    "a policy without a day": ("since = 2025-04-01\n", "", "[[policy]]", "policy[1].since: is missing"),
    "a policy of the least above the most": (POLICY, '"step.train.batch.most" = 1', "batch =", "step.train.batch.least: 2 is more than 'most', 1"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_said_in_one_line_with_its_place_and_key(fault: str, tmp_path: Path) -> None:
    sound, unsound, where, why = FAULTS[fault]
    assert sound in EXAMPLE
    text = EXAMPLE.replace(sound, unsound, 1)
    path = tmp_path / "tarn.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ScenarioError) as error:
        load(path)
    assert why in str(error.value)
    line = text.count("\n", 0, text.index(where)) + 1
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert "\n" not in str(error.value)


def test_too_many_consignments_are_refused_where_they_come_from(tmp_path: Path) -> None:
    path = tmp_path / "tarn.toml"
    path.write_text(EXAMPLE.replace('rate = "2 / day"', 'rate = "200 / min"'), "utf-8")
    with pytest.raises(ScenarioError, match=r"arrival\.grain: brings the model to 17,280,010 con"):
        load(path)
    path.write_text(EXAMPLE.replace(POLICY, '"arrival.grain.rate" = "999 / min"'), "utf-8")
    with pytest.raises(ScenarioError, match=r"policy\[1\]\.set\.arrival\.grain\.rate: brings"):
        load(path)
