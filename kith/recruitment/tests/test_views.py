"""The pages at work: what they do when all is well, what they say when it is not, how many questions they ask."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import today
from kith.people.models import Card, Volunteer
from kith.people.tests.factories import a_card
from kith.recruitment.models import Application, Approval, Check
from kith.recruitment.queries import is_suspended
from kith.recruitment.requirements import BY_SLUG
from kith.recruitment.states import Status
from kith.recruitment.tests.factories import (
    a_check,
    an_application,
    an_approved_volunteer,
    everything_checked,
)
from kith.schemes.tests.factories import a_contract, a_provider, a_scheme

pytestmark = pytest.mark.django_db
RECENTLY = today() - timedelta(days=20)


def day_boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def coordinator(client, scheme):
    user = a_member(Role.COORDINATOR, scheme, first_name="Rina")
    client.force_login(user)
    return user


@pytest.fixture
def vetter(client, scheme):
    user = a_member(Role.VETTING_OFFICER, scheme, first_name="Vera")
    client.force_login(user)
    return user


@pytest.fixture
def manager(client, scheme):
    user = a_member(Role.MANAGER, scheme, first_name="Mona")
    client.force_login(user)
    return user


def an_applicant(scheme, first_name="Ruth", **given):
    return an_application(first_name, scheme, on=RECENTLY, **given)


@pytest.fixture(autouse=True)
def nobody_has_knocked_yet():
    cache.clear()


def at(name, row):
    return reverse(f"recruitment:{name}", args=[row.public_id])


def check_at(application, slug):
    return reverse("recruitment:check", args=[application.public_id, slug])


# The list


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
    assert ("plain", "No DBS check yet") in row.notes


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


def test_every_requirement_can_be_asked_for(client, coordinator, scheme):
    an_applicant(scheme)
    for slug in BY_SLUG:
        assert len(listed(client, lacks=slug)) == 1, slug


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


# Somebody new


def test_somebody_new_is_written_down(client, coordinator, scheme):
    sent = {"scheme": str(scheme.public_id), "first_name": "Ruth", "last_name": "Ade", "postcode": "ls62aa"}
    response = client.post(reverse("recruitment:new"), sent)
    application = Application.objects.get()
    assert response.url == at("application", application)
    assert application.recruiter == coordinator
    assert application.volunteer.postcode == "LS6 2AA"


def test_a_mistake_keeps_what_was_typed(client, coordinator, scheme):
    sent = {
        "scheme": str(scheme.public_id),
        "first_name": "Ruth",
        "postcode": "nowhere",
        "phone": "12",
        "why": "To help",
    }
    told = client.post(reverse("recruitment:new"), sent).text
    assert "There is a problem" in told
    for words in (
        "Enter last name",
        "Enter a postcode, like LS6 2AA",
        "Enter a phone number",
        "To help",
        'value="nowhere"',
    ):
        assert words in told, words
    assert not Application.objects.exists()


def test_somebody_known_is_not_written_down_twice(client, coordinator, scheme):
    an_applicant(scheme, email="ruth@example.org")
    sent = {
        "scheme": str(scheme.public_id),
        "first_name": "Ruth",
        "last_name": "Ashworth",
        "email": "ruth@example.org",
    }
    told = client.post(reverse("recruitment:new"), sent).text
    assert "already has an application here (enquired)" in told


def test_another_providers_scheme_cannot_be_named(client, coordinator, scheme):
    elsewhere = a_scheme("Elsewhere", provider=a_provider("Others"))
    sent = {"scheme": str(elsewhere.public_id), "first_name": "Ruth", "last_name": "Ade"}
    client.post(reverse("recruitment:new"), sent)
    assert not Application.objects.exists()


# One application


def test_the_page_says_what_to_do_next_at_every_step(client, coordinator, scheme):
    application = an_applicant(scheme, recruiter=coordinator)
    page = at("application", application)
    assert client.get(page).context["next"].action == "It is back"
    client.post(reverse("recruitment:step", args=[application.public_id, "apply"]))
    assert client.get(page).context["next"].action == "Record the interview"
    client.post(check_at(application, "interview"), {"passed": "yes", **day_boxes("done_on", today())})
    assert client.get(page).context["next"].action == "Begin the checks"
    client.post(reverse("recruitment:step", args=[application.public_id, "check"]))
    assert client.get(page).context["next"].what == "Ruth still needs to show who they are"
    everything_checked(application.volunteer, scheme, on=RECENTLY)
    assert client.get(page).context["next"].action == "Put to the panel"
    client.post(reverse("recruitment:step", args=[application.public_id, "put-to-panel"]))
    waiting = client.get(page).context["next"]
    assert waiting.action == ""
    assert waiting.why.startswith("You are their recruiter, so somebody else decides")


def test_a_coordinator_is_told_who_records_what_is_left(client, coordinator, scheme):
    application = an_applicant(scheme, status="checking")
    everything_checked(application.volunteer, scheme, on=RECENTLY, but=("dbs",))
    left = client.get(at("application", application)).context["next"]
    assert (left.action, left.why) == ("", "Vera Okafor records what is left.")


def test_a_step_refused_says_why_and_changes_nothing(client, coordinator, scheme):
    application = an_applicant(scheme, status="checking")
    response = client.post(
        reverse("recruitment:step", args=[application.public_id, "put-to-panel"]), follow=True
    )
    assert "The panel needs everything first. Ruth still needs to show who they are." in response.text
    application.refresh_from_db()
    assert application.status == Status.CHECKING


def test_a_step_that_does_not_follow_is_refused_in_words(client, coordinator, scheme):
    application = an_applicant(scheme)
    response = client.post(reverse("recruitment:step", args=[application.public_id, "check"]), follow=True)
    assert "This application is enquired" in response.text
    assert (
        client.post(reverse("recruitment:step", args=[application.public_id, "approve"])).status_code == 404
    )


def test_a_step_is_not_taken_by_looking(client, coordinator, scheme):
    assert (
        client.get(reverse("recruitment:step", args=[an_applicant(scheme).public_id, "apply"])).status_code
        == 405
    )


def test_an_application_costs_the_same_however_much_has_happened(client, vetter, scheme):
    application = an_applicant(scheme, status="checking")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(at("application", application))
        return len(queries)

    everything_checked(application.volunteer, scheme, on=RECENTLY, but=("training",))
    few = asked()
    for _ in range(10):
        a_check(application.volunteer, scheme, "identity", on=RECENTLY)
    assert asked() == few


# Checks


def test_each_kind_has_its_page(client, vetter, scheme):
    a_contract(scheme)
    application = an_applicant(scheme)
    for slug in (*BY_SLUG, "dbs-status"):
        assert client.get(check_at(application, slug)).status_code == 200, slug
    assert client.get(check_at(application, "swimming")).status_code == 404
    assert "Do you work for Northbridge?" in client.get(check_at(application, "independence")).text


def test_independence_has_no_page_where_it_is_not_asked(client, vetter):
    mentors = a_scheme("Mentors", preset="goal-mentoring")
    a_member(Role.VETTING_OFFICER, mentors, user=vetter)
    assert client.get(check_at(an_applicant(mentors), "independence")).status_code == 404


SENT = {
    "identity": {"documents": ["passport", "bank letter"]},
    "right-to-volunteer": {"basis": "citizen"},
    "self-declaration": {"declared": "no", "passed": "yes"},
    "interview": {"passed": "yes"},
    "reference": {
        "given_by": "Joan Bell",
        "relation": "work",
        "verified": "phone",
        "worry": "no",
        "passed": "yes",
    },
    "dbs": {
        "number": "0012 3456 7890",
        "level": "enhanced",
        "update_service": "no",
        "passed": "yes",
        **day_boxes("issued_on", RECENTLY),
    },
    "independence": dict.fromkeys(("member", "employee", "relative", "household"), "no"),
    "training": {},
    "agreement": {},
}


@pytest.mark.parametrize("slug", list(BY_SLUG))
def test_each_kind_can_be_recorded(client, vetter, scheme, slug):
    application = an_applicant(scheme)
    response = client.post(check_at(application, slug), SENT[slug] | day_boxes("done_on", today()))
    assert response.status_code == 302, response.context["form"].errors
    check = Check.objects.get()
    assert (check.kind, check.passed, check.created_by, check.on) == (
        BY_SLUG[slug].key,
        True,
        vetter,
        today(),
    )


WRONG = [
    ("identity", {"documents": ["passport"]}, "documents", "Choose at least two documents"),
    ("right-to-volunteer", {"basis": "visa"}, "until", "Enter the day the visa runs out"),
    ("right-to-volunteer", {"basis": "visa", **day_boxes("until", RECENTLY)}, "until", "This ran out on"),
    ("self-declaration", {"declared": "yes"}, "vetting_words", "Say why what they declared"),
    ("reference", {"relation": "relative"}, "relation", "A reference from family does not count"),
    ("reference", {"worry": ""}, "worry", "This field is required"),
    ("dbs", {"number": "123"}, "number", "The certificate number has 12 figures"),
    ("dbs", {"level": "enhanced with children's barred list"}, "level", "It is an offence"),
    ("dbs", day_boxes("issued_on", today() + timedelta(days=1)), "issued_on", "The day of issue must be"),
    ("dbs", {"issued_on_day": 31, "issued_on_month": 2}, "issued_on", "Date of issue must be a real date"),
    ("dbs", {"update_service": "yes"}, "result", "Choose what the Update Service answered"),
    ("independence", {"household": ""}, "household", "This field is required"),
    (
        "training",
        day_boxes("done_on", today() + timedelta(days=1)),
        "done_on",
        "must be today or in the past",
    ),
    ("agreement", {"done_on_day": 30, "done_on_month": 2}, "done_on", "must be a real date"),
]


@pytest.mark.parametrize(("slug", "wrong", "box", "words"), WRONG)
def test_a_mistake_is_named_at_its_box_and_nothing_is_lost(client, vetter, scheme, slug, wrong, box, words):
    application = an_applicant(scheme)
    typed = SENT[slug] | day_boxes("done_on", today()) | {"vetting_words": ""} | wrong
    response = client.post(check_at(application, slug), typed)
    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.errors) == [box]
    assert words in str(form.errors[box])
    assert not Check.objects.exists()
    for name, value in typed.items():
        assert form.data.getlist(name) == ([str(value)] if not isinstance(value, list) else value)


def test_a_number_of_somebody_else_is_refused_at_its_box(client, vetter, scheme):
    details = {"level": "enhanced", "issued_on": RECENTLY.isoformat()}
    a_check(
        an_applicant(scheme, "Samir").volunteer,
        scheme,
        "dbs",
        on=today(),
        number="001234567890",
        details=details,
    )
    response = client.post(check_at(an_applicant(scheme), "dbs"), SENT["dbs"] | day_boxes("done_on", today()))
    assert "already recorded for somebody else" in str(response.context["form"].errors["number"])
    assert 'value="0012 3456 7890"' in response.text


def test_a_later_look_into_the_update_service_is_recorded(client, vetter, scheme):
    application = an_applicant(scheme)
    with_consent = SENT["dbs"] | {"update_service": "yes", "result": "clear"} | day_boxes("done_on", RECENTLY)
    client.post(check_at(application, "dbs"), with_consent)
    assert "Look at the Update Service again" in client.get(check_at(application, "dbs")).text
    client.post(check_at(application, "dbs-status"), {"result": "current"} | day_boxes("done_on", today()))
    check = Check.objects.latest("pk")
    assert (check.passed, check.details) == (True, {"result": "current", "evidence": "status check"})


def test_the_warning_against_the_barred_list_stands_on_the_page(client, vetter, scheme):
    told = client.get(check_at(an_applicant(scheme), "dbs")).text
    assert "It is an offence to ask for a barred-list check that a role is not eligible for." in told


def test_a_check_recorded_by_mistake_is_taken_back(client, coordinator, scheme):
    application = an_applicant(scheme)
    check = a_check(application.volunteer, scheme, "identity", on=RECENTLY)
    assert "Only if it was recorded by mistake" in client.get(at("withdraw_check", check)).text
    assert client.post(at("withdraw_check", check)).url == at("application", application)
    check.refresh_from_db()
    assert (check.withdrawn_by, check.withdrawn_on) == (coordinator, today())
    assert "This check has already been taken back." in client.post(at("withdraw_check", check)).text


def test_sent_twice_it_is_recorded_once(client, vetter, scheme):
    application = an_applicant(scheme)
    sent = SENT["training"] | day_boxes("done_on", today()) | {"once": "7f7d0a52-5b5b-4a8e-9f0e-0d9a2f6b3c11"}
    assert client.post(check_at(application, "training"), sent).status_code == 302
    assert client.post(check_at(application, "training"), sent).status_code == 302
    assert Check.objects.count() == 1


# Decisions


def test_a_manager_approves(client, manager, scheme):
    application = an_applicant(scheme, status="ready", email="ruth@example.org")
    page = client.get(at("approve", application))
    assert page.context["form"].initial == {"age_from": 8, "age_to": 17, "places": 1}
    assert "ruth@example.org" in page.text
    response = client.post(at("approve", application), {"age_from": 9, "age_to": 14, "places": 2})
    assert response.url == at("application", application)
    approval = Approval.objects.get()
    assert (approval.age_from, approval.age_to, approval.places) == (9, 14, 2)
    assert "For ages 9 to 14, 2 children at a time" in client.get(at("application", application)).text


def test_each_gap_is_named_on_its_own_line(client, manager, scheme):
    application = an_applicant(scheme, status="checking")
    everything_checked(application.volunteer, scheme, on=RECENTLY, but=("dbs", "training"))
    response = client.post(at("approve", application), {"age_from": 9, "age_to": 14, "places": 2})
    assert list(response.context["form"].non_field_errors()) == [
        "Ruth still needs a DBS check.",
        "Ruth still needs training.",
    ]


def test_terms_out_of_range_are_refused_at_their_box(client, manager, scheme):
    application = an_applicant(scheme, status="ready")
    response = client.post(at("approve", application), {"age_from": 3, "age_to": 14, "places": 2})
    assert (
        "Northbridge visitors is for children and young people from 8 to 17."
        in response.context["form"].errors["age_from"]
    )


def test_the_recruiter_is_shown_who_can_approve_instead_of_a_form(client, manager, scheme):
    other = a_member(Role.MANAGER, scheme, first_name="Olive")
    application = an_applicant(scheme, status="ready", recruiter=manager)
    told = client.get(at("approve", application)).text
    assert "Somebody other than you must approve" in told
    assert other.name in told
    assert 'name="places"' not in told
    refused = client.post(at("approve", application), {"age_from": 9, "age_to": 14, "places": 2})
    assert refused.status_code == 200
    assert not Approval.objects.exists()


def test_declining_and_opening_again(client, manager, scheme):
    application = an_applicant(scheme)
    assert "Answer “Why?”" in client.post(at("decline", application), {"words": "No"}).text
    client.post(at("decline", application), {"reason": "motives", "words": "Private"})
    application.refresh_from_db()
    assert application.status == Status.DECLINED
    assert (
        "Nothing is asked of Ruth while the application is closed."
        in client.get(at("application", application)).text
    )
    client.post(at("reopen", application))
    application.refresh_from_db()
    assert application.status == Status.APPLIED


def test_somebody_who_does_not_go_on(client, coordinator, scheme):
    application = an_applicant(scheme)
    client.post(at("withdraw", application), {"reason": "too slow"})
    application.refresh_from_db()
    assert application.status == Status.WITHDRAWN
    assert "We took too long" in client.get(at("application", application)).text


def test_suspending_and_lifting(client, manager, scheme):
    volunteer = an_approved_volunteer("Ben", scheme, on=RECENTLY)
    assert "From this moment Ben meets no child" in client.get(at("suspend", volunteer)).text
    client.post(at("suspend", volunteer), {"reason": "concern"})
    assert is_suspended(volunteer, today())
    assert client.get(at("suspend", volunteer)).url == at("lift", volunteer)
    client.post(at("lift", volunteer))
    assert not is_suspended(volunteer, today())


# Profile and card


PROFILE = {"gender": "F", "travel_miles": 12, "places": 2, "smokes": "no", "email": "", "phone": ""}


def test_a_coordinator_puts_down_a_profile(client, coordinator, scheme):
    volunteer = an_applicant(scheme).volunteer
    sent = PROFILE | {
        "interests_sport_and_moving": ["football"],
        "interests_making": ["baking"],
        "languages_most_asked_for": ["english", "tigrinya"],
        "languages_more_languages": ["french"],
        "free_days": ["saturday", "monday"],
        "monday_parts": ["monday_evening"],
        "tuesday_parts": ["tuesday_morning"],
        "experience": ["care_experienced"],
        "pets": ["dogs"],
        "ethnicity": "BAFR",
        "faith": "christian",
        **day_boxes("born", volunteer.born),
    }
    assert client.post(at("profile", volunteer), sent).status_code == 302
    volunteer.refresh_from_db()
    assert volunteer.interests == ["football", "baking"]
    assert volunteer.languages == ["english", "tigrinya", "french"]
    assert volunteer.free_days == ["monday_evening", "saturday"]
    assert (volunteer.smokes, volunteer.pets, volunteer.experience) == (False, ["dogs"], ["care_experienced"])
    shown = client.get(at("profile", volunteer)).context["form"]
    assert shown.initial["free_days"] == ["monday", "saturday"]
    assert shown.initial["monday_parts"] == ["monday_evening"]


def test_saving_a_profile_unchanged_changes_nothing(client, coordinator, scheme):
    volunteer = an_applicant(
        scheme, languages=["english"], interests=["cars"], free_days=["sunday_morning"]
    ).volunteer
    form = client.get(at("profile", volunteer)).context["form"]
    sent = {}
    for name, value in form.initial.items():
        sent |= day_boxes(name, value) if name == "born" else {name: "" if value is None else value}
    assert client.post(at("profile", volunteer), sent).status_code == 302
    assert not Event.objects.filter(kind="profile changed").exists()


def test_a_volunteer_writes_their_own_profile_but_not_when_they_were_born(client, scheme):
    volunteer = an_approved_volunteer("Ben", scheme, on=RECENTLY)
    client.force_login(volunteer.user)
    told = client.get(reverse("recruitment:my_profile")).text
    assert "born_day" not in told
    client.post(reverse("recruitment:my_profile"), PROFILE | {"pets": ["cats"], **day_boxes("born", today())})
    before = volunteer.born
    volunteer.refresh_from_db()
    assert (volunteer.pets, volunteer.born) == (["cats"], before)


def test_a_volunteer_writes_a_card_and_a_coordinator_lets_children_see_it(client, scheme, coordinator):
    volunteer = an_approved_volunteer("Ben", scheme, on=RECENTLY)
    client.force_login(volunteer.user)
    refused = client.post(reverse("recruitment:card"), {"picture": "bike", "words": "Hi"})
    assert "Write a little more" in refused.text
    client.post(
        reverse("recruitment:card"), {"picture": "bike", "words": "I mend bikes and bake a decent cake."}
    )
    card = Card.objects.get()
    assert "Your coordinator reads it before a child sees it." in client.get(reverse("recruitment:card")).text
    client.force_login(coordinator)
    page = client.get(at("approve_card", card)).text
    assert "I mend bikes and bake a decent cake." in page
    assert "Ashworth" not in page.split("kith-person")[1].split("</div>")[0]
    client.post(at("approve_card", card))
    card.refresh_from_db()
    assert (card.approved_by, card.approved_on) == (coordinator, today())
    assert "This card has already been approved." in client.post(at("approve_card", card)).text


def test_a_new_card_says_that_children_still_see_the_one_before(client, scheme):
    volunteer = an_approved_volunteer("Ben", scheme, on=RECENTLY)
    a_card(volunteer, "Old words that a child sees now.")
    a_card(volunteer, "New words that wait to be read.", approved=False)
    client.force_login(volunteer.user)
    assert "Until then children see the one before." in client.get(reverse("recruitment:card")).text


def test_my_checks_say_what_is_in_place_and_what_is_not(client, scheme):
    volunteer = an_approved_volunteer("Ben", scheme, on=RECENTLY)
    client.force_login(volunteer.user)
    told = client.get(reverse("recruitment:my_checks")).text
    assert "You are approved." in told
    assert "Write my card" in told
    assert "In place" in told


def test_my_checks_for_somebody_whom_no_scheme_has_taken_in(client, scheme):
    user = a_member(Role.VOLUNTEER, scheme)
    client.force_login(user)
    assert client.get(reverse("recruitment:my_checks")).status_code == 404
    Volunteer.objects.create(first_name="New", last_name="Person", user=user)
    assert "Nothing here yet" in client.get(reverse("recruitment:my_checks")).text


# The public page


def test_the_public_page_says_what_it_asks_and_gives(client, scheme):
    told = client.get(at("enquire", scheme)).text
    for words in (
        "You are 18 or over.",
        "A DBS check (enhanced).",
        "every week to every month",
        "£25 a month",
        "every 6 weeks",
    ):
        assert words in told, words
    mentors = client.get(at("enquire", a_scheme("Mentors", preset="goal-mentoring"))).text
    assert "every week, for 12 months" in mentors
    assert "works for the council" not in mentors


def test_a_minute_is_enough_to_enquire(client, scheme):
    sent = {
        "first_name": "Ruth",
        "last_name": "Ade",
        "email": "RUTH@example.org",
        "heard": "poster",
        "why": "I have time",
    }
    response = client.post(at("enquire", scheme), sent)
    assert response.url == at("thanks", scheme)
    assert "We have what you sent" in client.get(response.url).text
    application = Application.objects.get()
    assert (application.status, application.heard, application.why) == (
        Status.ENQUIRED,
        "poster",
        "I have time",
    )
    assert (application.recruiter, application.created_by) == (None, None)
    assert application.volunteer.email == "ruth@example.org"


def test_the_public_page_keeps_what_was_typed(client, scheme):
    told = client.post(
        at("enquire", scheme), {"first_name": "Ruth", "email": "nonsense", "why": "I have time"}
    ).text
    assert "There is a problem" in told
    assert 'value="Ruth"' in told
    assert "I have time" in told
    assert not Application.objects.exists()


def test_nobody_learns_from_the_public_page_who_has_applied(client, scheme):
    sent = {"first_name": "Ruth", "last_name": "Ade", "email": "ruth@example.org"}
    first, second = client.post(at("enquire", scheme), sent), client.post(at("enquire", scheme), sent)
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Application.objects.count() == 1


def test_one_machine_cannot_flood_a_scheme(client, scheme):
    for number in range(40):
        sent = {
            "first_name": "Ruth",
            "last_name": "Ade",
            "email": f"ruth{number}@example.org",
            "why": "I have time",
        }
        last = client.post(at("enquire", scheme), sent)
    assert last.status_code == 429
    assert "Too many people have written from here" in last.text
    assert "I have time" in last.text
    assert Application.objects.count() == 30


def test_a_closed_scheme_has_no_public_page(client):
    closed = a_scheme(closed_on=today())
    assert client.get(at("enquire", closed)).status_code == 404
    assert client.get(at("thanks", closed)).status_code == 404
