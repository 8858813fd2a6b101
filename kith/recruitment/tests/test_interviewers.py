"""Who is trained to interview: a manager says so, with the training and until when, and never of themself."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import months_after, today
from kith.recruitment.actions import mark_interviewer, unmark_interviewer
from kith.recruitment.models import Interviewer
from kith.recruitment.refusals import CannotInterview
from kith.recruitment.tests.factories import trained_to_interview
from kith.recruitment.tests.pages import at, day_boxes
from kith.recruitment.vetting.interviewers import is_trained
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
LAST_YEAR = DAY - timedelta(days=365)


@pytest.fixture
def rina(scheme):
    return a_member(Role.COORDINATOR, scheme, first_name="Rina")


def marked(user, scheme, by, **given):
    told = {"training": "Safer recruitment, two days", "trained_on": LAST_YEAR, "on": DAY} | given
    return mark_interviewer(user=user, provider=scheme.provider, by=by, **told)


def test_a_training_holds_three_years_unless_a_day_is_given(scheme, manager, rina):
    assert marked(rina, scheme, manager).until == months_after(LAST_YEAR, 36)
    ends = DAY + timedelta(days=30)
    assert marked(rina, scheme, manager, trained_on=DAY, until=ends).until == ends


def test_it_counts_from_its_day_to_its_last_and_at_that_provider(scheme, manager, rina):
    mark = marked(rina, scheme, manager)
    assert is_trained(rina, scheme, mark.trained_on)
    assert is_trained(rina, scheme, mark.until)
    assert not is_trained(rina, scheme, mark.until + timedelta(days=1))
    assert not is_trained(rina, scheme, mark.trained_on - timedelta(days=1))
    assert not is_trained(rina, a_scheme("Elsewhere", provider=a_provider("Others")), DAY)


def test_taken_back_it_counts_no_more_and_interviews_before_stay(scheme, manager, rina):
    mark = unmark_interviewer(mark=marked(rina, scheme, manager), by=manager, on=DAY)
    assert not is_trained(rina, scheme, DAY)
    assert is_trained(rina, scheme, DAY - timedelta(days=1))
    with pytest.raises(CannotInterview, match="already"):
        unmark_interviewer(mark=mark, by=manager, on=DAY)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"training": "  "}, "training"),
        ({"trained_on": DAY + timedelta(days=1)}, "trained_on"),
        ({"until": LAST_YEAR - timedelta(days=1)}, "until"),
        ({"until": DAY - timedelta(days=1)}, "until"),
        ({"until": months_after(LAST_YEAR, 60) + timedelta(days=1)}, "until"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_box(scheme, manager, rina, given, field):
    with pytest.raises(CannotInterview) as refusal:
        marked(rina, scheme, manager, **given)
    assert refusal.value.field == field


def test_nobody_says_it_of_themself_and_a_training_is_written_down_once(scheme, manager, rina):
    with pytest.raises(CannotInterview, match="Somebody other than you"):
        marked(manager, scheme, manager)
    marked(rina, scheme, manager)
    with pytest.raises(CannotInterview, match="written down already"):
        marked(rina, scheme, manager)


# ------------------------------------------------------------------------------- the pages


def test_a_manager_writes_down_and_takes_back(client, scheme, manager, rina):
    page = reverse("recruitment:mark_interviewer")
    who = f"{scheme.provider.pk}-{rina.public_id}"
    sent = {"who": who, "training": "Safer recruitment"} | day_boxes("trained_on", today())
    wrong = client.post(page, sent | {"trained_on_month": "13"})
    assert "must be a real date" in wrong.text
    assert 'value="Safer recruitment"' in wrong.text
    assert client.post(page, sent).url == reverse("recruitment:interviewers")
    mark = Interviewer.objects.get()
    assert "Rina Okafor" in client.get(reverse("recruitment:interviewers") + "?show=trained").text
    assert "interviews nobody" in client.post(at("unmark_interviewer", mark), follow=True).text
    assert "Rina Okafor" not in client.get(reverse("recruitment:interviewers") + "?show=trained").text


def test_a_coordinator_reads_who_is_trained_and_changes_nothing(client, scheme, rina):
    trained_to_interview(rina, scheme=scheme, on=today())
    client.force_login(rina)
    assert "Safer recruitment, two days" in client.get(reverse("recruitment:interviewers")).text
    assert client.get(reverse("recruitment:mark_interviewer")).status_code in (403, 404)
    assert client.post(at("unmark_interviewer", Interviewer.objects.get())).status_code in (403, 404)


def test_another_provider_s_manager_finds_nobody(client, scheme, rina):
    trained_to_interview(rina, scheme=scheme, on=today())
    client.force_login(a_member(Role.MANAGER, a_scheme("Elsewhere", provider=a_provider("Others"))))
    assert "Rina" not in client.get(reverse("recruitment:interviewers")).text
    assert client.get(at("unmark_interviewer", Interviewer.objects.get())).status_code == 404


def test_the_list_asks_as_many_questions_for_thirty_as_for_three(client, scheme, manager):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("recruitment:interviewers")).status_code == 200
        return len(queries)

    for number in range(3):
        trained_to_interview(a_member(Role.COORDINATOR, scheme, first_name=f"C{number}"), scheme=scheme)
    few = asked()
    for number in range(27):
        other = a_scheme(f"Scheme {number}", provider=scheme.provider)
        a_member(Role.MANAGER, other, user=manager)
        trained_to_interview(a_member(Role.COORDINATOR, other, first_name=f"D{number}"), scheme=other)
    assert asked() == few
