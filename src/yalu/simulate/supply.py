"""Supply: what destinations have and lack, in one replication."""

import datetime as dt
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.named import Figures, Name
from yalu.simulate.outcome import Outcome
from yalu.simulate.passing import Window, class_of, classes
from yalu.simulate.policies import on
from yalu.simulate.spread import DAY
from yalu.simulate.table import Table

Floats = NDArray[np.float64]


@lru_cache(maxsize=8)
def need(table: Table) -> Floats:
    """Tonnes wanted each day by each destination of each cargo, shape (D, P, K), by the policies.

    Kept for the tables of late: an ensemble asks for every replication.
    """
    model = table.model
    found = np.zeros((table.days, len(model.destination), len(model.cargo)))
    end = model.start + dt.timedelta(table.days)
    changes = {policy.since for policy in model.policy if model.start < policy.since < end}
    for day in sorted({model.start, *changes}):
        first = (day - model.start).days
        for place, one in enumerate(on(model, day).destination.values()):
            found[first:, place] = [one.use.get(cargo, 0.0) * DAY for cargo in model.cargo]
    return found


def supply(outcome: Outcome, window: Window) -> Figures:
    """Days of cover, tonnes short, and the share of the need that went unmet.

    By destination and cargo where any is used; the shortfall also by class of priority and in all.
    """
    model, first = outcome.table.model, window.first // DAY
    wanted = need(outcome.table)[first:]
    stock, short = outcome.stock[first:], outcome.shortfall[first:]
    found: Figures = {Name("shortfall", "all", "", "t"): float(short.sum())}
    found |= {Name("shortfall", name, "", "t"): 0.0 for name in classes(model)}
    for place, destination in enumerate(outcome.table.destinations):
        for kind, cargo in enumerate(outcome.table.cargoes):
            asked = wanted[:, place, kind]
            if not asked.any():
                continue
            of = f"{destination}: {cargo}"
            missing = short[:, place, kind]
            cover = stock[:, place, kind][asked > 0] / asked[asked > 0]
            found[Name("cover", of, "mean", "days")] = float(cover.mean())
            found[Name("cover", of, "end", "days")] = float(cover[-1])
            found[Name("shortfall", of, "", "t")] = float(missing.sum())
            found[Name("days short", of, "", "days")] = float((missing > 0).sum())
            found[Name("unmet", of, "", "share")] = float(missing.sum() / asked.sum())
            if classes(model):
                name = Name("shortfall", class_of(model, cargo, destination), "", "t")
                found[name] += float(missing.sum())
    return found
