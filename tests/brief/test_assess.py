"""The assessment: what it answers, and on whose word."""

import dataclasses
import datetime as dt

import pytest

from brief.conftest import RAIL, change, crossing, said, service
from yalu.believe import believe
from yalu.brief import amounts, assess, page, phrases, text
from yalu.brief.assessment import Brief
from yalu.vocabulary import Kind, Mode, Quote, Service, Stance, State, YaluError

OPEN, SHUT, PART = State.RUNNING, State.SUSPENDED, State.LIMITED


def test_the_answer_is_one_sentence_with_word_range_and_last_sighting(autumn):
    sentence = autumn.answer.sentence
    assert sentence.startswith("Freight rail at Dandong")
    assert "running (" in sentence
    assert sentence.endswith("on 2022-09-28, last sighting the same day.")
    assert sentence.count(".") == 1


def test_since_when_names_the_switch_and_who_told_of_it(autumn):
    assert autumn.onset.best == dt.date(2022, 9, 26)
    assert autumn.onset.earliest <= autumn.onset.best <= autumn.onset.latest
    assert {"Unification Ministry", "Chinese Foreign Ministry"} <= {
        fact.source for fact in autumn.onset.facts
    }


def test_it_rests_on_origins_with_their_outlets(autumn):
    yonhap = next(origin for origin in autumn.origins if origin.source == "Yonhap")
    assert len(yonhap.outlets) > 3
    assert len({origin.source for origin in autumn.origins}) == len(autumn.origins)
    effects = [abs(origin.effect) for origin in autumn.origins]
    assert effects == sorted(effects, reverse=True)


def test_ten_outlets_of_one_agency_are_one_origin(brief_of):
    relayed = [
        change("2022-09-26", OPEN, document=f"Paper {n}", known=dt.date(2022, 9, 26))
        for n in range(10)
    ]
    found = brief_of(relayed, "2022-09-28")
    (origin,) = found.origins
    assert len(origin.outlets) == origin.claims == 10
    assert "rests on one origin alone: Yonhap" in " ".join(found.unknown)


def test_everything_is_as_known_on_the_day(autumn, reference):
    claims, _ = reference
    told = [autumn.rates, autumn.volumes, autumn.cargo, autumn.trade, autumn.holds]
    facts = [fact for section in told for fact in section]
    assert max(fact.claim.known for fact in facts) <= dt.date(2022, 9, 28)
    assert max(claim.known for claim in claims if claim.known) > dt.date(2022, 9, 28)


def test_frequency_is_told_by_period_with_what_was_counted(autumn):
    rates = [(phrases.window(fact.claim.when), fact.text) for fact in autumn.rates]
    assert ("2022-01-16 to 2022-04-28", "1 train a day, 10–15 cars each") in rates


def test_a_train_told_by_many_is_counted_once_and_differing_counts_are_a_range(brief_of):
    found = brief_of(
        [
            crossing("2022-09-26", "yonhap", trains=1, time="07:43"),
            crossing("2022-09-26", "ytn", trains=1, time="07:40"),
            crossing("2022-09-27", "yonhap", trains=1),
            crossing("2022-09-27", "rfa", trains=3),
        ],
        "2022-09-30",
    )
    (week,) = found.weeks
    assert week.monday == dt.date(2022, 9, 26)
    assert (week.fewest, week.most, week.days) == (2, 4, 2)
    assert week.sources == ("Radio Free Asia", "Yonhap", "YTN")


def test_frequency_is_reckoned_from_the_counts_and_says_so_in_text_and_page(brief_of):
    daily = service("2022-01-16/2022-04-28", OPEN, value={"trains_per_day": 1, "cars_max": 15})
    found = brief_of([daily, service("2022-01-16/2022-04-28", OPEN, "rfa")], "2022-04-28")
    trains = next(series for series in found.frequency if series.unit == "trains")
    march = next(cell for cell in trains.cells if cell.period.label == "2022-03")
    assert march.per_week.low < 7 < march.per_week.high
    line = next(line for line in amounts.reckoned(found.frequency) if line.startswith("2022-03"))
    assert "trains a week, either way" in line
    assert line in text.render(found, 10_000)
    assert line in page.render([found])


def test_two_times_of_one_origin_are_two_trains(brief_of):
    found = brief_of(
        [
            crossing("2022-05-26", trains=1, time="21:00"),
            crossing("2022-05-26", trains=1, time="22:00"),
        ],
        "2022-05-27",
    )
    assert found.weeks[0].most == 2


