"""A volunteer’s profile, card and papers, by themself and by staff."""

from typing import cast

import pytest
from django.forms import ChoiceField
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import today
from kith.people.models import Card, Volunteer
from kith.people.tests.factories import a_card
from kith.recruitment.actions.reviews import record_leaving
from kith.recruitment.applying.sections import SECTIONS
from kith.recruitment.profile_forms import DAY_FIELDS, INTEREST_FIELDS, LANGUAGE_FIELDS, ProfileForm
from kith.recruitment.tests.factories import an_application, an_approved_volunteer, approved_by_two
from kith.recruitment.tests.pages import RECENTLY, an_applicant, at, day_boxes
from kith.science.vocabulary import ATTRIBUTES, BACKGROUNDS

pytestmark = pytest.mark.django_db


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
        "has_pets": "yes",
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
    client.post(
        reverse("recruitment:my_profile"),
        PROFILE | {"has_pets": "yes", "pets": ["cats"], **day_boxes("born", today())},
    )
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


def test_a_volunteer_reads_on_what_terms_they_are_approved_and_that_it_is_over(client, scheme, coordinator):
    application = an_application("Ben", scheme, on=RECENTLY, status="ready", recruiter=coordinator)
    approval = approved_by_two(
        application, on=RECENTLY, age_from=11, age_to=15, places=2, conditions="Not in the evening"
    )
    client.force_login(approval.volunteer.user)
    told = client.get(reverse("recruitment:my_checks")).text
    for words in ("Young people from 11 to 15.", "Up to 2 young people at a time.", "Not in the evening"):
        assert words in told
    record_leaving(approval=approval, last_day=today(), why="moved", talk="held", by=coordinator, on=today())
    told = client.get(reverse("recruitment:my_checks")).text
    assert "has come to an end. Thank you." in told
    assert "Not in the evening" not in told


WISHES = {
    "gender": ("gender",),
    "ethnicity": ("ethnicity",),
    "faith": ("faith",),
    "language": tuple(LANGUAGE_FIELDS),
    "interest": tuple(INTEREST_FIELDS),
    "experience": ("experience",),
    "pets": ("has_pets", "pets"),
    "smoking": ("smokes",),
    "time": ("free_days", *DAY_FIELDS.values()),
    "age": ("born",),
}
SEVERAL_WORDS = {"gender": {"female": "F", "male": "M", "nonbinary": "X"}, "smoking": {"smokes": "yes"}}


def offered(forms, names):
    return {
        str(key)
        for form in forms
        for name in names
        if name in form.fields
        for key, _ in getattr(form.fields[name], "choices", [])
    }


@pytest.mark.parametrize("who", ["volunteer", "applicant"])
def test_everything_a_child_may_wish_for_is_asked_and_need_not_be_said(scheme, who):
    application = an_application("Ben", scheme, on=RECENTLY)
    given = {"scheme": scheme, "volunteer": application.volunteer}
    forms = (
        [ProfileForm(volunteer=application.volunteer)]
        if who == "volunteer"
        else [section.form(**given) for section in SECTIONS]
    )
    assert set(WISHES) == set(ATTRIBUTES), "what can be wished has changed: ask for it"
    for attribute, names in WISHES.items():
        found = [form for form in forms for name in names if name in form.fields]
        assert found, f"nobody is asked about {attribute}"
        if attribute in ("age", "ethnicity"):
            continue  # a date of birth; every background, of which the broad ones follow
        wanted = {SEVERAL_WORDS.get(attribute, {}).get(key, key) for key in ATTRIBUTES[attribute].terms}
        assert wanted <= offered(forms, names), attribute
    assert set(BACKGROUNDS) <= offered(forms, ("ethnicity",))
    for form in forms:
        for name in ("ethnicity", "faith", "has_pets", "smokes", "gender"):
            if name in form.fields:
                assert "Rather not say" in dict(cast(ChoiceField, form.fields[name]).choices).values(), name


def test_no_pets_is_an_answer_and_not_to_say_is_another(client, coordinator, scheme):
    volunteer = an_applicant(scheme).volunteer
    page = at("profile", volunteer)
    client.post(page, PROFILE | {"has_pets": "no"})
    volunteer.refresh_from_db()
    assert volunteer.pets == ["none"]
    told = client.post(page, PROFILE | {"has_pets": "yes"})
    assert "Tick which pets there are" in told.text
    client.post(page, PROFILE | {"has_pets": "", "smokes": ""})
    volunteer.refresh_from_db()
    assert (volunteer.pets, volunteer.smokes) == ([], None)
