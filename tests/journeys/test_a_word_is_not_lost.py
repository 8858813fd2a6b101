"""What is typed about a meeting is there again: after a reload, in another tab, after a time without a signal."""

import re
from datetime import date, time

from django.urls import reverse
from playwright.sync_api import expect

from kith.meetings.models import Draft, Meeting
from kith.meetings.tests.factories import a_meeting
from tests.browser import Witness
from tests.journeys.at_home import Volunteer
from tests.journeys.people import Cast

NOTE = "Anything your coordinator should know?"
WORDS = "He taught me to lose at pool."


def ruth_after_a_meeting(cast: Cast) -> tuple[Volunteer, Meeting]:
    match = cast.two_together("Tariq", "Ruth")
    meeting = a_meeting(match, date(2026, 11, 28))
    cast.clock.moves_to(date(2026, 11, 28), time(18))
    ruth = cast.ruth
    ruth.opens_the_desk()
    return ruth, meeting


def reads_her_note(ruth: Volunteer) -> None:
    expect(ruth.page.get_by_label(NOTE)).to_have_value(WORDS)
    expect(ruth.page.get_by_role("radio", name=re.compile("^We met"))).to_be_checked()
    expect(ruth.page.get_by_role("checkbox", name="Sport")).to_be_checked()


def test_a_reload_in_the_middle_of_a_word_loses_nothing(cast: Cast):
    ruth, _ = ruth_after_a_meeting(cast)
    ruth.chooses("How did", "We met").ticks("Sport", "Food").unticks("Food").writes(NOTE, WORDS)
    ruth.page.reload()
    reads_her_note(ruth)
    expect(ruth.page.get_by_role("checkbox", name="Food")).not_to_be_checked()


def test_a_page_that_was_closed_is_found_again_in_another(cast: Cast):
    ruth, meeting = ruth_after_a_meeting(cast)
    with ruth.page.expect_response(lambda answer: answer.url.endswith("/draft") and answer.status == 204):
        ruth.chooses("How did", "We met").ticks("Sport").writes(NOTE, WORDS)
    there = ruth.page.context.new_page()
    ruth.page.close()
    ruth.page = there
    ruth.goes_to(reverse("meetings:record", args=[meeting.public_id]))
    reads_her_note(ruth)
    ruth.presses("Save").sees("Thank you, that is kept.")
    assert not Draft.objects.exists()
    assert meeting.notes.get().words == WORDS


def test_a_word_typed_without_a_signal_waits_for_one(cast: Cast):
    ruth, meeting = ruth_after_a_meeting(cast)
    heard = Witness.of(ruth.page.context)
    ruth.page.context.set_offline(True)
    ruth.chooses("How did", "We met").ticks("Sport").writes(NOTE, WORDS)
    ruth.page.wait_for_timeout(2_000)  # it has tried, and not arrived
    assert not Draft.objects.exists()
    with ruth.page.expect_response(lambda answer: answer.url.endswith("/draft") and answer.status == 204):
        ruth.page.context.set_offline(False)
    assert all("ERR_INTERNET_DISCONNECTED" in said for said in heard.take_complaints())
    assert Draft.objects.get().meeting == meeting
    ruth.page.reload()
    reads_her_note(ruth)


def test_without_a_script_a_refused_form_and_finishing_later_keep_every_word(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    a_meeting(match, date(2026, 11, 28))
    cast.clock.moves_to(date(2026, 11, 28), time(18))
    ruth = cast.without_a_script("ruth")
    ruth.opens_the_desk().ticks("Sport").writes(NOTE, WORDS).presses("Save").is_told("Say whether you met")
    expect(ruth.page.get_by_label(NOTE)).to_have_value(WORDS)
    ruth.chooses("How did", "We met").presses("Keep it and finish later").is_told("Kept for later")
    ruth.opens_the_desk()
    reads_her_note(ruth)
