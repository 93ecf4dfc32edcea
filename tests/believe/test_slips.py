"""Slips in copied figures: each kind found, and nothing flagged that may be right."""

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.believe.slips import Slip, SlipKind, slips
from yalu.vocabulary import Claim, Kind, Mode, SourceClass, Stance, When

MAY, APRIL = "2021-05", "2021-04"


def figure(value: float, flow: str = "total", paper: str = "a", month: str = MAY, **more) -> Claim:
    """A value of trade in millions of dollars, as printed in a paper."""
    claim = Claim(
        document=paper,
        kind=Kind.TRADE,
        gate="border",
        mode=Mode.ALL,
        who="customs",
        class_=SourceClass.STATISTICS,
        origin="customs",
        when=When.from_edtf(month),
        known=dt.date(2021, 7, 18),
        number=round(value * 1e6, 2),
        unit="USD",
        value={"flow": flow},
    )
    return claim.replace(**more)


def one(*claims: Claim) -> Slip:
    (found,) = slips(claims)
    return found


def share(percent: float, of: str) -> Claim:
    claim = figure(1, kind=Kind.SHARE, unit=None)
    return claim.replace(number=None, value={"percent": percent, "of": of})


def test_a_share_of_more_than_all_is_a_slip() -> None:
    assert one(share(130, "trade by this bridge")).kind is SlipKind.SHARE


@pytest.mark.parametrize(
    ("percent", "of"), [(100, "trade"), (97.3, "trade"), (325, "March 2022 against March 2020")]
)
def test_a_whole_and_a_comparison_of_years_are_none(percent: float, of: str) -> None:
    assert slips([share(percent, of)]) == ()


def test_a_thousandfold_is_told_from_the_reading_that_the_flows_add_up_to() -> None:
    wrong, right = figure(0.018), figure(18.647, paper="b")
    parts = [figure(18.031, "CN>KP", "b"), figure(0.616, "KP>CN", "b")]
    found = one(wrong, right, *parts)
    assert found.kind is SlipKind.THOUSAND
    assert found.doubted == wrong
    assert found.preferred == 18_647_000
    assert "sum" in found.why


def test_two_digits_swapped_are_seen_where_three_papers_print_the_other_way() -> None:
    papers = [figure(48.21, paper=paper) for paper in "bcd"]
    found = one(figure(84.21), *papers)
    assert (found.kind, found.preferred) == (SlipKind.DIGITS, 48_210_000)
    assert slips([figure(48.12), *papers]) == (), "it may as well be a revision"


def test_another_reading_needs_a_sum_or_two_papers_more() -> None:
    wrong, right = figure(26.6), figure(41.3, paper="b")
    assert slips([wrong, right]) == ()
    assert slips([wrong, right, figure(41.3, paper="c")]) == ()
    assert one(wrong, right, *(figure(41.3, paper=p) for p in "cd")).doubted == wrong
    parts = [figure(34.7, "CN>KP", "b"), figure(6.6, "KP>CN", "b")]
    assert one(wrong, right, *parts).kind is SlipKind.READING


def test_rounding_revision_and_another_way_of_counting_are_no_slips() -> None:
    papers = [figure(69.9, paper=paper) for paper in "bcd"]
    for other in (
        figure(69.904),
        figure(64.5),
        figure(90.1, origin="institute"),
        figure(90.1, month=APRIL),
        figure(90.1, unit="CNY"),
        figure(90.1, gate="elsewhere"),
        figure(90.1, stance=Stance.UNCONFIRMED),
    ):
        assert slips([other, *papers]) == ()


def test_two_values_in_one_paper_mean_two_things() -> None:
    with_power, without = figure(1.125, "KP>CN"), figure(0.0024, "KP>CN")
    whole = [figure(1.273), figure(0.148, "CN>KP")]
    assert slips([with_power, without, *whole]) == ()


def test_flows_that_do_not_add_up_prefer_what_another_paper_prints() -> None:
    wrong = figure(182.43, "CN>KP")
    rest = [figure(24.81, "KP>CN"), figure(192.41)]
    found = one(wrong, *rest, figure(167.6, "CN>KP", "b"))
    assert (found.kind, found.doubted, found.preferred) == (SlipKind.SUM, wrong, 167_600_000)
    alone = one(wrong, *rest)
    assert alone.kind is SlipKind.SUM
    assert alone.preferred is None


