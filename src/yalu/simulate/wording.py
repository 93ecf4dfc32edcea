"""Wording: what pydantic finds wrong with a value, in the words of a file's author."""

from typing import Any

from pydantic_core import ErrorDetails

from yalu.corridors.atlas import suggestion

_FORMS = {
    "string_type": "must be a text",
    "list_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "date_type": "must be a day such as 2022-09-26",
    "date_from_datetime_inexact": "must be a day such as 2022-09-26",
    "string_pattern_mismatch": "is no name (small letters, digits, hyphens)",
}


def why(error: ErrorDetails) -> str:
    """What is wrong with a value that is there and has a key that is known."""
    kind, given = error["type"], error["input"]
    context = error.get("ctx", {})
    if kind == "value_error":
        return error["msg"].removeprefix("Value error, ")
    if error["loc"][-1:] == ("[key]",):
        return _FORMS["string_pattern_mismatch"]
    if kind == "literal_error":
        expected = _words(context["expected"])
        near = suggestion(given, expected) if isinstance(given, str) else ""
        return f"must be {' or '.join(expected)}{_shown(given)}{near}"
    if kind == "greater_than_equal" and context["ge"] == 0:
        return f"must not be negative{_shown(given)}"
    if kind in ("greater_than", "greater_than_equal", "less_than_equal"):
        ((word, limit),) = ((word, context[word]) for word in ("gt", "ge", "le") if word in context)
        words = {"gt": "more than", "ge": "at least", "le": "at most"}
        return f"must be {words[word]} {limit:g}{_shown(given)}"
    if kind == "too_short":
        return "is empty"
    return f"{_FORMS.get(kind, error['msg'])}{_shown(given)}"


def _shown(given: Any) -> str:
    return f", not {given!r:.60}" if isinstance(given, str | int | float | bool) else ""


def _words(expected: str) -> list[str]:
    """`'a', 'b' or 'c'` as pydantic writes it, in pieces."""
    return [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
