"""What each kind of check must hold before it is written down: every refusal, at its box."""

from datetime import date

import pytest
from django.db import connection

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.people.tests.factories import a_volunteer
from kith.recruitment.actions import record_check, withdraw_check
from kith.recruitment.models import Check
from kith.recruitment.refusals import CannotRecord
from kith.recruitment.tests.factories import INDEPENDENT, a_check
from kith.recruitment.vetting.certificates import BARRED_LIST, digest, digests
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db
NUMBER = "001234567890"


def certificate(**changed):
    return {"level": "enhanced", "issued_on": "2026-08-01"} | changed


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def ben(scheme):
    return a_volunteer("Ben", scheme=scheme, born=date(1992, 3, 9))


@pytest.fixture
def refused(scheme, ben, day):
    """The box and the sentence with which a check is refused."""
    by = a_member(Role.VETTING_OFFICER, scheme)

    def attempt(kind, **given):
        with pytest.raises(CannotRecord) as refusal:
            record_check(volunteer=ben, scheme=scheme, kind=kind, by=by, on=day, **given)
        assert not Check.objects.filter(volunteer=ben, kind=kind, created_by=by).exists()
        return refusal.value.field, str(refusal.value)

    return attempt


# Days


def test_a_check_cannot_have_been_made_tomorrow(refused):
    assert refused("identity", done_on=date(2026, 11, 25)) == (
        "done_on",
        "The day it was done must be 24 November 2026 or earlier.",
    )


def test_a_check_cannot_have_been_made_before_they_were_born(refused):
    assert refused("identity", done_on=date(1990, 1, 1)) == (
        "done_on",
        "The day it was done is before Ben was born.",
    )


def test_something_that_has_run_out_is_refused(refused):
    field, words = refused("right to volunteer", until=date(2026, 11, 23))
    assert field == "until"
    assert words == "This ran out on 23 November 2026. Ask Ben for one that still holds."


def test_training_of_four_years_ago_has_run_out(refused):
    assert refused("training", done_on=date(2022, 11, 1))[0] == "until"


def test_how_long_a_thing_holds_is_worked_out_from_the_requirement(ben, scheme):
    assert a_check(ben, scheme, "training", on=date(2026, 9, 1)).until == date(2029, 9, 1)
    assert a_check(ben, scheme, "identity", on=date(2026, 9, 1)).until is None


def test_what_nobody_asks_for_is_not_recorded(refused, ben):
    assert refused("swimming badge")[0] == "kind"
    mentors = a_scheme("Mentors", preset="goal-mentoring")
    with pytest.raises(CannotRecord, match="Mentors does not ask for independence"):
        a_check(ben, mentors, "independence", details=INDEPENDENT)


# References


def reference(**changed):
    return {"given_by": "Joan Bell", "details": {"relation": "work", "worry": False}} | changed


def test_a_reference_from_family_does_not_count(refused):
    field, words = refused("reference", **reference(details={"relation": "relative", "worry": False}))
    assert field == "relation"
    assert words.startswith("A reference from family does not count.")


def test_the_question_about_children_is_always_asked(refused):
    assert refused("reference", **reference(details={"relation": "work"}))[0] == "worry"


def test_a_reference_names_who_gave_it_and_how_they_know_each_other(refused):
    assert refused("reference", **reference(given_by=" "))[0] == "given_by"
    assert refused("reference", **reference(details={"worry": False}))[0] == "relation"


def test_nobody_gives_their_own_reference(refused):
    assert refused("reference", **reference(given_by="ben  ASHWORTH"))[0] == "given_by"


def test_the_two_references_come_from_different_people(refused, ben, scheme):
    a_check(ben, scheme, "reference", given_by="Joan Bell", details={"relation": "work", "worry": False})
    field, words = refused("reference", **reference(given_by=" joan bell"))
    assert field == "given_by"
    assert words.startswith("There is already a reference from")


def test_a_reference_taken_back_can_be_recorded_again(ben, scheme, day):
    first = a_check(ben, scheme, "reference", **reference())
    withdraw_check(check=first, by=a_member(Role.VETTING_OFFICER, scheme), on=day)
    assert a_check(ben, scheme, "reference", **reference()).passed


