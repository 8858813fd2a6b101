"""Who has applied before, and who must be kept from a child: found, told to those who vet, named to nobody else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import now, today
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import a_child_served_by
from kith.recruitment.actions import change_profile, decline, settle_flag
from kith.recruitment.actions.flags import compare_with_new, compare_with_old
from kith.recruitment.models import Flag
from kith.recruitment.refusals import CannotApprove, CannotSettle
from kith.recruitment.tests.applicants import an_application_sent, an_enquiry
from kith.recruitment.tests.factories import (
    a_colleague,
    an_application,
    an_approved_volunteer,
    approved_by_two,
)
from kith.recruitment.tests.pages import at
from kith.safeguarding.barring import bar_contact
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


@pytest.fixture
def lead(scheme):
    return a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Leo")


def declined(scheme, **about):
    application = an_application("Daniel", scheme, on=date(2025, 3, 1), **about)
    manager = a_colleague(Role.MANAGER, scheme, "Mona")
    return decline(
        application=application,
        reason="motives",
        words="He asked about bathing.",
        by=manager,
        on=date(2025, 4, 1),
    )


def barred(scheme, lead, **given):
    told = {"name": "Derek Canary", "relation": "parent", "why": "An order."} | given
    child = a_child_served_by(scheme, first_name="Zuleika")
    return bar_contact(child=child, by=lead, on=DAY, **told)


# ------------------------------------------------------------------------------- applied before


@pytest.mark.parametrize(
    ("before", "again"),
    [
        ({"last_name": "Reed", "email": "d.reed@example.org"}, {"last_name": "Reed", "email": "d.reed@example.org"}),
        ({"last_name": "Reed", "born": date(1988, 5, 4)}, {"last_name": "Reid", "born": date(1988, 5, 4)}),
        ({"last_name": "Reed", "phone": "07700 900123"}, {"last_name": "Read", "phone": "+44 7700 900123"}),
        ({"last_name": "Reed", "email": "dan.reed@gmail.com"}, {"last_name": "Smith", "email": "danreed+new@gmail.com"}),
        ({"last_name": "Reed", "born": date(1988, 5, 4), "postcode": "LS9 9ZZ"}, {"last_name": "Smith", "born": date(1988, 5, 4), "postcode": "LS9 9ZZ"}),
    ],
    ids=["the same", "a near name and the birthday", "the phone", "the e-mail, written otherwise", "birthday and postcode"],
)  # fmt: skip
def test_somebody_who_comes_again_is_noticed(scheme, before, again):
    earlier = declined(scheme, **before)
    application = an_enquiry(scheme, **again)
    flag = Flag.objects.get(application=application)
    assert (flag.kind, flag.earlier) == (Flag.Kind.EARLIER, earlier)


def test_another_name_given_in_the_form_is_noticed(scheme):
    earlier = declined(scheme, last_name="Marsh", born=date(1988, 5, 4), email="other@example.org")
    application = an_application_sent(scheme)
    assert list(application.flags.values_list("earlier", flat=True)) == [earlier.pk]


def test_somebody_else_is_left_alone(scheme):
    declined(scheme, last_name="Reed", born=date(1960, 1, 1), email="one@example.org")
    assert not an_enquiry(scheme, email="two@example.org").flags.exists()


def test_another_provider_learns_nothing(scheme):
    declined(scheme, last_name="Reed", email="d.reed@example.org")
    elsewhere = a_scheme("Elsewhere", provider=a_provider("Others"))
    assert not an_enquiry(elsewhere, email="d.reed@example.org").flags.exists()


def test_the_earlier_outcome_is_shown_to_those_who_vet(client, vetter, scheme):
    declined(scheme, last_name="Reed", email="d.reed@example.org")
    application = an_enquiry(scheme, email="d.reed@example.org")
    told = client.get(at("application", application)).text
    assert "They may have applied before" in told
    assert "March 2025: declined, why they want to do it." in told
    assert "They may have applied before" in client.get(reverse("recruitment:flags")).text
    assert "Look first" in client.get(reverse("recruitment:board")).text


@pytest.mark.parametrize("page", ["application", "board", "volunteers", "volunteers_sheet"])
def test_a_coordinator_learns_nothing_of_it(client, coordinator, scheme, lead, page):
    declined(scheme, last_name="Reed", email="d.reed@example.org")
    barred(scheme, lead, emails="d.reed@example.org")
    application = an_enquiry(scheme, email="d.reed@example.org")
    assert application.flags.count() == 2
    address = at(page, application) if page == "application" else reverse(f"recruitment:{page}")
    told = client.get(address).content.decode(errors="replace")
    for words in ("applied before", "kept from", "Look first", "bathing", "motives", "March 2025"):
        assert words not in told, words


def test_a_coordinator_has_no_way_to_the_flags(client, coordinator, scheme):
    declined(scheme, last_name="Reed", email="d.reed@example.org")
    flag = an_enquiry(scheme, email="d.reed@example.org").flags.get()
    assert client.get(at("flag", flag)).status_code == 404
    assert client.get(reverse("recruitment:flags")).status_code == 403


def test_those_who_vet_settle_it_and_the_recruiter_does_not(client, vetter, scheme):
    declined(scheme, last_name="Reed", email="d.reed@example.org")
    application = an_enquiry(scheme, email="d.reed@example.org")
    flag = application.flags.get()
    told = client.post(at("flag", flag), {"finding": "same"}).text
    assert "How did you find out?" in told
    client.post(at("flag", flag), {"finding": "same", "words": "He told us himself."})
    flag.refresh_from_db()
    assert (flag.finding, flag.settled_by) == ("same", vetter)
    with pytest.raises(CannotSettle, match="settled already"):
        settle_flag(flag=flag, finding="other", words="No.", by=vetter, on=today())


# ------------------------------------------------------------------------------- must be kept away


def test_a_conflict_is_found_by_a_former_address_and_told_to_the_leads(scheme, lead):
    barred(scheme, lead, addresses="14 Coal Lane, LS9 9ZZ")
    application = an_application_sent(scheme)
    flag = application.flags.get(kind=Flag.Kind.CONFLICT)
    assert flag.alike == ["address"]
    assert OutboxMessage.objects.filter(to=lead, event="something new").exists()
    assert Event.objects.filter(kind="application flagged").exists()


def test_the_page_of_a_conflict_names_no_child_and_nobody(client, vetter, scheme, lead):
    barred(scheme, lead, emails="d.reed@example.org")
    flag = an_enquiry(scheme, email="d.reed@example.org").flags.get()
    told = client.get(at("flag", flag)).text + client.get(reverse("recruitment:flags")).text
    assert "Alike: e-mail address." in told
    assert "Leo Okafor can compare, and settles this." in told
    for canary in ("Zuleika", "Derek", "Canary", "An order"):
        assert canary not in told
    answer = client.post(at("flag", flag), {"finding": "other", "words": "I looked."})
    assert "Only a safeguarding lead can settle this" in answer.text


def test_a_lead_within_reach_can_compare(client, scheme, lead):
    contact = barred(scheme, lead, emails="d.reed@example.org")
    flag = an_enquiry(scheme, email="d.reed@example.org").flags.get()
    client.force_login(lead)
    address = reverse("safeguarding:barred_contact", args=[contact.public_id])
    assert address in client.get(at("flag", flag)).text


def test_a_lead_of_another_scheme_is_not_led_to_the_child(client, scheme, lead):
    contact = barred(scheme, lead, emails="d.reed@example.org")
    other = a_scheme("Mentors", preset="goal-mentoring")
    eva = a_member(Role.SAFEGUARDING_LEAD, other, first_name="Eva")
    flag = an_enquiry(other, email="d.reed@example.org").flags.get()
    client.force_login(eva)
    told = client.get(at("flag", flag)).text
    assert str(contact.public_id) not in told
    assert "Zuleika" not in told


def test_nobody_is_approved_beside_an_open_conflict(scheme, lead, manager):
    barred(scheme, lead, emails="ruth@example.org")
    application = an_application("Ruth", scheme, status="ready", email="ruth@example.org")
    flag = application.flags.get()
    terms = {"age_from": 10, "age_to": 12, "places": 1, "by": manager, "on": DAY}
    with pytest.raises(CannotApprove, match="Those who vet have still something to settle"):
        approved_by_two(application, **terms)
    settle_flag(flag=flag, finding="same", words="The same man.", by=lead, on=DAY)
    with pytest.raises(CannotApprove):
        approved_by_two(application, **terms)
    Flag.objects.update(settled_on=None, finding="")
    flag.refresh_from_db()
    settle_flag(flag=flag, finding="other", words="Another birthday.", by=lead, on=DAY)
    approved_by_two(application, **terms)


def test_somebody_written_down_later_is_compared_with_who_is_here_already(scheme, lead):
    volunteer = an_approved_volunteer("Ben", scheme, phone="07700 900555")
    assert compare_with_new(at=now()) == 0
    barred(scheme, lead, phones="07700 900555")
    assert compare_with_new(at=now()) == 1
    assert compare_with_new(at=now()) == 0
    assert compare_with_new(at=now() + timedelta(hours=2)) == 0
    assert Flag.objects.get().application.volunteer == volunteer


def test_a_changed_number_is_compared_at_once(scheme, lead):
    volunteer = an_approved_volunteer("Ben", scheme)
    barred(scheme, lead, phones="07700 900555")
    assert compare_with_old(at=now()) == 0
    change_profile(volunteer=volunteer, phone="07700900555", by=lead, on=DAY)
    assert Flag.objects.get().alike == ["phone"]


def test_a_birthday_put_down_later_is_compared_with_earlier_applicants_at_once(scheme, lead):
    earlier = declined(scheme, last_name="Reed", born=date(1988, 5, 4))
    application = an_enquiry(scheme, last_name="Reed", email="another@example.org", born=None)
    assert not application.flags.exists()
    change_profile(volunteer=application.volunteer, born=earlier.volunteer.born, by=lead, on=DAY)
    assert application.flags.get().earlier == earlier


def test_looking_at_thirty_flags_asks_as_many_questions_as_at_three(
    client, vetter, scheme, django_assert_max_num_queries
):
    for number in range(15):
        declined(scheme, last_name="Reed", email=f"d{number}@example.org")
        an_enquiry(scheme, email=f"d{number}@example.org", last_name=f"Reed{'abcdefghijklmno'[number]}")
    assert Flag.objects.count() >= 15
    with django_assert_max_num_queries(25):
        client.get(reverse("recruitment:flags"))
