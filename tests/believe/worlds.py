"""An invented service and claims about it."""

import datetime as dt

from hypothesis import strategies as st

from yalu.vocabulary import Claim, Grain, Kind, Mode, Service, SourceClass, Stance, State, When
from yalu.vocabulary.claim import Step

SERVICE = Service("orrel-kessim", Mode.RAIL)
START = dt.date(2021, 3, 1)
SPAN = 120


def day(number: int) -> dt.date:
    """The day so many days after the start."""
    return START + dt.timedelta(number)


def told(kind: Kind, number: int, state: State | None = None, **fields: object) -> Claim:
    """A claim about the service on one day, known the same day."""
    return Claim(
        document=f"paper/{number}",
        kind=kind,
        gate=SERVICE.gate,
        mode=SERVICE.mode,
        who="the ministry",
        class_=SourceClass.OFFICIAL,
        origin="ministry",
        state=state,
        when=When.on(day(number)),
        known=day(number),
    ).replace(**fields)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """One claim within four months, known within a month of its day."""
    kind = draw(st.sampled_from([Kind.CHANGE, Kind.SERVICE, Kind.CROSSING]))
    start = draw(st.integers(0, SPAN))
    length = draw(st.sampled_from([0, 0, 2, 9, 40])) if kind is Kind.SERVICE else 0
    end = start + length
    ends = [draw(st.sampled_from([None, *Grain])) for _ in range(2)]
    return told(
        kind,
        end + draw(st.integers(0, 30)),
        None if kind is Kind.CROSSING else draw(st.sampled_from(State)),
        document=draw(st.sampled_from(["a", "b", "c"])),
        mode=draw(st.sampled_from([Mode.RAIL, Mode.LAND, Mode.ALL])),
        class_=draw(st.sampled_from(SourceClass)),
        origin=draw(st.sampled_from(["agency", "ministry", "camera", "trader"])),
        stance=draw(st.sampled_from([Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES])),
        when=When(day(start), day(end), Grain.INTERVAL, *ends) if length else When.on(day(start)),
        because=draw(st.sampled_from([(), (Step("state", "run.flow"),)])),
    )


books = st.lists(claims(), min_size=1, max_size=12)
