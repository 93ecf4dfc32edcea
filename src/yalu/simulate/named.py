"""Named: what a figure of a run is called, so that runs can be merged and compared."""

from typing import NamedTuple


class Name(NamedTuple):
    """The name of a figure: `what` is counted, `of` which step, resource, cargo or destination,
    which `part` of it, in which `unit`. Written `what/of/part`."""

    what: str
    of: str = "all"
    part: str = ""
    unit: str = ""

    def __str__(self) -> str:
        return "/".join(filter(None, (self.what, self.of, self.part)))

    @property
    def words(self) -> str:
        """The name for a reader: `time in quarantine, median`."""
        link = "of" if "class" in self.of.split() else _LINKS.get(self.what, "of")
        of = "" if self.of == "all" else f" {link} {self.of}"
        part = _PARTS.get(self.part, self.part)
        return f"{self.what}{of}" + (f", {part}" if part else "")


Figures = dict[Name, float]
"""The figures of one replication; not-a-number where nothing happened that could be measured."""

_PARTS = {"p10": "shortest tenth", "p50": "median", "p90": "longest tenth"}
_LINKS = {
    **dict.fromkeys(("trains", "cars", "convoys", "trucks", "ships"), "at"),
    **dict.fromkeys(("ship loads", "flights", "air loads"), "at"),
    "time": "in",
    "wait": "before",
    "waiting": "at",
    "backlog": "at",
    "queue": "for",
    "bottleneck": "at",
    "cover": "at",
    "shortfall": "at",
}
