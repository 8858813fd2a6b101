"""Panels and reviews of the demo world: those approved were reviewed when it was time, and a panel is called for next week."""

from datetime import date, timedelta
from typing import Any

from kith.demo.cast import World
from kith.matching.models import Proposal
from kith.recruitment.actions.panels import (
    Decision,
    agree,
    call_panel,
    decide,
    put_before,
    put_on_agenda,
    settle,
)
from kith.recruitment.actions.reviews import hold_review, record_leaving
from kith.recruitment.models import Application, Approval, Panel
from kith.recruitment.queries import gaps
from kith.recruitment.states import Status

SAID = (
    "It goes well. They would like more ideas for wet days.",
    "A good year. Ages and places still fit.",
    "Glad of the training on boundaries. Asked to meet other volunteers now and then.",
)
A_FEW_DAYS_LATE = timedelta(days=6)
LEFT_OVER = timedelta(days=25)


def panel_approves(world: World, application: Application, on: date, places: int) -> None:
    """A panel of that day: the manager writes down what it decided, the vetting officer agrees, the letter goes."""
    scheme, manager = application.scheme, world.manager(application.scheme)
    item = put_before(panel=None, application=application, by=world.coordinator(scheme), on=on)
    ages: dict[str, Any] = {"age_from": scheme.child_age_from, "age_to": scheme.child_age_to}
    decide(item=item, decision=Decision("approve", places=places, **ages), by=manager, on=on)
    agree(item=item, by=world.vetting_officer(scheme), on=on)
    settle(item=item, by=manager, on=on)


def reviewed(world: World, application: Application) -> None:
    """Every review that was due, some days late; what fell due in the last weeks is left for somebody to do."""
    approval = Approval.objects.select_related("volunteer", "scheme").get(application=application)
    turn = application.pk
    while approval.review_on and approval.review_on + A_FEW_DAYS_LATE <= world.today:
        if turn % 3 == 0 and world.today - approval.review_on < LEFT_OVER:
            return
        held_on = approval.review_on + A_FEW_DAYS_LATE
        hold_review(
            approval=approval,
            outcome="goes on",
            held_on=held_on,
            agreed=SAID[turn % len(SAID)],
            by=world.coordinator(application.scheme),
            on=held_on,
        )
        turn += 1


def somebody_leaves(world: World) -> None:
    """Whoever has waited longest for somebody to meet, and was never asked: it was their last day today."""
    asked = Proposal.objects.values("volunteer")
    waiting = Approval.objects.open_on(world.today).exclude(volunteer__in=asked).select_related("scheme")
    approval = waiting.order_by("from_day", "pk").first()
    if approval is None:
        return
    record_leaving(
        approval=approval, last_day=world.today, why="waited", talk="held", would_come_back=True,
        said="Liked everybody here. Nobody came who lives near enough, and the evenings are given to something else now.",
        by=world.coordinator(approval.scheme), on=world.today,
    )  # fmt: skip


def call_the_panel(world: World) -> None:
    """Next week’s panel with whoever is ready; one was decided today and waits for a second person."""
    ready = Application.objects.filter(status=Status.READY).select_related("volunteer", "scheme__provider")
    waiting = [
        application
        for application in ready.order_by("at_step_since", "pk")
        if not application.flags.exists() and not gaps(application.volunteer, application.scheme, world.today)
    ]
    if not waiting:
        return
    provider, first = waiting[0].scheme.provider, waiting[0]
    manager, coordinator = world.manager(first.scheme), world.coordinator(first.scheme)
    today = Panel.objects.filter(provider=provider, on=world.today).first() or call_panel(
        provider=provider, meets_on=world.today, place="Online", by=coordinator, on=world.today
    )
    item = put_on_agenda(panel=today, application=first, by=coordinator, on=world.today)
    decision = Decision(
        "approve",
        minutes="A thoughtful talk, two warm references. Wants to begin with short meetings.",
        age_from=first.scheme.child_age_from,
        age_to=first.scheme.child_age_to,
        places=first.scheme.places_per_volunteer,
    )
    if first.recruiter != manager:
        decide(item=item, decision=decision, by=manager, on=world.today)
    next_week = world.today + timedelta(days=7)
    later = call_panel(provider=provider, meets_on=next_week, place="Room 4", by=coordinator, on=world.today)
    for application in waiting[1:]:
        if application.scheme.provider_id == provider.pk:
            put_on_agenda(panel=later, application=application, by=coordinator, on=world.today)
