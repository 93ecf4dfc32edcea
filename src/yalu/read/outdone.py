"""Which of the findings of one sentence stand beside one another."""

import datetime as dt
from dataclasses import replace

from yalu.read.finding import Finding
from yalu.vocabulary import Kind, Stance, State

_AMOUNTS = frozenset({"fraction", "percent", "rate", "part"})
"""Categories that say how much less passes: "open, but at half its capacity"."""


def ended(finding: Finding, found: list[Finding]) -> Finding:
    """ "Closed since Friday, it was opened on Tuesday": the closure ends before that day."""
    when = finding.when
    if finding.state is not State.SUSPENDED or not (when and when.earliest and when.latest):
        return finding
    for other in found:
        opens = other.state is State.RUNNING or (other.state is State.LIMITED and other.explicit)
        if opens and other.place.gate == finding.place.gate and other.when:
            day = other.when.earliest
            if day and other.kind is Kind.CHANGE and when.earliest < day <= when.latest:
                last = day - dt.timedelta(1)
                first = when.earliest
                if any(step.rule.startswith("when.lasting") for step in finding.because):
                    first -= when.latest - last  # its length is counted back from its end
                return replace(finding, when=replace(when, earliest=first, latest=last))
    return finding


def of_pause(finding: Finding, found: list[Finding]) -> bool:
    """ "Reopened on Monday after being shut for 16 days", "after days in which nothing moved": the
    stop that the pause tells in full."""
    inner = finding.clause.opened in ("subordinate", "relative")
    return (
        inner
        and finding.state is State.SUSPENDED
        and any(
            other.state is State.RUNNING
            and other.place.gate == finding.place.gate
            and other.when == finding.when
            for other in found
        )
    )


def outdone(finding: Finding, found: list[Finding]) -> bool:
    """ "Traffic resumed on a limited scale": the part that the clause leaves is its state;
    "will open as usual" tells of one opening."""
    earlier = True
    for other in found:
        if other is finding:
            earlier = False
            continue
        if other.place.gate != finding.place.gate:
            continue
        lessened = other.trigger.rule.category in _AMOUNTS and other.clause.opened == "contrast"
        if lessened and other.state is State.LIMITED and finding.state is State.RUNNING:
            return True
        if not other.clause.first <= finding.trigger.first < other.clause.last:
            continue
        told = other.kind is not Kind.FORECAST or _idea(finding)
        if told and other.state is State.LIMITED and finding.state is not State.LIMITED:
            return True
        same = other.trigger.first == finding.trigger.first
        if same and _of_ban(other) and not _of_ban(finding):
            return True
        twice = other.state is finding.state and other.clause == finding.clause
        if earlier and twice and not same:
            return True
    return False


def _idea(finding: Finding) -> bool:
    """ "Lorries would be let through in phases": what is foretold is the part, but "trains will
    restart in phases" is of the restart."""
    guessed = finding.stance is Stance.SPECULATES or finding.trigger.rule.category == "pass"
    return finding.kind is Kind.FORECAST and guessed


def _of_ban(finding: Finding) -> bool:
    """ "The suspension of freight goes on": it is the ban that does."""
    return bool(finding.trigger.rule.get("objects") == ["restriction"])
