"""Somebody who was asked for a reference knows something. It reaches one person, today, and nobody else."""

from datetime import timedelta

from tests.journeys.people import Cast
from tests.journeys.vetting import Recruiter, Referee, an_applicant_of

WORRY = "He shouted at a child in the yard and blamed her for it."


def letters(cast: Cast) -> list[str]:
    """What Maud has had: written by one round of the worker, sent by the next."""
    cast.letters_to("maud@example.org")
    return cast.letters_to("maud@example.org")


def test_a_worrying_answer_goes_to_the_vetting_officer_and_to_nobody_else(cast: Cast):
    cast.trades["amara"] = Recruiter
    file = an_applicant_of(cast, "Gareth")
    amara, vera, sam = cast.amara, cast.vera, cast.sam

    amara.asks_for_a_reference(file, "Maud Price", "maud@example.org", "They are family")
    amara.sees("A reference from family does not count.")
    amara.chooses("How do they know each other?", "From work").presses("Send the letter")
    amara.sees("Maud Price").sees("Written to today")

    maud = Referee(cast, on_a_phone=True)
    maud.opens_the_letter("maud@example.org").sees("A word for Gareth Ashworth").sees("you need no account")
    maud.answers("Gareth", worry=WORRY).sees(WORRY).presses("Send").sees("Thank you")

    letter = cast.letters_to("vera@example.org")[-1]
    assert "Please sign in today" in letter
    assert "Gareth" not in letter
    assert WORRY not in letter
    for colleague in ("amara", "sam", "grace"):
        assert not any("today" in told for told in cast.letters_to(f"{colleague}@example.org"))

    vera.opens_the_desk().sees("A reference for Gareth worries").follows("Read it now")
    vera.sees("This answer worries.").sees(WORRY)
    address = vera.page.url
    for colleague in (amara, sam, cast.grace):
        colleague.opens_the_desk().does_not_see("worries").does_not_see(WORRY)
        colleague.finds_nothing_at(address)
    amara.goes_to(f"/volunteers/applications/{file.public_id}/references/").sees("Answered")
    amara.does_not_see("worries")

    vera.chooses("How do you know that it is really from them?", "I rang them")
    vera.writes("Note of the call", "Rang Maud at the school on 24 November. She stands by it.")
    vera.chooses("Does the reference speak for Gareth?", "No").presses("Record it")
    amara.goes_to(f"/volunteers/applications/{file.public_id}/").sees("Stands in the way")
    amara.does_not_see(WORRY).does_not_see("Maud")


def test_somebody_silent_is_asked_again_and_a_link_taken_back_opens_nothing(cast: Cast):
    cast.trades["amara"] = Recruiter
    file = an_applicant_of(cast, "Gareth")
    amara = cast.amara
    amara.asks_for_a_reference(file, "Maud Price", "maud@example.org", "From work")
    first = letters(cast)
    assert len(first) == 1
    for week in range(3):
        cast.clock.passes(timedelta(days=7))
        assert len(letters(cast)) == week + 2
    cast.clock.passes(timedelta(days=8))
    letters(cast)
    maud = Referee(cast)
    maud.visits(cast.link_in(first[0])).sees("This link is not open any more").does_not_see("Gareth")

    amara.goes_to(f"/volunteers/applications/{file.public_id}/references/").sees("No answer")
    amara.presses("Ask again").sees("A new letter is on its way.")
    maud.opens_the_letter("maud@example.org").sees("A word for Gareth Ashworth")
    amara.goes_to(f"/volunteers/applications/{file.public_id}/references/").follows("Take this back")
    amara.presses("Take it back").sees("The link opens nothing any more.")
    maud.opens_the_letter("maud@example.org").sees("This link is not open any more")
