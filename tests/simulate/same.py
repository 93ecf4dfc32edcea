"""Whether the kernel and the walk on SimPy say the same, stamp by stamp."""

from collections.abc import Sequence

import numpy as np

from twin.hours import together
from twin.journey import Consignment
from twin.walk import Walk
from yalu.simulate.compile import compiled
from yalu.simulate.outcome import Outcome
from yalu.simulate.run import run
from yalu.simulate.schema import Model
from yalu.simulate.table import Table

DAY = 1440


def assert_same(model: Model, seed: int = 0, replication: int = 0) -> Outcome:
    """Run `model` both ways; every stamp, every series and the order of all that happened agree."""
    outcome = run(compiled(model), seed, replication, log=True)
    walk = Walk(model, seed, replication).run()
    assert_same_consignments(outcome, walk.came)
    assert_same_log(outcome, walk)
    assert_same_series(outcome, walk)
    return outcome


def assert_same_consignments(outcome: Outcome, came: Sequence[Consignment]) -> None:
    """They came in the same order and were everywhere at the same minutes."""
    table = outcome.table
    assert [(table.streams[j], int(i)) for j, i in outcome.address] == [
        (c.stream, c.number) for c in came
    ]
    people = [*table.destinations, None]
    assert [people[p] for p in outcome.consignee] == [c.consignee for c in came]
    assert [table.cargoes[k] for k in outcome.cargo] == [c.cargo for c in came]
    for name in ("laden", "arrived", "left", "released", "delivered"):
        np.testing.assert_array_equal(
            getattr(outcome, name), [getattr(c, name) for c in came], name
        )
    alone = ~np.array([c.carried for c in came], bool)  # others have their stamps at the split
    for name in ("entered", "begun", "ended"):
        ours = [[getattr(c, name).get(step, -1) for step in table.steps] for c in came]
        ours = np.array(ours).reshape(len(came), len(table.steps))
        np.testing.assert_array_equal(getattr(outcome, name)[alone], ours[alone], name)
    ours = [[c.consist.get(batch, -1) for batch in table.batches] for c in came]
    ours = np.array(ours).reshape(len(came), len(table.batches))
    np.testing.assert_array_equal(outcome.consist, ours)


def assert_same_log(outcome: Outcome, walk: Walk) -> None:
    """Every stamp was made in the same order, those of visits that a later one hides too."""
    table = outcome.table
    place = {id(c): index for index, c in enumerate(walk.came)}
    marks = ("entered", "begun", "ended")
    ours = [
        (minute, place[id(c)], 3 * table.steps.index(step) + marks.index(what))
        for minute, c, step, what in walk.log
    ]
    assert outcome.log is not None
    assert list(zip(*(column.tolist() for column in outcome.log), strict=True)) == ours


def assert_same_series(outcome: Outcome, walk: Walk) -> None:
    """Day by day."""
    table: Table = outcome.table
    lines = {**walk.lines, **walk.permits}
    for r, name in enumerate(table.resources):
        np.testing.assert_array_equal(outcome.busy[:, r], lines[name].busy.by_day, name)
        np.testing.assert_array_equal(outcome.waiting[:, r], lines[name].waiting.by_day, name)
        np.testing.assert_array_equal(outcome.offered[:, r], lines[name].offered, name)
    np.testing.assert_array_equal(outcome.inside, walk.inside.by_day)
    for c, names in enumerate(table.calendars):
        mask = together([walk.hours[name] for name in names.split(" & ")]).mask
        np.testing.assert_array_equal(outcome.open[:, c], mask.reshape(-1, DAY).sum(axis=1))
    np.testing.assert_array_equal(outcome.stock, walk.stocks.by_day)
    np.testing.assert_array_equal(outcome.shortfall, walk.stocks.short)
