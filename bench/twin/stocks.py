"""Goods at their destinations: who gets what is released, what is used, what is short."""

import math

import numpy as np

from yalu.simulate.schema import Allocation, Model

DAY = 1440


class Stocks:
    """Tonnes by destination and kind of cargo."""

    def __init__(self, model: Model, days: int) -> None:
        self.model = model
        self.names = tuple(model.destination)
        self.cargoes = tuple(model.cargo)
        shape = (days, len(self.names), len(self.cargoes))
        self.stock = {
            (name, cargo): one.stock.get(cargo, 0.0)
            for name, one in model.destination.items()
            for cargo in self.cargoes
        }
        self.received = dict.fromkeys(self.stock, 0.0)
        """Sent there, on the way too."""
        self.by_day = np.zeros(shape)
        self.short = np.zeros(shape)

    def arrive(self, name: str, cargo: str) -> None:
        """One consignment of `cargo` is there."""
        self.stock[name, cargo] += self.model.cargo[cargo].tonnes

    def used(self, model: Model, day: int) -> None:
        """What a day uses of what is there, by the rates of `model`; the rest is short."""
        for p, name in enumerate(self.names):
            for k, cargo in enumerate(self.cargoes):
                wanted = model.destination[name].use.get(cargo, 0.0) * DAY
                taken = min(wanted, self.stock[name, cargo])
                self.stock[name, cargo] -= taken
                self.short[day, p, k] = wanted - taken

    def keep(self, day: int) -> None:
        """Note what is in stock."""
        for p, name in enumerate(self.names):
            for k, cargo in enumerate(self.cargoes):
                self.by_day[day, p, k] = self.stock[name, cargo]

    def choose(self, model: Model, cargo: str) -> str | None:
        """The destination of a consignment without a consignee; `model` gives the rates of use."""
        rules = [rule for rule in model.allocation if cargo in rule.cargo]
        if not rules:
            return None
        rule = rules[-1]
        return self._by_share(rule, cargo) if rule.share else self._by_need(model, rule, cargo)

    def send(self, name: str, cargo: str) -> None:
        """One consignment of `cargo` is on its way."""
        self.received[name, cargo] += self.model.cargo[cargo].tonnes

    def _by_share(self, rule: Allocation, cargo: str) -> str:
        weights = sum(rule.share.values())
        total = sum(self.received[name, cargo] for name in rule.share)
        total += self.model.cargo[cargo].tonnes

        def behind(name: str) -> float:
            return rule.share[name] / weights * total - self.received[name, cargo]

        return max(rule.share, key=behind)

    def _by_need(self, model: Model, rule: Allocation, cargo: str) -> str:
        def cover(name: str) -> float:
            use = model.destination[name].use.get(cargo, 0.0)
            return self.stock[name, cargo] / use if use else math.inf

        for name in rule.order:
            if cover(name) < rule.cover:
                return name
        return min(rule.order, key=cover)
