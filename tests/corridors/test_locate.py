"""Lines of keys in a TOML text."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from yalu.corridors.locate import lines_of, nearest

TEXT = '''# a comment with a [bracket] and a = sign
id = "x"

[[gate]]
names.en = [
  "one, [two", # a comment, with a comma
  'three',

  "four",
]
note = """
[[gate]]
id = "not a key"
"""
box = { inner = "]", list = [1, 2] }

[[gate]]
"quoted key".deep = 1
[gate.names]
ko = ["하나"]
[[gate.part]]
id = 1
[[gate.part]]
id = 2
'''


def test_keys_tables_and_items_have_their_lines():
    lines = lines_of(TEXT)
    assert lines[("id",)] == 2
    assert lines[("gate", 0)] == 4
    assert lines[("gate", 0, "names")] == lines[("gate", 0, "names", "en")] == 5
    assert [lines[("gate", 0, "names", "en", item)] for item in range(3)] == [6, 7, 9]
    assert lines[("gate", 0, "note")] == 11
    assert lines[("gate", 0, "box")] == 15
    assert lines[("gate", 1)] == 17
    assert lines[("gate", 1, "quoted key", "deep")] == 18
    assert lines[("gate", 1, "names", "ko", 0)] == 20
    assert lines[("gate", 1, "part", 1, "id")] == 24


def test_a_path_that_is_not_there_is_on_the_line_of_what_would_hold_it():
    lines = lines_of(TEXT)
    assert nearest(lines, ("gate", 0, "box", "inner")) == 15
    assert nearest(lines, ("gate", 1, "missing")) == 17
    assert nearest(lines, ("nothing",)) == 1
    assert nearest(lines_of(""), ("id",)) == 1


VALUES = st.one_of(
    st.integers(-9, 9).map(str),
    st.text(st.sampled_from("ab ,[]{}#='é단")).map(lambda text: f'"{text}"'),
    st.text(st.sampled_from('ab ,[]{}#="é단')).map(lambda text: f"'{text}'"),
    st.text(st.sampled_from("ab,[]#=\n")).map(lambda text: f'"""{text}"""'),
    st.just("{ a = [1, '}'], b = \"]\" }"),
)
ARRAYS = st.lists(st.tuples(VALUES, st.integers(0, 2)), max_size=4)


@given(st.lists(st.one_of(VALUES, ARRAYS, st.just(None)), max_size=8))
def test_any_valid_text_is_located_where_it_was_written(statements):
    text, expected, table = "", {}, None
    for number, value in enumerate(statements):
        line = text.count("\n") + 1
        if value is None:
            table = 0 if table is None else table + 1
            expected[("t", table)] = line
            text += "[[t]] # next\n"
            continue
        path = (f"k{number}",) if table is None else ("t", table, f"k{number}")
        expected[path] = line
        text += f"k{number} = "
        if isinstance(value, list):
            text += "["
            for index, (item, gap) in enumerate(value):
                text += "\n# gap, [\n" * gap
                expected[(*path, index)] = text.count("\n") + 1
                text += f"{item},"
            text += "]\n\n"
        else:
            text += f"{value} # end\n"
    tomllib.loads(text)
    assert {path: line for path, line in lines_of(text).items() if path in expected} == expected
