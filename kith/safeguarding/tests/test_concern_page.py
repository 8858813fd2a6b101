"""What stands open on the page of a concern is what its clock waits for; the rest is behind a press."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.safeguarding import actions
from kith.safeguarding.concern_page import parts_of
from kith.safeguarding.tests.factories import NOON, a_concern

pytestmark = pytest.mark.django_db
DAY = NOON.date()


@pytest.fixture
def lead(scheme):
    return a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Grace")


def parts(concern):
    return parts_of(concern, {entry.kind for entry in concern.entries.all()}, DAY, None)


def stands_open(concern):
    return [part.heading for part in parts(concern) if part.is_next]


def is_folded(concern):
    return [part.heading for part in parts(concern) if not part.is_next]


def kinds_to_tell(concern):
    told = next(part for part in parts(concern) if part.deed == "tell")
    return [key for key, _ in told.form.fields["kind"].choices]


def test_each_step_of_the_way_opens_the_next_one(scheme, lead):
    concern = a_concern(scheme=scheme)
    told = {"concern": concern, "by": lead, "at": NOON}
    assert stands_open(concern) == ["What will be done?"]
    assert is_folded(concern) == ["Add to it", "Is it about a colleague?"]
    actions.decide(words="Ring the worker.", **told)
    assert stands_open(concern) == ["Who has been told?"]
    actions.add(kind="childrens services", words="The duty desk sees him at six.", **told)
    assert stands_open(concern) == ["Close it"]
    assert is_folded(concern) == ["Decide something else", "Add to it", "Is it about a colleague?"]
    actions.close(words="A fall.", **told)
    assert stands_open(concern) == ["What we learnt"]
    actions.learn(words="Ring the carer first.", **told)
    assert stands_open(concern) == []
    assert is_folded(concern) == ["What we learnt", "Open it again"]


def test_an_allegation_waits_for_the_officer_before_anything_is_decided(scheme, lead):
    concern = a_concern(scheme=scheme, is_allegation=True)
    assert stands_open(concern) == ["What will be done?", "Who has been told?"]
    told = {"concern": concern, "by": lead, "at": NOON}
    actions.add(kind="childrens services", words="They know.", **told)
    actions.decide(words="Wait for the officer.", **told)
    assert stands_open(concern) == ["Who has been told?"]
    assert kinds_to_tell(concern) == ["designated officer", "no officer", "police"]
    actions.add(kind="no officer", words="It was another Mo.", **told)
    assert stands_open(concern) == ["Close it"]


def test_what_is_sent_when_somebody_else_was_quicker_keeps_its_words(client, scheme, lead):
    """Two leads have the page open; one closes the concern, the other writes a decision."""
    concern = a_concern(scheme=scheme)
    actions.decide(concern=concern, words="Ring the worker.", by=lead, at=NOON)
    actions.close(concern=concern, words="A fall.", by=lead, at=NOON)
    client.force_login(lead)
    page = reverse("safeguarding:concern", args=[concern.public_id])
    answer = client.post(page, {"deed": "decide", "words": "See him tonight."}).content.decode()
    assert "There is a problem" in answer
    assert "See him tonight." in answer
    assert re.search(r"<details[^>]* open", answer)


def test_a_mistake_behind_a_fold_opens_it_and_says_what_to_do(client, scheme, lead):
    concern = a_concern(scheme=scheme, at=NOON - timedelta(days=400))
    client.force_login(lead)
    page = reverse("safeguarding:concern", args=[concern.public_id])
    assert not re.search(r"<details[^>]* open", client.get(page).content.decode())
    answer = client.post(page, {"deed": "add", "words": "He came with a coat."}).content.decode()
    assert "Choose what it is" in answer
    assert "He came with a coat." in answer
    assert re.search(r"<details[^>]* open", answer)
    assert "First decision: late, it was to be by" in answer


def test_that_somebody_was_told_is_written_down_from_what_stands_open(client, scheme, lead):
    concern = a_concern(scheme=scheme, is_allegation=True)
    client.force_login(lead)
    page = reverse("safeguarding:concern", args=[concern.public_id])
    assert "Choose what it is" in client.post(page, {"deed": "tell"}).content.decode()
    client.post(page, {"deed": "tell", "kind": "designated officer", "words": "Rang at noon."})
    assert concern.entries.get().kind == "designated officer"
    sent_from_an_old_page = {"deed": "tell", "kind": "designated officer", "words": "Rang, too."}
    assert client.post(page, sent_from_an_old_page).status_code == 302
