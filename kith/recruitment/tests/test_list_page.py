"""The list of volunteers: what it shows, narrows, orders and exports, and how many questions it asks."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.endings.actions import volunteer_died
from kith.foundation.dates import day_words, today
from kith.recruitment.actions.reviews import record_leaving
from kith.recruitment.models import Approval, Check, Duty
from kith.recruitment.tests.factories import (
    a_check,
    a_policy,
    an_application,
    an_approved_volunteer,
    everything_checked,
)
from kith.recruitment.tests.pages import RECENTLY, an_applicant, at
from kith.recruitment.vetting.policies import required_by
from kith.recruitment.vetting.requirements import BY_KEY, BY_SLUG
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


def listed(client, **query):
    return client.get(reverse("recruitment:volunteers"), query).context["rows"]


def test_an_empty_list_says_what_to_do_first(client, coordinator, scheme):
    told = client.get(reverse("recruitment:volunteers")).text
    assert "Nobody has offered to volunteer yet" in told
    assert at("enquire", scheme) in told


def test_a_filter_that_finds_nobody_offers_everybody(client, coordinator, scheme):
    an_applicant(scheme)
    told = client.get(reverse("recruitment:volunteers"), {"words": "Zebedee"}).text
    assert "Nobody fits that" in told


def test_the_list_says_where_each_stands_and_for_how_long(client, coordinator, scheme):
    an_applicant(scheme, status="checking", recruiter=coordinator)
    (row,) = listed(client)
    assert (row.name, row.status, row.since) == ("Ruth Ashworth", "Being checked", "for 20 days")
    assert row.progress == "0 of 9"


def test_what_is_missing_is_said_outright_and_folded_where_it_is_much(client, coordinator, scheme):
    nothing, much, little = (
        an_applicant(scheme, name, status="checking").volunteer for name in ("Nell", "Max", "Lil")
    )
    everything_checked(much, scheme, on=RECENTLY, but=("dbs", "training", "agreement"))
    a_check(nothing, scheme, "training", on=RECENTLY, passed=True, complete=False)
    everything_checked(little, scheme, on=RECENTLY, but=("dbs",))
    found = {row.name.split()[0]: row for row in listed(client)}
    assert found["Lil"].to_gather is None
    assert ("plain", "No DBS check yet") in found["Lil"].notes
    assert found["Max"].to_gather == ("3 still to gather", ["DBS check", "Training", "Volunteer agreement"])
    words, missing = found["Nell"].to_gather
    assert words == "Nothing yet: 9 to gather"
    assert "References" in missing
    assert len(missing) == 9
    page = client.get(reverse("recruitment:volunteers")).text
    assert "<summary>Nothing yet: 9 to gather</summary>" in page


def test_the_list_can_be_narrowed_by_group_scheme_and_name(client, coordinator, scheme):
    other = a_scheme("Mentors", preset="goal-mentoring")
    a_member(Role.COORDINATOR, other, user=coordinator)
    an_applicant(scheme, "Ruth")
    an_applicant(other, "Dee", last_name="Marsh")
    an_approved_volunteer("Ben", scheme, on=RECENTLY)

    def names(**query):
        return {row.name.split()[0] for row in listed(client, **query)}

    assert names() == {"Ruth", "Dee"}
    assert names(group="approved") == {"Ben"}
    assert names(group="all") == {"Ruth", "Dee", "Ben"}
    assert names(scheme=other.public_id) == {"Dee"}
    assert names(words="mar dee") == {"Dee"}
    assert names(scheme="nonsense", lacks="nonsense", group="nonsense") == {"Ruth", "Dee"}


def test_the_list_can_be_narrowed_by_what_is_missing_or_lapses(client, coordinator, scheme):
    lapsing, lapsed, lacking = (
        an_approved_volunteer(name, scheme, on=RECENTLY) for name in ("Lap", "Gone", "Lack")
    )
    a_check(lapsing, scheme, "training", on=today(), until=today() + timedelta(days=59))
    a_check(lapsed, scheme, "training", on=RECENTLY, until=today())
    Check.objects.filter(volunteer=lapsed, until=today()).update(until=today() - timedelta(days=1))
    Check.objects.filter(volunteer=lacking, kind="agreement").update(withdrawn_on=today())

    def names(lacks):
        return {row.name.split()[0] for row in listed(client, group="approved", lacks=lacks)}

    assert names("lapsing") == {"Lap"}
    assert names("lapsed") == {"Gone"}
    assert names("agreement") == {"Lack"}
    assert names("training") == {"Gone"}
    assert names("reference") == set()


def test_who_has_left_is_no_longer_among_the_approved_and_nothing_is_asked_of_them(
    client, coordinator, scheme
):
    left, stays = (an_approved_volunteer(name, scheme, on=RECENTLY) for name in ("Gwen", "Ben"))
    approval = Approval.objects.get(volunteer=left)
    record_leaving(approval=approval, last_day=today(), why="moved", talk="held", by=coordinator, on=today())
    Check.objects.filter(volunteer__in=[left, stays], kind="training").update(
        until=today() - timedelta(days=1)
    )

    def shown(**query):
        return {row.name.split()[0]: row for row in listed(client, **query)}

    assert set(shown(group="approved")) == set(shown(group="approved", lacks="lapsed")) == {"Ben"}
    for asked in ({}, {"words": "gwen"}, {"lacks": "lapsed"}):
        (row,) = shown(group="left", **asked).values()
        assert (row.name.split()[0], row.status, row.since) == ("Gwen", "Left", "since today")
        assert not row.notes
        assert not row.progress
    page = client.get(at("application", approval.application)).text
    assert f"left on {day_words(today())}" in page
    assert "Nothing is asked of Gwen any more" in page
    assert "Left the scheme" in page
    again = an_application("Gwen", scheme, last_name=left.last_name, email=left.email, on=today())
    assert shown(group="way")["Gwen"].url == at("application", again)
    assert "Gwen" in shown(group="left")


def test_nobody_thanks_or_reminds_the_dead(client, coordinator, scheme):
    sheila = an_approved_volunteer("Sheila", scheme, on=RECENTLY)
    volunteer_died(volunteer=sheila, died_on=today(), by=coordinator, on=today())
    (row,) = listed(client, group="left")
    assert (row.status, row.notes) == ("Died", [])
    page = client.get(row.url).text
    assert f"died on {day_words(today())}" in page
    assert "letter" not in page
    assert "come back" not in page


def test_what_is_asked_of_drivers_is_missing_with_drivers_alone(client, coordinator, scheme):
    a_policy(scheme, "driving")
    drives = an_approved_volunteer("Dora", scheme, on=RECENTLY)
    an_approved_volunteer("Wanda", scheme, on=RECENTLY)
    Duty.objects.create(volunteer=drives, scheme=scheme, duty="driving", from_day=RECENTLY)
    Check.objects.filter(kind="driving").update(withdrawn_on=today())
    found = listed(client, group="approved", lacks=BY_KEY["driving"].slug)
    assert [row.name.split()[0] for row in found] == ["Dora"]


def test_every_requirement_can_be_asked_for(client, coordinator, scheme):
    an_applicant(scheme)
    asked = {requirement.slug for requirement in required_by(scheme, today())}
    for slug in BY_SLUG:
        assert len(listed(client, lacks=slug)) == (slug in asked), slug


def test_the_list_can_be_ordered(client, coordinator, scheme):
    an_applicant(scheme, "Zoe")
    an_application("Adam", scheme, on=today() - timedelta(days=3))
    assert [row.name for row in listed(client)] == ["Zoe Ashworth", "Adam Ashworth"]
    assert [row.name for row in listed(client, sort="name")] == ["Adam Ashworth", "Zoe Ashworth"]
    assert [row.name for row in listed(client, sort="newest")] == ["Adam Ashworth", "Zoe Ashworth"]


def test_a_suspended_volunteer_is_marked_in_the_list(client, manager, scheme):
    volunteer = an_approved_volunteer("Ben", scheme, on=RECENTLY)
    client.post(at("suspend", volunteer), {"reason": "other"})
    (row,) = listed(client, group="suspended")
    assert row.is_suspended


def test_the_list_asks_as_many_questions_for_thirty_as_for_three(client, coordinator, scheme):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert (
                client.get(reverse("recruitment:volunteers"), {"group": "all", "lacks": "dbs"}).status_code
                == 200
            )
        return len(queries)

    for _ in range(3):
        everything_checked(an_applicant(scheme).volunteer, scheme, on=RECENTLY, but=("dbs",))
    few = asked()
    for _ in range(22):
        everything_checked(an_applicant(scheme).volunteer, scheme, on=RECENTLY, but=("dbs",))
    assert asked() == few


def test_a_long_list_comes_in_pages(client, coordinator, scheme):
    for _ in range(26):
        an_applicant(scheme, recruiter=coordinator)
    first = client.get(reverse("recruitment:volunteers"))
    assert len(first.context["rows"]) == 25
    assert "page=2" in first.text
    assert len(listed(client, page=2)) == 1
    assert len(listed(client, page=99)) == 1


def test_the_spreadsheet_holds_what_the_filter_shows_and_says_so(client, coordinator, scheme):
    an_applicant(scheme, "Ruth")
    an_applicant(scheme, "=SUM(A1)", email="")
    response = client.get(reverse("recruitment:volunteers_sheet"), {"words": "ruth"})
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    rows = book.get_sheet_by_name("Volunteers").to_python()
    assert [row[0] for row in rows] == ["First name", "Ruth"]
    assert ["Name", "ruth"] in book.get_sheet_by_name("About this file").to_python()
    assert Event.objects.filter(kind="list downloaded").latest("pk").details["rows"] == 1
