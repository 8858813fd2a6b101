"""References: who may be asked, what an answer does, who reads it, and how somebody is written to again."""

from datetime import date, time, timedelta

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import moment
from kith.messages.models import OutboxMessage
from kith.recruitment.actions import (
    answer_reference,
    ask_again,
    ask_for_reference,
    chase_references,
    decline,
    erase_due,
    take_back_reference,
    verify_reference,
)
from kith.recruitment.models import Check, Reference
from kith.recruitment.queries import checklist
from kith.recruitment.refusals import CannotAsk
from kith.recruitment.tests.factories import an_application
from kith.recruitment.vetting.links import address_of_reference, fits, key_of
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
GOOD = {
    "relation": "work",
    "years": 4,
    "like": "Kind, and never late.",
    "relied_on": "yes",
    "worry": "no",
    "phone": "0113 496 0123",
}
WORRYING = GOOD | {"worry": "yes", "worry_words": "I once saw them lose their temper with a child."}


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def vera(scheme):
    return a_member(Role.VETTING_OFFICER, scheme, first_name="Vera")


@pytest.fixture
def ruth(scheme, vera):
    return an_application("Ruth", scheme)


@pytest.fixture
def asked(ruth, day):
    def ask(name="Joan Bell", email="joan@example.org", relation="work", on=day):
        return ask_for_reference(
            application=ruth, name=name, email=email, relation=relation, by=ruth.recruiter, on=on
        )

    return ask


def letters(event):
    return OutboxMessage.objects.filter(event=event)


def test_a_letter_with_a_link_goes_to_the_referee_and_names_nobody(asked, day):
    reference = asked()
    letter = letters("reference asked").get()
    assert letter.to_address == "joan@example.org"
    assert letter.values["link"].endswith(address_of_reference(reference))
    assert "Ruth" not in str(letter.values)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"relation": "relative"}, "relation"),
        ({"relation": "neighbour’s cat"}, "relation"),
        ({"name": "ruth ashworth"}, "name"),
        ({"name": " "}, "name"),
        ({"email": ""}, "email"),
    ],
)
def test_a_referee_who_will_not_do_is_refused_at_the_box(asked, given, field):
    with pytest.raises(CannotAsk) as refusal:
        asked(**given)
    assert refusal.value.field == field
    assert not Reference.objects.exists()
    assert not letters("reference asked").exists()


def test_nobody_is_asked_at_the_volunteer_s_own_address(asked, ruth):
    with pytest.raises(CannotAsk) as refusal:
        asked(email=ruth.volunteer.email.upper())
    assert refusal.value.field == "email"


def test_nobody_is_asked_twice(asked):
    asked()
    with pytest.raises(CannotAsk, match="asked at this address already"):
        asked(name="Somebody Else")
    with pytest.raises(CannotAsk, match="must come from different people"):
        asked(email="another@example.org")


def test_without_anybody_who_may_read_the_answer_nobody_is_asked(day):
    application = an_application("Ruth", a_scheme("Mentors"))
    with pytest.raises(CannotAsk, match="Give somebody the role of vetting officer first"):
        ask_for_reference(
            application=application,
            name="Joan Bell",
            email="joan@example.org",
            relation="work",
            by=application.recruiter,
            on=day,
        )


def test_a_worrying_answer_goes_to_the_vetting_officer_at_once_and_to_nobody_else(asked, scheme, vera, day):
    a_member(Role.MANAGER, scheme)
    a_member(Role.SAFEGUARDING_LEAD, scheme)
    reference = asked()
    before = set(OutboxMessage.objects.values_list("pk", flat=True))
    answer_reference(reference=reference, answer=WORRYING, on=day)
    told = OutboxMessage.objects.exclude(pk__in=before)
    assert [(letter.to, letter.event) for letter in told] == [(vera, "answer to read today")]
    assert "temper" not in str(told.get().values)


def test_somebody_who_cannot_be_relied_on_is_a_worry_too(asked, day):
    assert answer_reference(reference=asked(), answer=GOOD | {"relied_on": "no"}, on=day).worry


def test_the_question_about_children_is_always_asked(asked, day):
    with pytest.raises(CannotAsk) as refusal:
        answer_reference(reference=asked(), answer=GOOD | {"worry": ""}, on=day)
    assert refusal.value.field == "worry"


