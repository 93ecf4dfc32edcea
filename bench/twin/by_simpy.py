"""The reference corridor in SimPy, as a user of SimPy writes it: a process for every consignment."""

import random
from collections.abc import Iterator

import simpy

from twin.corridor import Numbers

Stamps = tuple[float, float, float, float, float]
"""Arrived, disinfected, over the bridge, out of quarantine, cleared: hours from the start."""


class Corridor:
    """The resources of the corridor and the processes that use them."""

    def __init__(self, env: simpy.Environment, numbers: Numbers, rng: random.Random) -> None:
        self.env = env
        self.numbers = numbers
        self.rng = rng
        self.washers = simpy.Resource(env, numbers.washers)
        self.bridge = simpy.Resource(env, 1)
        self.bays = simpy.Resource(env, numbers.bays)
        self.crew = simpy.Resource(env, numbers.crew)
        self.desks = simpy.Resource(env, numbers.desks)
        self.yard: list[simpy.Event] = []
        self.done: list[Stamps] = []
        env.process(self.arrivals())

    def arrivals(self) -> Iterator[simpy.Event]:
        while True:
            yield self.env.timeout(self.rng.expovariate(self.numbers.rate))
            self.env.process(self.consignment())

    def consignment(self) -> Iterator[simpy.Event]:
        env, numbers, rng = self.env, self.numbers, self.rng
        arrived = env.now
        with self.washers.request() as washer:
            yield washer
            yield env.timeout(rng.uniform(*numbers.wash))
        washed = env.now
        yield self.train_leaves()
        crossed = env.now
        with self.bays.request() as bay:
            yield bay
            with self.crew.request() as crew:
                yield crew
                yield env.timeout(rng.uniform(*numbers.clean))
            yield env.timeout(rng.uniform(*numbers.hold))
        held = env.now
        with self.desks.request() as desk:
            yield desk
            yield env.timeout(rng.expovariate(1 / numbers.clear))
        self.done.append((arrived, washed, crossed, held, env.now))

    def train_leaves(self) -> simpy.Event:
        """The event of having crossed, for one more car in the yard; the last one makes a train."""
        over = self.env.event()
        self.yard.append(over)
        if len(self.yard) == self.numbers.cars:
            self.env.process(self.train(self.yard))
            self.yard = []
        return over

    def train(self, cars: list[simpy.Event]) -> Iterator[simpy.Event]:
        with self.bridge.request() as track:
            yield track
            wait = until_open(self.env.now, self.numbers)
            if wait > 0:
                yield self.env.timeout(wait)
            yield self.env.timeout(self.numbers.cross)
        for over in cars:
            over.succeed()


def until_open(now: float, numbers: Numbers) -> float:
    """Hours until a train may start."""
    hour = now % 24
    if hour < numbers.opens:
        return numbers.opens - hour
    return 24 - hour + numbers.opens if hour >= numbers.shuts else 0.0


def run(numbers: Numbers, seed: int) -> list[Stamps]:
    """The consignments that were cleared before the horizon."""
    env = simpy.Environment()
    corridor = Corridor(env, numbers, random.Random(seed))
    env.run(until=numbers.horizon)
    return corridor.done
