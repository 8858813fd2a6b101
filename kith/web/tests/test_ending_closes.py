"""With the ending every page about the child closes to the volunteer, in the same moment, whatever the page."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.test import Client

from kith.access.models import User
from kith.endings import actions
from kith.endings.models import Ending, KeptLonger
from kith.endings.tests.factories import a_match_today, a_young_person, an_ending_now, coordinator_of
from kith.endings.tests.old_records import an_old_record, two_who_may_erase
from kith.foundation.dates import months_after, now, today
from kith.meetings.actions import claim, make_feed
from kith.meetings.feeds import address_of as feed_of
from kith.meetings.models import Expense, Meeting
from kith.meetings.tests.factories import a_meeting
from kith.recruitment.actions import lift_suspension, suspend
from kith.support.actions import ask
from kith.support.links import address_of
from kith.support.models import CheckIn
from kith.support.queries.checkins import people_to_ask
from kith.support.tests.people import a_carer_of, a_worker_of
from tests.architecture.house import addresses

pytestmark = pytest.mark.django_db
OPENS = re.compile(r"opens (\S+) to ")
ONE = re.compile(r"<uuid:\w+>")


NOT_FOLLOWED = {"access.user", "schemes.scheme", "foundation.record"}


def rows_about(match):
    """Every row that hangs on the match or the child, at whatever distance, by the model a door opens."""
    found = {
        "matching.match": {match.pk: match},
        "people.child": {match.child.pk: match.child},
        "referral.referral": {match.referral.pk: match.referral},
    }
    while any(_grow(found, model) for model in apps.get_models() if model.__module__.startswith("kith.")):
        pass
    return {
        label: [row for row in rows.values() if hasattr(row, "public_id")] for label, rows in found.items()
    }


def _grow(found, model):
    """Whether rows of this model were found that point to one there is."""
    label, before = model._meta.label_lower, sum(len(rows) for rows in found.values())
    for field in model._meta.concrete_fields:
        pointed = found.get(field.related_model._meta.label_lower) if field.many_to_one else None
        if pointed and label not in NOT_FOLLOWED:
            for row in model._default_manager.filter(**{f"{field.name}__in": list(pointed)}):
                found.setdefault(label, {})[row.pk] = row
    return sum(len(rows) for rows in found.values()) > before


def pages_about(match):
    """Every address whose door opens one of these rows, with the row put in."""
    rows = rows_about(match)
    for where, entry in addresses():
        access = getattr(entry.callback, "access", "") or getattr(
            getattr(entry.callback, "__wrapped__", None), "access", ""
        )
        opened = OPENS.match(access)
        for row in rows.get(opened[1], []) if opened else []:
            page = "/" + ONE.sub(row.public_id_text, where, count=1).replace("<str:who>", "carer")
            if "<" not in page:
                yield page


def lists():
    """Every page that needs no row: desks, lists, calendars, searches."""
    for where, _ in addresses():
        if not set("<(^") & set(where) and not where.startswith(("account", "demo", "my-space")):
            yield "/" + where


def tells_of(user, pages, *words):
    """The pages a person may open that say one of these words."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    shown = {page: client.get(page) for page in pages}
    return {
        page
        for page, got in shown.items()
        if got.status_code == 200 and any(word in _text(got) for word in words)
    }


def _text(response):
    return b"".join(response).decode(errors="replace")


def open_to(user, pages):
    client = Client()
    client.force_login(user)
    return {page for page in pages if answer_of(client, page) not in (403, 404)}


def answer_of(client, page):
    """What a look answers; where a page is only ever sent, what sending answers."""
    looked = client.get(page).status_code
    return client.post(page).status_code if looked == 405 else looked


