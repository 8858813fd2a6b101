"""The one thing that moves an application on, said to whoever looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import count_words, day_words
from kith.recruitment.models import AgendaItem, Check, RiskAssessment
from kith.recruitment.presenters.reader import Reader, check_address, named, step_address
from kith.recruitment.states import OVER, ItemStatus, Status
from kith.recruitment.vetting.checklist import ChecklistItem, State
from kith.recruitment.vetting.risks import JUDGED, waits_for_a_decision


@dataclass(frozen=True)
class Next:
    """The one thing to do now: what and why, and a step that this reader may take, by a link or by a button."""

    what: str
    why: str
    how_soon: str = "calm"
    action: str = ""
    url: str = ""
    post_url: str = ""


def next_step(reader: Reader, items: Sequence[ChecklistItem]) -> Next | None:
    """What moves this application on, said to whoever looks at it."""
    application, name = reader.application, reader.application.volunteer.first_name
    status = Status(application.status)
    if status in OVER:
        return None
    if status == Status.CHECKING:
        return _next_while_checking(reader, items)
    if status == Status.READY:
        return _next_when_ready(reader, items)
    if status == Status.APPROVED:
        return _next_once_approved(reader, items)
    said = {
        Status.ENQUIRED: (
            "apply",
            f"Send {name} the application form",
            "When it is back, say so here.",
            "It is back",
        ),
        Status.APPLIED: (
            "interview",
            f"Meet {name}",
            "Two people who are trained talk with them before anything is checked.",
            "",
        ),
        Status.INTERVIEWED: (
            "check",
            f"Begin {name}’s checks",
            "The interview went well. References, DBS check and training can now run side by side.",
            "Begin the checks",
        ),
    }
    step, what, why, button = said[status]
    if status == Status.APPLIED and (planned := _interview_planned(reader)):
        return planned
    if not reader.may(Permission.RECORD_CHECK):
        who = named(reader.who(Permission.RECORD_CHECK), "a coordinator")
        return Next(what, f"{why} This is for {who}.")
    if status == Status.ENQUIRED and application.volunteer.email and not application.asked_on:
        address = reverse("recruitment:send_form", args=[application.public_id])
        return Next(
            what,
            "They fill it in a bit at a time, on a phone too.",
            "soon",
            "Send the form",
            post_url=address,
        )
    if status == Status.APPLIED:
        address = reverse("recruitment:plan_interview", args=[application.public_id])
        return Next(what, why, "soon", "Plan an interview by two people", address)
    return Next(what, why, "soon", button, post_url=step_address(application, step))


def _interview_planned(reader: Reader) -> Next | None:
    """An interview by two that is not settled: one's own view to write, or whose is awaited."""
    interview = reader.application.interviews.filter(settled_on=None, called_off_on=None).first()
    if interview is None:
        return None
    name, views = reader.application.volunteer.first_name, list(interview.views.select_related("interviewer"))
    address = reverse("recruitment:interview", args=[interview.public_id])
    missing = [view.interviewer for view in views if view.written_on is None]
    if interview.on > reader.on:
        who = " and ".join(view.interviewer.name for view in views)
        return Next(
            f"{name} meets {who}", f"On {day_words(interview.on)}. Then each writes down what they think."
        )
    if reader.user in missing:
        why = "Your own view first; then you may read your colleague’s, if you vet."
        return Next(f"Write down what you think of {name}", why, "soon", "Write it down", address)
    return Next(
        f"{named(missing, 'Somebody')} still to write about {name}", "Both views are needed before you go on."
    )


def _next_while_checking(reader: Reader, items: Sequence[ChecklistItem]) -> Next:
    application, name = reader.application, reader.application.volunteer.first_name
    lacking = [item for item in items if not item.is_met]
    if reader.may(Permission.RECORD_VETTING) and (shown := _to_judge(lacking)):
        return Next(
            f"Judge what {name}’s {JUDGED[shown.kind]} shows",
            "It counts for nothing until you have judged it and somebody else has decided.",
            "soon",
            "Judge it",
            reverse("recruitment:judge_risk", args=[shown.public_id]),
        )
    if not lacking:
        if reader.may(Permission.RECORD_CHECK):
            return Next(
                f"{name} has everything",
                "The panel can decide now.",
                "soon",
                "Put to the panel",
                post_url=step_address(application, "put to panel"),
            )
        return Next(f"{name} has everything", "A coordinator can now put them to the panel.")
    to_come = count_words(len(lacking), "thing")
    mine = next((item for item in lacking if _can_record(reader, item)), None)
    if mine:
        return Next(
            mine.obstacle(name)[:-1],
            f"{to_come} still to come before the panel.",
            "soon",
            "Record it",
            check_address(application, mine.requirement.slug),
        )
    who = named(reader.who(lacking[0].requirement.recorded_by), "a vetting officer")
    return Next(f"{to_come.capitalize()} still to come", f"{who} records what is left.")