def test_a_worry_that_does_not_stand_in_the_way_is_explained(refused, ben, scheme):
    worrying = reference(details={"relation": "work", "worry": True})
    assert refused("reference", **worrying)[0] == "vetting_words"
    assert a_check(
        ben, scheme, "reference", **worrying, vetting_words="Meant another Ben; cleared up by phone"
    ).passed
    assert not a_check(
        ben,
        scheme,
        "reference",
        given_by="Al Cole",
        details={"relation": "work", "worry": True},
        passed=False,
    ).passed


# DBS


@pytest.mark.parametrize("number", ["", "12345", "00123456789X", "0012345678901"])
def test_a_certificate_number_has_twelve_figures(refused, number):
    assert refused("dbs", number=number, details=certificate())[0] == "number"


def test_a_number_may_be_typed_with_spaces(ben, scheme):
    assert a_check(ben, scheme, "dbs", number="0012 3456 7890", details=certificate()).number == NUMBER


def test_a_number_in_use_by_somebody_else_is_refused_at_its_box(refused, scheme):
    other = a_volunteer("Samir", scheme=scheme)
    a_check(other, scheme, "dbs", number=NUMBER, details=certificate())
    field, words = refused("dbs", number=NUMBER, details=certificate())
    assert field == "number"
    assert "already recorded for somebody else" in words
    assert "Samir" not in words


def test_a_number_recorded_for_somebody_else_by_mistake_is_free_again(ben, scheme, day):
    wrong = a_check(a_volunteer("Samir", scheme=scheme), scheme, "dbs", number=NUMBER, details=certificate())
    withdraw_check(check=wrong, by=a_member(Role.VETTING_OFFICER, scheme), on=day)
    assert a_check(ben, scheme, "dbs", number=NUMBER, details=certificate()).passed


def test_the_same_person_uses_one_certificate_in_two_schemes(ben, scheme):
    mentors = a_scheme("Leaving care", preset="leaving-care-mentoring")
    a_check(ben, scheme, "dbs", number=NUMBER, details=certificate())
    assert a_check(ben, mentors, "dbs", number=NUMBER, details=certificate()).passed


def test_another_provider_cannot_find_out_whose_number_it_is(scheme, ben):
    elsewhere = a_scheme("Elsewhere", provider=a_provider("Others"))
    a_check(a_volunteer("Samir", scheme=elsewhere), elsewhere, "dbs", number=NUMBER, details=certificate())
    assert a_check(ben, scheme, "dbs", number=NUMBER, details=certificate()).passed


def test_a_number_is_unreadable_in_the_database_yet_known_again(ben, scheme):
    check = a_check(ben, scheme, "dbs", number=NUMBER, details=certificate(), vetting_words="Seen in full")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM recruitment_check WHERE id = %s", [check.pk])
        stored = " ".join(str(value) for value in cursor.fetchone())
    assert NUMBER not in stored
    assert "Seen in full" not in stored
    assert check.number_digest == digest(NUMBER)


def test_a_number_is_known_again_after_the_key_has_changed(settings):
    under_the_old_key = digest(NUMBER)
    settings.FIELD_KEYS = ["new", *settings.FIELD_KEYS]
    assert digest(NUMBER) != under_the_old_key
    assert under_the_old_key in digests(NUMBER)


@pytest.mark.parametrize("issued", ["", "2026-02-31", "yesterday"])
def test_an_impossible_day_of_issue_is_refused(refused, issued):
    assert refused("dbs", number=NUMBER, details=certificate(issued_on=issued))[0] == "issued_on"


def test_a_certificate_is_not_issued_in_the_future_nor_before_birth(refused):
    assert refused("dbs", number=NUMBER, details=certificate(issued_on="2026-11-25")) == (
        "issued_on",
        "The day of issue must be 24 November 2026 or earlier.",
    )
    assert refused("dbs", number=NUMBER, details=certificate(issued_on="1991-01-01"))[0] == "issued_on"


def test_an_old_certificate_has_run_out(refused):
    assert refused("dbs", number=NUMBER, details=certificate(issued_on="2023-11-01")) == (
        "issued_on",
        "This ran out on 1 November 2026. Ask Ben for one that still holds.",
    )