@pytest.fixture
def match():
    """Two together with all that hangs on it: meetings, money, a memory, questions, a feed, a carer with an account."""
    match = a_match_today("Zephyrine")
    by, ruth, on = coordinator_of(match), match.volunteer.user, today()
    a_young_person(match)
    a_carer_of(match.child, account=True, on=match.begun_on)
    a_worker_of(match.child, account=False)
    a_meeting(match, on - timedelta(days=7), status="kept", place=PLACE)
    a_meeting(match, on - timedelta(days=3), place=PLACE)
    a_meeting(match, on + timedelta(days=5), place=PLACE)
    actions.keep_memory(match=match, kind="words", words="The slide.", by=ruth, on=on)
    for who in ("carer", "worker", "child"):
        ask(match=match, who=who, by=by, on=on)
    claim(match=match, kind="activity", day=on - timedelta(days=7), words="Two swims", amount=Decimal("9.60"),
          why_no_receipt="A machine without paper", by=ruth, at=now())  # fmt: skip
    return match


PLACE = "Elm pool"


def it_ends(match, way):
    by, ending = coordinator_of(match), an_ending_now(match) if way == "planned" else None
    if way == "death":
        actions.volunteer_died(volunteer=match.volunteer, died_on=today(), by=by, on=today())
        User.objects.filter(pk=match.volunteer.user_id).update(is_active=True)  # even by another way in
    elif ending:
        actions.end(ending=ending, words="Sooner.", by=by, on=today())
    else:
        actions.end_unplanned(match=match, kind="volunteer left", by=by, on=today())


@pytest.mark.parametrize("way", ["planned", "today", "death"])
def test_every_page_of_the_volunteer_about_the_child_closes_at_the_moment_of_the_ending(match, way):
    ruth = match.volunteer.user
    spent = Expense.objects.get()
    pages, everywhere = sorted(set(pages_about(match))), sorted(set(lists()))
    feed = feed_of(make_feed(by=ruth, on=today()))
    assert len(open_to(ruth, pages)) >= 20
    assert Client().get(feed).text.count("BEGIN:VEVENT") == 3
    it_ends(match, way)
    ruth = User.objects.get(pk=ruth.pk)
    still = open_to(ruth, pages)
    assert {page for page in still if str(spent.public_id) not in page} == set()
    assert tells_of(ruth, [*still, *everywhere], "Zephyrine", PLACE) == set()
    assert "BEGIN:VEVENT" not in Client().get(feed).text


def test_with_the_ending_a_carer_sees_only_that_what_was_planned_is_called_off(match):
    jo = match.child.involvements.get(part="carer").user
    worker = CheckIn.objects.get(who="worker")
    pages, link = sorted(set(pages_about(match))), address_of(worker)
    ahead = Meeting.objects.get(status="planned", at__gt=now())
    before = open_to(jo, pages)
    assert {f"/matching/matches/{match.public_id}/agreement/print", f"/meetings/{ahead.public_id}"} < before
    assert Client().get(link).status_code == 200
    it_ends(match, "today")
    assert open_to(jo, pages) == {f"/meetings/{ahead.public_id}"}
    assert "Called off" in signed_in(jo).get(f"/meetings/{ahead.public_id}").text
    assert "Zephyrine" not in signed_in(jo).get("/").text
    over = Client().get(link).text
    assert "This is not asked any more" in over
    assert not [name for name in ("Zephyrine", "Ruth", str(match.scheme)) if name in over]
    assert not CheckIn.objects.open().exists()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("grown_up", [False, True])
def test_who_cares_for_a_young_person_sees_their_meetings_until_they_are_18(grown_up):
    match = a_match_today("Zephyrine")
    match.child.born = months_after(today(), -12 * 18 + (0 if grown_up else 1))
    match.child.save(update_fields=["born"])
    carer = a_carer_of(match.child, account=True, on=match.begun_on)
    meeting = a_meeting(match, today() + timedelta(days=5))
    asked = "carer" in {who for _, who in people_to_ask([match], today())}
    page = signed_in(carer.user).get(f"/meetings/{meeting.public_id}")
    assert (page.status_code, asked) == ((404, False) if grown_up else (200, True))


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
    suspend(volunteer=match.volunteer, reason="concern", by=by, on=on)
    assert "saying goodbye" not in client.get("/").text, "not to somebody who may have done harm"
    lift_suspension(volunteer=match.volunteer, by=by, on=on)
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