def _to_judge(items: Sequence[ChecklistItem]) -> Check | None:
    shown = [item.check for item in items if item.check and waits_for_a_decision(item.check)]
    judged = RiskAssessment.objects.filter(about_check__in=shown).values_list("about_check", flat=True)
    return next((check for check in shown if check.pk not in set(judged)), None) if shown else None


def _can_record(reader: Reader, item: ChecklistItem) -> bool:
    """What waits for somebody else's decision cannot be recorded again."""
    waits = item.check is not None and waits_for_a_decision(item.check)
    return reader.may(item.requirement.recorded_by) and not waits


def _next_when_ready(reader: Reader, items: Sequence[ChecklistItem]) -> Next:
    application, name = reader.application, reader.application.volunteer.first_name
    lacking = [sentence for item in items if (sentence := item.obstacle(name))]
    if lacking:
        back = step_address(application, "back to checks") if reader.may(Permission.RECORD_CHECK) else ""
        return Next(
            f"{name} cannot be approved yet",
            " ".join(lacking),
            "now",
            "Back to checks" if back else "",
            post_url=back,
        )
    item = AgendaItem.objects.open().filter(application=application).select_related("panel").first()
    if item is None:
        if not reader.may(Permission.RECORD_CHECK):
            return Next(f"{name} is ready for a panel", "A coordinator can put them on an agenda.")
        address = reverse("recruitment:approve", args=[application.public_id])
        why = "Everything is there. Two people decide, and never the recruiter."
        return Next(f"Put {name} before a panel", why, "soon", "Choose a panel", address)
    return _next_at_panel(reader, item)


def _next_at_panel(reader: Reader, item: AgendaItem) -> Next:
    """On an agenda: read, decided by one, agreed by another, and then the letter."""
    name, me = reader.application.volunteer.first_name, reader.user.pk
    address = reverse("recruitment:agenda_item", args=[item.public_id])
    when = f"The panel of {day_words(item.panel.on)}"
    mine = {
        ItemStatus.ON_AGENDA: item.panel.on <= reader.on and reader.may_approve,
        ItemStatus.DECIDED: reader.may(Permission.AGREE_WITH_PANEL)
        and me not in (reader.application.recruiter_id, item.decided_by_id),
        ItemStatus.AGREED: reader.may_approve,
    }[ItemStatus(item.status)]
    words = {
        ItemStatus.ON_AGENDA: (f"{name} is on an agenda", f"{when} reads and decides.", "Read and decide"),
        ItemStatus.DECIDED: (
            f"{name} waits for a second person",
            f"{when}: one has decided.",
            "Read and agree, or not",
        ),
        ItemStatus.AGREED: (f"{name}’s letter has not gone", f"{when}: two people agree.", "Send the letter"),
    }[ItemStatus(item.status)]
    what, why, button = words
    return Next(what, why, "soon" if mine else "calm", button if mine else "Read the pack", address)


def _next_once_approved(reader: Reader, items: Sequence[ChecklistItem]) -> Next | None:
    name = reader.application.volunteer.first_name
    worst = next(
        (
            item
            for state in (State.FAILED, State.LAPSED, State.MISSING, State.LAPSING)
            for item in items
            if item.state == state
        ),
        None,
    )
    if worst is None:
        return None
    if worst.is_met and worst.until:
        what, why, how_soon = (
            f"{name}’s {worst.requirement.called} lapses soon",
            f"On {day_words(worst.until)}. After that {name} can meet no child until it is renewed.",
            "soon",
        )
    else:
        what, why, how_soon = (
            worst.obstacle(name).split(". ")[0].rstrip("."),
            f"Until then {name} can meet no child.",
            "now",
        )
    if reader.may(worst.requirement.recorded_by):
        return Next(
            what, why, how_soon, "Record it", check_address(reader.application, worst.requirement.slug)
        )
    return Next(
        what,
        f"{why} {named(reader.who(worst.requirement.recorded_by), 'A vetting officer')} records this.",
        how_soon,
    )
