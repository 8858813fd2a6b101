"""A parent asks for somebody without an account, is asked something back, answers, and is told no in kind words."""

from tests.journeys.people import Cast


def test_a_parent_without_an_account_asks_is_asked_back_and_answered(cast: Cast):
    joan = cast.stranger(on_a_phone=True)
    joan.goes_to("/referrals/refer/").follows("Start now").presses("Continue").is_told("Choose who you are")
    reference = joan.asks_for_leah()
    assert reference in cast.letters_to("joan@example.org")[0]

    amara = cast.amara
    amara.opens_the_desk().sees("Leah’s referral waits for an answer").follows("Read it")
    amara.sees("Somebody to go riding with.", "She has moved three times.", "Said yes")
    amara.follows("Ask for more").writes("What do you need to know?", "Does she live within ten miles of us?")
    amara.presses("Ask").sees("Your question has been asked.")

    asked = cast.letters_to("joan@example.org")[-1]
    assert reference in asked
    assert "Leah" not in asked
    joan.goes_to(cast.link_in(asked))
    joan.writes("Your reference", reference.lower()).writes(
        "The e-mail address or phone number you gave", "joan@example.org"
    )
    joan.presses("Show it").sees("Does she live within ten miles of us?")
    joan.does_not_see("Leah", "She has moved three times.")
    joan.writes("Your answer", "No, she has moved to Scotland.").presses("Send the answer")
    joan.sees("Thank you. Your answer has been sent.")

    amara.opens_the_desk().follows("Read it").sees("No, she has moved to Scotland.")
    amara.follows("Decline").chooses("Why?", "Outside the area of the scheme")
    amara.presses("Decline").is_told("Write a sentence for the referrer")
    amara.writes(
        "What should the referrer know?", "The council there has a scheme of its own: ask for befrienders."
    )
    amara.presses("Decline").sees("The referral has been declined, and the referrer has been told.")
    amara.opens_the_desk().does_not_see("Leah")

    assert reference in cast.letters_to("joan@example.org")[-1]
    joan.goes_to(joan.page.url).sees("The council there has a scheme of its own")
