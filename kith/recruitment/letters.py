"""What applicants are written, before somebody makes it their own. None says why, and none could be used to guess."""

from dataclasses import dataclass

from kith.recruitment.models import Application, Letter
from kith.recruitment.states import Status

Kind = Letter.Kind


@dataclass(frozen=True)
class Draft:
    """The words of a letter. They may use {first_name}, {scheme}, {provider}, {sender} and {until}."""

    words: str


DRAFTS = {
    Kind.INVITATION: Draft(
        "Dear {first_name},\n\n"
        "Thank you for your application. We have read it and would like to meet you.\n\n"
        "Two of us would talk with you for about an hour: about what you have done so far, why you would like to do "
        "this, and what a young person might need from you. There is nothing to prepare. Bring your questions.\n\n"
        "Please tell us two or three times that would suit you, and whether you would rather come to us or talk by "
        "video.\n\n{sender}\n{scheme}"
    ),
    Kind.DECLINED: Draft(
        "Dear {first_name},\n\n"
        "Thank you for offering your time, and for being so open with us. We have thought about it carefully and will "
        "not go further with your application to {scheme}.\n\n"
        "We know that this is disappointing. It does not say that you have nothing to give. If you would like to talk "
        "about it, please ring us.\n\n"
        "We keep your application for a while, as the law allows, and then erase it.\n\n"
        "With our good wishes,\n{sender}\n{provider}"
    ),
    Kind.WITHDRAWN: Draft(
        "Dear {first_name},\n\n"
        "Thank you for telling us that you will not go on for now, and thank you for the time you have given.\n\n"
        "If things change, write to us. We can take up your application where you left it for a while; after that we "
        "erase it.\n\nWith our good wishes,\n{sender}\n{provider}"
    ),
    Kind.REMINDER: Draft(
        "Dear {first_name},\n\n"
        "We have not heard from you for some time, and that is all right: life is full. Would you still like to go on "
        "with your application to {scheme}?\n\n"
        "If you would, tell us or go on with the form by {until}. If we hear nothing until then, we close the "
        "application. You can ask us to open it again.\n\n{sender}\n{provider}"
    ),
    Kind.LAPSED: Draft(
        "Dear {first_name},\n\n"
        "As we have not heard from you, we have closed your application to {scheme}. Nothing more is asked of you.\n\n"
        "If you would like to take it up again, write to us: for a while we can open it where you left it. After that "
        "we erase it.\n\nWith our good wishes,\n{sender}\n{provider}"
    ),
    Kind.APPROVED: Draft(
        "Dear {first_name},\n\n"
        "We are glad to tell you: you are approved. Thank you for your patience along the way.\n\n"
        "What comes next: you write a few lines about yourself, a young person may choose you, and you meet when both "
        "of you want to. It may take a while until somebody chooses. We stay in touch.\n\n{sender}\n{scheme}"
    ),
}
FOR_STATUS = {
    Status.APPLIED: Kind.INVITATION,
    Status.DECLINED: Kind.DECLINED,
    Status.WITHDRAWN: Kind.WITHDRAWN,
    Status.LAPSED: Kind.LAPSED,
    Status.APPROVED: Kind.APPROVED,
}
TELLS_AN_OUTCOME = (Kind.DECLINED, Kind.WITHDRAWN, Kind.LAPSED, Kind.APPROVED)


def draft(kind: str, application: Application, *, sender: str, until: str = "") -> str:
    """The words to begin with."""
    scheme = application.scheme
    return DRAFTS[Kind(kind)].words.format(
        first_name=application.volunteer.first_name,
        scheme=scheme.name,
        provider=scheme.provider.name,
        sender=sender,
        until=until,
    )


def letter_to_write(application: Application, written: list[Letter]) -> str:
    """The letter this application still waits for at its step; empty when it was written, or none is due."""
    kind = FOR_STATUS.get(Status(application.status))
    if kind is None:
        return ""
    told = any(letter.kind == kind and letter.on >= application.at_step_since for letter in written)
    return "" if told else kind
