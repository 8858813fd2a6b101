"""“I have finished it”: said on the phone, confirmed with one press or answered with what is missing; never by oneself."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import today
from kith.messages.models import OutboxMessage
from kith.schemes.tests.factories import a_scheme
from kith.training import actions
from kith.training.models import Completion, Finish
from kith.training.refusals import CannotFinish
from kith.training.tests.factories import a_coordinator, a_course, a_trainee
from kith.training.tests.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def course(scheme):
    return a_course(
        "Online safety", scheme, how="e-learning", link="https://learning.example/online", months=12
    )


@pytest.fixture
def ruth(scheme):
    return a_trainee("Ruth", scheme)


@pytest.fixture
def amara(scheme):
    return a_coordinator(scheme)


def said(course, volunteer, **given):
    told = {"finished_on": today(), "by": volunteer.user, "on": today()} | given
    return actions.say_finished(course=course, volunteer=volunteer, **told)


def test_what_is_said_counts_for_nothing_until_it_is_confirmed(course, ruth, amara):
    finish = said(course, ruth, words="Certificate 4471")
    assert not Completion.objects.exists()
    actions.confirm_finish(finish=finish, by=amara, on=today())
    done = Completion.objects.get()
    assert (done.volunteer, done.on, done.created_by, done.evidence_words) == (
        ruth,
        today(),
        amara,
        "Certificate 4471",
    )
    assert done.until > today()
    assert [letter.to for letter in OutboxMessage.objects.all()] == [ruth.user]


def test_who_is_not_confirmed_reads_why_and_can_say_it_again(course, ruth, amara):
    finish = said(course, ruth)
    with pytest.raises(CannotFinish, match="Tell Ruth what is missing"):
        actions.decline_finish(finish=finish, answer=" ", by=amara, on=today())
    actions.decline_finish(finish=finish, answer="The last page is missing.", by=amara, on=today())
    assert not Completion.objects.exists()
    assert said(course, ruth).status == "said"


@pytest.mark.parametrize("deed", ["confirm", "decline", "take back"])
def test_what_was_answered_is_not_answered_again(course, ruth, amara, deed):
    finish = said(course, ruth)
    actions.take_back_finish(finish=finish, by=ruth.user, on=today())
    with pytest.raises(CannotFinish, match="answered already"):
        {
            "confirm": lambda: actions.confirm_finish(finish=finish, by=amara, on=today()),
            "decline": lambda: actions.decline_finish(finish=finish, answer="No", by=amara, on=today()),
            "take back": lambda: actions.take_back_finish(finish=finish, by=ruth.user, on=today()),
        }[deed]()


def test_nobody_confirms_their_own_word(course, scheme, ruth):
    a_member(Role.COORDINATOR, scheme, user=ruth.user)
    finish = said(course, ruth)
    with pytest.raises(CannotFinish, match="Somebody else must confirm it"):
        actions.confirm_finish(finish=finish, by=ruth.user, on=today())


def test_only_what_is_done_on_a_website_once_and_not_tomorrow(course, scheme, ruth):
    with pytest.raises(CannotFinish, match="not done on a website"):
        said(a_course("Safeguarding", scheme), ruth)
    with pytest.raises(CannotFinish, match="still to come") as refusal:
        said(course, ruth, finished_on=today() + timedelta(days=1))
    assert refusal.value.field == "finished_on"
    with pytest.raises(CannotFinish, match="do not volunteer there"):
        said(course, a_trainee("Ben", a_scheme(provider=None, name="Elsewhere")))
    said(course, ruth)
    with pytest.raises(CannotFinish, match="said so already"):
        said(course, ruth)


def test_from_the_phone_to_the_certificate(client, course, ruth, amara):
    client.force_login(ruth.user)
    page = client.get(reverse("training:mine")).text
    assert 'href="https://learning.example/online"' in page
    assert "I have finished it" in page
    address = reverse("training:finished", args=[course.public_id])
    wrong = {"finished_on_day": 31, "finished_on_month": 2, "finished_on_year": today().year, "words": "4471"}
    page = client.post(address, wrong).text
    assert "must be a real date" in page
    assert "4471" in page
    day = {f"finished_on_{part}": getattr(today(), part) for part in ("day", "month", "year")}
    assert client.post(address, day | {"words": "4471"}).url == reverse("training:mine")
    assert "Your coordinator confirms it." in words(client.get(reverse("training:mine")))
    client.force_login(amara)
    assert "Said to be finished (1)" in words(client.get(reverse("training:home")))
    page = client.get(reverse("training:finishes")).text
    assert "Ruth" in page
    assert "4471" in page
    finish = Finish.objects.get()
    client.post(reverse("training:confirm_finish", args=[finish.public_id]))
    assert "Nothing waits" in client.get(reverse("training:finishes")).text
    client.force_login(ruth.user)
    assert "certificate" in words(client.get(reverse("training:mine")))
    assert Event.objects.filter(kind="finish answered").count() == 1


def test_declined_with_words_on_the_pages(client, course, ruth, amara):
    finish = said(course, ruth)
    client.force_login(amara)
    address = reverse("training:decline_finish", args=[finish.public_id])
    assert "There is a problem" in client.post(address, {"answer": ""}).text
    client.post(address, {"answer": "Send me the last page, please."})
    client.force_login(ruth.user)
    assert "Not confirmed yet:</strong> Send me the last page, please." in words(
        client.get(reverse("training:mine"))
    )


def test_others_open_none_of_it(client, course, ruth, scheme):
    finish = said(course, ruth)
    stranger = a_coordinator(a_scheme(provider=None, name="Elsewhere"), "Stan")
    for user, status in ((stranger, 404), (a_trainee("Ben", scheme).user, 404)):
        client.force_login(user)
        assert client.post(reverse("training:confirm_finish", args=[finish.public_id])).status_code in (
            403,
            status,
        )
        assert client.post(reverse("training:take_back_finish", args=[finish.public_id])).status_code in (
            403,
            status,
        )
    finish.refresh_from_db()
    assert finish.status == "said"


def test_the_list_asks_as_many_questions_for_three_as_for_thirty(client, course, scheme, amara):
    client.force_login(amara)
    asked = []
    for more in (3, 15):
        for number in range(more):
            said(course, a_trainee(f"Ruth{more}{number}", scheme))
        client.get(reverse("training:finishes"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("training:finishes"))
        asked.append(len(captured))
    assert asked[0] == asked[1]
