"""What the names in a text can mean."""

from hypothesis import given
from hypothesis import strategies as st

from yalu.corridors import gazetteer, key, load, pick
from yalu.vocabulary import Mode


def english():
    return gazetteer(load(), "en")


def meant(name, mode=None, lang="en"):
    entry = pick(gazetteer(load(), lang).find(name), mode)
    return entry.id if entry else None


def test_a_town_is_a_side_and_through_it_a_gate():
    gate, side = english().find("Dandong")
    assert (gate.kind, gate.id, gate.side, gate.country) == (
        "gate",
        "dandong-sinuiju",
        "dandong",
        "CN",
    )
    assert (side.kind, side.id, side.country) == ("side", "dandong", "CN")


def test_names_are_found_in_any_case_dash_and_plain_spelling():
    for name in ("DANDONG–SINUIJU", "dandong-sinuiju", "Dandong—Sinuiju"):
        assert meant(name) == "dandong-sinuiju"
    assert english().find("Ciudad Juarez") == english().find("Ciudad Juárez") != ()
    assert meant("Kuznica Bialostocka", Mode.RAIL) == "kuznica-grodno-rail"
    assert english().find("Chinese Foreign Ministry")[0].id == "mfa-cn"
    assert english().find("China’s Foreign Ministry")[0].id == "mfa-cn"


def test_the_mode_in_the_sentence_decides_between_gates():
    assert meant("Terespol", Mode.RAIL) == "terespol-brest-rail"
    assert meant("Terespol", Mode.ROAD) == "terespol-brest-road"
    assert meant("Kuźnica") == "kuznica-bruzgi-road"
    assert meant("Terespol", Mode.SEA) is None
    assert meant("Tianjin", Mode.SEA) == "tianjin-port"


def test_without_a_mode_a_name_shared_with_a_group_means_the_group():
    assert meant("Zamyn-Uud") == "zamyn-uud-erenhot"
    assert meant("Erlian", Mode.RAIL) == "zamyn-uud-erenhot-rail"
    assert meant("Erlian", Mode.ROAD) == "zamyn-uud-erenhot-road"
    assert meant("Erlian", Mode.LAND) == "zamyn-uud-erenhot"


def test_two_bridges_of_a_town_keep_apart():
    assert meant("Friendship Bridge") == "dandong-sinuiju"
    assert meant("New Yalu River Bridge") == "new-yalu-river-bridge"
    assert meant("Dandong", Mode.ROAD) == "dandong-sinuiju"


def test_names_of_other_places_need_context():
    for name in ("Brest", "Khasan", "Yalu", "Friendship Gate"):
        assert all(entry.needs_context for entry in english().find(name)), name
    assert not any(entry.needs_context for entry in english().find("Torkham"))
    [north] = english().find("the North")
    assert (north.kind, north.country, north.needs_context) == ("country", "KP", True)


def test_capitals_tell_a_name_from_a_word():
    [who] = english().find("who")
    assert who.fits("WHO") and not who.fits("who") and not who.fits("Who")
    torkham = english().find("torkham")[0]
    assert torkham.fits("Torkham") and torkham.fits("TORKHAM") and not torkham.fits("torkham")
    kuznica = english().find("kuznica")[0]
    assert kuznica.fits("Kuznica")
    airfield = english().find("uiju airfield")[0]
    assert airfield.fits("Uiju airfield") and not airfield.fits("Uiju")
    [north] = english().find("the north")
    assert north.fits("the North") and north.fits("The North") and not north.fits("the north")


def test_a_country_goes_by_adjective_and_capital():
    for name in ("North Korea", "North Korean", "Pyongyang", "DPRK"):
        assert [entry.id for entry in english().find(name)] == ["KP"]


def test_other_languages_have_their_names():
    assert meant("단둥", lang="ko") == "dandong-sinuiju"
    assert meant("中朝友谊桥", lang="zh") == "dandong-sinuiju"
    assert meant("Туманган", lang="ru") == "tumangang-khasan"
    assert meant("Bobrownikach", lang="pl") == "bobrowniki-berestovitsa"
    assert meant("ザミーンウド", lang="ja") == "zamyn-uud-erenhot"
    assert meant("丹東", lang="ja") == "dandong-sinuiju"


def test_what_has_no_name_in_a_language_goes_by_its_english_one():
    assert meant("Torkham", lang="ko") == "torkham"
    assert meant("Dandong", lang="ko") is None


def test_a_gazetteer_is_built_once_per_atlas_and_language():
    assert gazetteer(load(), "en") is gazetteer(load(), "en")


@given(st.text())
def test_a_key_is_as_long_as_its_name_and_its_own_key(name):
    assert len(key(name)) == len(name)
    assert key(key(name)) == key(name)
