"""What those who vet read appears on no page, list, sheet, letter or search of whoever does not vet."""

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
from kith.recruitment.actions import (
    answer_reference,
    ask_for_reference,
    decide_risk,
    excuse,
    judge_risk,
    record_check,
    verify_reference,
)
from kith.recruitment.tests.factories import a_policy, an_application
from kith.recruitment.vetting.risks import QUESTIONS
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
CANARIES = ("heron", "kestrel", "wagtail", "plover", "dunnock", "fieldfare", "bittern", "001234567890")


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def file(scheme):
    """An applicant about whom everything has been said that only those who vet may read, a bird in each of it."""
    a_policy(scheme, "overseas")
    vera = a_member(Role.VETTING_OFFICER, scheme, first_name="Vera")
    mona = a_member(Role.MANAGER, scheme, first_name="Mona")
    day = today()
    file = an_application("Ruth", scheme, status="checking", on=day - timedelta(days=20))
    ruth = file.volunteer
    for name, bird in (("Joan Bell", "heron"), ("Al Cole", "kestrel")):
        reference = ask_for_reference(
            application=file,
            name=name,
            email=f"{name[:2].strip().lower()}@example.org",
            relation="work",
            by=file.recruiter,
            on=day,
        )
        answer = {
            "relation": "work",
            "years": 3,
            "like": bird,
            "relied_on": "yes",
            "worry": "yes",
            "worry_words": bird,
        }
        answer_reference(reference=reference, answer=answer, on=day)
    verify_reference(
        reference=reference, verified="phone", vetting_words="wagtail", passed=False, by=vera, on=day
    )
    check = record_check(
        volunteer=ruth,
        scheme=scheme,
        kind="dbs",
        number="001234567890",
        details={"level": "enhanced", "issued_on": (day - timedelta(days=9)).isoformat()},
        vetting_words="plover",
        complete=False,
        by=vera,
        on=day,
    )
    judged = {key: next(iter(question.answers)) for key, question in QUESTIONS.items()}
    risk = judge_risk(check=check, judged=judged, words="dunnock", by=vera, on=day)
    decide_risk(assessment=risk, may_go_on=False, words="fieldfare", by=mona, on=day)
    excuse(
        volunteer=ruth,
        scheme=scheme,
        kind="overseas",
        reason="bittern",
        until=day + timedelta(days=60),
        by=mona,
        on=day,
    )
    return file


def addresses(file):
    one = [file.public_id]
    yield "/"
    yield reverse("recruitment:application", args=one)
    yield reverse("recruitment:references", args=one)
    yield reverse("recruitment:duties", args=one)
    for kind in ("identity", "interview", "training"):
        yield reverse("recruitment:check", args=[file.public_id, kind])
    yield reverse("recruitment:volunteers")
    yield reverse("recruitment:policy", args=[file.scheme.public_id])
    yield reverse("casefile:volunteer", args=[file.volunteer.public_id])
    yield reverse("web:search") + "?q=Ruth"
    for bird in CANARIES:
        yield reverse("web:search") + f"?q={bird}"


def test_no_page_of_a_coordinator_says_it(client, file):
    client.force_login(file.recruiter)
    for address in addresses(file):
        response = client.get(address)
        assert response.status_code == 200, address
        page = response.text.replace(f"?q={address.rpartition('=')[2]}", "")
        said = [bird for bird in CANARIES if bird in page and f"q={bird}" not in address]
        assert not said, f"{address} says {said}"


def test_no_sheet_says_it(client, file):
    client.force_login(file.recruiter)
    response = client.get(reverse("recruitment:volunteers_sheet"))
    content = b"".join(response.streaming_content) if response.streaming else response.content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    assert "Ruth" in cells
    assert not [bird for bird in CANARIES if bird in cells]


def test_no_letter_and_no_line_of_the_audit_says_it(file):
    told = json.dumps([letter.values for letter in OutboxMessage.objects.all()])
    told += json.dumps([event.details for event in Event.objects.all()])
    assert not [bird for bird in CANARIES if bird in told]


def test_the_applicant_reads_nothing_of_it(client, file):
    account = a_member(Role.VOLUNTEER, file.scheme, first_name="Ruth")
    file.volunteer.user = account
    file.volunteer.save(update_fields=["user"])
    client.force_login(account)
    for address in ("/", reverse("recruitment:my_checks"), reverse("recruitment:my_profile")):
        page = client.get(address).text
        assert not [bird for bird in CANARIES if bird in page], address
    for name in ("application", "references", "file"):
        assert client.get(reverse(f"recruitment:{name}", args=[file.public_id])).status_code in (
            302,
            403,
            404,
        )


def test_those_who_vet_do_read_it(client, file):
    """The oracle of the others: the birds are there to be found."""
    client.force_login(a_member(Role.MANAGER, file.scheme, first_name="Max"))
    page = client.get(reverse("recruitment:file", args=[file.public_id])).text
    assert all(bird in page for bird in ("wagtail", "plover", "bittern", "001234567890"))
