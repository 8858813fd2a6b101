"""The application form: back by a code, a section at a time, mistakes at their box, the declaration sealed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from kith.foundation.dates import now, today
from kith.messages.models import OutboxMessage
from kith.recruitment.actions import come_back, keep_section, send_answers, withdraw
from kith.recruitment.applying import sections
from kith.recruitment.models import Answers, Application, WayBack
from kith.recruitment.refusals import CannotComeBack, CannotSend
from kith.recruitment.states import Status
from kith.recruitment.tests.applicants import (
    HOME,
    SAID,
    a_code,
    an_application_sent,
    an_enquiry,
    comes_back,
    fill_in,
)
from kith.recruitment.tests.pages import at
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
FORM = "recruitment:form"


def section_at(slug):
    return reverse("recruitment:section", args=[slug])


# ------------------------------------------------------------------------------- coming back


def test_a_code_opens_ones_own_application_once(scheme):
    application = an_enquiry(scheme)
    code = a_code(scheme, application.volunteer.email)
    assert (
        come_back(scheme=scheme, email="DANIEL.reed@example.org", code=f" {code} ", at=now()) == application
    )
    with pytest.raises(CannotComeBack):
        come_back(scheme=scheme, email=application.volunteer.email, code=code, at=now())


def test_a_code_holds_half_an_hour_and_five_tries(scheme):
    application = an_enquiry(scheme)
    email = application.volunteer.email
    code = a_code(scheme, email)
    with pytest.raises(CannotComeBack):
        come_back(scheme=scheme, email=email, code=code, at=now() + timedelta(minutes=31))
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _ in range(5):
        with pytest.raises(CannotComeBack):
            come_back(scheme=scheme, email=email, code=wrong, at=now())
    with pytest.raises(CannotComeBack):
        come_back(scheme=scheme, email=email, code=code, at=now())


def test_another_code_makes_the_earlier_one_worthless(scheme):
    application = an_enquiry(scheme)
    first = a_code(scheme, application.volunteer.email)
    second = a_code(scheme, application.volunteer.email)
    assert WayBack.objects.count() == 1
    if first != second:
        with pytest.raises(CannotComeBack):
            come_back(scheme=scheme, email=application.volunteer.email, code=first, at=now())


def test_a_code_of_one_scheme_opens_nothing_at_another(scheme):
    other = a_scheme("Mentors", preset="goal-mentoring")
    an_enquiry(other, email="daniel@example.org")
    mine = an_enquiry(scheme, email="daniel@example.org")
    code = a_code(scheme, "daniel@example.org")
    with pytest.raises(CannotComeBack):
        come_back(scheme=other, email="daniel@example.org", code=code, at=now())
    assert come_back(scheme=scheme, email="daniel@example.org", code=code, at=now()) == mine


def test_nobody_learns_whether_anybody_has_applied(client, scheme):
    an_enquiry(scheme)
    page = at("come_back", scheme)
    known = client.post(page, {"email": "daniel.reed@example.org"})
    unknown = client.post(page, {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert OutboxMessage.objects.filter(event="code for applicant").count() == 1


def test_somebody_who_asks_for_too_many_codes_is_asked_to_wait(client, scheme):
    page = at("come_back", scheme)
    for number in range(21):
        last = client.post(page, {"email": f"somebody{number}@example.org"})
    assert "Try again in an hour" in last.text


def test_a_code_that_is_no_code_is_named_at_its_box(client, scheme):
    an_enquiry(scheme)
    client.post(at("come_back", scheme), {"email": "daniel.reed@example.org"})
    told = client.post(at("code", scheme), {"code": "12"}).text
    assert "The code has six figures" in told
    assert "This code does not open anything" in client.post(at("code", scheme), {"code": "000000"}).text


def test_without_a_code_the_form_is_closed(client, scheme):
    application = fill_in(an_enquiry(scheme))
    for name in ("form", "check_answers", "home"):
        assert client.get(reverse(f"recruitment:{name}")).status_code == 302
    assert "Coal Lane" not in client.get(section_at("homes"), follow=True).text
    comes_back(client, scheme, application)
    assert "Coal Lane" in client.get(section_at("homes")).text


def test_whoever_types_a_known_address_sees_nothing_of_it_before_the_code(client, scheme):
    """Enquiring again in somebody's name gives no way in."""
    fill_in(an_enquiry(scheme))
    sent = {"first_name": "Daniel", "last_name": "Reed", "email": "daniel.reed@example.org"}
    client.post(at("enquire", scheme), sent)
    assert client.get(reverse(FORM)).status_code == 302


