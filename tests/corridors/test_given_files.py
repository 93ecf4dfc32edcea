"""Corridor files from outside the package, sound and unsound."""

import re
from pathlib import Path

import pytest

from yalu.corridors import gazetteer, load, pick
from yalu.vocabulary import CorridorError, Mode

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = next(
    block
    for block in re.findall(r"```toml\n(.*?)```", (DOCS / "corridors.md").read_text("utf-8"), re.S)
    if block.startswith("# corridor\n")
)


@pytest.fixture
def write(tmp_path):
    def write(text, name="tarn.toml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_every_corridor_block_of_the_docs_loads(write):
    found = 0
    for page in sorted(DOCS.glob("**/*.md")):
        for block in re.findall(r"```toml\n(.*?)```", page.read_text("utf-8"), re.S):
            if block.startswith("# corridor"):
                load([write(block, f"{page.stem}-{found}.toml")])
                found += 1
    assert found


def test_a_corridor_from_outside_stands_beside_the_shipped_ones(write):
    atlas = load([write(EXAMPLE)])
    assert {"tarn-brae", "dandong-sinuiju"} <= set(atlas.corridors)
    assert str(atlas.service("tarn-brae/rail")) == "tarn-brae/rail"
    assert atlas.between({"IE", "GB"}) == "tarn-brae-all"
    assert atlas.home("tarn-brae") == "tarn-brae-all"
    assert atlas.corridors["tarn-brae"].steps == (
        {"id": "disinfection", "at": "brae", "days_min": 3},
    )
    entries = gazetteer(atlas, "ga").find("an bhrae")
    assert pick(entries, Mode.ROAD).id == "tarn-brae"
    assert "tarn-brae" not in load().corridors


def test_a_folder_of_files_loads_whole(write, tmp_path):
    write(EXAMPLE)
    write('[[source]]\nid = "gazette"\nclass = "agency"\nnames.en = ["Gazette"]\n', "words.toml")
    atlas = load([tmp_path])
    assert "tarn-brae" in atlas.gates and "gazette" in atlas.sources


def test_a_given_file_replaces_the_shipped_corridor_of_its_id(write):
    text = EXAMPLE.replace('id = "tarn-brae"\ntitle', 'id = "pakistan-afghanistan"\ntitle')
    atlas = load([write(text)])
    assert "torkham" not in atlas.gates
    assert "tarn-brae" in atlas.corridors["pakistan-afghanistan"].gates
    assert "torkham" in load().gates


def test_files_may_name_a_country_together(write):
    text = '[[country]]\ncode = "KP"\nnames.en = ["the Upper Half"]\nnames.fr = ["Corée du Nord"]\n'
    atlas = load([write(text)])
    names = atlas.countries["KP"].names
    assert names["en"][0] == "North Korea" and names["en"][-1] == "the Upper Half"
    assert names["fr"] == ("Corée du Nord",)
    assert atlas.vague["KP"] == load().vague["KP"]


FAULTS = {
    "an unknown key": ("coordinates =", "cordinates =", "cordinates", "unknown key 'cordinates'; did you mean coordinates?"),
    "an unknown key at the top": ("home =", "hom =", "hom =", "unknown key 'hom'; did you mean home?"),
    "a mode that is none": ('"rail", "road"]', '"rial", "road"]', '"rial"', "gate 'tarn-brae': unknown mode 'rial'; did you mean rail?"),
    "no modes": ('modes = ["rail", "road"]', "modes = []", "modes = []", "gate 'tarn-brae': 'modes' is empty"),
    "a class that is none": ('"official"', '"offical"', "offical", "source 'tarn-port-office': unknown class 'offical'; did you mean official?"),
    "a class like none": ('"official"', '"x"', '"x"', "use one of official, state-media"),
    "a time zone that is none": ("Europe/London", "Europe/Lodon", "Lodon", "side 'tarn': unknown time zone 'Europe/Lodon'; did you mean Europe/London?"),
    "a latitude off the globe": ("54.123", "154.123", "154", "latitude 154.123 is not between -90 and 90"),
    "a longitude off the globe": ("-6.456", "-186.456", "-186", "longitude -186.456 is not between -180 and 180"),
    "half a position": ("[54.123, -6.456]", "[54.123]", "54.123", "'coordinates' must be [latitude, longitude]"),
    "a position in words": ("54.123", '"north"', "north", "'coordinates': must be a number, not 'north'"),
    "a gate without sides": ('\nsides = ["tarn", "brae"]\ncoord', "\ncoord", '[[gate]]', "gate 'tarn-brae': 'sides' is missing"),
    "an unknown side": ('sides = ["tarn", "brae"]\ncoord', 'sides = ["tarn", "bray"]\ncoord', '"bray"', "unknown side 'bray'; did you mean brae?"),
    "an unknown country": ('country = "IE"', 'country = "XK"', "XK", "unknown country 'XK'"),
    "a country that is no code": ('country = "IE"', 'country = "Ireland"', '= "Ireland"', "two capitals), not 'Ireland'"),
    "an unknown member": ('members = ["tarn-brae"]', 'members = ["tarn-bray"]', "tarn-bray", "unknown member 'tarn-bray'; did you mean tarn-brae"),
    "a group without members": ('members = ["tarn-brae"]', "members = []", "members = []", "group 'tarn-brae-all': 'members' is empty"),
    "a group inside itself": ('members = ["tarn-brae"]', 'members = ["tarn-brae-all"]', "members =", "group 'tarn-brae-all' contains itself"),
    "an unknown home": ('home = "tarn-brae-all"', 'home = "tarn"', "home =", "unknown gate 'tarn'"),
    "an ambiguous name it does not have": ('"Long Bridge", "Brae"]', '"Long Brige", "Brae"]', "Long Brige", "ambiguous name 'Long Brige' is no name of it; did you mean Long Bridge"),
    "a name of two gates": ("Tarn-Brae passenger train", "Long Bridge", 'names.en = ["Long Bridge"]', "duplicate alias 'Long Bridge': names both 'tarn-brae' and 'tarn-brae-passenger'"),
    "a name of a shipped gate": ('"Tarn Junction"', '"Torkham"', '"Torkham"', "duplicate alias 'Torkham'"),
    "a name of a shipped source": ('"Mary Example"', '"Yonhap"', '"Yonhap"', "duplicate alias 'Yonhap': already a name of source 'yonhap'"),
    "a gate of a shipped corridor": ('id = "tarn-brae"\nmodes', 'id = "torkham"\nmodes', 'id = "torkham"', "gate 'torkham' is already at "),
    "a group and gate of one id": ('id = "tarn-brae-all"\nmembers', 'id = "tarn-brae"\nmembers', 'id = "tarn-brae"\nmembers', "gate 'tarn-brae' is already at "),
    "two countries of one code": ('code = "IE"', 'code = "GB"', 'code = "GB"\nnames.en = ["Ireland"', "country 'GB' is already at "),
    "a pair that is none": ('countries = ["GB", "IE"]', 'countries = ["GB"]', "stands_for_pair", "group 'tarn-brae-all' needs two countries, has 1"),
    "a pair that is taken": ('countries = ["GB", "IE"]', 'countries = ["CN", "KP"]', "stands_for_pair", "'dprk-cn-all' already stands for CN and KP"),
    "a step without id": ('id = "disinfection"\n', "", "[[step]]", "step: 'id' is missing"),
    "an id in capitals": ('id = "brae"', 'id = "Brae"', '"Brae"\ncountry', "'id': has another form (small letters, digits, hyphens), not 'Brae'"),
    "a name that is no text": ('"Tarn Junction"', "7", "7]", "'en': must be a text, not 7"),
    "names without a language": ('names.en = ["Tarn", "Tarn Junction"]', 'names = ["Tarn"]', 'names = ["Tarn"]', "'names': must be a table of languages"),
    "a schema of another age": ("schema = 1", "schema = 2", "schema = 2", "'schema'"),
    "no identifier": ('id = "tarn-brae"\ntitle', "title", "# corridor", "a file with 'title' needs an 'id'"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_said_in_one_line_with_its_place(fault, write):
    sound, unsound, where, why = FAULTS[fault]
    assert sound in EXAMPLE
    text = EXAMPLE.replace(sound, unsound, 1)
    path = write(text)
    with pytest.raises(CorridorError) as error:
        load([path])
    line = text.count("\n", 0, text.index(where)) + 1
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert why in str(error.value)
    assert "\n" not in str(error.value)


def test_a_gate_of_passengers_is_marked_as_one(write):
    gates = load([write(EXAMPLE)]).gates
    assert gates["tarn-brae-passenger"].passengers
    assert not gates["tarn-brae"].passengers


def test_the_first_of_several_faults_is_the_one_to_read(write):
    text = EXAMPLE.replace("Europe/London", "Mars/North").replace("schema = 1", "schema = 9")
    with pytest.raises(CorridorError) as error:
        load([write(text)])
    assert error.value.line == 2


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        (b'id = "a"\ntitle = "unended\n', 2, "is not TOML: "),
        (b'id = "a"\nid = "b"\n', 2, "is not TOML: "),
        (b'id = "a"\nnames = [\n', 3, "is not TOML: "),
        (b'id = "a"\ntitle = "\xff"\n', 2, "is not UTF-8 text"),
        (b'id = "a"\n', 1, "corridor 'a' has no [[gate]]"),
        (b"gate = 3\n", 1, "'gate': must be a list, not 3"),
        (b"gate = [3]\n", 1, "must be a table, not 3"),
    ],
)
def test_a_file_that_is_no_corridor_is_refused(content, line, why, write):
    with pytest.raises(CorridorError) as error:
        load([write(content)])
    assert error.value.line == line
    assert why in error.value.why


def test_a_file_that_is_not_there_and_an_empty_folder_are_refused(tmp_path):
    with pytest.raises(CorridorError, match="No such file"):
        load([tmp_path / "none.toml"])
    with pytest.raises(CorridorError, match=r"has no \*\.toml files"):
        load([tmp_path])


def test_two_given_files_may_not_be_one_corridor(write):
    one, two = write(EXAMPLE, "one.toml"), write(EXAMPLE, "two.toml")
    with pytest.raises(CorridorError, match="corridor 'tarn-brae' is already at") as error:
        load([one, two])
    assert error.value.path == str(two)
    assert load([one, one]).corridors["tarn-brae"].path == str(one)


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(write):
    text = "\ufeff" + EXAMPLE.replace("\n", "\r\n")
    assert "tarn-brae" in load([write(text)]).gates
