"""Compiling: the parts that rows are made of, collected while a model is walked."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from yalu.simulate.calendars import Interval, common, intervals
from yalu.simulate.schema import Model
from yalu.simulate.spread import NINTH_DECILE, Law, Spread
from yalu.simulate.table import Op

Row = tuple[int, int, int, int, int]


@dataclass(slots=True)
class Collected:
    """What the walk collects; `epochs` are the model as it stands in each epoch."""

    model: Model
    epochs: Sequence[Model]
    resources: tuple[str, ...]
    cargoes: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    values: list[list[float]] = field(default_factory=list)
    tables: list[float] = field(default_factory=list)
    purposes: list[str] = field(default_factory=list)
    calendars: list[frozenset[str]] = field(default_factory=list)
    batches: list[str] = field(default_factory=list)
    batch_rows: list[int] = field(default_factory=list)
    span: list[int] = field(default_factory=list)
    exempt: list[list[bool]] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)

    def row(self, where: str, op: Op, a: int = 0, b: int = 0, c: int = 0, d: int = 0) -> int:
        """Add a row, labelled by where it stands; its number."""
        label = f"{where}/{op.name}"
        ordinal = self._seen[label] = self._seen.get(label, -1) + 1
        self.labels.append(f"{label}/{ordinal}")
        self.rows.append((op, a, b, c, d))
        return len(self.rows) - 1

    def point(self, row: int, column: str, value: int) -> None:
        """Set a column of a row that was added before its value was known."""
        changed = list(self.rows[row])
        changed["oabcd".index(column)] = value
        self.rows[row] = (changed[0], changed[1], changed[2], changed[3], changed[4])

    def numbers(self, by_epoch: Sequence[Sequence[float]]) -> int:
        """Keep these numbers, given for every epoch; where the first stands."""
        at = len(self.values)
        for index in range(len(by_epoch[0])):
            self.values.append([float(numbers[index]) for numbers in by_epoch])
        return at

    def time(self, by_epoch: Sequence[Spread | None]) -> int:
        """Keep a law, given for every epoch; where its five numbers stand."""
        return self.numbers([self._law(one) for one in by_epoch])

    def _law(self, one: Spread | None) -> tuple[float, ...]:
        if one is None:
            return 0.0, 0.0, 0.0, 0.0, 0.0
        values = one.values
        if one.law is Law.QUANTILES:
            at = len(self.tables)
            self.tables.extend(values)
            return float(one.law), float(at), float(len(values)), 0.0, 0.0
        if one.law is Law.LOGNORMAL:
            values = (values[0], math.log(values[1] / values[0]) / NINTH_DECILE)
        return (float(one.law), *values, *(0.0,) * (4 - len(values)))

    def purpose(self, name: str) -> int:
        """The number of a purpose of drawing."""
        if name not in self.purposes:
            self.purposes.append(name)
        return self.purposes.index(name)

    def calendar(self, names: Iterable[str]) -> int:
        """The number of what is open when all of `names` are; -1 for none."""
        wanted = frozenset(names)
        if not wanted:
            return -1
        if wanted not in self.calendars:
            self.calendars.append(wanted)
        return self.calendars.index(wanted)

    def exemption(self, cargoes: Sequence[str]) -> int:
        """The row of `exempt` for these kinds; -1 for none."""
        if not cargoes:
            return -1
        self.exempt.append([name in cargoes for name in self.cargoes])
        return len(self.exempt) - 1

    def opened(self) -> list[list[Interval]]:
        """For every calendar its open intervals, before any closure is drawn."""
        known = {**self.model.calendar, **self.model.side}
        start, days = self.model.start, self.model.days
        return [
            common([intervals(known[name], start, days) for name in sorted(names)])
            for names in self.calendars
        ]
