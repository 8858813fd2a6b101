"""A concern reaches the leads and nobody else, keeps what was said, and has a clock."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.audit.models import Event, Look
from kith.foundation.lifecycle import CannotMove
from kith.messages.models import OutboxMessage
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_child_served_by, a_volunteer, with_account
from kith.safeguarding import actions
from kith.safeguarding.actions import CannotDecide
from kith.safeguarding.models import Concern
from kith.safeguarding.presenters import line
from kith.safeguarding.tests.factories import NOON, a_concern
from kith.schemes.tests.factories import LONG_AGO, a_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(scheme):
    return a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Grace")


def readers_of(concern, *people):
    return [p for p in people if Concern.objects.reachable_by(p, Permission.SEE_CONCERN).contains(concern)]


def test_only_a_safeguarding_lead_of_the_scheme_reads_it(scheme, lead):
    other = a_scheme("Elsewhere")
    elsewhere = a_member(Role.SAFEGUARDING_LEAD, other)
    coordinator, manager = a_member(Role.COORDINATOR, scheme), a_member(Role.MANAGER, scheme)
    concern = a_concern(scheme=scheme, child=a_child_served_by(scheme, coordinator), by=coordinator)
    assert readers_of(concern, lead, elsewhere, coordinator, manager) == [lead]


def test_a_concern_without_a_scheme_reaches_every_lead(lead):
    concern = a_concern()
    assert readers_of(concern, lead) == [lead]
    assert OutboxMessage.objects.filter(to=lead, event="concern raised").count() == 1


def test_the_person_it_is_about_never_sees_it_even_as_a_lead(scheme, lead):
    volunteer = a_volunteer(scheme=scheme, user=lead)
    second = a_member(Role.SAFEGUARDING_LEAD, scheme)
    concern = a_concern(scheme=scheme, volunteer=volunteer)
    assert readers_of(concern, lead, second) == [second]
    assert not OutboxMessage.objects.filter(to=lead).exists()


def test_the_words_are_unreadable_in_the_database(scheme):
    a_concern(scheme=scheme, words="a very particular sentence")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM safeguarding_concern")
        (kept,) = cursor.fetchone()
    assert "particular" not in kept
    assert Concern.objects.get().words == "a very particular sentence"


def test_a_decision_is_added_beside_what_was_said_and_a_later_one_beside_it(scheme, lead):
    concern = a_concern(scheme=scheme)
    actions.decide(concern=concern, words="Ring the worker today.", by=lead, at=NOON)
    actions.decide(concern=concern, words="Refer to children’s services.", by=lead, at=NOON)
    concern.refresh_from_db()
    assert concern.words == "Bruises on both arms."
    assert [entry.words for entry in concern.entries.all()] == [
        "Ring the worker today.",
        "Refer to children’s services.",
    ]
    assert concern.status == "decided"


def test_nothing_is_closed_without_a_decision(scheme, lead):
    concern = a_concern(scheme=scheme)
    with pytest.raises(CannotDecide, match="decided"):
        actions.close(concern=concern, words="All well.", by=lead, at=NOON)
    actions.decide(concern=concern, words="Talk to the carer.", by=lead, at=NOON)
    actions.close(concern=concern, words="All well.", by=lead, at=NOON)
    with pytest.raises(CannotMove):
        actions.decide(concern=concern, words="Again.", by=lead, at=NOON)
    actions.reopen(concern=concern, words="Something new was said.", by=lead, at=NOON)
    assert concern.status == "decided"


@pytest.mark.parametrize(
    ("urgency", "hours", "late"), [("now", 2, True), ("today", 2, False), ("soon", 130, True)]
)
def test_a_concern_without_a_decision_is_late_by_its_urgency(scheme, urgency, hours, late):
    concern = a_concern(scheme=scheme, urgency=urgency)
    assert line(concern, NOON + timedelta(hours=hours)).late is late


def test_the_audit_knows_that_it_was_raised_and_read_but_not_a_word_of_it(client, scheme, lead):
    concern = a_concern(scheme=scheme)
    client.force_login(lead)
    client.get(reverse("safeguarding:concern", args=[concern.public_id]))
    told = list(Event.objects.filter(about=concern.public_id).values_list("kind", flat=True))
    assert told == ["concern raised", "concern read"]
    assert Look.objects.filter(about=concern.public_id, by=lead.public_id).exists()
    assert "Bruises" not in str(list(Event.objects.values("details")))


def test_anybody_may_raise_one_without_an_account(client, lead):
    answer = client.post(
        reverse("safeguarding:raise"), {"urgency": "now", "words": "I saw a man shouting."}, follow=True
    )
    concern = Concern.objects.get()
    assert concern.created_by is None
    assert concern.reference in answer.content.decode()
    assert "999" in answer.content.decode()


def test_a_young_person_has_one_box_and_may_leave_it_empty(client, scheme):
    child = a_child_served_by(scheme)
    client.force_login(with_account(child))
    page = client.get(reverse("safeguarding:raise")).content.decode()
    assert "0800 1111" in page
    client.post(reverse("safeguarding:raise"), {"words": ""})
    concern = Concern.objects.get()
    assert (concern.child, concern.scheme, concern.urgency) == (child, scheme, "now")


def test_a_concern_from_a_page_is_about_whom_the_page_was_about_if_they_may_know_them(client, scheme):
    coordinator = a_member(Role.COORDINATOR, scheme)
    near, far = a_child_served_by(scheme, coordinator), a_child_served_by(a_scheme("Elsewhere"))
    client.force_login(coordinator)
    for child in (near, far):
        client.post(
            f"{reverse('safeguarding:raise')}?child={child.public_id}", {"urgency": "soon", "words": "Quiet."}
        )
    assert [concern.child for concern in Concern.objects.order_by("id")] == [near, None]


@pytest.mark.parametrize("how_many", [2, 9, 30])
def test_nobody_is_named_unless_somebody_chooses_them_however_many_they_look_after(client, scheme, how_many):
    coordinator = a_member(Role.COORDINATOR, scheme)
    children = [a_child_served_by(scheme, coordinator, f"Child{number}") for number in range(how_many)]
    client.force_login(coordinator)
    page = client.get(reverse("safeguarding:raise"))
    asked = page.context["form"]["whom"]
    shown = [str(key) for key, _ in asked.field.widget.choices]
    assert asked.value() in (None, "")
    assert shown[0] == "" or 'type="radio"' in str(asked), "a list to open shows its first line as chosen"
    sent = {"urgency": "soon", "words": "Quiet."}
    client.post(reverse("safeguarding:raise"), sent | {"whom": ""})
    client.post(reverse("safeguarding:raise"), sent | {"whom": str(children[-1].public_id)})
    assert [concern.child for concern in Concern.objects.order_by("id")] == [None, children[-1]]


def test_a_young_person_is_not_sent_to_a_line_for_adults(client, scheme):
    child = a_child_served_by(scheme)
    here = reverse("safeguarding:raise")
    assert "for adults worried" in client.get(here).text
    client.force_login(with_account(child))
    assert "for adults" not in client.get(here).text
    assert "for adults" not in client.post(here, {"words": ""}, follow=True).text


def test_an_empty_worry_keeps_what_was_typed_and_says_what_is_missing(client):
    answer = client.post(reverse("safeguarding:raise"), {"urgency": "now", "told": "the school"})
    page = answer.content.decode()
    assert not Concern.objects.exists()
    assert "the school" in page
    assert "There is a problem" in page


def test_a_stranger_and_a_colleague_find_nothing_at_its_address(client, scheme, lead):
    concern = a_concern(scheme=scheme)
    address = reverse("safeguarding:concern", args=[concern.public_id])
    assert client.get(address).status_code == 302
    client.force_login(a_member(Role.COORDINATOR, scheme))
    assert client.get(address).status_code == 404
    assert client.get(reverse("safeguarding:concerns")).status_code == 403
    client.force_login(lead)
    assert client.get(address).status_code == 200


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    client, scheme, lead, django_assert_max_num_queries
):
    client.force_login(lead)
    for _ in range(25):
        a_concern(scheme=scheme, child=a_child_served_by(scheme))
    with django_assert_max_num_queries(20):
        page = client.get(reverse("safeguarding:concerns")).content.decode()
    assert page.count("Tariq") >= 25


def test_a_form_sent_twice_is_one_concern(client):
    sent = {"urgency": "now", "words": "Shouting.", "once": str(uuid.uuid4())}
    client.post(reverse("safeguarding:raise"), sent)
    client.post(reverse("safeguarding:raise"), sent)
    assert Concern.objects.count() == 1


def test_a_volunteer_may_name_the_child_they_see_and_nobody_else(client, scheme):
    volunteer = a_volunteer(scheme=scheme)
    theirs, other = a_child_served_by(scheme), a_child_served_by(scheme)
    involve(
        child=theirs, person=volunteer.user, part=Involvement.Part.VOLUNTEER, by=None, on=LONG_AGO, act="test"
    )
    client.force_login(volunteer.user)
    for child in (theirs, other):
        client.post(
            f"{reverse('safeguarding:raise')}?child={child.public_id}", {"urgency": "soon", "words": "Quiet."}
        )
    assert [concern.child for concern in Concern.objects.order_by("id")] == [theirs, None]


def test_whoever_sees_a_child_is_asked_whether_it_is_about_them(client, scheme, lead):
    volunteer = a_volunteer(scheme=scheme)
    theirs, other = (
        a_child_served_by(scheme, first_name="Tariq"),
        a_child_served_by(scheme, first_name="Leah"),
    )
    involve(
        child=theirs, person=volunteer.user, part=Involvement.Part.VOLUNTEER, by=None, on=LONG_AGO, act="test"
    )
    client.force_login(volunteer.user)
    page = client.get(reverse("safeguarding:raise")).content.decode()
    assert "Who is it about?" in page
    assert "Tariq" in page
    assert "Leah" not in page
    for whom in (theirs.public_id, other.public_id, "somebody else", ""):
        client.post(
            reverse("safeguarding:raise"), {"urgency": "soon", "words": "No coat.", "whom": str(whom)}
        )
    assert [concern.child for concern in Concern.objects.order_by("id")] == [theirs, None, None]


# ------------------------------------------------------------------------- about somebody who works here


@pytest.mark.parametrize("written", ["Grace Okafor", "okafor, GRACE", "Grace", "Grase Okafor"])
def test_whoever_is_named_reads_nothing_of_it_and_another_lead_does(scheme, lead, written):
    second = a_member(Role.SAFEGUARDING_LEAD, scheme, user=a_user("Leo", "Marsh"))
    concern = a_concern(scheme=scheme, about_name=written)
    assert readers_of(concern, lead, second) == [second]
    assert not OutboxMessage.objects.filter(to=lead).exists()
    assert OutboxMessage.objects.filter(to=second, event="concern raised").count() == 1


def test_a_name_nobody_here_bears_keeps_it_from_nobody(scheme, lead):
    assert readers_of(a_concern(scheme=scheme, about_name="Derek Canary"), lead) == [lead]


def test_where_the_only_lead_is_meant_the_managers_hear_at_once_but_not_one_who_is_meant(scheme, lead):
    sam = a_member(Role.MANAGER, scheme, first_name="Sam")
    dana = a_member(Role.MANAGER, scheme, user=a_user("Dana", "Okonkwo"))
    concern = a_concern(scheme=scheme, about_name="Grace Okafor")
    assert readers_of(concern, lead) == []
    assert OutboxMessage.objects.filter(event="concern waits for a lead").count() == 2
    about_sam = a_concern(scheme=scheme, about_name="Sam")
    for minutes in (121, 242, 500):
        actions.tell_again(at=NOON + timedelta(minutes=minutes))
    told = OutboxMessage.objects.filter(event="concern waits for a lead", about=about_sam.public_id)
    assert set(told.values_list("to", flat=True)) == {dana.pk}
    chased = Concern.objects.reachable_by(sam, Permission.CHASE_CONCERN)
    assert list(chased) == [concern]


def test_a_lead_keeps_it_from_a_colleague_as_long_as_somebody_is_left_to_read_it(client, scheme, lead):
    concern = a_concern(scheme=scheme)
    with pytest.raises(CannotDecide, match="Nobody would be left"):
        actions.keep_from(concern=concern, user=lead, words="Her brother.", by=lead, at=NOON)
    second = a_member(Role.SAFEGUARDING_LEAD, scheme, user=a_user("Leo", "Marsh"))
    client.force_login(lead)
    page = reverse("safeguarding:concern", args=[concern.public_id])
    sent = {"deed": "keep_from", "user": str(lead.public_id), "words": "My sister is the carer."}
    answer = client.post(page, sent)
    assert answer["Location"] == reverse("safeguarding:concerns")
    assert client.get(page).status_code == 404
    assert readers_of(concern, lead, second) == [second]
    assert "My sister is the carer." in concern.entries.get(kind="kept from").words
    with pytest.raises(CannotDecide, match="already"):
        actions.keep_from(concern=concern, user=lead, words="", by=second, at=NOON)


def test_a_volunteer_says_on_the_page_that_it_is_about_a_lead(client, scheme, lead):
    second = a_member(Role.SAFEGUARDING_LEAD, scheme, user=a_user("Leo", "Marsh"))
    volunteer = a_volunteer(scheme=scheme)
    client.force_login(volunteer.user)
    assert "Whoever you name never reads this" in client.get(reverse("safeguarding:raise")).content.decode()
    sent = {"urgency": "soon", "words": "She shouted at him.", "about_name": "Grace Okafor"}
    client.post(reverse("safeguarding:raise"), sent)
    concern = Concern.objects.get()
    assert readers_of(concern, lead, second) == [second]
    client.force_login(second)
    page = client.get(reverse("safeguarding:concern", args=[concern.public_id])).content.decode()
    assert "Concern about Grace Okafor" in page
