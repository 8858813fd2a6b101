"""A carer is given a page of their own, sees the plan on it and no words, and it is closed again."""

import pytest
from django.urls import reverse

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.endings.tests.factories import a_match, coordinator_of
from kith.foundation.dates import now, today
from kith.meetings.tests.factories import a_meeting
from kith.messages.models import OutboxMessage
from kith.people.actions import write_down_carer
from kith.people.models import Child, Involvement
from kith.people.tests.factories import with_account
from kith.schemes.tests.factories import a_scheme
from kith.support import actions
from kith.support.actions import CannotGivePage
from kith.web.tests.factories import a_coordinator, days_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def match():
    return a_match(coordinator=a_coordinator(), begun_on=days_ago(100))


def beth(match, email="beth@home.example", **said):
    by = coordinator_of(match)
    return write_down_carer(
        child=match.child, by=by, on=today(), email=email, **({"name": "Beth Ellis"} | said)
    )


def give(match):
    return actions.give_carer_page(child=match.child, by=coordinator_of(match), at=now())


def close(match):
    return actions.close_carer_page(child=match.child, by=coordinator_of(match), at=now())


def test_a_carer_gets_a_page_by_a_letter_that_names_nobody(match, client):
    carer, meeting = beth(match), a_meeting(match, today().replace(year=today().year + 1, day=1))
    user = give(match)
    carer.refresh_from_db()
    assert (carer.user, user.name, user.roles_on(today())) == (user, "Beth Ellis", {Role.CARER})
    letter = OutboxMessage.objects.get(to=user)
    assert letter.event == "welcome"
    client.force_login(user)
    assert match.name in client.get("/").text
    read = client.get(reverse("meetings:meeting", args=[meeting.public_id])).text
    assert read.count("worried about somebody") == 1, "one road to safety, at the end"
    assert reverse("meetings:calendar") not in read, "back to the plan, which is their first page"
    assert client.get(reverse("casefile:child", args=[match.child.public_id])).status_code == 404
    assert Event.objects.filter(kind="carer's page opened", child=match.child.public_id).exists()


def test_a_page_is_refused_in_words_where_it_cannot_be(match):
    with pytest.raises(CannotGivePage, match="Write down first who cares for"):
        give(match)
    beth(match, email="")
    with pytest.raises(CannotGivePage, match="e-mail address of Beth Ellis"):
        give(match)
    beth(match, email=match.volunteer.user.email)
    with pytest.raises(CannotGivePage, match="Somebody else signs in with this address"):
        give(match)
    beth(match)
    give(match)
    with pytest.raises(CannotGivePage, match="has a page already"):
        give(match)


def test_a_carer_who_was_there_before_the_scheme_gets_a_page_by_the_scheme_of_today(match):
    carer = beth(match)
    Involvement.objects.filter(carer=carer).update(from_day=days_ago(900))
    Child.objects.filter(pk=match.child_id).update(authority=None, authority_ref="")
    match.child.refresh_from_db()
    assert give(match).memberships.get().scheme == match.scheme


def test_a_closed_page_is_closed_on_every_device_and_a_link_still_reaches_them(match, client):
    carer = beth(match)
    user = give(match)
    client.force_login(user)
    close(match)
    carer.refresh_from_db()
    assert carer.user is None
    assert client.get(reverse("meetings:calendar")).status_code in (302, 403)
    assert User.objects.get(pk=user.pk).roles_on(today()) == set()
    asked = actions.ask(match=match, who="carer", by=coordinator_of(match), on=today())
    assert OutboxMessage.objects.get(event="how it goes", to_address="beth@home.example")
    assert asked.involvement.user is None
    with pytest.raises(CannotGivePage, match="no page that could be closed"):
        close(match)
    assert give(match) == user


def test_another_carer_ends_what_the_first_one_sees(match, client):
    beth(match)
    user = give(match)
    meeting = a_meeting(match, today())
    there = reverse("meetings:meeting", args=[meeting.public_id])
    client.force_login(user)
    assert client.get(there).status_code == 200
    beth(match, email="jo@home.example", name="Jo Pell", anew=True)
    assert client.get(there).status_code == 404


def test_the_page_asks_first_and_is_for_whoever_looks_after_the_child(match, client):
    there = reverse("support:carer_page", args=[match.child.public_id])
    client.force_login(coordinator_of(match))
    assert "Nobody is written down" in client.get(there).text
    beth(match, email="")
    assert "not written down yet" in client.get(there).text
    beth(match)
    assert "beth@home.example" in client.get(there).text
    back = client.post(there)
    assert back.url == reverse("people:carer", args=[match.child.public_id])
    assert "Close their page" in client.get(back.url).text
    assert "closes at once" in client.get(there).text
    assert client.post(there, {"deed": "close"}).status_code == 302
    for user in (with_account(match.child), match.volunteer.user, a_member(Role.COORDINATOR, a_scheme("B"))):
        client.force_login(user)
        assert client.get(there).status_code == 404
