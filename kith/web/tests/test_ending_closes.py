"""With the ending every page about the child closes to the volunteer, in the same moment, whatever the page."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client

from kith.endings import actions
from kith.endings.models import Ending, KeptLonger
from kith.endings.tests.factories import a_match_today, a_young_person, an_ending_now, coordinator_of
from kith.endings.tests.old_records import an_old_record, two_who_may_erase
from kith.foundation.dates import today
from kith.meetings.tests.factories import a_meeting
from tests.architecture.house import addresses

pytestmark = pytest.mark.django_db
OPENS = re.compile(r"opens (\S+) to ")
ONE = re.compile(r"<uuid:\w+>")


def rows_about(match):
    """Every row that hangs on the match, by the model a door opens."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and field.many_to_one and field.related_model in (type(match), Ending):
                about = (
                    {f"{field.name}": match}
                    if field.related_model is type(match)
                    else {f"{field.name}__match": match}
                )
                row = model._default_manager.filter(**about).first()
                if row is not None and hasattr(row, "public_id"):
                    found[model._meta.label_lower] = row
    return found | {"matching.match": match, "people.child": match.child, "referral.referral": match.referral}


def pages_about(match):
    """Every address whose door opens one of these rows, with the row put in."""
    rows = rows_about(match)
    for where, entry in addresses():
        access = getattr(entry.callback, "access", "") or getattr(
            getattr(entry.callback, "__wrapped__", None), "access", ""
        )
        opened = OPENS.match(access)
        if opened and opened[1] in rows and len(ONE.findall(where)) == 1:
            yield "/" + ONE.sub(rows[opened[1]].public_id_text, where)


def open_to(user, pages):
    client = Client()
    client.force_login(user)
    return {page for page in pages if answer_of(client, page) not in (403, 404)}


def answer_of(client, page):
    """What a look answers; where a page is only ever sent, what sending answers."""
    looked = client.get(page).status_code
    return client.post(page).status_code if looked == 405 else looked


@pytest.mark.parametrize("way", ["planned", "today", "death"])
def test_every_page_of_the_volunteer_about_the_child_closes_at_the_moment_of_the_ending(way):
    match = a_match_today()
    ruth, by = match.volunteer.user, coordinator_of(match)
    a_meeting(match, today() - timedelta(days=7))
    a_meeting(match, today() + timedelta(days=5))
    actions.keep_memory(match=match, kind="words", words="The slide.", by=ruth, on=today())
    ending = an_ending_now(match) if way == "planned" else None
    pages = list(pages_about(match))
    before = open_to(ruth, pages)
    assert len(before) >= 8, before
    if way == "death":
        actions.volunteer_died(volunteer=match.volunteer, died_on=today(), by=by, on=today())
        ruth.refresh_from_db()
        ruth.is_active = True  # even somebody who came in by another way
        ruth.save()
    elif ending:
        actions.end(ending=ending, words="Sooner.", by=by, on=today())
    else:
        actions.end_unplanned(match=match, kind="volunteer left", by=by, on=today())
    ruth.refresh_from_db()
    assert open_to(ruth, pages) == set()
    home = Client()
    home.force_login(ruth)
    for page in ("/", "/meetings/mine"):
        assert "Ana" not in home.get(page, follow=True).text


def test_a_record_whose_time_is_over_stands_on_the_desks_of_those_who_agree_that_it_goes(client):
    ending = an_old_record()
    first, second = two_who_may_erase(ending.match.scheme)
    client.force_login(second)
    assert "One record is due to be erased" in client.get("/").text
    actions.say_it_may_go(ending=ending, by=first, on=today())
    assert "Of 1 one person has said so already" in client.get("/").text
    actions.say_it_may_go(ending=ending, by=second, on=today())
    assert "due to be erased" not in client.get("/").text
    again = today() + timedelta(days=1)
    held = {"reason": "enquiry", "words": "An inquest.", "look_again_on": again}
    actions.hold_back(ending=ending, by=second, on=today(), **held)
    assert "still needed?" not in client.get("/").text
    KeptLonger.objects.update(look_again_on=today())
    assert "Is the record of Ana and Ruth still needed?" in client.get("/").text
    client.force_login(coordinator_of(ending.match))
    page = client.get("/").text
    assert "due to be erased" not in page
    assert "still needed?" not in page


def test_a_young_person_reads_of_an_ending_once_somebody_has_told_them(client):
    match = a_match_today()
    ana = a_young_person(match)
    ending = an_ending_now(match, child_words="The seaside, please.")
    client.force_login(ana)
    assert "saying goodbye" not in client.get("/").text
    by, on = coordinator_of(match), today()
    actions.tell(ending=ending, told_on=on, told_how="By Ruth", by=by, on=on)
    page = client.get("/").text
    assert "You and Ruth are saying goodbye" in page
    assert "The seaside, please." in page
    actions.end(ending=ending, by=by, on=on, words="Ana asked for it.")
    page = client.get("/").text
    assert "You and Ruth said goodbye" in page
    assert "Ruth is coming" not in page
    Ending.objects.update(planned=False)
    assert "It is not because of anything you did." in client.get("/").text
    Ending.objects.update(kind=Ending.Kind.CHILD)
    assert "You said so, and that is fine." in client.get("/").text
    Ending.objects.update(ended_on=on - timedelta(days=61), begun_on=on - timedelta(days=70))
    assert "You and Ruth" not in client.get("/").text
