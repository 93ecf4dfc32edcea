"""What the commands ask of the casebook: claims of a service, and the belief in them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from yalu import corridors
from yalu.corridors import Atlas
from yalu.desk.cli.environment import Environment
from yalu.vocabulary import Claim, Document, Service, YaluError

if TYPE_CHECKING:
    from yalu.believe import Belief, Forecast, Reasons
    from yalu.believe.gibbs import Sweeps
    from yalu.believe.pooled import Pooled
    from yalu.brief import Brief
    from yalu.brief.fact import Teller
    from yalu.casebook import Casebook

AHEAD = 3660
"""Days past the last known day for which a state may be asked."""


@dataclass
class Knowledge:
    """A casebook with the atlas that its gates are read by, as known by a day."""

    casebook: "Casebook"
    atlas: Atlas
    known_by: dt.date
    engine: str = "em"
    seed: int = 0
    learned: "Pooled | None" = None

    def services(self, named: str | None) -> list[Service]:
        """The service named, else every one that has claims known by the day."""
        if named:
            return [self.atlas.service(named)]
        pairs = dict.fromkeys((claim.gate, claim.mode) for claim in self.claims)
        return [Service(gate, mode) for gate, mode in sorted(pairs)]

    def belief(
        self, service: Service, first: dt.date | None = None, last: dt.date | None = None
    ) -> "Belief":
        """The belief of a service, its days reaching from `first` to `last` at least."""
        from yalu.believe import Model, believe

        if last and last > self.known_by + dt.timedelta(AHEAD):
            raise YaluError(f"{last} is more than ten years after the last known day")
        gate = self.atlas.gates.get(service.gate)
        return believe(
            self.claims,
            service,
            groups=self._around(service),
            passengers=gate is not None and gate.passengers,
            known_by=self.known_by,
            reach=first,
            last=max(last, self.known_by) if last else None,
            model=self.learned.of() if self.learned else Model(),
            engine=self.engine,
            seed=self.seed,
            sweeps=self._sweeps(),
        )

    def _sweeps(self) -> "Sweeps | None":
        if self.engine != "gibbs":
            return None
        from yalu.believe.gibbs import RECORD

        return RECORD

    def forecasts(self, belief: "Belief") -> "tuple[Forecast, ...]":
        """The forecasts about the very service of a belief, as that belief judges them."""
        from yalu import believe
        from yalu.believe.forecasts import odds_of
        from yalu.brief.forecasts import expected_state

        gate, mode = belief.service.gate, belief.service.mode
        own = [claim for claim in self.claims if claim.gate == gate and claim.mode is mode]
        return believe.forecasts(own, odds_of(belief), belief.known_by, expected_state)

    def groups(self, service: Service) -> tuple[str, ...]:
        """The groups above a gate; none for a gate that no loaded corridor has."""
        return self.atlas.groups_of(service.gate) if service.gate in self.atlas.gates else ()

    def _around(self, service: Service) -> dict[str, tuple[str, ...]]:
        return self.atlas.around(service.gate) if service.gate in self.atlas.gates else {}

    def tells(self, service: Service) -> bool:
        """Whether any claim speaks of the service, of its gate, a group of it or a member."""
        from yalu.brief.fact import about

        near = self.atlas.near(service.gate) if service.gate in self.atlas.gates else ()
        return bool(about(self.claims, service, near))

    def brief(self, belief: "Belief") -> "Brief":
        """The assessment of a belief on its last known day. Raises YaluError for no claims."""
        from yalu.brief import assess

        return assess(self.claims, belief, self.atlas, self.documents)

    def reasons(self, belief: "Belief", day: dt.date) -> "Reasons":
        """Why the belief holds what it holds of a day."""
        from yalu.brief.fact import about
        from yalu.brief.reasons import counted

        own = about(self.claims, belief.service, ())
        return belief.reasons(day, own, counted(own, self.documents))

    def teller(self, service: Service) -> "Teller":
        """Who puts what is told of a service into words."""
        from yalu.brief.fact import Teller

        return Teller(service, self.atlas, self.documents)

    def title(self, service: Service) -> str:
        """The printed name of a gate; its identifier where no loaded corridor has it."""
        gate = self.atlas.gates.get(service.gate)
        return gate.title if gate else service.gate

    @cached_property
    def claims(self) -> list[Claim]:
        """Every claim known by the day."""
        return self.casebook.claims(known_by=self.known_by)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every document of the casebook, by name."""
        return {document.name: document for document in self.casebook.documents()}


def place(env: Environment, name: str) -> str:
    """Where a casebook is: a database's address as it is, a file from the folder one is in."""
    return name if "://" in name else str(env.path(name))


def learned_at(env: Environment, name: str) -> Path | None:
    """Where what was learned from a casebook is kept; None for a database, which has no place."""
    return None if "://" in name else env.path(f"{name}.learned.json")


def _learned(env: Environment, name: str) -> "Pooled | None":
    """What was learned from a casebook, if anything was. Raises YaluError for a broken file."""
    place = learned_at(env, name)
    if place is None or not place.exists():
        return None
    from yalu.believe.pooled import Pooled

    try:
        return Pooled.from_json(place.read_text("utf-8"))
    except (YaluError, UnicodeDecodeError) as error:
        raise YaluError(f"{place}: {error}; `yalu learn` makes it anew") from None


def load_atlas(env: Environment, files: tuple[str, ...]) -> Atlas:
    """The shipped corridors and those of the files. Raises CorridorError."""
    return corridors.load([env.path(name) for name in files])


@contextmanager
def knowledge(
    env: Environment,
    casebook_name: str,
    corridor_files: tuple[str, ...],
    known_by: dt.date | None,
    engine: str = "em",
    seed: int = 0,
    *,
    shipped: bool = False,
) -> Iterator[Knowledge]:
    """The casebook opened for asking, by what was learned of it unless `shipped` says not to.

    Raises CasebookError where there is none.
    """
    from yalu import casebook

    atlas = load_atlas(env, corridor_files)
    with casebook.open(place(env, casebook_name), create=False) as opened:
        learned = None if shipped else _learned(env, casebook_name)
        yield Knowledge(opened, atlas, known_by or env.today, engine, seed, learned)