def test_the_form_closes_after_two_hours_or_when_asked(client, scheme):
    application = an_enquiry(scheme)
    comes_back(client, scheme, application)
    assert client.get(reverse(FORM)).status_code == 200
    session = client.session
    session["applicant"] = [str(application.public_id), (now() - timedelta(hours=3)).isoformat()]
    session.save()
    assert client.get(reverse(FORM)).url == at("come_back", scheme)
    comes_back(client, scheme, application)
    client.post(reverse("recruitment:leave_form"))
    assert client.get(reverse(FORM)).status_code == 302


# ------------------------------------------------------------------------------- filling it in


def test_what_was_filled_in_is_there_when_they_come_back(client, scheme):
    application = an_enquiry(scheme, why="I have time")
    comes_back(client, scheme, application)
    assert "0 of 11 completed" in client.get(reverse(FORM)).text
    assert "I have time" in client.get(section_at("why")).text
    client.post(section_at("why"), {"why": "I have time, and a dog", "hopes": "Patience"})
    client.post(reverse("recruitment:leave_form"))
    comes_back(client, scheme, application)
    assert "1 of 11 completed" in client.get(reverse(FORM)).text
    assert "and a dog" in client.get(section_at("why")).text


def boxes(name, day, month, year):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


REFEREES = SAID["referees"]
YOU = {"first_name": "Daniel", "last_name": "Reed", "phone": "07700 900123"}
WRONG = [
    ("about-you", YOU | boxes("born", 31, 2, 1988), "Date of birth must be a real date"),
    ("about-you", YOU | boxes("born", 4, 5, 2015), "You must be 18 or over"),
    ("about-you", YOU | boxes("born", 4, 5, 1988) | {"phone": "900"}, "with its area code"),
    ("why", {"why": "I have time"}, "What do you think a young person might need from you?"),
    ("languages", {}, "Choose at least one language you speak"),
    (
        "availability",
        {"travel_miles": 8, "drives": "no"},
        "This needs an answer: Which days are usually free?",
    ),
    ("referees", REFEREES | {"relation_2": "relative"}, "Family cannot be a referee"),
    ("referees", REFEREES | {"name_2": "PAT dunmore"}, "the two must be different people"),
    ("referees", REFEREES | {"relation_1": "friend"}, "from work, study or volunteering"),
    ("referees", REFEREES | {"email_1": ""}, "Enter an e-mail address or a phone number"),
    ("referees", REFEREES | {"name_1": "Daniel Reed"}, "You cannot be your own referee"),
    (
        "declaration",
        {"convictions": "yes", "children": "no", "refused": "no", "true": "on"},
        "Tell us a little about it",
    ),
]


@pytest.mark.parametrize(("slug", "sent", "mend"), WRONG, ids=[mend[:20] for _, _, mend in WRONG])
def test_each_mistake_is_named_at_its_box_and_nothing_is_lost(client, scheme, slug, sent, mend):
    application = an_enquiry(scheme)
    comes_back(client, scheme, application)
    told = client.post(section_at(slug), sent)
    assert told.status_code == 200
    assert mend in told.text
    assert "There is a problem" in told.text
    for typed in (sent.get("why"), sent.get("name_1"), sent.get("phone")):
        assert not typed or str(typed) in told.text
    assert not Answers.objects.filter(application=application).exists()


def test_the_addresses_must_reach_back_five_years(client, scheme):
    application = an_enquiry(scheme)
    comes_back(client, scheme, application)
    assert client.get(section_at("homes")).url == reverse("recruitment:home")
    here = {"address": "2 New Road", "postcode": "LS1 1AA", "country": "United Kingdom"}
    day = today() - timedelta(days=400)
    wrong = client.post(
        reverse("recruitment:home"),
        here | {"postcode": "LS1"} | boxes("from_day", day.day, day.month, day.year),
    )
    assert "Enter the whole postcode" in wrong.text
    client.post(reverse("recruitment:home"), here | boxes("from_day", day.day, day.month, day.year))
    told = client.get(section_at("homes")).text
    assert "We do not know yet where you lived from" in told
    before = {"address": "7 Rua Nova\nLisbon", "country": "Portugal"} | boxes("from_day", 1, 1, 2010)
    client.post(reverse("recruitment:home"), before | boxes("until_day", day.day, day.month, day.year))
    told = client.get(section_at("homes")).text
    assert "That is all five years" in told
    assert told.index("2 New Road") < told.index("7 Rua Nova")
    client.post(reverse("recruitment:remove_home", args=[1]))
    assert "7 Rua Nova" not in client.get(section_at("homes")).text


def test_an_address_cannot_be_left_before_it_was_come_to(client, scheme):
    comes_back(client, scheme, an_enquiry(scheme))
    sent = {"address": "2 New Road", "postcode": "LS1 1AA", "country": "United Kingdom"}
    told = client.post(
        reverse("recruitment:home"), sent | boxes("from_day", 1, 5, 2020) | boxes("until_day", 1, 4, 2020)
    ).text
    assert "The day you left must be after the day you came" in told
    assert "2 New Road" in told


