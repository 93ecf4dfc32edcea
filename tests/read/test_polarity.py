"""What was denied, did not happen, was decided or is only foreseen is told as that."""

import datetime as dt

import pytest

WEDNESDAY = dt.date(2022, 9, 28)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Orrel has yet to reopen.", [("change", "running", "denies", "2022-09-28")]),
        (
            "Orrel is yet to be reopened to trade, customs said.",
            [("change", "running", "denies", "2022-09-28")],
        ),
        (
            "The gate at Orrel was due to reopen on Monday but did not.",
            [("change", "running", "denies", "2022-09-26")],
        ),
        (
            "Orrel failed to reopen on Tuesday as planned.",
            [("change", "running", "denies", "2022-09-27")],
        ),
        (
            "Officials denied on Tuesday that Orrel had been closed.",
            [("change", "suspended", "denies", "2022-09-27")],
        ),
        (
            "Norland did not close Orrel, the ministry said.",
            [("change", "suspended", "denies", "2022-09-28")],
        ),
        (
            "Reports that Orrel has been reopened could not be confirmed.",
            [("change", "running", "unconfirmed", "2022-09-28")],
        ),
        (
            "Norland was forced to close Orrel on Monday.",
            [("change", "suspended", "asserts", "2022-09-26")],
        ),
        (
            "Norland decided on Monday to close Orrel.",
            [("change", "suspended", "asserts", "2022-09-26")],
        ),
        (
            "Orrel had to be closed on Monday after a fire.",
            [("change", "suspended", "asserts", "2022-09-26")],
        ),
        (
            "Norland's cabinet approved the reopening of Orrel on Tuesday.",
            [("forecast", "running", "asserts", None)],
        ),
        ("Orrel could reopen by Friday.", [("forecast", "running", "speculates", "2022-09-30")]),
        ("No one knows when Orrel will be opened.", [("forecast", "running", "unconfirmed", None)]),
        (
            "Customs said the Orrel crossing had been closed.",
            [("change", "suspended", "asserts", "2022-09-28")],
        ),
        (
            "Although Orrel was closed on Monday, it reopened on Tuesday.",
            [
                ("change", "suspended", "asserts", "2022-09-26"),
                ("change", "running", "asserts", "2022-09-27"),
            ],
        ),
        (
            "Norland closed Orrel on Monday, only to reopen it on Tuesday.",
            [
                ("change", "suspended", "asserts", "2022-09-26"),
                ("change", "running", "asserts", "2022-09-27"),
            ],
        ),
        ("Orrel opens at 8 a.m. and closes at 5 p.m.", []),
        ("Orrel would have been closed on Monday had the talks failed.", []),
        (
            "If no deal is reached by Friday, Norland will close Orrel.",
            [("forecast", "suspended", "speculates", None)],
        ),
        (
            "Orrel was closed on Monday and is not expected to reopen this week.",
            [
                ("change", "suspended", "asserts", "2022-09-26"),
                ("forecast", "running", "denies", "2022-09-26/2022-10-02"),
            ],
        ),
        (
            "The governor of Orrel announced that the gate was open.",
            [("service", "running", "asserts", "2022-09-28")],
        ),
        ("Norland refused to reopen Orrel.", [("change", "running", "denies", "2022-09-28")]),
        (
            "The Orrel gate was opened on Tuesday and then shut again.",
            [
                ("change", "running", "asserts", "2022-09-27"),
                ("change", "suspended", "asserts", "2022-09-27"),
            ],
        ),
    ],
)
def test_what_is_not_so_is_not_told_as_so(text, wanted, reading):
    found = [
        (
            claim.kind.value,
            claim.state.value,
            claim.stance.value,
            claim.when.edtf() if claim.when else None,
        )
        for claim in reading(text, WEDNESDAY)
        if claim.kind in ("change", "service", "forecast")
    ]
    assert found == wanted