def test_an_old_certificate_on_the_update_service_holds_for_a_year_from_the_look(ben, scheme, day):
    details = certificate(issued_on="2019-05-01", update_service=True, result="current")
    check = a_check(ben, scheme, "dbs", on=day, number=NUMBER, details=details)
    assert (check.passed, check.until) == (True, date(2027, 11, 24))


def test_the_update_service_must_have_answered(refused):
    assert refused("dbs", number=NUMBER, details=certificate(update_service=True))[0] == "result"


@pytest.mark.parametrize("result", ["new information", "not found"])
def test_a_certificate_that_is_no_longer_current_does_not_pass(result, ben, scheme):
    details = certificate(update_service=True, result=result)
    assert not a_check(ben, scheme, "dbs", number=NUMBER, details=details).passed


def test_a_later_look_into_the_update_service_renews_or_ends_it(ben, scheme, day):
    a_check(ben, scheme, "dbs", number=NUMBER, details=certificate(update_service=True, result="clear"))
    good = a_check(
        ben, scheme, "dbs", on=day, number="", details={"evidence": "status check", "result": "current"}
    )
    assert (good.passed, good.until) == (True, date(2027, 11, 24))
    bad = a_check(
        ben, scheme, "dbs", on=day, number="", details={"evidence": "status check", "result": "not found"}
    )
    assert (bad.passed, bad.until) == (False, None)


def test_without_consent_there_is_nothing_to_look_up(ben, scheme):
    a_check(ben, scheme, "dbs", number=NUMBER, details=certificate())
    with pytest.raises(CannotRecord, match="Record the certificate and their consent first"):
        a_check(ben, scheme, "dbs", number="", details={"evidence": "status check", "result": "current"})


def test_a_barred_list_certificate_is_refused_where_the_role_may_not_ask_for_it(refused):
    field, words = refused("dbs", number=NUMBER, details=certificate(level=BARRED_LIST))
    assert field == "level"
    assert "It is an offence to ask for a barred-list check that a role is not eligible for." in words


def test_a_lower_level_than_the_role_needs_is_refused(ben):
    mentors = a_scheme("Mentors", preset="goal-mentoring")
    with pytest.raises(
        CannotRecord, match="needs a certificate that is enhanced with children’s barred list"
    ):
        a_check(ben, mentors, "dbs", number=NUMBER, details=certificate())


def test_a_level_chosen_for_the_person_is_explained(ben):
    natural = a_scheme("Natural mentors", preset="natural-mentor")
    with pytest.raises(CannotRecord) as refusal:
        a_check(ben, natural, "dbs", number=NUMBER, details=certificate(), vetting_words="")
    assert refusal.value.field == "vetting_words"


# Independence and self-declaration


@pytest.mark.parametrize("connection_", list(INDEPENDENT))
def test_one_yes_blocks_this_scheme_and_no_other(connection_, ben, scheme):
    check = a_check(ben, scheme, "independence", details=INDEPENDENT | {connection_: True})
    assert not check.passed
    mentors = a_scheme("Mentors", preset="goal-mentoring")
    assert not Check.objects.of(ben, mentors).exists()


def test_all_four_questions_are_answered(refused):
    assert refused("independence", details={"member": False, "employee": False})[0] == "relative"


def test_independence_is_asked_again_after_a_year(ben, scheme):
    assert a_check(ben, scheme, "independence", on=date(2026, 9, 1)).until == date(2027, 9, 1)


@pytest.mark.parametrize("declared", [True, False])
def test_a_declaration_that_shows_something_counts_for_nothing_yet(ben, scheme, declared):
    assert a_check(ben, scheme, "self-declaration", details={"declared": declared}).complete is not declared


def test_a_check_is_taken_back_once(ben, scheme, day):
    check = a_check(ben, scheme, "identity")
    by = a_member(Role.VETTING_OFFICER, scheme)
    withdraw_check(check=check, by=by, on=day)
    assert (check.withdrawn_on, check.withdrawn_by) == (day, by)
    with pytest.raises(CannotRecord, match="already been taken back"):
        withdraw_check(check=check, by=by, on=day)
