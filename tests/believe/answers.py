"""Days on which it is settled what a sound belief says of the reference casebook."""

import json
from pathlib import Path

import pytest

_LINES = Path(__file__).with_suffix(".jsonl").read_text("utf-8").splitlines()

ANSWERS = [json.loads(line) for line in _LINES]
every_answer = pytest.mark.parametrize(
    "answer",
    ANSWERS,
    ids=lambda answer: f"{answer['on']} known {answer['known_by']}",
)
"""Runs a test with each; `on`, `known_by`, `gate`, `mode`, `state` and perhaps `since` are keys."""
