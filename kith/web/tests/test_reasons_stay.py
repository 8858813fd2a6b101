"""Why somebody was turned down is read by those who vet: not on any page a coordinator can come to, nor by the applicant.

The coordinator walks every link from their home on, as far as links lead within Kith; takes every sheet and every paper;
searches; and opens every letter. The oracle of the walk is a manager’s page, which says it all.
"""

import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import today
from kith.messages.models import OutboxMessage
from kith.recruitment.models import Application, Letter, Panel
from kith.recruitment.states import WhyDeclined
from kith.recruitment.tests.applicants import comes_back
from kith.recruitment.tests.factories import an_application, an_approved_volunteer
from kith.recruitment.tests.planted import REASON, Planted, declined_by_a_panel
from kith.schemes.models import Scheme
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
SEALED, WHY = "Zanzibarwise", str(WhyDeclined(REASON).label)
MOST_PAGES = 150
HREF = re.compile(r'href="(/[^"#]*)')
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def planted(scheme: Scheme) -> Planted:
    an_application("Ruth", scheme, status="applied", on=today() - timedelta(days=3))
    an_approved_volunteer("Ben", scheme, on=today() - timedelta(days=95))
    return declined_by_a_panel(scheme, today() - timedelta(days=2), "Quillfeather", SEALED)


def recruiter_of(application: Application) -> User:
    assert application.recruiter is not None
    return application.recruiter


def walked(client, begin: list[str]) -> Iterator[tuple[str, str]]:
    """Every page that links lead to, at most four of one kind, with what it says."""
    waiting, seen, kinds = list(begin), set(begin), {}
    while waiting and sum(kinds.values()) < MOST_PAGES:
        address = waiting.pop(0)
        kind = KEY.sub("…", address.partition("?")[0])
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > 4:
            continue
        response = client.get(address)
        if response.status_code != 200:
            continue
        told = said_by(response)
        yield address, told
        if "html" in response.headers.get("Content-Type", ""):
            for found in HREF.findall(response.text):
                link = unescape(found)
                if link not in seen and not link.startswith(("/static/", "/account/")):
                    seen.add(link)
                    waiting.append(link)


def said_by(response) -> str:
    """The words of a page, a sheet or a paper."""
    kind = response.headers.get("Content-Type", "")
    if "html" in kind:
        return unescape(re.sub(r"<[^>]+>", " ", response.text))
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if "spreadsheet" in kind:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    if "pdf" in kind and shutil.which("pdftotext"):
        told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
        return told.stdout.decode()
    return content.decode("latin-1")


def beginning(planted: Planted) -> list[str]:
    """Where a coordinator would look for it, links or no links."""
    application = planted.application
    one = [application.public_id]
    panel = Panel.objects.get(items__application=application)
    return [
        "/",
        reverse("recruitment:volunteers") + "?group=over",
        reverse("recruitment:volunteers") + "?group=all",
        reverse("recruitment:volunteers_sheet") + "?group=all",
        reverse("recruitment:board"),
        reverse("recruitment:application", args=one),
        reverse("recruitment:references", args=one),
        reverse("recruitment:panel", args=[panel.public_id]),
        reverse("recruitment:panel_pack", args=[panel.public_id]),
        reverse("recruitment:agenda_item", args=[panel.items.get(application=application).public_id]),
        *(reverse("recruitment:read_letter", args=[each.public_id]) for each in Letter.objects.all()),
        *(reverse("recruitment:interview", args=[each.public_id]) for each in application.interviews.all()),
        reverse("web:search") + "?q=Quillfeather",
        reverse("web:search") + f"?q={SEALED}",
        reverse("recruitment:reviews"),
    ]


def test_no_page_sheet_or_paper_of_a_coordinator_says_why(client, planted):
    """The views that the coordinator wrote themself are theirs to read: so another coordinator walks."""
    client.force_login(a_member(Role.COORDINATOR, planted.application.scheme, first_name="Olu"))
    kinds = set()
    for address, told in walked(client, beginning(planted)):
        kinds.add(KEY.sub("…", address.partition("?")[0]))
        said = told.replace(f"“{SEALED}”", "").replace(f'value="{SEALED}"', "")
        if "q=" + SEALED not in address:
            assert SEALED not in said, f"{address} says what was written for those who vet"
        if not address.endswith("/decide/"):
            assert WHY not in said, f"{address} says why"
    assert len(kinds) > 25, sorted(kinds)
    assert any("pack.pdf" in kind for kind in kinds)
    assert any("xlsx" in kind for kind in kinds)


def test_searching_for_it_finds_nobody(client, planted):
    client.force_login(a_member(Role.COORDINATOR, planted.application.scheme, first_name="Olu"))
    for words in (SEALED, WHY):
        told = client.get(reverse("web:search"), {"q": words}).text
        assert "Quillfeather" not in told


def test_the_recruiter_reads_their_own_view_and_no_other(client, planted):
    client.force_login(recruiter_of(planted.application))
    interview = planted.application.interviews.get()
    told = client.get(reverse("recruitment:interview", args=[interview.public_id])).text
    assert told.count(SEALED) == 1
    page = client.get(reverse("recruitment:application", args=[planted.application.public_id])).text
    assert SEALED not in page
    assert WHY not in page


def test_the_applicant_reads_a_letter_and_no_reason(client, planted):
    application = planted.application
    comes_back(client, application.scheme, application)
    begin = [reverse("recruitment:form"), reverse("recruitment:enquire", args=[application.scheme.public_id])]
    begin += [reverse("recruitment:letter", args=[each.public_id]) for each in Letter.objects.all()]
    pages = dict(walked(client, begin))
    assert "Not this time" in pages[begin[0]]
    for address, told in pages.items():
        assert SEALED not in told, address
        assert WHY not in told, address
    for name in ("application", "file", "declaration", "decline"):
        answer = client.get(reverse(f"recruitment:{name}", args=[application.public_id]))
        assert answer.status_code in (302, 403, 404), name


def test_another_volunteer_comes_to_no_page_about_it(client, planted):
    ben = an_approved_volunteer("Max", planted.application.scheme, on=today() - timedelta(days=30))
    client.force_login(ben.user)
    for address, told in walked(client, ["/", *beginning(planted)]):
        assert SEALED not in told.replace(f"“{SEALED}”", "") or "q=" in address, address
        assert WHY not in told, address
        assert "Quillfeather" not in told or "q=" in address, address


def test_no_message_and_no_line_of_the_audit_says_it(planted):
    told = json.dumps([[letter.values, letter.event] for letter in OutboxMessage.objects.all()])
    told += json.dumps([event.details for event in Event.objects.all()])
    assert SEALED not in told
    assert f'"{REASON}"' not in told


def test_those_who_vet_do_read_it(client, planted):
    """The oracle of the others: it is there to be found."""
    client.force_login(a_member(Role.MANAGER, planted.application.scheme, first_name="Max"))
    pages = dict(walked(client, beginning(planted)))
    item = next(told for address, told in pages.items() if "/agenda/" in address)
    assert SEALED in item
    assert WHY in item
    assert WHY in pages[reverse("recruitment:application", args=[planted.application.public_id])]
