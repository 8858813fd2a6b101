"""Why a scheme said no, or somebody did not go on, stands on no page, list, board, sheet, letter or search but for vetting."""

import io
import json
from datetime import timedelta

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import today
from kith.messages.models import OutboxMessage
from kith.recruitment.actions import decline, receive_application, withdraw, write_letter
from kith.recruitment.actions.panels import Decision, agree, decide, put_before, settle
from kith.recruitment.models import Application
from kith.recruitment.states import WhyDeclined, WhyWithdrawn
from kith.recruitment.tests.factories import a_colleague, an_application
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
DECLINED, GONE = WhyDeclined.MOTIVES, WhyWithdrawn.TOO_SLOW
BIRDS = ("heron", "wagtail", "plover")
SAID = (*BIRDS, DECLINED.label, GONE.label)


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def files(scheme):
    """One declined, one declined by a panel, one who did not go on; the first has applied again since."""
    day = today() - timedelta(days=9)
    mona = a_member(Role.MANAGER, scheme, first_name="Mona")
    ruth = an_application("Ruth", scheme, on=day)
    decline(application=ruth, reason=DECLINED, words="heron", by=mona, on=day)
    write_letter(
        application=ruth, kind="declined", words="Thank you for your time.", how="paper", by=mona, on=day
    )
    ben = an_application("Ben", scheme, on=day, status="ready")
    item = put_before(panel=None, application=ben, by=ben.recruiter, on=day)
    decide(item=item, decision=Decision("decline", reason=DECLINED, minutes="wagtail"), by=mona, on=day)
    agree(item=item, by=a_colleague(Role.SAFEGUARDING_LEAD, scheme, "Grace"), on=day)
    settle(item=item, by=mona, on=day)
    omar = an_application("Omar", scheme, on=day)
    withdraw(application=omar, reason=GONE, words="plover", by=omar.recruiter, on=day)
    again = receive_application(
        scheme=scheme,
        first_name="Ruth",
        last_name=ruth.volunteer.last_name,
        email=ruth.volunteer.email,
        recruiter=ruth.recruiter,
        by=ruth.recruiter,
        on=today(),
    )
    return [ruth, ben, omar, again, item.panel]


def addresses(files):
    *applications, panel = files
    listed = reverse("recruitment:volunteers")
    yield from ("/", listed, reverse("recruitment:board"), reverse("recruitment:panels"))
    yield from (f"{listed}?group={group}" for group in ("over", "all"))
    yield reverse("recruitment:panel", args=[panel.public_id])
    yield from (reverse("planning:road"), reverse("planning:sources"))
    for file in applications:
        yield reverse("recruitment:application", args=[file.public_id])
        yield reverse("casefile:volunteer", args=[file.volunteer.public_id])
        yield f"{reverse('web:search')}?q={file.volunteer.first_name}"


def is_closed_to(address, files):
    """The story of whoever has gone is closed to a coordinator."""
    return any(str(file.volunteer.public_id) in address for file in files[1:3])


def coordinator_of(files):
    return a_member(Role.COORDINATOR, files[0].scheme, first_name="Cora")


def test_no_page_of_a_coordinator_says_why(client, files):
    for reader in (coordinator_of(files), files[0].recruiter):
        client.force_login(reader)
        for address in addresses(files):
            response = client.get(address)
            assert response.status_code == (404 if is_closed_to(address, files) else 200), address
            assert not [words for words in SAID if words in response.text], address


def test_no_search_finds_it(client, files):
    client.force_login(coordinator_of(files))
    for bird in BIRDS:
        assert "Ruth" not in client.get(reverse("web:search"), {"q": bird}).text


@pytest.mark.parametrize(
    "name", ["recruitment:volunteers_sheet", "planning:road_export", "planning:sources_export"]
)
def test_no_sheet_says_why(client, files, name):
    client.force_login(coordinator_of(files))
    response = client.get(reverse(name), {"group": "all"})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = str([book.get_sheet_by_name(each).to_python() for each in book.sheet_names])
    assert not [words for words in SAID if words in cells]


def test_no_letter_and_no_line_of_the_audit_says_why(files):
    told = json.dumps([letter.values for letter in OutboxMessage.objects.all()])
    told += json.dumps([event.details for event in Event.objects.all()])
    told += json.dumps([letter.words for file in Application.objects.all() for letter in file.letters.all()])
    assert not [words for words in SAID if words in told]
    assert not [code for code in (f'"{DECLINED}"', f'"{GONE}"') if code in told]


def test_those_who_vet_read_why(client, files):
    """The oracle of the others: it is there to be found."""
    client.force_login(a_member(Role.VETTING_OFFICER, files[0].scheme, first_name="Vera"))
    read = "".join(client.get(address).text for address in addresses(files))
    assert not [words for words in SAID if words not in read]
