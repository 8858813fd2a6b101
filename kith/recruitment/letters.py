"""What applicants and volunteers are written, before somebody makes it their own: the usual words, or a scheme's own.

None says why, and none could be used to guess. Words are filled in at fixed places and nowhere else: what a scheme types
is never read as anything but text.
"""

import re
from collections.abc import Mapping

from kith.recruitment.models import Application, Leaving, Letter, LetterWords
from kith.recruitment.states import Status
from kith.schemes.models import Scheme

Kind = Letter.Kind
PLACES = {
    "first_name": "their first name",
    "scheme": "the name of the scheme",
    "provider": "the name of your organisation",
    "sender": "the name of whoever writes",
    "until": "the last day for an answer",
}
PLACE = re.compile(r"\{([^{}\n]*)\}")
GOODBYE = "With our good wishes,\n{sender}\n{provider}"

USUAL = {
    Kind.INVITATION: (
        "Dear {first_name},\n\n"
        "Thank you for your application. We have read it and would like to meet you.\n\n"
        "Two of us would talk with you for about an hour: about what you have done so far, why you would like to do "
        "this, and what a young person might need from you. There is nothing to prepare. Bring your questions.\n\n"
        "Please tell us two or three times that would suit you, and whether you would rather come to us or talk by "
        "video.\n\n{sender}\n{scheme}"
    ),
    Kind.DECLINED: (
        "Dear {first_name},\n\n"
        "Thank you for offering your time, and for being so open with us. We have thought about it carefully and will "
        "not go further with your application to {scheme}.\n\n"
        "We know that this is disappointing. It does not say that you have nothing to give. If you would like to talk "
        "about it, please ring us.\n\n"
        "We keep your application for a while, as the law allows, and then erase it.\n\n" + GOODBYE
    ),
    Kind.WITHDRAWN: (
        "Dear {first_name},\n\n"
        "Thank you for telling us that you will not go on for now, and thank you for the time you have given.\n\n"
        "If things change, write to us. We can take up your application where you left it for a while; after that we "
        "erase it.\n\n" + GOODBYE
    ),
    Kind.REMINDER: (
        "Dear {first_name},\n\n"
        "We have not heard from you for some time, and that is all right: life is full. Would you still like to go on "
        "with your application to {scheme}?\n\n"
        "If you would, tell us or go on with the form by {until}. If we hear nothing until then, we close the "
        "application. You can ask us to open it again.\n\n{sender}\n{provider}"
    ),
    Kind.LAPSED: (
        "Dear {first_name},\n\n"
        "As we have not heard from you, we have closed your application to {scheme}. Nothing more is asked of you.\n\n"
        "If you would like to take it up again, write to us: for a while we can open it where you left it. After that "
        "we erase it.\n\n" + GOODBYE
    ),
    Kind.APPROVED: (
        "Dear {first_name},\n\n"
        "We are glad to tell you: you are approved. Thank you for your patience along the way.\n\n"
        "What comes next: you write a few lines about yourself, a young person may choose you, and you meet when both "
        "of you want to. It may take a while until somebody chooses. We stay in touch.\n\n{sender}\n{scheme}"
    ),
    Kind.LEFT: (
        "Dear {first_name},\n\n"
        "Your time with {scheme} has come to an end, and we would like to thank you for it: for every hour, and for "
        "turning up on the days when it was not easy.\n\n"
        "If you miss it one day, or know somebody who would be good at it, you know where we are.\n\n"
        + GOODBYE
    ),
    Kind.ENDED: (
        "Dear {first_name},\n\n"
        "We have decided that your time as a volunteer with {scheme} ends now. Thank you for what you have given.\n\n"
        "Somebody whom you know from us will ring you. If you would like to talk about it, or think that we are wrong, "
        "please ring us: you may ask for it to be looked at again by somebody else.\n\n" + GOODBYE
    ),
}
FOR_STATUS = {
    Status.APPLIED: Kind.INVITATION,
    Status.DECLINED: Kind.DECLINED,
    Status.WITHDRAWN: Kind.WITHDRAWN,
    Status.LAPSED: Kind.LAPSED,
    Status.APPROVED: Kind.APPROVED,
}
TELLS_AN_OUTCOME = (Kind.DECLINED, Kind.WITHDRAWN, Kind.LAPSED, Kind.APPROVED, Kind.LEFT, Kind.ENDED)
KNOWS_A_LAST_DAY = (Kind.REMINDER,)


def places_in(kind: str) -> list[str]:
    """What may be filled in in a letter of this kind."""
    return [place for place in PLACES if place != "until" or kind in KNOWS_A_LAST_DAY]


def words_of(kind: str, scheme: Scheme) -> str:
    """The words that such a letter of the scheme begins with, places and all."""
    own = LetterWords.objects.filter(scheme=scheme, kind=kind).order_by("-version").first()
    return own.words if own and own.words else USUAL[Kind(kind)]


def fill_in(words: str, told: Mapping[str, str]) -> str:
    """Each place filled once; what is put there is not looked at again."""
    return PLACE.sub(lambda place: told.get(place[1], place[0]), words)


def draft(kind: str, application: Application, *, sender: str, until: str = "") -> str:
    """The words to begin with."""
    scheme = application.scheme
    told = {
        "first_name": application.volunteer.first_name,
        "scheme": scheme.name,
        "provider": scheme.provider.name,
        "sender": sender,
        "until": until,
    }
    return fill_in(words_of(kind, scheme), told)


def letter_to_write(application: Application, written: list[Letter]) -> str:
    """The letter this application still waits for at its step; empty when it was written, or none is due."""
    if application.volunteer.died_on:
        return ""
    kind, since = FOR_STATUS.get(Status(application.status)), application.at_step_since
    if kind == Kind.APPROVED and (leaving := leaving_of(application)):
        kind, since = Kind.ENDED if leaving.why == Leaving.Why.ENDED_BY_US else Kind.LEFT, leaving.on
    if kind is None:
        return ""
    told = any(letter.kind == kind and letter.on >= since for letter in written)
    return "" if told else kind


def leaving_of(application: Application) -> Leaving | None:
    """How an approved volunteer left the scheme, unless a later application of theirs has begun it anew."""
    rows = Leaving.objects.filter(approval__application=application).order_by("-on", "-pk")
    found: Leaving | None = rows.defer("vetting_words", "said").first()
    return found