def test_flows_that_add_up_but_for_rounding_are_no_slip() -> None:
    assert slips([figure(57.1, "CN>KP"), figure(3.6, "KP>CN"), figure(60.64)]) == ()


def test_a_flow_above_the_total_beside_it_is_a_slip() -> None:
    found = one(figure(70, "CN>KP"), figure(60))
    assert found.kind is SlipKind.PART
    assert found.preferred is None


def test_a_flow_above_the_total_of_another_paper_is_none() -> None:
    assert slips([figure(70, "CN>KP"), figure(60, paper="b")]) == ()


def test_a_month_above_its_year_is_a_slip_and_the_other_paper_is_preferred() -> None:
    found = one(figure(500), figure(318, month="2021"), figure(50, paper="b"))
    assert (found.kind, found.preferred) == (SlipKind.PART, 50_000_000)


def test_goods_above_all_that_went_the_same_way_are_a_slip() -> None:
    goods = figure(1, kind=Kind.CARGO, unit=None, direction="CN>KP").replace(
        number=None, value={"goods": [{"kind": "hair", "quantity": 19.9e9, "unit": "usd"}]}
    )
    found = one(goods, figure(154.7, "CN>KP", "b"))
    assert (found.kind, found.preferred) == (SlipKind.PART, 19_900_000)
    assert slips([goods, figure(154.7, "KP>CN", "b")]) == ()


def growing(value: float, growth: float, paper: str = "a") -> Claim:
    return figure(value, paper=paper).replace(
        value={"flow": "total", "growth": growth, "against": "2020-05"}
    )


def test_a_growth_that_its_values_contradict_is_a_slip() -> None:
    base = figure(18.6, month="2020-05", paper="b")
    found = one(growing(60.6, -44), base)
    assert found.kind is SlipKind.GROWTH
    assert "+225.8 %" in found.text
    for right in (226, 224, 230):
        assert slips([growing(60.6, right), base]) == ()


def test_a_growth_without_its_base_or_with_a_strange_one_says_nothing() -> None:
    assert slips([growing(60.6, -44)]) == ()
    odd = growing(60.6, -44).replace(value={"flow": "total", "growth": -44, "against": "lately"})
    assert slips([odd, figure(18.6, month="2020-05", paper="b")]) == ()


numbers = st.sampled_from([0.018, 6.6, 18.0, 18.6, 34.7, 41.3, 182.43])
sheets = st.lists(
    st.builds(
        figure,
        numbers,
        st.sampled_from(["total", "CN>KP", "KP>CN"]),
        st.sampled_from("abcd"),
        st.sampled_from([MAY, APRIL, "2021"]),
    ),
    max_size=10,
)


@given(sheets, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_claims_is_no_matter(sheet: list[Claim], chance: random.Random) -> None:
    shuffled = list(sheet)
    chance.shuffle(shuffled)
    assert slips(shuffled) == slips(sheet)


@given(sheets)
@settings(max_examples=60)
def test_a_slip_names_its_claims_and_each_claim_is_doubted_once(sheet: list[Claim]) -> None:
    found = slips(sheet)
    assert len({slip.doubted.id for slip in found}) == len(found)
    for slip in found:
        assert set(map(id, slip.claims)) <= set(map(id, sheet))
        assert slip.text
        assert slip.why


def test_what_was_not_known_yet_gives_nothing_away() -> None:
    wrong, right = figure(0.018), figure(18.647, paper="b", known=dt.date(2022, 1, 1))
    parts = [figure(18.031, "CN>KP", "b"), figure(0.616, "KP>CN", "b")]
    assert slips([wrong, right, *parts], dt.date(2021, 1, 1)) == ()


def test_the_reference_casebook_gives_away_four_slips_and_no_other(reference) -> None:
    """Those that the notes on the casebook name and that stand in its figures."""
    found = {(slip.doubted.document, slip.kind.name) for slip in slips(reference)}
    assert found == {
        ("yonhap-hankyung-20200826-july", "THOUSAND"),
        ("womennews-20220119-2021", "READING"),
        ("reuters-cna-20230720-june", "PART"),
        ("voa-ko-20231118-oct", "SUM"),
    }
    assert all(slip.doubted.outlet_error for slip in slips(reference))
