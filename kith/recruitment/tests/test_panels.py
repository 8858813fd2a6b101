"""A panel: two people, never the recruiter; nothing holds until the letter goes, and until then it can be undone."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.lifecycle import CannotMove
from kith.recruitment.actions.panels import (
    Decision,
    agree,
    call_panel,
    decide,
    disagree,
    put_before,
    put_on_agenda,
    settle,
    take_back,
    take_off_agenda,
)
from kith.recruitment.models import AgendaItem, Application, Approval, Check
from kith.recruitment.queries import obstacles
from kith.recruitment.refusals import CannotApprove, CannotPanel
from kith.recruitment.tests.factories import a_colleague, an_application
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db

TERMS = {"age_from": 10, "age_to": 17, "places": 2}
YES = Decision("approve", **TERMS)


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def sam(scheme):
    return a_member(Role.MANAGER, scheme, first_name="Sam")


@pytest.fixture
def grace(scheme):
    return a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Grace")


@pytest.fixture
def item(scheme, sam, day):
    application = an_application("Ben", scheme, on=day - timedelta(days=20), status="ready")
    return put_before(panel=None, application=application, by=sam, on=day)


def settled(item, sam, grace, day, decision=YES):
    decide(item=item, decision=decision, by=sam, on=day)
    agree(item=item, by=grace, on=day)
    return settle(item=item, by=sam, on=day)


def test_two_people_approve_and_the_volunteer_may_meet_a_child(item, scheme, sam, grace, day):
    settled(item, sam, grace, day)
    volunteer = item.application.volunteer
    approval = Approval.objects.get(volunteer=volunteer)
    assert (approval.age_from, approval.age_to, approval.places) == (10, 17, 2)
    assert approval.review_on == date(2027, 2, 24), "after three months"
    assert obstacles(volunteer, scheme, day) == []
    assert volunteer.user is not None


def test_nothing_holds_until_the_letter_goes(item, sam, grace, day):
    decide(item=item, decision=YES, by=sam, on=day)
    agree(item=item, by=grace, on=day)
    item.application.refresh_from_db()
    assert item.application.status == "ready"
    assert not Approval.objects.exists()
    assert item.application.volunteer.user is None


def test_until_then_it_can_be_taken_back_and_what_was_written_stays(item, sam, grace, day):
    decide(item=item, decision=Decision("approve", minutes="A warm talk.", **TERMS), by=sam, on=day)
    agree(item=item, by=grace, on=day)
    take_back(item=item, by=sam, on=day)
    assert item.status == "on the agenda"
    assert (item.minutes, item.agreed_by) == ("A warm talk.", None)
    settled(item, sam, grace, day)
    with pytest.raises(CannotMove):
        take_back(item=item, by=sam, on=day)


def test_one_person_is_not_two(item, sam, day):
    decide(item=item, decision=YES, by=sam, on=day)
    with pytest.raises(CannotPanel, match="Somebody else must agree"):
        agree(item=item, by=sam, on=day)
    with pytest.raises(CannotPanel, match="Two people decide"):
        settle(item=item, by=sam, on=day)


def test_the_database_itself_refuses_one_person_as_two(item, sam):
    item.decided_by = item.agreed_by = sam
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()


def test_the_recruiter_neither_decides_nor_agrees(item, scheme, sam, day):
    recruiter = item.application.recruiter
    with pytest.raises(CannotApprove, match="you are their recruiter"):
        decide(item=item, decision=YES, by=recruiter, on=day)
    decide(item=item, decision=YES, by=sam, on=day)
    with pytest.raises(CannotApprove, match="you are their recruiter"):
        agree(item=item, by=recruiter, on=day)


def test_nobody_decides_about_themself(item, scheme, day):
    item.application.volunteer.email = "mona@example.org"
    item.application.volunteer.save()
    mona = a_member(Role.MANAGER, scheme, first_name="Mona")
    mona.email = "Mona@example.org"
    with pytest.raises(CannotApprove, match="This is about you"):
        decide(item=item, decision=YES, by=mona, on=day)


def test_a_second_person_who_does_not_agree_says_why_and_it_is_open_again(item, sam, grace, day):
    decide(item=item, decision=YES, by=sam, on=day)
    with pytest.raises(CannotPanel, match="Say why"):
        disagree(item=item, words=" ", by=grace, on=day)
    disagree(item=item, words="The second reference is thin.", by=grace, on=day)
    assert item.status == "on the agenda"
    assert item.changes.last().words == "The second reference is thin."


def test_what_ran_out_meanwhile_still_stands_in_the_way(item, scheme, sam, grace, day):
    decide(item=item, decision=YES, by=sam, on=day)
    agree(item=item, by=grace, on=day)
    check = Check.objects.get(kind="agreement")
    check.withdrawn_on, check.withdrawn_by = day, sam
    check.save()
    with pytest.raises(CannotApprove, match="agreement"):
        settle(item=item, by=sam, on=day)
    assert not Approval.objects.exists()


def test_declined_keeps_the_reason_for_those_who_vet(item, sam, grace, day):
    settled(item, sam, grace, day, Decision("decline", reason="motives", minutes="Wants to rescue somebody."))
    item.application.refresh_from_db()
    assert item.application.status == "declined"
    assert item.application.changes.last().words == "Wants to rescue somebody."


def test_not_yet_goes_back_to_checks_and_may_come_again(item, scheme, sam, grace, day):
    settled(item, sam, grace, day, Decision("defer", minutes="A third reference first."))
    application = Application.objects.get(pk=item.application_id)
    assert application.status == "checking"
    application.move("put to panel", by=sam, on=day)
    again = put_on_agenda(panel=item.panel, application=application, by=sam, on=day)
    assert again.place == 2


SAID = {
    "no number": (Decision("approve", age_from=10, age_to=17), "places", "Enter a number."),
    "too old for the scheme": (
        Decision("approve", age_from=10, age_to=40, places=1),
        "age_to",
        "is for children",
    ),
    "conditions without any": (
        Decision("approve with conditions", **TERMS),
        "conditions",
        "Write down the conditions.",
    ),
    "conditions unsaid": (
        Decision("approve", conditions="Not at night", **TERMS),
        "outcome",
        "There are conditions",
    ),
    "declined without a reason": (Decision("decline"), "reason", "Choose why."),
    "not yet, but what": (Decision("defer"), "minutes", "what is still needed"),
}


@pytest.mark.parametrize(("decision", "box", "words"), SAID.values(), ids=SAID)
def test_a_decision_that_is_not_whole_says_what_is_missing(item, sam, day, decision, box, words):
    with pytest.raises((CannotPanel, CannotApprove), match=words) as refusal:
        decide(item=item, decision=decision, by=sam, on=day)
    assert refusal.value.field == box
    item.refresh_from_db()
    assert item.outcome == ""


def test_a_panel_decides_on_its_day_and_not_before(scheme, sam, day):
    panel = call_panel(provider=scheme.provider, meets_on=day + timedelta(days=7), by=sam, on=day)
    application = an_application("Ruth", scheme, on=day - timedelta(days=9), status="ready")
    item = put_on_agenda(panel=panel, application=application, by=sam, on=day)
    with pytest.raises(CannotPanel, match="The panel meets on 1 December 2026"):
        decide(item=item, decision=YES, by=sam, on=day)


def test_only_what_is_ready_comes_before_a_panel_and_once(item, scheme, sam, day):
    unready = an_application("Ruth", scheme, on=day - timedelta(days=9), status="checking")
    with pytest.raises(CannotPanel, match="not ready for the panel yet"):
        put_on_agenda(panel=item.panel, application=unready, by=sam, on=day)
    with pytest.raises(CannotPanel, match="on an agenda already"):
        put_on_agenda(panel=item.panel, application=item.application, by=sam, on=day)
    elsewhere = an_application(
        "Omar",
        a_scheme("Elsewhere", provider=a_provider("Another")),
        on=day - timedelta(days=9),
        status="ready",
    )
    with pytest.raises(CannotPanel, match="has another panel"):
        put_on_agenda(panel=item.panel, application=elsewhere, by=sam, on=day)


def test_taken_off_one_agenda_it_can_go_on_another(item, scheme, sam, day):
    take_off_agenda(item=item, by=sam, on=day)
    later = call_panel(provider=scheme.provider, meets_on=day + timedelta(days=7), by=sam, on=day)
    assert put_on_agenda(panel=later, application=item.application, by=sam, on=day).status == "on the agenda"


def test_a_panel_is_called_for_a_day_to_come_and_once(scheme, sam, day):
    with pytest.raises(CannotPanel, match="must be 24 November 2026 or later"):
        call_panel(provider=scheme.provider, meets_on=day - timedelta(days=1), by=sam, on=day)
    call_panel(provider=scheme.provider, meets_on=day, by=sam, on=day)
    with pytest.raises(CannotPanel, match="is called for 24 November 2026 already"):
        call_panel(provider=scheme.provider, meets_on=day, by=sam, on=day)


# ------------------------------------------------------------------------------------------- other programmes


@pytest.fixture
def other(scheme):
    return a_scheme("Northbridge mentors", provider=scheme.provider)


def test_a_second_programme_is_approved_with_what_was_checked_for_the_first(
    item, scheme, other, sam, grace, day
):
    settled(item, sam, grace, day, Decision("approve", programmes=(other,), **TERMS))
    volunteer = item.application.volunteer
    assert set(Approval.objects.filter(volunteer=volunteer).values_list("scheme", flat=True)) == {
        scheme.pk,
        other.pk,
    }
    assert obstacles(volunteer, other, day) == []
    assert Application.objects.get(volunteer=volunteer, scheme=other).status == "approved"


def test_a_programme_that_asks_for_more_is_refused_with_what_lacks(item, other, sam, day):
    Check.objects.filter(kind="agreement").update(withdrawn_on=day, withdrawn_by=sam)
    other.volunteer_age_from = 60
    other.save()
    with pytest.raises((CannotPanel, CannotApprove)):
        decide(item=item, decision=Decision("approve", programmes=(other,), **TERMS), by=sam, on=day)


def test_a_programme_of_another_provider_is_no_choice(item, sam, day):
    with pytest.raises(CannotPanel, match="cannot be approved together"):
        decide(
            item=item,
            decision=Decision(
                "approve", programmes=(a_scheme("Elsewhere", provider=a_provider("Another")),), **TERMS
            ),
            by=sam,
            on=day,
        )


def test_agenda_items_are_out_of_reach_of_the_applicant(item, sam, grace, day):
    from kith.access.policy import Permission

    settled(item, sam, grace, day)
    me = item.application.volunteer.user
    assert not AgendaItem.objects.reachable_by(me, Permission.SEE_VOLUNTEER).exists()
    assert AgendaItem.objects.reachable_by(sam, Permission.SEE_VOLUNTEER).exists()
    assert a_colleague(Role.COORDINATOR, item.application.scheme, "Rina")
