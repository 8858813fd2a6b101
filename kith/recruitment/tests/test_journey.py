"""A woman sees a poster, and is approved by somebody other than her recruiter: the whole road in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.recruitment.models import Application
from kith.recruitment.tests.factories import everything_checked, trained_to_interview
from kith.schemes.tests.factories import a_contract, a_scheme
from tests.browser import check_page

pytestmark = pytest.mark.django_db(transaction=True)


def fill_day(page: Page, question: str, day) -> None:
    group = page.get_by_role("group", name=question)
    for part in ("Day", "Month", "Year"):
        group.get_by_label(part).fill(str(getattr(day, part.lower())))


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def press(page: Page, words: str) -> None:
    main = page.get_by_role("main")
    button, link = (main.get_by_role(role, name=words, exact=True) for role in ("button", "link"))
    with page.expect_navigation(wait_until="load"):
        button.or_(link).first.click()


def follow(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("link", name=words, exact=True).first.click()


def test_somebody_enquires_is_checked_and_approved(page: Page, sign_in):
    scheme = a_scheme()
    a_contract(scheme)
    rina = a_member(Role.COORDINATOR, scheme, first_name="Rina")
    vera = a_member(Role.VETTING_OFFICER, scheme, first_name="Vera")
    mona = a_member(Role.MANAGER, scheme, first_name="Mona")
    trained_to_interview(rina, vera, scheme=scheme, on=today())

    # Ruth, at home
    page.goto(f"/volunteers/join/{scheme.public_id}/")
    check_page(page)
    page.get_by_label("First name").fill("Ruth")
    page.get_by_label("Last name").fill("Ade")
    press(page, "Send")
    expect(page.get_by_role("alert")).to_contain_text("Enter e-mail address")
    check_page(page)
    page.get_by_label("E-mail address").fill("ruth@example.org")
    page.get_by_label("How did you hear about us?").select_option("Poster or leaflet")
    page.get_by_label("Why would you like to do this?").fill("I have time, and I listen.")
    press(page, "Send")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    check_page(page)

    # Rina takes her enquiry up, and meets her
    sign_in(rina)
    page.goto("/volunteers/")
    check_page(page)
    follow(page, "Ruth Ade")
    expect(page.get_by_text("I have time, and I listen.")).to_be_visible()
    check_page(page)
    press(page, "It is back")
    press(page, "Plan an interview by two people")
    page.get_by_label("Who talks with them?").select_option("Rina Okafor")
    page.get_by_label("And who else?").select_option("Vera Okafor")
    fill_day(page, "Which day?", today())
    check_page(page)
    press(page, "Plan it")
    application = Application.objects.get()
    for each in (vera, rina):
        sign_in(each)
        page.goto(f"/volunteers/applications/{application.public_id}/")
        press(page, "Write it down")
        choose(page, "Would you go on with them?", "Yes, go on")
        check_page(page)
        press(page, "Write it down")
    page.goto(f"/volunteers/applications/{application.public_id}/")
    press(page, "Begin the checks")
    follow(page, "Change the profile")
    choose(page, "Sport and moving", "Football")
    page.get_by_text("Background, and what somebody has lived through").click()
    fill_day(page, "Date of birth", today().replace(year=today().year - 40, day=1))
    check_page(page)
    press(page, "Save")

    # Vera vets: a mistake first, then the certificate
    sign_in(vera)
    everything_checked(application.volunteer, scheme, on=today(), but=("dbs", "interview"))
    page.goto(f"/volunteers/applications/{application.public_id}/")
    press(page, "Record it")
    expect(page.get_by_text("It is an offence to ask for a barred-list check")).to_be_visible()
    page.get_by_label("Certificate number").fill("0012 3456 7890")
    choose(page, "Level", "Enhanced with children’s barred list")
    fill_day(page, "Date of issue", today() - timedelta(days=30))
    choose(page, "Is it on the Update Service, and may we look?", "No")
    choose(page, "Does the certificate show anything?", "No")
    press(page, "Record it")
    expect(page.get_by_role("alert")).to_contain_text("It is an offence")
    expect(page.get_by_label("Certificate number")).to_have_value("0012 3456 7890")
    check_page(page)
    choose(page, "Level", "Enhanced")
    press(page, "Record it")
    follow(page, "Read the vetting file")
    expect(page.get_by_text("001234567890")).to_be_visible()
    check_page(page)

    # Rina puts her to the panel, and cannot decide
    sign_in(rina)
    page.goto(f"/volunteers/applications/{application.public_id}/")
    expect(page.get_by_text("001234567890")).to_have_count(0)
    press(page, "Put to the panel")
    expect(page.get_by_text("Two people decide, and never the recruiter.")).to_be_visible()

    # Mona writes the decision down, Vera agrees, and the letter goes
    sign_in(mona)
    page.goto(f"/volunteers/applications/{application.public_id}/")
    press(page, "Choose a panel")
    press(page, "Put on the agenda")
    press(page, "Write down the decision")
    choose(page, "What did the panel decide?", "Approve")
    check_page(page)
    press(page, "Write it down")
    decision = page.url
    sign_in(vera)
    page.goto(decision)
    check_page(page)
    press(page, "I agree")
    sign_in(mona)
    page.goto(decision)
    press(page, "Send the letter")
    check_page(page)
    press(page, "Send the letter")
    expect(page.get_by_text("Ruth: approved.")).to_be_visible()
    check_page(page)

    # Ruth signs in and writes her card
    sign_in(User.objects.get(email="ruth@example.org"))
    page.goto("/volunteers/mine/")
    expect(page.get_by_text("You are approved.")).to_be_visible()
    check_page(page)
    press(page, "Write my card")
    choose(page, "Choose a picture", "A bike")
    page.get_by_label("Say who you are").fill("I mend bikes, and I bake a decent lemon cake.")
    press(page, "Save my card")
    expect(page.get_by_role("heading", name="How a child sees it")).to_be_visible()
    check_page(page)
    page.goto("/volunteers/mine/profile/")
    check_page(page)

    # Rina reads it as a child would
    sign_in(rina)
    page.goto(f"/volunteers/applications/{application.public_id}/")
    press(page, "Read the card")
    check_page(page)
    press(page, "Let children see it")
    expect(page.get_by_text("Children can now see Ruth’s card.")).to_be_visible()
