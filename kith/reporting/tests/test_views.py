"""Who may open which page of this room, and what they find and can do there."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event, Look
from kith.foundation.dates import now, today
from kith.reporting.actions import make_report, release
from kith.reporting.models import MembersSheet, Run
from kith.reporting.quarters import last_whole_quarter, quarter_before, quarter_of
from kith.reporting.states import Status
from kith.reporting.tests.factories import a_paid_scheme, a_run, looked_after, together
from kith.schemes.tests.factories import a_contract, a_scheme, an_authority

pytestmark = pytest.mark.django_db
REPORTS = reverse("reporting:reports")
PAGES = ("run", "spreadsheet", "paper")
OURS = ("inside", "release")


@pytest.fixture
def contract():
    return a_paid_scheme()


@pytest.fixture
def manager(contract):
    return a_member(Role.MANAGER, contract.scheme, first_name="Dana")


@pytest.fixture
def run(contract):
    return a_run(contract, last_whole_quarter(today()), now())


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def at(name, run):
    return reverse(f"reporting:{name}", args=[run.public_id])


def told(response):
    return response.content.decode()


# ------------------------------------------------------------------------------------- who may


def test_the_scheme_s_staff_open_everything_and_another_scheme_s_nothing(run, manager):
    coordinator = a_member(Role.COORDINATOR, run.contract.scheme)
    elsewhere = a_member(Role.MANAGER, a_scheme("Elsewhere"))
    for page in (*PAGES, *OURS):
        assert signed_in(manager).get(at(page, run)).status_code == 200
        assert signed_in(coordinator).get(at(page, run)).status_code == 200
        assert signed_in(elsewhere).get(at(page, run)).status_code == 404


def test_a_commissioner_opens_what_was_released_to_them_and_never_the_scheme_s_own_numbers(run, manager):
    theirs = signed_in(a_member(Role.COMMISSIONER, run.contract.commissioner))
    other = signed_in(a_member(Role.COMMISSIONER, an_authority("Southmoor")))
    assert [theirs.get(at(page, run)).status_code for page in PAGES] == [404, 404, 404]
    release(run=run, by=manager, at=now())
    assert [theirs.get(at(page, run)).status_code for page in PAGES] == [200, 200, 200]
    assert [other.get(at(page, run)).status_code for page in PAGES] == [404, 404, 404]
    assert [theirs.get(at(page, run)).status_code for page in OURS] == [404, 404]
    assert theirs.post(at("release", run)).status_code == 404
    assert theirs.post(reverse("reporting:make")).status_code == 403


@pytest.mark.parametrize("role", [Role.WORKER, Role.VOLUNTEER, Role.ELECTED_MEMBER, Role.AUDITOR])
def test_others_have_no_reports(role, run, manager):
    release(run=run, by=manager, at=now())
    client = signed_in(a_member(role, run.contract.commissioner))
    assert client.get(REPORTS).status_code == 403
    assert [client.get(at(page, run)).status_code for page in (*PAGES, *OURS)] == [404] * 5


def test_a_look_at_a_report_and_each_file_taken_are_written_down(run, manager):
    client = signed_in(manager)
    for page in PAGES:
        client.get(at(page, run))
    assert Look.objects.filter(about=run.public_id, by=manager.public_id).count() == 3
    downloads = Event.objects.filter(kind="report downloaded", about=run.public_id, by=manager.public_id)
    assert [event.details["form"] for event in downloads.order_by("id")] == ["xlsx", "pdf"]


# ------------------------------------------------------------------------------------- the way of a report


def test_a_manager_makes_a_report_reads_it_and_releases_it(contract, manager):
    client = signed_in(manager)
    span = last_whole_quarter(today())
    assert "Not made yet" in told(client.get(REPORTS))
    sent = {"contract": str(contract.public_id), "quarter": span.from_day.isoformat()}
    page = client.post(reverse("reporting:make"), sent, follow=True)
    run = Run.objects.get()
    assert (run.span, run.created_by) == (span, manager)
    assert "Nobody there sees it before you release it" in told(page)
    assert "Made, not released" in told(client.get(REPORTS))
    page = client.post(at("release", run), follow=True)
    run.refresh_from_db()
    assert run.status == Status.RELEASED
    assert "can read this report now" in told(page)
    again = client.post(at("release", run))
    assert "so that cannot be done" in told(again)


def test_only_whole_quarters_of_one_s_own_contracts_can_be_made(contract, manager):
    client, make = signed_in(manager), reverse("reporting:make")
    theirs = a_contract(a_scheme("Elsewhere"))
    span = last_whole_quarter(today())
    for sent in (
        {},
        {"contract": "no", "quarter": "no"},
        {"contract": str(contract.public_id), "quarter": str(span.from_day + timedelta(days=1))},
        {"contract": str(theirs.public_id), "quarter": str(span.from_day)},
    ):
        assert client.post(make, sent).status_code == 404
    assert client.get(make).status_code == 405
    going_on = {"contract": str(contract.public_id), "quarter": str(quarter_of(today()).from_day)}
    refused = client.post(make, going_on)
    assert refused.status_code == 409
    assert "has not come yet" in told(refused)
    assert not Run.objects.exists()


def test_a_report_that_would_overlap_is_not_offered_for_release_and_the_page_says_why(run, contract, manager):
    release(run=run, by=manager, at=now())
    shifted = make_report(
        contract=contract,
        from_day=run.from_day,
        until_day=run.until_day - timedelta(days=1),
        by=None,
        at=now(),
    )
    client = signed_in(manager)
    page = told(client.get(at("release", shifted)))
    assert "could be compared" in page
    assert '<form method="post"' not in page.split("<main")[1]
    assert "overlap could be compared" in told(client.post(at("release", shifted)))
    shifted.refresh_from_db()
    assert shifted.status == Status.MADE


def test_whoever_opens_a_replaced_report_is_led_to_the_newer_one(run, contract, manager):
    newer = a_run(contract, run.span, now())
    for each in (run, newer):
        release(run=each, by=manager, at=now())
    reader = signed_in(a_member(Role.COMMISSIONER, contract.commissioner))
    page = told(reader.get(at("run", run)))
    assert "has been replaced" in page
    assert at("run", newer) in page
    listed = told(reader.get(REPORTS))
    assert at("run", newer) in listed
    assert at("run", run) not in listed


def test_figures_changed_by_hand_carry_a_warning_and_no_release(run, manager):
    run.figures["sections"][0]["figures"][0]["shown"]["text"] = "95"
    run.save()
    page = told(signed_in(manager).get(at("run", run)))
    assert "something outside Kith has changed them" in page
    assert at("release", run) not in page


def test_the_scheme_s_own_copy_says_so_and_tells_of_children_in_nobody_s_report(run, contract, manager):
    together(contract, begun_on=run.from_day)
    lost = together(contract, begun_on=run.from_day).child
    lost.authority = None
    lost.save()
    page = told(signed_in(manager).get(at("inside", run)))
    assert "Inside the scheme only" in page
    assert "1 match of this scheme is in nobody’s report" in page


# ------------------------------------------------------------------------------------- the list


def test_a_commissioner_finds_their_reports_by_scheme(contract, manager):
    other = a_contract(a_scheme("Peer mentors"))
    for each in (contract, other):
        release(run=a_run(each, last_whole_quarter(today()), now()), by=manager, at=now())
    client = signed_in(a_member(Role.COMMISSIONER, contract.commissioner))
    assert told(client.get(REPORTS)).count("run by Alongside") == 2
    narrowed = told(client.get(REPORTS, {"scheme": str(other.scheme.public_id)}))
    assert narrowed.count("run by Alongside") == 1
    assert told(client.get(REPORTS, {"scheme": "nonsense"})).count("run by Alongside") == 2


def test_empty_lists_say_what_comes_first(contract):
    commissioner = signed_in(a_member(Role.COMMISSIONER, contract.commissioner))
    assert "No report has been released to you yet" in told(commissioner.get(REPORTS))
    manager = signed_in(a_member(Role.MANAGER, a_scheme("Without a contract")))
    assert "No contract to report on yet" in told(manager.get(REPORTS))
    new = a_contract(a_scheme("New"), from_day=quarter_of(today()).from_day)
    manager = signed_in(a_member(Role.MANAGER, new.scheme))
    assert "first quarter of this contract is not over yet" in told(manager.get(REPORTS))


def test_the_lists_take_the_same_number_of_queries_for_a_few_reports_and_for_many(
    contract, manager, django_assert_max_num_queries
):
    reader = a_member(Role.COMMISSIONER, contract.commissioner)
    provider = a_member(Role.MANAGER, contract.scheme.provider)

    def some(number):
        for place in range(number):
            paid = a_contract(a_scheme(f"Scheme {number} {place}"))
            span = last_whole_quarter(today())
            release(run=a_run(paid, span, now()), by=manager, at=now())
            a_run(paid, quarter_before(span), now())

    some(2)
    for user in (reader, provider):
        client = signed_in(user)
        client.get(REPORTS)
        with django_assert_max_num_queries(100) as few:
            client.get(REPORTS)
        some(6 if user == reader else 7)
        with django_assert_max_num_queries(len(few.captured_queries)):
            client.get(REPORTS)


# ------------------------------------------------------------------------------------- for elected members


def test_the_members_page_is_for_their_own_authority(contract):
    looked_after(contract.commissioner)
    member = signed_in(a_member(Role.ELECTED_MEMBER, contract.commissioner))
    page = told(member.get(reverse("reporting:members")))
    assert "One trusted adult for every child who wants one" in page
    assert "Northbridge" in page
    other = an_authority("Southmoor")
    looked_after(other)
    chosen = told(member.get(reverse("reporting:members"), {"authority": str(other.public_id)}))
    assert "Southmoor" not in chosen
    worker = signed_in(a_member(Role.WORKER, contract.commissioner))
    assert worker.get(reverse("reporting:members")).status_code == 403


def test_without_a_register_the_members_page_says_what_comes_first(contract):
    member = signed_in(a_member(Role.ELECTED_MEMBER, contract.commissioner))
    page = told(member.get(reverse("reporting:members")))
    assert escape("The register of children looked after is not here yet") in page
    assert not MembersSheet.objects.exists()


def test_the_members_page_is_the_same_for_all_who_look_in_the_quarter(contract):
    for _ in range(12):
        looked_after(contract.commissioner)
    first = signed_in(a_member(Role.ELECTED_MEMBER, contract.commissioner))
    assert "about 10 children" in told(first.get(reverse("reporting:members"))).lower()
    for _ in range(20):
        looked_after(contract.commissioner)
    second = signed_in(a_member(Role.COMMISSIONER, contract.commissioner))
    assert "about 10 children" in told(second.get(reverse("reporting:members"))).lower()
    assert MembersSheet.objects.count() == 1
