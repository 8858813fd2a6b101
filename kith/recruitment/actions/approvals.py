"""The panel says yes: who may say it, what must be there first, and the way in that the volunteer is given."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from kith.access.actions import give_role
from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.people.models import Volunteer
from kith.recruitment.actions.common import not_about_themself, tell
from kith.recruitment.models import AgendaItem, Application, Approval
from kith.recruitment.queries import gaps, is_suspended
from kith.recruitment.refusals import CannotApprove
from kith.recruitment.reviewing import first_review
from kith.recruitment.states import ON_THE_WAY
from kith.recruitment.vetting.requirements import PANEL
from kith.schemes.models import Scheme

MOST_PLACES = 12


@transaction.atomic
def approve(*, item: AgendaItem, on: date) -> Approval:
    """What a panel decided holds: the volunteer may meet children of the scheme. Nobody is approved in another way.

    Signed by whoever decided; that a second person agreed is asked here once more, whatever came before.
    """
    application, decider = item.application, item.decided_by
    if decider is None or item.agreed_by_id in (None, decider.pk):
        raise CannotApprove("Two people approve. Somebody has still to agree.")
    volunteer, scheme = application.volunteer, application.scheme
    terms = {"age_from": item.age_from or 0, "age_to": item.age_to or 0, "places": item.places or 0}
    refuse_unfit_approver(application, decider)
    refuse_unready(application, on)
    refuse_unfit_terms(scheme, **terms)
    account = account_of(volunteer)
    application.move("approve", by=decider, on=on)
    approval = Approval.objects.create(
        volunteer=volunteer,
        scheme=scheme,
        application=application,
        conditions=item.conditions,
        from_day=on,
        review_on=first_review(on),
        created_by=decider,
        **terms,
    )
    if account:
        give_way_in(account, application, decider, on)
    audit.record(Kind.VOLUNTEER_APPROVED, about=approval, by=decider, on=on)
    return approval


def refuse_unfit_approver(application: Application, by: User) -> None:
    not_about_themself(application.volunteer, by, CannotApprove)
    if application.recruiter_id == by.pk:
        raise CannotApprove("Somebody other than you must approve: you are their recruiter.")


def refuse_unready(application: Application, on: date) -> None:
    volunteer, scheme = application.volunteer, application.scheme
    if not application.may("approve") and application.status not in ON_THE_WAY:
        raise CannotApprove(f"This application is {application.get_status_display().lower()}.")
    lacking = gaps(volunteer, scheme, on, before=PANEL)
    if is_suspended(volunteer, on):
        lacking.append(f"{volunteer.first_name} is suspended.")
    if application.flags.in_the_way().exists():
        lacking.append("Those who vet have still something to settle.")
    age = volunteer.age_on(on)
    if age is None:
        lacking.append(f"{volunteer.first_name}’s date of birth is not known. Add it to their profile.")
    elif not scheme.volunteer_age_from <= age <= scheme.volunteer_age_to:
        lacking.append(
            f"{volunteer.first_name} is {age}. {scheme} takes volunteers from {scheme.volunteer_age_from} "
            f"to {scheme.volunteer_age_to}."
        )
    if lacking:
        raise CannotApprove(
            f"{volunteer.first_name} cannot be approved yet. {' '.join(lacking)}", reasons=lacking
        )
    if not application.may("approve"):
        raise CannotApprove("Put this application to the panel first.")


def refuse_unfit_terms(scheme: Scheme, age_from: int, age_to: int, places: int) -> None:
    lowest, highest = scheme.child_age_from, scheme.child_age_to
    served = f"{scheme} is for children and young people from {lowest} to {highest}."
    if not lowest <= age_from <= highest:
        raise CannotApprove(served, "age_from")
    if not lowest <= age_to <= highest:
        raise CannotApprove(served, "age_to")
    if age_to < age_from:
        raise CannotApprove("The oldest must not be younger than the youngest.", "age_to")
    if not 1 <= places <= MOST_PLACES:
        raise CannotApprove(f"Enter a number of children from 1 to {MOST_PLACES}.", "places")


def account_of(volunteer: Volunteer) -> User | None:
    """The account they have, or one made for their e-mail; nobody without an e-mail has one."""
    if volunteer.user or not volunteer.email:
        return volunteer.user
    account = User.objects.filter(email__iexact=volunteer.email).first()
    if account and Volunteer.objects.filter(user=account).exists():
        raise CannotApprove(
            f"{volunteer.first_name}’s e-mail address already opens another volunteer’s account. "
            "Ask for another address and put it into their profile."
        )
    volunteer.user = account or User.objects.create_user(
        volunteer.email, first_name=volunteer.first_name, last_name=volunteer.last_name, phone=volunteer.phone
    )
    volunteer.save(update_fields=["user"])
    return volunteer.user


def give_way_in(account: User, application: Application, by: User | None, on: date) -> None:
    """The volunteer's role in the scheme, and a letter that says where the door is."""
    held = Membership.objects.open_on(on).filter(user=account, role=Role.VOLUNTEER, scheme=application.scheme)
    if not held.exists():
        give_role(user=account, role=Role.VOLUNTEER, place=application.scheme, by=by, on=on)
    if account.has_usable_password():
        tell(account, "something new", application, on, link=reverse("recruitment:my_checks"))
    else:
        tell(account, "welcome", application, on, link=reverse("account_reset_password"))