def test_an_engine_alone_is_no_freight_train(brief_of):
    found = brief_of(
        [service("2021-05", SHUT), crossing("2021-05-01", trains=2, locomotives=2)], "2021-05-31"
    )
    assert found.weeks == ()


def test_volume_cargo_and_holds_are_in_our_words_with_the_source(autumn):
    assert any(fact.text.startswith("1 train, 20 freight cars, loaded") for fact in autumn.volumes)
    assert any("medicine" in fact.text for fact in autumn.cargo)
    assert any(fact.text == "hold of 30 or more days at Uiju airfield" for fact in autumn.holds)
    for fact in (*autumn.volumes, *autumn.cargo, *autumn.holds):
        assert fact.source
        assert fact.vouched.endswith(f"said {fact.claim.known}")


def test_a_figure_of_the_whole_border_says_so(autumn):
    assert all("all of" in fact.text for fact in autumn.trade if fact.claim.gate != RAIL.gate)


def test_long_silence_is_said_and_the_last_evidence_is_weighed(late):
    assert late.answer.silent_days > 90
    assert late.grounds == late.answer.last_sighting < late.on
    assert late.origins
    assert "days before" in late.answer.sentence
    assert any("days of silence" in line for line in late.unknown)


def test_an_open_question_says_that_it_is_open_with_every_range(brief_of):
    found = brief_of([crossing("2002-01-01", trains=1)], "2022-01-01")
    assert max(found.answer.odds) < 0.45
    assert "it is open what freight rail at Dandong" in found.answer.sentence
    assert found.answer.sentence.count("%)") == 3


def test_missing_fields_are_named(brief_of):
    found = brief_of([service("2022-09-01/2022-09-20", OPEN)], "2022-09-21")
    gaps = " ".join(found.unknown)
    for what in ("how often it runs", "loaded or empty", "what is carried", "how long goods"):
        assert f"Not told by anybody: {what}" in gaps


def test_what_could_not_be_confirmed_is_kept_apart(brief_of):
    doubt = change("2022-09-26", OPEN, "kcna", stance=Stance.UNCONFIRMED)
    found = brief_of([change("2022-09-26", OPEN), doubt], "2022-09-28")
    assert [fact.source for fact in found.unconfirmed] == ["KCNA"]
    assert all(row.fact.claim.stance is not Stance.UNCONFIRMED for row in found.evidence)


def test_exact_words_are_kept_as_they_are(brief_of):
    words = "Trains ran \x1b[31m again <b>today</b>."
    quoted = change("2022-09-26", OPEN, quote=Quote(words, 0, len(words)), gist=None)
    assert brief_of([quoted], "2022-09-28").onset.facts[0].told == words


def test_a_service_nobody_speaks_of_is_refused_in_one_line(brief_of, reference):
    claims, documents = reference
    with pytest.raises(YaluError, match="nothing is known of nampo/sea by 2010-01-01"):
        brief_of(claims, "2010-01-01", Service("nampo", Mode.SEA), documents)


def test_every_service_of_the_casebook_can_be_assessed(brief_of, reference, atlas):
    claims, documents = reference
    for gate, mode in sorted({(claim.gate, claim.mode) for claim in claims}):
        found = brief_of(claims, "2024-12-31", Service(gate, mode), documents)
        assert found.answer.sentence.count("%)") >= 1


def test_the_order_of_claims_does_not_matter(brief_of, reference):
    claims, documents = reference
    backwards = brief_of(claims[::-1], "2022-09-28", documents=documents)
    forwards = brief_of(claims, "2022-09-28", documents=documents)
    assert backwards.answer == forwards.answer
    assert backwards.origins == forwards.origins
    assert backwards.weeks == forwards.weeks


def test_a_brief_is_plain_values(autumn):
    assert isinstance(autumn, Brief)
    with pytest.raises(dataclasses.FrozenInstanceError):
        autumn.title = "another"


def test_a_day_outside_the_belief_is_refused(atlas):
    claim = said(Kind.SERVICE, "2022-09-01/2022-09-20", state=OPEN)
    belief = believe([claim], RAIL, known_by=dt.date(2022, 9, 21))
    with pytest.raises(YaluError):
        assess([claim], belief, atlas, {}, on=dt.date(2030, 1, 1))