def test_family_that_says_so_is_kept_out_with_everything_it_wrote(asked, ruth, day):
    reference = answer_reference(reference=asked(), answer=GOOD | {"relation": "relative"}, on=day)
    assert (reference.status, reference.answer, reference.worry) == ("refused", "", None)
    assert letters("something new").filter(to=ruth.recruiter).exists()


def test_an_answer_counts_once_it_is_verified_and_not_before(asked, ruth, scheme, vera, day):
    reference = answer_reference(reference=asked(), answer=GOOD, on=day)
    assert not Check.objects.filter(kind="reference").exists()
    check = verify_reference(
        reference=reference,
        verified="phone",
        vetting_words="Rang her at work on 24 November; she confirmed it all.",
        passed=True,
        by=vera,
        on=day,
    )
    (item,) = [each for each in checklist(ruth.volunteer, scheme, day) if each.requirement.key == "reference"]
    assert item.have == 1
    told = {"relation": "work", "years": 4, "verified": "phone", "worry": False, "by_link": True}
    assert check.details == told
    assert reference.check_made == check


def test_an_answer_is_not_verified_without_a_note_of_the_call(asked, vera, day):
    reference = answer_reference(reference=asked(), answer=GOOD, on=day)
    with pytest.raises(CannotAsk) as refusal:
        verify_reference(
            reference=reference, verified="phone", vetting_words=" ", passed=True, by=vera, on=day
        )
    assert refusal.value.field == "vetting_words"


def test_a_worry_that_stands_keeps_them_from_every_child(asked, ruth, scheme, vera, day):
    reference = answer_reference(reference=asked(), answer=WORRYING, on=day)
    verify_reference(
        reference=reference,
        verified="phone",
        vetting_words="She stands by it.",
        passed=False,
        by=vera,
        on=day,
    )
    (item,) = [each for each in checklist(ruth.volunteer, scheme, day) if each.requirement.key == "reference"]
    assert item.state == "failed"


def test_somebody_silent_is_written_to_again_after_one_two_and_three_weeks_then_let_go(asked, ruth, day):
    reference = asked()
    written = [chase_references(on=day + timedelta(days=days)) for days in range(1, 30)]
    assert [place + 1 for place, count in enumerate(written) if count] == [7, 14, 21]
    assert letters("reference asked again").count() == 3
    reference.refresh_from_db()
    assert reference.status == "run out"
    assert letters("something new").filter(to=ruth.recruiter).count() == 1


def test_chasing_twice_a_day_writes_once(asked, day):
    asked()
    week = day + timedelta(days=7)
    assert (chase_references(on=week), chase_references(on=week)) == (1, 0)


def test_days_without_a_clock_are_caught_up_with_one_letter(asked, day):
    asked()
    assert chase_references(on=day + timedelta(days=20)) == 1
    assert letters("reference asked again").count() == 1


def test_asking_again_opens_a_new_link_and_closes_the_old(asked, ruth, day):
    reference = asked()
    old = key_of(reference)
    late = reference.open_until + timedelta(days=1)
    chase_references(on=late)
    reference.refresh_from_db()
    assert not reference.is_open_on(late)
    ask_again(reference=reference, by=ruth.recruiter, on=late)
    assert reference.is_open_on(late)
    assert not fits(reference, old)


def test_a_link_taken_back_answers_no_more(asked, ruth, day):
    reference = asked()
    take_back_reference(reference=reference, by=ruth.recruiter, on=day)
    with pytest.raises(CannotAsk, match="not open any more"):
        answer_reference(reference=reference, answer=GOOD, on=day)


def test_a_link_runs_out(asked, day):
    reference = asked(on=date(2026, 10, 1))
    with pytest.raises(CannotAsk, match="not open any more"):
        answer_reference(reference=reference, answer=GOOD, on=date(2026, 10, 30))


def test_an_answer_is_unreadable_in_the_database(asked, day):
    from django.db import connection

    reference = answer_reference(reference=asked(), answer=WORRYING, on=day)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM recruitment_reference WHERE id = %s", [reference.pk])
        stored = " ".join(str(value) for value in cursor.fetchone())
    for word in ("temper", "Joan", "joan@example.org"):
        assert word not in stored


def test_a_referee_s_address_goes_when_the_applicant_is_erased(asked, ruth, day):
    asked()
    decline(application=ruth, reason="motives", by=ruth.recruiter, on=day)
    erase_due(at=moment(day + timedelta(days=800), time(3)))
    assert not Reference.objects.exists()
    assert not OutboxMessage.objects.filter(to_address="joan@example.org").exists()