@pytest.mark.parametrize(
    ("homes", "gap"),
    [
        ([HOME], ""),
        ([HOME | {"from_day": "2024-09-01"}], "from 1 September 2021 to 1 September 2024"),
        ([HOME | {"until_day": "2026-01-01"}], "since 1 January 2026"),
        ([HOME | {"until_day": "2024-01-01"}, HOME | {"from_day": "2024-01-20"}], ""),
        (
            [HOME | {"until_day": "2024-01-01"}, HOME | {"from_day": "2024-05-01"}],
            "from 1 January 2024 to 1 May 2024",
        ),
    ],
)
def test_a_gap_in_the_addresses_is_named(homes, gap):
    from kith.recruitment.tests.applicants import SEPTEMBER

    assert sections.gap_in(homes, SEPTEMBER) == gap


# ------------------------------------------------------------------------------- sending it


def test_the_form_is_checked_and_sent(client, scheme):
    application = fill_in(an_enquiry(scheme), on=today())
    comes_back(client, scheme, application)
    assert "Check your answers and send" in client.get(reverse(FORM)).text
    told = client.get(reverse("recruitment:check_answers")).text
    for words in (
        "4 May 1988",
        "Daniel Marsh",
        "14 Coal Lane, Leeds, LS9 9ZZ",
        "Pat Dunmore",
        "From work",
        "canary fishing",
    ):
        assert words in told, words
    client.post(reverse("recruitment:check_answers"))
    application.refresh_from_db()
    volunteer = application.volunteer
    assert application.status == Status.APPLIED
    assert (volunteer.born.year, volunteer.postcode, volunteer.free_days) == (1988, "LS9 9ZZ", ["saturday"])
    assert application.why == "I have time, and I listen."
    assert "We have your application" in client.get(reverse(FORM)).text
    assert client.get(section_at("why")).status_code == 404


def test_a_form_that_is_not_complete_is_not_sent(client, scheme):
    application = fill_in(an_enquiry(scheme), but=("referees",))
    with pytest.raises(CannotSend, match="two people who know you"):
        send_answers(application=application, on=today())
    comes_back(client, scheme, application)
    assert client.get(reverse("recruitment:check_answers")).url == reverse(FORM)


def test_nothing_is_changed_after_sending_or_once_it_is_closed(scheme, manager):
    application = an_application_sent(scheme)
    with pytest.raises(CannotSend, match="sent this form already"):
        keep_section(application=application, slug="why", said=SAID["why"], on=today())
    other = an_enquiry(scheme, "Ruth")
    withdraw(application=other, reason="time", by=manager, on=today())
    with pytest.raises(CannotSend, match="closed"):
        keep_section(application=other, slug="why", said=SAID["why"], on=today())


def test_going_on_with_the_form_stops_the_clock_that_was_warned_of(scheme):
    application = an_enquiry(scheme)
    Application.objects.filter(pk=application.pk).update(warned_on=today())
    application.refresh_from_db()
    keep_section(application=application, slug="why", said=SAID["why"], on=today())
    assert (application.warned_on, application.asked_on) == (None, today())


# ------------------------------------------------------------------------------- who reads what


def test_the_declaration_reaches_those_who_vet_and_nobody_else(client, coordinator, scheme):
    application = an_application_sent(scheme)
    page = client.get(at("application", application)).text
    assert "I drive a bus." in page
    assert "canary" not in page
    assert client.get(at("declaration", application)).status_code == 404


def test_those_who_vet_read_the_declaration(client, vetter, scheme):
    application = an_application_sent(scheme)
    assert "canary fishing" in client.get(at("declaration", application)).text


def test_nothing_of_the_form_can_be_read_in_the_database(scheme):
    an_application_sent(scheme)
    with connection.cursor() as cursor:
        cursor.execute("SELECT said, sealed FROM recruitment_answers")
        told = str(cursor.fetchall())
    for canary in ("canary", "Coal Lane", "Dunmore", "Marsh"):
        assert canary not in told


def test_a_sent_form_tells_the_staff(scheme, coordinator):
    an_application_sent(scheme)
    assert OutboxMessage.objects.filter(to=coordinator, event="something new").count() == 2


def test_an_applicant_may_stop_without_saying_why(client, scheme):
    application = an_application_sent(scheme)
    comes_back(client, scheme, application)
    assert "I would rather stop" in client.get(reverse(FORM)).text
    page = reverse("recruitment:stop")
    assert "You need not say why" in client.get(page).text
    client.post(page)
    application.refresh_from_db()
    assert application.status == "withdrawn"
    assert application.changes.latest("pk").reason == "stopped"
    assert not application.volunteer.enlistments.filter(until_day=None).exists()
    told = client.get(reverse(FORM)).text
    assert "Your application is closed" in told
    assert "I would rather stop" not in told
    assert client.get(page).url == reverse(FORM)
