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
    "check lapsing": Letter(
        "Something of yours runs out soon", f"One of your papers runs out soon. {SIGN_IN}"
    ),
    "concern raised": Letter("Please sign in now", f"Something needs you today. {SIGN_IN}"),
    "child asked": Letter("Somebody has asked for something", f"Somebody has asked for something. {SIGN_IN}"),
}
