"""Whoever is asked answers for themself: on their own page or by a link, once, and a no is an answer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.messages.models import OutboxMessage
from kith.outcomes import actions, links
from kith.outcomes.actions import asking as deeds
from kith.outcomes.actions.asking import CannotAskFor
from kith.outcomes.models import FormAsked, NoMoreAsking, Score
from kith.outcomes.queries.asking import forms_for
from kith.outcomes.queries.due import due
from kith.outcomes.tests.factories import (
    a_coordinator,
    a_pair,
    a_use,
    days_ago,
    go,
    send,
    text,
    told,
)
from kith.outcomes.waves import BASELINE

pytestmark = pytest.mark.django_db
MAIL = "kit@home.example"


def asked_for(match, use, by, wave=BASELINE, email=MAIL, on=None):
    return deeds.ask_for_form(match=match, use=use, wave=wave, email=email, by=by, on=on or today())


@pytest.fixture
def amara():
    return a_coordinator()


@pytest.fixture
def pair(amara):
    return a_pair(days_ago(20), coordinator=amara)


def the_link(asked):
    return reverse("outcomes:form", args=[asked.public_id, links.key_of(asked)])


def test_a_carer_without_an_account_answers_once(client, pair, amara):
    asked = asked_for(pair, a_use(pair.scheme), amara)
    letter = OutboxMessage.objects.get(event="form asked")
    assert (letter.to_address, letter.to) == (MAIL, None)
    assert letter.values["link"].endswith(the_link(asked))
    page = client.get(the_link(asked))
    assert "A form about A." in text(page)
    assert pair.child.name not in text(page)
    assert client.post(the_link(asked), {"outcome": "scored", "total": "16"}).status_code == 302
    score = Score.objects.get()
    assert (score.head, score.source, score.created_by, score.on) == (16, Score.Source.OWN, None, today())
    asked.refresh_from_db()
    assert (asked.came, asked.score) == ("answered", score)
    again = client.post(the_link(asked), {"outcome": "scored", "total": "3"})
    assert "Thank you" in text(again)
    assert Score.objects.get().head == 16


def test_a_wrong_number_is_said_at_its_box_and_nothing_is_lost(client, pair, amara):
    asked = asked_for(pair, a_use(pair.scheme), amara)
    page = client.post(the_link(asked), {"outcome": "scored", "total": "47", "peer": "3"})
    assert "47 cannot be: total difficulties goes from 0 to 40" in text(page)
    assert 'value="3"' in text(page)
    assert not Score.objects.exists()
    assert "Choose one." in text(client.post(the_link(asked), {"total": "7"}))


@pytest.mark.parametrize(
    ("outcome", "refuses"), [("not back", False), ("refused", True), ("too young", False)]
)
def test_a_no_is_an_answer(client, pair, amara, outcome, refuses):
    use = a_use(pair.scheme)
    asked = asked_for(pair, use, amara)
    client.post(the_link(asked), {"outcome": outcome})
    assert Score.objects.get().outcome == outcome
    assert NoMoreAsking.objects.exists() is refuses
    assert [one for one in due([pair], today()) if one.asks] == []


def test_after_do_not_ask_again_nobody_is_written_to(client, pair, amara):
    use = a_use(pair.scheme)
    client.post(the_link(asked_for(pair, use, amara)), {"outcome": "refused"})
    actions.take_up(scheme=pair.scheme, measure="sdq", informant="carer", by=None, on=today())
    pair.begun_on = days_ago(182)
    pair.save()
    with pytest.raises(CannotAskFor, match="do not want to be asked again"):
        asked_for(pair, use, amara, wave="6 months")


def test_a_wrong_key_opens_nothing_and_only_so_many_are_tried(client, pair, amara):
    asked = asked_for(pair, a_use(pair.scheme), amara)
    guess = reverse("outcomes:form", args=[asked.public_id, "0" * 32])
    for _ in range(60):
        assert client.get(guess).status_code == 404
    assert client.get(the_link(asked)).status_code == 404


def test_a_link_that_is_over_says_so(client, pair, amara):
    use = a_use(pair.scheme)
    asked = asked_for(pair, use, amara)
    told(use, pair, total=12)
    assert client.get(the_link(asked)).status_code == 410, "the coordinator wrote it down meanwhile"
    with pytest.raises(CannotAskFor, match="answered this already"):
        asked_for(pair, use, amara)


def test_taken_back_it_opens_nothing(client, pair, amara):
    asked = asked_for(pair, a_use(pair.scheme), amara)
    send(client, amara, "not_asked", asked.public_id)
    client.logout()
    assert client.get(the_link(asked)).status_code == 410


def test_a_link_is_open_in_its_days_only(client, pair, amara):
    asked = asked_for(pair, a_use(pair.scheme), amara)
    assert asked.open_until == pair.begun_on + timedelta(days=42), "no longer than a form counts"
    asked.asked_on = asked.open_until = days_ago(1)
    asked.save()
    assert client.get(the_link(asked)).status_code == 410


def test_a_sealed_child_has_no_form(client, pair, amara):
    asked = asked_for(pair, a_use(pair.scheme), amara)
    pair.child.sealed = True
    pair.child.save()
    assert client.get(the_link(asked)).status_code == 410


def test_a_volunteer_answers_on_their_own_page_and_nobody_else_does(client, amara):
    match = a_pair(days_ago(91), coordinator=amara)
    ruth = a_member(Role.VOLUNTEER, match.scheme, first_name="Ruth")
    match.volunteer.user = ruth
    match.volunteer.save()
    use = a_use(match.scheme, "relationship-volunteer", "volunteer")
    asked = asked_for(match, use, amara, wave="3 months")
    assert (asked.user, asked.email) == (ruth, "")
    assert forms_for(ruth, today()) == [asked]
    assert (
        go(
            client, a_member(Role.VOLUNTEER, match.scheme, first_name="Ben"), "own_form", asked.public_id
        ).status_code
        == 404
    )
    assert client.get(the_link(asked)).status_code == 404, "no link for somebody with an account"
    page = text(go(client, ruth, "own_form", asked.public_id))
    assert "The form is by Rhodes and others, 2014." in page
    assert "too young" not in page, "a form about the volunteer asks for no age"
    send(client, ruth, "own_form", asked.public_id, outcome="scored", affective="4.2", logistical="3")
    assert Score.objects.get().values == {"affective": 4.2, "logistical": 3}
    assert forms_for(ruth, today()) == []


def test_a_volunteer_s_form_ends_with_the_match(client, amara):
    match = a_pair(days_ago(91), coordinator=amara)
    ruth = a_member(Role.VOLUNTEER, match.scheme, first_name="Ruth")
    match.volunteer.user = ruth
    match.volunteer.save()
    asked = asked_for(match, a_use(match.scheme, "relationship-volunteer", "volunteer"), amara, "3 months")
    match.status, match.ended_on = "ended", today()
    match.save()
    assert go(client, ruth, "own_form", asked.public_id).status_code == 404
    assert forms_for(ruth, today()) == []


def test_a_young_person_says_stop_asking_me_this_on_their_own_screen(client, amara):
    match = a_pair(days_ago(5), coordinator=amara)
    match.child.user = a_member(Role.YOUNG_PERSON, match.scheme, first_name="Ana")
    match.child.save()
    asked = asked_for(match, a_use(match.scheme, "pilot", "self"), amara)
    page = text(go(client, match.child.user, "own_form", asked.public_id))
    assert "Stop asking me this" in page
    assert "too young" not in page
    send(client, match.child.user, "own_form", asked.public_id, outcome="refused")
    assert Score.objects.get().outcome == "refused"


def test_without_a_space_of_their_own_a_young_person_is_asked_in_a_talk(pair, amara):
    with pytest.raises(CannotAskFor, match="has no My space yet"):
        asked_for(pair, a_use(pair.scheme, "pilot", "self"), amara)


def test_one_more_letter_after_ten_days_and_never_another(pair, amara):
    asked_for(pair, a_use(pair.scheme), amara, on=days_ago(10))
    assert deeds.ask_once_more(on=days_ago(1)) == 0
    assert deeds.ask_once_more(on=today()) == 1
    assert deeds.ask_once_more(on=today()) == 0
    assert deeds.ask_once_more(on=today() + timedelta(days=10)) == 0
    assert OutboxMessage.objects.filter(event="form asked again").count() == 1


def test_the_list_says_who_was_asked(client, pair, amara):
    use = a_use(pair.scheme)
    answer = send(client, amara, "ask", pair.public_id, use.public_id, BASELINE)
    assert "Enter the e-mail address" in text(answer)
    send(client, amara, "ask", pair.public_id, use.public_id, BASELINE, name="Kit", email=MAIL)
    assert FormAsked.objects.get().name == "Kit"
    assert "Nothing here" in text(go(client, amara, "due"))
    assert "no answer yet" in text(go(client, amara, "due", show="asked"))
    record = text(go(client, amara, "record", pair.public_id, use.public_id, BASELINE))
    assert "Not after all" in record


def test_neither_address_nor_name_is_readable_in_the_database(pair, amara):
    from django.db import connection

    asked_for(pair, a_use(pair.scheme), amara)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, email FROM outcomes_formasked")
        assert MAIL not in str(cursor.fetchall())


def test_a_colleague_from_elsewhere_asks_nobody(client, pair):
    use = a_use(pair.scheme)
    stranger = a_coordinator(first_name="Zed")
    assert go(client, stranger, "ask", pair.public_id, use.public_id, BASELINE).status_code == 404
