"""Every letter Kith sends, in full. None names a child, a scheme or care: a phone may be read over a shoulder.

`{link}` is an address within Kith, `{reference}` a reference the reader already has.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """A subject and a body. Both may use {link} and {reference}, nothing else."""

    subject: str
    body: str


SIGN_IN = "Sign in to read it: {link}"
FOOT = "\n\nKith sends no details by e-mail. Please do not reply to this message."

LETTERS: dict[str, Letter] = {
    "welcome": Letter(
        "Your Kith account",
        "An account has been made for you. Choose a password here, then sign in: {link}",
    ),
    "something new": Letter("There is something new for you", f"There is something new for you. {SIGN_IN}"),
    "meeting changed": Letter(
        "A time has changed", f"A time you had planned has changed, or a new one was added. {SIGN_IN}"
    ),
    "meeting soon": Letter(
        "A reminder for tomorrow",
        "You have something planned for tomorrow. When and where, and how to stop these reminders: {link}",
    ),
    "referral received": Letter(
        "We have your request, {reference}",
        "Thank you. We have your request. Its reference is {reference}. "
        "You can see what becomes of it here, with the reference and your e-mail address: {link}",
    ),
    "referral answered": Letter(
        "An answer to your request, {reference}",
        "There is an answer to your request {reference}. You can read it here: {link}",
    ),
    "question for referrer": Letter(
        "A question about your request, {reference}",
        "We need to know something more before we can answer request {reference}. "
        "You can read the question and answer it here: {link}",
    ),
    "proposal for volunteer": Letter(
        "Somebody might be glad of your company", f"There is something for you to think about. {SIGN_IN}"
    ),
    "invitation": Letter(
        "You are invited", f"There is an invitation. Would you say whether it suits you? {SIGN_IN}"
    ),
    "invitation changed": Letter(
        "A change to an invitation", f"Something has changed about an invitation. {SIGN_IN}"
    ),
    "invitation called off": Letter(
        "Something is called off",
        f"Something you were invited to will not take place. You need do nothing. {SIGN_IN}",
    ),
    "check lapsing": Letter(
        "Something of yours runs out soon", f"One of your papers or trainings runs out soon. {SIGN_IN}"
    ),
    "training soon": Letter(
        "A date you signed up for is near",
        "The training you signed up for is near. When and where, and how to give your place back: {link}",
    ),
    "training changed": Letter(
        "A date you signed up for has changed",
        "The training you signed up for has changed. Please look when and where it is now: {link}",
    ),
    "training called off": Letter(
        "A date you signed up for will not take place",
        "The training you signed up for will not take place. You need do nothing. What comes instead: {link}",
    ),
    "training place": Letter(
        "There is a place for you", "You have a place in a training. When and where: {link}"
    ),
    "training place ended": Letter(
        "A change to what you signed up for",
        "You are no longer signed up for a training. If that is not what you wanted, ask your coordinator: {link}",
    ),
    "training offered": Letter(
        "A training you might come to", f"A training is planned that you have not done yet. {SIGN_IN}"
    ),
    "code for applicant": Letter(
        "Your code: {reference}",
        "Your code is {reference}. It holds for half an hour, and opens the form you asked for: {link}\n\n"
        "If you did not ask for a code, somebody has typed your address by mistake, and nothing is opened.",
    ),
    "form for applicant": Letter(
        "Your application form",
        "Thank you for your interest. You can fill in the form a bit at a time, on a phone too. "
        "It asks for your e-mail address and sends you a code: {link}",
    ),
    "letter for applicant": Letter(
        "A letter for you", "There is a letter for you. You can read it here: {link}"
    ),
    "papers lapsing": Letter(
        "Papers run out soon", f"Papers of somebody you look after run out soon, or have run out. {SIGN_IN}"
    ),
    "how it goes": Letter(
        "How is it going?",
        "Would you say how it is going? There are two short questions, and you may say that you would rather not: {link}",
    ),
    "form asked": Letter(
        "A few questions",
        "Would you fill in a short form? It takes a few minutes and needs no account. You may also say that you would "
        "rather not, and nobody minds. The link opens it once: {link}",
    ),
    "form asked again": Letter(
        "A few questions, if you like",
        "We asked whether you would fill in a short form, and have not heard from you. You may answer, or say that you "
        "would rather not. We do not write about it again: {link}",
    ),
    "the week": Letter("Your week", f"What this week asks of you is in Kith. {SIGN_IN}"),
    "concern raised": Letter("Please sign in now", f"Something needs you today. {SIGN_IN}"),
    "concern not read": Letter(
        "Please sign in now", f"Something needs you today, and nobody has read it yet. {SIGN_IN}"
    ),
    "concern waits for a lead": Letter(
        "Please reach somebody now",
        f"Something needs a colleague of yours today, and they have not read it. Whom to ring: {SIGN_IN}",
    ),
    "role to end": Letter(
        "Please sign in now",
        "A colleague asks you to end somebody’s role today. Please do it before you speak of it with anybody. "
        "Whose it is: {link}",
    ),
    "nothing heard": Letter(
        "Please sign in now", f"Somebody should have been heard from and has not been. {SIGN_IN}"
    ),
    "file opened": Letter(
        "Please sign in today", f"Something was read in an emergency and asks for your review. {SIGN_IN}"
    ),
    "file was opened": Letter(
        "Something was read in an emergency",
        "Something about somebody you work with was read in an emergency by a colleague who does not read it "
        "otherwise. It is being reviewed. You can ask whoever runs the scheme about it, or sign in: {link}",
    ),
    "child asked": Letter("Somebody has asked for something", f"Somebody has asked for something. {SIGN_IN}"),
    "reference asked": Letter(
        "Would you say a word for somebody?",
        "Somebody has named you as a person who knows them well, and has agreed that we write to you. "
        "Would you answer five questions about them? It takes ten minutes and needs no account. "
        "You see who it is when you open this: {link} If you would rather not, you can say so there.",
    ),
    "reference asked again": Letter(
        "Would you still say a word for somebody?",
        "We wrote to you about somebody who has named you as a person who knows them well, and have not heard from you. "
        "There are five questions. You can answer, or say that you would rather not, here: {link}",
    ),
    "answer to read today": Letter(
        "Please sign in today", f"Something has come that needs you today. {SIGN_IN}"
    ),
}
