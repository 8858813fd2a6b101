"""What an elected member is told: who could have somebody, who does, how it ends, and what to ask."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import LONDON, now, today
from kith.outcomes.actions import take_up
from kith.register.models import ImportRun, Offer
from kith.reporting.actions import members_sheet
from kith.reporting.facts.register import Said, Stands, register_facts
from kith.reporting.figures.members import members
from kith.reporting.gate import INSIDE, OUTSIDE
from kith.reporting.models import MembersSheet
from kith.reporting.quarters import Span, last_whole_quarter
from kith.reporting.tests.factories import (
    AFTERWARDS,
    AUTUMN,
    a_paid_scheme,
    answered,
    ended,
    looked_after,
    together,
    waits,
)
from kith.schemes.tests.factories import a_contract, a_scheme, an_authority

pytestmark = pytest.mark.django_db
DAY = AUTUMN.until_day
YEAR = Span(date(2025, 10, 1), DAY)


@pytest.fixture
def contract():
    return a_paid_scheme()


def facts_of(authority):
    return register_facts(authority, DAY, YEAR)


def page_of(authority, gate=INSIDE):
    return members(facts_of(authority), gate, {"authority": authority.name}, DAY, YEAR.from_day)


# ------------------------------------------------------------------------------------- who could


def test_who_could_have_somebody_is_looked_after_on_the_day_and_from_eight_to_seventeen(contract):
    authority = contract.commissioner
    looked_after(authority, born=date(2018, 9, 30))
    looked_after(authority, born=date(2018, 10, 1))
    looked_after(authority, born=date(2008, 10, 1))
    looked_after(authority, born=date(2008, 9, 30))
    looked_after(authority, period_ended=DAY)
    looked_after(authority, period_ended=DAY + timedelta(days=1))
    looked_after(authority, period_began=DAY + timedelta(days=1))
    looked_after(authority, period_began=None)
    looked_after(an_authority("Southmoor"))
    sealed = looked_after(authority)
    sealed.sealed = True
    sealed.save(update_fields=["sealed"])
    assert len(facts_of(authority).children) == 3


def test_each_stands_somewhere_and_said_something_or_was_never_asked(contract):
    authority = contract.commissioner
    has, waiting, before, yes, no, unsure, changed, never = (looked_after(authority) for _ in range(8))
    together(contract, child=has)
    waits(contract, child=waiting)
    together(contract, child=before, ended_on=date(2026, 8, 1))
    answered(yes)
    answered(no, Offer.Answer.DECLINED)
    answered(unsure, Offer.Answer.UNDECIDED)
    answered(changed, Offer.Answer.DECLINED, on=date(2026, 2, 1))
    answered(changed, Offer.Answer.ACCEPTED, on=date(2026, 3, 1))
    answered(never, Offer.Answer.ACCEPTED, on=DAY + timedelta(days=1))
    answered(never, Offer.Answer.NOT_CONSIDERED)
    assert facts_of(authority).children == (
        (Stands.HAS, Said.YES),
        (Stands.WAITS, Said.UNSURE),
        (Stands.BEFORE, Said.YES),
        (Stands.NOBODY, Said.YES),
        (Stands.NOBODY, Said.NO),
        (Stands.NOBODY, Said.UNSURE),
        (Stands.NOBODY, Said.YES),
        (Stands.NOBODY, Said.NEVER),
    )
    page = page_of(authority)
    told = {figure.key: figure.shown.value for figure in page.figures()}
    assert (told["could"], told["have"], told["have_share"], told["wait"]) == (8, 1, 13, 1)
    assert (told["asked"], told["said_yes"], told["never"]) == (7, 4, 1)


def test_endings_are_those_of_twelve_months_of_children_of_any_age(contract):
    ended(contract, "completed", on=YEAR.from_day)
    ended(contract, "volunteer left", planned=False, on=DAY)
    ended(contract, "child's choice", on=DAY)
    ended(contract, "completed", on=DAY + timedelta(days=1))
    told = {figure.key: figure.shown.value for figure in page_of(contract.commissioner).figures()}
    assert (told["ended"], told["planned_share"], told["childs_choice"]) == (3, 50, 1)


def test_nothing_small_is_on_the_page(contract):
    authority = contract.commissioner
    for place in range(30):
        child = looked_after(authority)
        if place < 3:
            together(contract, child=child)
        if place < 12:
            answered(child)
    told = {figure.key: figure.shown.text for figure in page_of(authority, OUTSIDE).figures()}
    assert told["could"] == "30"
    assert told["have"] == told["have_share"] == "c"
    assert told["never"] == "20"
    assert "3" not in told.values()


# ------------------------------------------------------------------------------------- what to ask


def test_questions_follow_from_the_figures_and_the_last_is_always_asked(contract):
    authority = contract.commissioner
    assert [asked.rule for asked in page_of(authority).questions] == [
        "Always asked: no figure can answer it."
    ]
    for place in range(24):
        child = looked_after(authority)
        if place < 6:
            answered(child)
        elif place < 12:
            waits(contract, child=child)
    for place in range(12):
        ended(contract, "completed" if place < 6 else "unknown", planned=place < 6)
    asked = [question.words for question in page_of(authority, OUTSIDE).questions]
    assert asked[0].startswith("Why were about 10 children never asked")
    assert asked[1].startswith("About 5 children said yes, and neither have somebody nor wait")
    assert asked[2].startswith("About 5 children wait")
    assert asked[3].startswith("50% of the endings that could have been planned were not")
    assert len(asked) == 5


def test_nothing_is_asked_about_numbers_that_are_kept_back(contract):
    for _ in range(4):
        looked_after(contract.commissioner)
    assert len(page_of(contract.commissioner, OUTSIDE).questions) == 1


# ------------------------------------------------------------------------------------- one sheet for all


def test_a_sheet_stands_until_the_quarter_or_the_register_changes(contract):
    authority = contract.commissioner
    looked_after(authority)
    first = members_sheet(authority=authority, at=AFTERWARDS)
    assert (first.on, first.is_unchanged) == (DAY, True)
    assert members_sheet(authority=authority, at=AFTERWARDS + timedelta(days=60)) == first
    ImportRun.objects.create(authority=authority, on=DAY, status="saved")
    anew = members_sheet(authority=authority, at=AFTERWARDS + timedelta(days=61))
    assert anew != first
    winter = members_sheet(authority=authority, at=datetime(2027, 1, 2, 9, tzinfo=LONDON))
    assert winter.on == date(2026, 12, 31)
    assert MembersSheet.objects.count() == 3


def test_the_page_takes_the_same_number_of_queries_for_few_children_and_for_many(
    contract, django_assert_num_queries
):
    authority = contract.commissioner
    for number in (3, 20):
        for _ in range(number):
            child = looked_after(authority)
            together(contract, child=child)
            waits(contract, child=looked_after(authority))
            answered(child)
            ended(contract)
        with django_assert_num_queries(7):
            facts_of(authority)


def test_the_page_shows_figures_questions_and_how_they_were_chosen(client, contract):
    authority, last = contract.commissioner, last_whole_quarter(today()).until_day
    born = date(last.year - 12, 1, 15)
    for place in range(40):
        child = looked_after(authority, born=born)
        if place < 10:
            together(contract, child=child)
    for place in range(12):
        ended(
            contract, "completed" if place < 6 else "unknown", planned=place < 6, on=last - timedelta(days=20)
        )
    assert members_sheet(authority=authority, at=now()).report.figure("have_share").shown.text == "25%"
    client.force_login(a_member(Role.ELECTED_MEMBER, authority))
    page = client.get(reverse("reporting:members")).content.decode()
    for words in (
        "Of about 40 children in our care aged eight or over, about 10 have somebody",
        "Why were about 30 children never asked",
        "50% were planned, with time to say goodbye",
        "How matches ended, twelve months",
        "It counts; it cannot show that having somebody changed a child’s life",
        "Asked when 5 children or more were never asked.",
    ):
        assert words in page


def test_the_page_says_how_much_is_asked_of_people(contract):
    """Of all the schemes an authority pays for; of no other."""
    authority, on = contract.commissioner, date(2026, 7, 1)
    looked_after(authority)
    sheet = members_sheet(authority=authority, at=AFTERWARDS)
    assert sheet.report.of["asked"] == "No scheme asks anybody for a form."
    MembersSheet.objects.all().delete()
    second, others = a_scheme("Second"), a_scheme("Somebody else’s")
    a_contract(second, authority)
    for scheme, measure, informant in (
        (contract.scheme, "sdq", "carer"),
        (second, "relationship-volunteer", "volunteer"),
        (others, "pilot", "self"),
    ):
        take_up(scheme=scheme, measure=measure, informant=informant, by=None, on=on)
    sheet = members_sheet(authority=authority, at=AFTERWARDS)
    assert sheet.report.of["asked"] == (
        "Forms ask in a year: none from a young person, at most 20 minutes from a carer, at most 8 minutes from a volunteer."
    )
