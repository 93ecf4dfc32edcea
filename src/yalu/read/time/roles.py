"""The preposition in front of a time, and whether a weak time is one at all."""

from yalu.read.time.draft import Draft, tag_in
from yalu.read.time.expr import Calendar, Clock, Ordinal, Piece, Range, Role, Shift, TimeExpr
from yalu.read.time.lex import Tokens
from yalu.read.time.tags import TAGS

_ROLES = {
    TAGS[name]: role
    for name, role in {
        "ON": Role.AT,
        "IN": Role.AT,
        "AT": Role.AT,
        "DURING": Role.AT,
        "SINCE": Role.SINCE,
        "FROM": Role.SINCE,
        "STARTING": Role.SINCE,
        "BEGINNING": Role.SINCE,
        "UNTIL": Role.UNTIL,
        "TO": Role.UNTIL,
        "BY": Role.BY,
        "WITHIN": Role.BY,
        "FOR": Role.FOR,
        "BEFORE": Role.BEFORE,
        "AFTER": Role.AFTER,
        "BETWEEN": Role.AT,
    }.items()
}
_SKIPPED = ("THE", "AROUND", "JUST", "EVERY", "A", "SOME", "MOD", "BOUND")
_STARTERS = ("STARTING", "BEGINNING", "FROM", "SINCE", "UNTIL", "BY", "AS", "UP")
_LINKS = ("FROM", "ON", "IN", "AS", "OF", "TO", "AT", "BY", "SINCE", "UNTIL")


def role_of(tokens: Tokens, draft: Draft) -> tuple[Role | None, int, bool]:
    """Role, first token of the preposition, and whether a hedge stands between."""
    tags, place, about = tokens.tags, draft.first - 1, False
    while place >= 0 and draft.first - place <= 3 and tag_in(tags[place], *_SKIPPED):
        about = about or tag_in(tags[place], "AROUND", "SOME")
        place -= 1
    if place < 0:
        return None, draft.first, about
    role = _ROLES.get(tags[place])
    if tag_in(tags[place], "OF") and place and tag_in(tags[place - 1], "AS"):
        return Role.SINCE, place - 1, about
    if role is None:
        return None, draft.first, about
    while place and tag_in(tags[place - 1], *_STARTERS) and tag_in(tags[place], *_LINKS):
        inner = _ROLES.get(tags[place - 1])
        if inner is not None and role is Role.AT:
            role = inner
        place -= 1
    if role is Role.SINCE and _has_two_ends(draft):
        role = Role.AT
    if role is Role.UNTIL and tag_in(tags[place], "TO") and not draft_is_date(draft):
        return None, draft.first, about
    return role, place, about


def _has_two_ends(draft: Draft) -> bool:
    if isinstance(draft.value, Clock):
        return draft.value.until is not None
    return isinstance(draft.value, Range)


def draft_is_date(draft: Draft) -> bool:
    """Whether "to" before it is "until"."""
    return not isinstance(draft.value, Ordinal) and draft.symbol != TAGS["LENGTH"]


def accepted(tokens: Tokens, draft: Draft, role: Role | None) -> bool:
    """Whether a weak draft has the company that makes it a time."""
    if not draft.weak:
        return True
    tags = tokens.tags
    front = tags[draft.first - 1] if draft.first else ""
    behind = tags[draft.last] if draft.last < len(tags) else ""
    value = draft.value
    if draft.symbol == TAGS["SHORTDAY"]:
        return False
    if isinstance(value, Range):
        return role is not None or tag_in(front, "OF", "THE", "OPEN")
    if isinstance(value, Shift):
        return role in (Role.AT, Role.SINCE, Role.UNTIL, Role.BY) and not tag_in(front, "AT")
    if isinstance(value, Piece):
        return role in (Role.AT, Role.SINCE, Role.UNTIL, Role.BY, Role.BEFORE, Role.AFTER)
    if isinstance(value, Calendar) and value.day is not None:
        return role is not None and not (role is Role.AT and tag_in(front, "IN"))
    if isinstance(value, Calendar) and value.month is not None:
        named = tag_in(front, "CAP") or (tag_in(behind, "CAP") and role is None)
        possessive = tag_in(front, "POSS", "THE", "OF", "AND", "OR", "EVERY", "OPEN")
        return (role is not None or possessive) and not (named and role is None)
    if role in (Role.AT, Role.SINCE, Role.UNTIL, Role.BEFORE, Role.AFTER, Role.BY):
        return _is_year(tokens, draft, behind)
    if tag_in(front, "OPEN") and tag_in(behind, "SHUT"):
        return True
    return tag_in(front, "OF", "AND", "OR") and (
        not behind or tag_in(behind, "DOT", "COMMA", "SHUT", "MARK", "POSS", "FUN", "PRONOUN")
    )


def _is_year(tokens: Tokens, draft: Draft, behind: str) -> bool:
    """ "by 2000 tonnes", "to 1950 wagons", "at 2021 levels"."""
    front = tokens.tags[draft.first - 1]
    if tag_in(front, "IN", "SINCE", "DURING", "AFTER", "BEFORE", "UNTIL"):
        return True
    if tag_in(front, "AT", "ON"):
        return False
    return not tag_in(behind, "LOW", "CAP", "THING", "UNIT", "UNITS")


def express(tokens: Tokens, ends: list[int], draft: Draft) -> TimeExpr | None:
    """The finished expression, or None where a weak draft stays alone."""
    role, place, hedged = role_of(tokens, draft)
    if not accepted(tokens, draft, role):
        return None
    first = draft.first
    start = ends[first] - len(tokens.text(first))
    inner = draft.role if draft.role is not None and role in (None, Role.AT, Role.SINCE) else role
    if draft.rule == "length.change":
        inner = Role.CHANGE
    return TimeExpr(
        start,
        ends[draft.last - 1],
        draft.rule,
        draft.value,
        inner,
        ends[place] - len(tokens.text(place)) if role is not None else start,
        draft.part,
        draft.clock,
        draft.about or hedged,
        draft.repeated,
        draft.gloss,
    )
