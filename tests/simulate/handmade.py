"""A small corridor, and outcomes of it made by hand: arrays small enough to reckon on paper."""

import tomllib
from types import SimpleNamespace

import numpy as np

from yalu.simulate.compile import compiled
from yalu.simulate.outcome import Outcome
from yalu.simulate.schema import Model

SMALL = """
name = "small"
title = "A small corridor"
start = 2022-01-01
days = 28
source = "made for the tests"

[place]
yard = { km = 0, country = "CN" }
far = { km = 10, country = "KP" }

[calendar]
by-day = { windows = ["08:00-16:00"] }

[side]
near = { windows = ["08:00-16:00"] }
beyond = { windows = ["00:00-24:00"] }

[resource]
crew = { capacity = 2, assumed = "two, to be quickly busy" }
track = { capacity = 1 }
bays = { capacity = 12 }

[step.load]
place = "yard"
use = { crew = 1 }
work = "2-4 h"
because.work = "as the yard master says"

[step.train]
place = "yard"
batch = { most = 3, least = 1, leave = "last", calendar = "by-day" }

[step.cross]
place = "yard"
use = { track = 1 }
open = ["near", "beyond"]
work = "1 h"
crossing = true

[step.unload]
place = "far"
hold = { bays = "car" }
work = "30 min"
split = true

[step.quarantine]
place = "far"
rest = "2-3 days"
free = { bays = 1 }

[step.release]
place = "far"
deliver = true

[route.rail]
steps = ["load", "train", "cross", "unload", "quarantine", "release"]

[cargo]
sugar = { tonnes = "60 t" }
oil = { tonnes = "50 t" }

[arrival]
sugar = { cargo = "sugar", route = "rail", rate = "4 / day" }
oil = { cargo = "oil", route = "rail", rate = "1 / day", consignee = "town" }

[destination.town]
stock = { sugar = "100 t" }
use = { sugar = "200 t / day", oil = "40 t / day" }
travel = "1 day"

[destination.village]
use = { sugar = "20 t / day" }

[[allocation]]
cargo = ["sugar"]
order = ["town", "village"]
cover = "3 days"

[[priority]]
cargo = ["oil"]
rank = 1

[[priority]]
cargo = ["sugar"]
consignee = ["town"]
rank = 2
"""


def model(**changes):
    """The small corridor; `changes` are dotted keys with a double underscore for the dot."""
    tables = tomllib.loads(SMALL)
    for key, value in changes.items():
        *path, last = key.split("__")
        at = tables
        for name in path:
            at = at.setdefault(name, {})
        at[last] = value
    return Model.model_validate(tables)


def outcome(given=None, *, n=0, since=0, **arrays):
    """An outcome of the model: never and nothing wherever no array is given.

    Stamps are given by step, `entered={"load": [0, 5]}`.
    """
    table = compiled(given or model())
    days, steps = table.days, list(table.steps)
    made = {
        "address": np.zeros((n, 2), np.int32),
        "cargo": np.zeros(n, np.int32),
        "consignee": np.full(n, -1, np.int32),
        "rank": np.zeros(n, np.int32),
        "laden": np.ones(n, np.bool_),
        "arrived": np.zeros(n, np.int32),
    }
    never = ("left", "released", "delivered")
    made |= {name: np.full(n, -1, np.int32) for name in never}
    made |= {name: np.full((n, len(steps)), -1, np.int32) for name in ("entered", "begun", "ended")}
    made["consist"] = np.full((n, len(table.batches)), -1, np.int32)
    made |= {
        name: np.zeros((days, len(table.resources)), np.int64)
        for name in ("busy", "waiting", "offered")
    }
    made["inside"] = np.zeros(days, np.int64)
    goods = (days, len(table.destinations), len(table.cargoes))
    made |= {name: np.zeros(goods) for name in ("stock", "shortfall")}
    for name, value in arrays.items():
        if isinstance(value, dict):
            for step, minutes in value.items():
                made[name][:, steps.index(step)] = minutes
        else:
            made[name][...] = value
    world = SimpleNamespace(open=np.zeros((len(table.calendars), 2), np.int64))
    return Outcome(
        table=table, seed=0, replication=0, since=since, log=None, world=world,
        stock_before=made["stock"][-1], **made,
    )  # fmt: skip
