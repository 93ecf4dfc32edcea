"""Asking the atlas for gates, services and groups."""

import pytest

from yalu.corridors import load
from yalu.vocabulary import Mode, Service, UnknownGate


def test_a_gate_is_found_by_its_identifier():
    gate = load().gate("dandong-sinuiju")
    assert gate.title == "Dandong-Sinuiju"
    assert gate.countries == ("CN", "KP")
    assert gate.modes == (Mode.RAIL, Mode.ROAD)


def test_a_misspelt_gate_gets_the_nearest_name():
    with pytest.raises(UnknownGate) as error:
        load().gate("dandong-sinuju")
    assert "unknown gate 'dandong-sinuju'; did you mean dandong-sinuiju?" in str(error.value)


def test_a_word_like_no_gate_gets_no_suggestion():
    with pytest.raises(UnknownGate) as error:
        load().gate("zzzzzz")
    assert str(error.value) == "unknown gate 'zzzzzz'"


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("dandong-sinuiju/rail", Service("dandong-sinuiju", Mode.RAIL)),
        (" dandong-sinuiju / road ", Service("dandong-sinuiju", Mode.ROAD)),
        ("dandong-sinuiju/land", Service("dandong-sinuiju", Mode.LAND)),
        ("dandong-sinuiju/all", Service("dandong-sinuiju", Mode.ALL)),
        ("torkham", Service("torkham", Mode.ROAD)),
        ("mongolia-china-coal/road", Service("mongolia-china-coal", Mode.ROAD)),
        ("lithuania-belarus-border", Service("lithuania-belarus-border", Mode.ROAD)),
        ("dprk-cn-all", Service("dprk-cn-all", Mode.ALL)),
        ("dprk-cn-all/air", Service("dprk-cn-all", Mode.AIR)),
    ],
)
def test_a_service_is_a_gate_and_a_mode_it_has(text, service):
    assert load().service(text) == service


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "dandong-sinuiju",
            "gate 'dandong-sinuiju' has several modes; "
            "say one of dandong-sinuiju/rail, dandong-sinuiju/road",
        ),
        ("torkham/rail", "gate 'torkham' has no rail; say one of torkham/road"),
        ("torkham/", "unknown mode '' of gate 'torkham'; say one of torkham/road"),
        ("torkham/rial", "unknown mode 'rial' of gate 'torkham'; say one of torkham/road"),
        ("torkam/road", "unknown gate 'torkam'; did you mean torkham?"),
        ("", "unknown gate ''"),
    ],
)
def test_a_service_that_is_none_is_said_so(text, why):
    with pytest.raises(UnknownGate) as error:
        load().service(text)
    assert str(error.value) == why


def test_members_go_down_and_groups_go_up_through_groups():
    atlas = load()
    assert "hunchun-wonjong" in atlas.members("dprk-all")
    assert "jilin-dprk" in atlas.members("dprk-cn-all")
    assert atlas.members("torkham") == ()
    assert {"rason-quanhe", "dprk-cn-other", "dprk-cn-all", "dprk-all"} <= set(
        atlas.groups_of("hunchun-wonjong")
    )
    for group in atlas.groups_of("hunchun-wonjong"):
        assert "hunchun-wonjong" in atlas.members(group)
    with pytest.raises(UnknownGate):
        atlas.groups_of("nowhere")


def test_whose_words_bear_on_a_gate_or_a_group():
    atlas = load()
    assert atlas.near("torkham") == ("pakistan-afghanistan-border",)
    around = atlas.around("lithuania-belarus-border")
    assert around["medininkai"] == ("lithuania-belarus-border",)
    assert around["lithuania-belarus-border"] == ()
    assert set(around) == {"lithuania-belarus-border", *atlas.near("lithuania-belarus-border")}


def test_a_gate_knows_its_corridor():
    assert load().corridor_of("tianjin-port").id == "china-mongolia"
    with pytest.raises(UnknownGate):
        load().home("silk-road")


def test_the_shipped_atlas_is_read_once():
    assert load() is load()
