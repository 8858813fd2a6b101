"""The three pages: what they say, for whom, filtered, empty, as spreadsheets, with the same number of questions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.audit.models import Event
from kith.matching.tests.factories import DAY
from kith.people.models import Child
from kith.planning.tests.factories import (
    MUST_BE_A_MAN,
    SPEAKS_TIGRINYA,
    boys_wait,
    comes,
    is_ready,
    many_came,
    somebody_waits,
)
from kith.planning.tests.pages import rows_of, words
from kith.recruitment.tests.factories import a_colleague
from kith.referral.tests.factories import a_paid_scheme
from kith.schemes.tests.factories import a_contract, an_authority

pytestmark = pytest.mark.django_db
NEEDED, ROAD, SOURCES = (reverse(f"planning:{name}") for name in ("needed", "road", "sources"))
SHEETS = [reverse(f"planning:{name}_export") for name in ("needed", "road", "sources")]
THREE_BOYS = "Three boys in the middle wait for a man who speaks Tigrinya."


@pytest.fixture
def three_boys(scheme):
    found = boys_wait(scheme, 3, MUST_BE_A_MAN, SPEAKS_TIGRINYA)
    is_ready(scheme, "Yonas", languages=["tigrinya"])
    return found


def test_a_manager_reads_who_is_needed_and_how_many_could_be_served(client, manager, three_boys):
    told = words(client.get(NEEDED))
    assert THREE_BOYS in told
    assert "1 of 3" in told
    assert "90 days" in told
    assert "children wait and have said what they would like 3" in told
    assert "have nobody, ready or on the way 2" in told
    assert "no list of matches" in told
    assert "Asmerom" not in told


def test_those_in_no_sentence_are_counted_beside(client, manager, scheme, three_boys):
    somebody_waits(scheme, told=False)
    assert "In no sentence below: 1 child has not been asked yet" in words(client.get(NEEDED))


def test_nothing_yet_says_what_to_do_first(client, manager, scheme):
    assert "Nobody is waiting" in words(client.get(NEEDED))
    somebody_waits(scheme, told=False)
    assert "Nobody who waits has said yet whom they would like" in words(client.get(NEEDED))
    assert "Nobody came in this time" in words(client.get(ROAD))
    assert "Nobody came in this time" in words(client.get(SOURCES))


def test_a_scheme_and_a_wait_may_be_chosen(client, scheme, three_boys):
    other = a_paid_scheme("Another scheme")
    somebody_waits(other, ("must", "faith", "sikh"), on=DAY - timedelta(days=20))
    client.force_login(a_member(Role.MANAGER, scheme.provider))
    both = words(client.get(NEEDED))
    assert THREE_BOYS in both
    assert "One boy in the middle waits for somebody whose faith is Sikh." in both
    one = words(client.get(NEEDED, {"scheme": other.public_id}))
    assert "Sikh" in one
    assert THREE_BOYS not in one
    long = words(client.get(NEEDED, {"days": "30"}))
    assert THREE_BOYS in long
    assert "whose faith is Sikh" not in long
    assert "Nobody has waited that long" in words(client.get(NEEDED, {"days": "365"}))
    assert THREE_BOYS in words(client.get(NEEDED, {"scheme": "nonsense", "days": "nonsense"}))


def test_a_sealed_child_is_not_counted(client, manager, three_boys):
    Child.objects.filter(pk=three_boys[0].child.pk).update(sealed=True)
    assert "Two boys in the middle wait for a man who speaks Tigrinya." in words(client.get(NEEDED))


@pytest.mark.parametrize("address", [NEEDED, ROAD, SOURCES, *SHEETS])
def test_others_do_not_get_in(client, scheme, address):
    for role in (Role.VETTING_OFFICER, Role.VOLUNTEER, Role.SAFEGUARDING_LEAD, Role.AUDITOR):
        client.force_login(a_member(role, scheme))
        assert client.get(address).status_code == 403
    client.force_login(a_user())
    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_a_manager_elsewhere_sees_nothing_of_it(client, scheme, three_boys):
    comes(scheme, "applied")
    client.force_login(a_member(Role.MANAGER, a_paid_scheme("Another scheme")))
    assert THREE_BOYS not in words(client.get(NEEDED, {"scheme": scheme.public_id}))
    assert "Nobody came in this time" in words(client.get(ROAD, {"scheme": scheme.public_id}))
    assert len(rows_of(client.get(SHEETS[0]))) == 1


# -- a commissioner


def a_commissioner(client, authority="Northbridge"):
    user = a_member(Role.COMMISSIONER, an_authority(authority))
    client.force_login(user)
    return user


def test_a_commissioner_reads_nothing_about_three_children(client, scheme, three_boys):
    a_commissioner(client)
    told = words(client.get(NEEDED))
    assert "Tigrinya" not in told
    assert "nothing can be said without pointing at somebody" in told
    assert rows_of(client.get(SHEETS[0])) == [["Who is needed", "Scheme"]]
    assert client.get(ROAD).status_code == client.get(SOURCES).status_code == 403


def test_a_commissioner_reads_of_five_to_the_nearest_five(client, scheme):
    boys_wait(scheme, 7, MUST_BE_A_MAN, SPEAKS_TIGRINYA)
    a_commissioner(client)
    told = words(client.get(NEEDED))
    assert (
        "About 5 young people in the middle are waiting for a volunteer: a man who speaks Tigrinya." in told
    )
    assert "Seven" not in told
    assert "ready" not in told.lower()
    assert rows_of(client.get(SHEETS[0]))[1][0].startswith("About 5 young people")


def test_a_commissioner_reads_of_their_own_children_only(client, scheme):
    a_contract(scheme, an_authority("Southmere"))
    boys_wait(scheme, 7, MUST_BE_A_MAN)
    a_commissioner(client, "Southmere")
    assert "a man" not in words(client.get(NEEDED))


def test_a_council_that_runs_a_scheme_itself_does_not_let_its_commissioner_inside(client, three_boys, scheme):
    scheme.provider = an_authority()
    scheme.save()
    a_commissioner(client)
    assert "Three boys" not in words(client.get(NEEDED))
    assert client.get(ROAD).status_code == 403


# -- the road, and sources


def a_busy_year(scheme):
    many_came(scheme, 12, "ready", ended="approved", gender="F", heard="event")
    many_came(scheme, 12, "applied", ended="withdrawn", gender="M", heard="poster", reason="too slow")
    many_came(scheme, 6, "interviewed", ended="declined", gender="F", heard="poster", reason="dbs")
    many_came(scheme, 6, gender="M", heard="website")


def test_a_manager_reads_how_people_come_through(client, manager, scheme):
    a_busy_year(scheme)
    told = words(client.get(ROAD))
    assert "offered themselves 36 are approved 12 are still on the way 6 did not go on 18" in told
    assert "Of 30 whose road is over, 12 were approved: 40% (likely 25 to 58%)" in told
    assert "Most were lost at “Applied”: 12 of 30" in told
    assert "Half: up to 10 days" in told
    assert "We took too long 12" in told
    assert "DBS check" in told
    assert "Shares of fewer than 10 people are not given" in told
    assert "likely" in told


def test_groups_of_enough_people_are_compared_with_ranges(client, manager, scheme):
    a_busy_year(scheme)
    told = words(client.get(ROAD))
    assert "Women 18 0" in told
    assert "Men 18 6" in told
    assert "12 of 18, likely 44 to 84%" in told


def test_why_somebody_was_declined_is_not_told_to_a_coordinator(client, coordinator, scheme):
    a_busy_year(scheme)
    told = words(client.get(ROAD))
    assert "DBS check" not in told
    assert "Why is for those who vet 6" in told
    assert "We took too long 12" in told


def test_few_of_a_reason_are_kept_back(client, manager, scheme):
    many_came(scheme, 1, "applied", ended="declined", reason="declaration")
    many_came(scheme, 1, "applied", ended="declined", reason="motives")
    told = words(client.get(ROAD))
    assert "What they declared c" in told
    assert "Too few to be told apart" in told


def test_what_came_of_each_source(client, manager, scheme):
    a_busy_year(scheme)
    told = words(client.get(SOURCES))
    assert "An event Enquiries: 12 Applied: 12 Approved: 12 Matched: 0 Still here: 12" in told
    assert "over half are still here" in told
    assert "Poster or leaflet Enquiries: 18" in told
    assert "Our website Enquiries: 6" in told
    assert "those still here count for as long as they have been here" in told


def test_a_time_may_be_chosen(client, manager, scheme):
    comes(scheme, on=DAY - timedelta(days=500))
    assert "Nobody came in this time" in words(client.get(ROAD))
    assert "offered themselves 1" in words(client.get(ROAD, {"period": "24"}))
    assert "offered themselves 1" in words(client.get(ROAD, {"period": "all", "scheme": "nonsense"}))


# -- files and questions


def test_each_page_can_be_taken_away_and_that_is_recorded(client, manager, scheme, three_boys):
    a_busy_year(scheme)
    needed, road, sources = (rows_of(client.get(address)) for address in SHEETS)
    assert needed[1] == [THREE_BOYS, str(scheme), 3, 90, 1, 0, 2, 1]
    assert road[1][:5] == ["Enquired", 36 + 1, 30 + 1, 0, 6]
    assert sources[-1][0] == "Everybody"
    taken = Event.objects.filter(kind="list downloaded").count()
    assert taken == 3


@pytest.mark.parametrize("address", [NEEDED, ROAD, SOURCES])
def test_a_page_asks_as_many_questions_for_three_as_for_thirty(client, manager, scheme, address):
    a_colleague(Role.MANAGER, scheme, "Mona")
    asked = []
    for more in (1, 6):
        boys_wait(scheme, 3 * more, MUST_BE_A_MAN, SPEAKS_TIGRINYA)
        many_came(scheme, 2 * more, "applied", heard="event")
        many_came(scheme, 2 * more, "ready", ended="approved", gender="F")
        many_came(scheme, 2 * more, "interviewed", ended="withdrawn")
        is_ready(scheme, f"Ben{more}")
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        asked.append(len(captured))
    assert asked[0] == asked[1]
