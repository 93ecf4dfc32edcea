"""The reference corridor in Ciw: a network of four nodes, two of them small subclasses.

Ciw has no service of batches and no customer that holds one thing while it uses another, so a
train and the bays of the quarantine are written here. A bay is taken in order of coming and the
crew too, so waiting for both is one queue: its head is served when a worker is free and fewer than
all bays are taken by those in the crew's hands or on hold.
"""

import ciw

from twin.by_simpy import Stamps, until_open
from twin.corridor import Numbers

WASH, TRAIN, CLEAN, HOLD, CLEAR = 1, 2, 3, 4, 5
NEVER = float("inf")


def train_node(numbers: Numbers) -> type[ciw.Node]:
    class Train(ciw.Node):
        """Cars wait until there are enough for a train; trains take the bridge one by one."""

        bridge_free = 0.0

        def __init__(self, number: int, simulation: ciw.Simulation) -> None:
            super().__init__(number, simulation)
            self.yard: list[ciw.Individual] = []

        def begin_service_if_possible_accept(self, car: ciw.Individual) -> None:
            car.arrival_date = car.service_start_date = self.now
            car.service_time = car.service_end_date = NEVER
            self.number_in_service += 1
            self.yard.append(car)
            if len(self.yard) == numbers.cars:
                ready = max(self.now, self.bridge_free)
                self.bridge_free = ready + until_open(ready, numbers) + numbers.cross
                for member in self.yard:
                    member.service_end_date = self.bridge_free
                    member.service_time = self.bridge_free - self.now
                self.yard = []

    return Train


def clean_node(numbers: Numbers) -> type[ciw.Node]:
    class Clean(ciw.Node):
        """The crew, who begin with a car only where it has a bay."""

        bays_taken = 0

        def choose_next_customer(self) -> ciw.Individual | None:
            return super().choose_next_customer() if self.bays_taken < numbers.bays else None

        def attach_server(self, server: ciw.Server, car: ciw.Individual) -> None:
            super().attach_server(server, car)
            self.bays_taken += 1

    return Clean


class Hold(ciw.Node):
    """Cars on hold in their bays; one that leaves makes room for another."""

    def release(self, car: ciw.Individual, to: ciw.Node, reroute: bool = False) -> None:
        super().release(car, to, reroute)
        clean = self.simulation.nodes[CLEAN]
        clean.bays_taken -= 1
        clean.begin_service_if_possible_change_shift()


def network(numbers: Numbers) -> ciw.network.Network:
    none = [None] * 4
    return ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(numbers.rate), *none],
        service_distributions=[
            ciw.dists.Uniform(*numbers.wash),
            ciw.dists.Deterministic(numbers.cross),
            ciw.dists.Uniform(*numbers.clean),
            ciw.dists.Uniform(*numbers.hold),
            ciw.dists.Exponential(1 / numbers.clear),
        ],
        number_of_servers=[numbers.washers, NEVER, numbers.crew, NEVER, numbers.desks],
        routing=[[1.0 if to == node + 1 else 0.0 for to in range(CLEAR)] for node in range(CLEAR)],
    )


def run(numbers: Numbers, seed: int) -> list[Stamps]:
    """The consignments that were cleared before the horizon."""
    ciw.seed(seed)
    kinds = [ciw.Node, train_node(numbers), clean_node(numbers), Hold, ciw.Node]
    simulation = ciw.Simulation(network(numbers), node_class=kinds)
    simulation.simulate_until_max_time(numbers.horizon)
    return [stamps(car) for car in simulation.nodes[-1].all_individuals]


def stamps(car: ciw.Individual) -> Stamps:
    at = {record.node: record for record in car.data_records}
    return (
        at[WASH].arrival_date,
        at[WASH].exit_date,
        at[TRAIN].exit_date,
        at[HOLD].exit_date,
        at[CLEAR].exit_date,
    )
