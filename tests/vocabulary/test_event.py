"""Events: what they refuse, what makes two the same, and that JSON loses nothing."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.vocabulary.event import Act, Event

EAST = dt.timezone(dt.timedelta(hours=8))
NOON = dt.datetime(2022, 1, 17, 12, tzinfo=EAST)


def event(**fields):
    found = {
        "what": ("sugar/3",), "act": Act.BEGUN, "step": "quarantine", "when": NOON,
        "recorded": NOON + dt.timedelta(hours=2),
    }  # fmt: skip
    return Event(**found | fields)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"what": ()}, "at least one consignment"),
        ({"when": NOON.replace(tzinfo=None)}, "offset from UTC"),
        ({"recorded": NOON.replace(tzinfo=None)}, "offset from UTC"),
        ({"act": Act.FORMED}, "has no name"),
        ({"act": Act.SPLIT, "train": ""}, "has no name"),
    ],
)
def test_an_event_that_says_nothing_is_refused(fields, says):
    with pytest.raises(ValueError, match=says):
        event(**fields)


def test_the_identity_is_what_happened_and_not_when_it_was_written_down():
    later = event(recorded=NOON + dt.timedelta(days=9))
    assert event().id == later.id
    assert event().id != event(when=NOON + dt.timedelta(minutes=1)).id
    assert event().id != event(what=("sugar/4",)).id


def test_an_event_cannot_be_changed():
    with pytest.raises(AttributeError):
        event().step = "customs"


names = st.text(min_size=1, max_size=8)
moments = st.datetimes(timezones=st.just(EAST), min_value=dt.datetime(1970, 1, 2))


@given(
    st.lists(names, min_size=1, max_size=3), st.sampled_from(Act), names, moments, moments,
    st.none() | names, names, st.none() | names, st.none() | st.booleans(), st.text(max_size=8),
    st.booleans(),
)  # fmt: skip
def test_an_event_survives_json(
    what, act, step, when, recorded, where, train, cargo, laden, why, simulated
):
    made = Event(tuple(what), act, step, when, recorded, where, train, cargo, laden, why, simulated)
    assert Event.from_json(made.to_json()) == made


def test_an_unknown_act_is_refused():
    with pytest.raises(ValueError, match="danced"):
        Event.from_json(event().to_json() | {"act": "danced"})
