"""What several deeds say: nobody decides about themself, and how somebody is told."""

from datetime import date, time

from django.urls import reverse

from kith.access.models import User
from kith.foundation.dates import moment
from kith.foundation.errors import Cannot
from kith.messages.actions import send
from kith.people.models import Volunteer
from kith.recruitment.models import Application

WHEN_TOLD = time(8)  # a message about recruitment wakes nobody


def not_about_themself(volunteer: Volunteer, by: User, refusal: type[Cannot]) -> None:
    """Nobody decides about themself, not even before their account is linked."""
    same_address = bool(volunteer.email) and volunteer.email.lower() == (by.email or "").lower()
    if volunteer.user_id == by.pk or same_address:
        raise refusal("This is about you. Somebody else must do it.")


def tell(account: User, event: str, application: Application, on: date, link: str = "") -> None:
    link = link or reverse("recruitment:application", args=[application.public_id])
    send(to=account, event=event, about=application, link=link, at=moment(on, WHEN_TOLD))
