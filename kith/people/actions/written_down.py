"""Who cares for a child and who works with them, written down by hand where no register says it."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.people.actions.near import involve, leave
from kith.people.models import WORKERS, Carer, Child, Involvement, Worker, near_in

Part = Involvement.Part


class CannotCare(Cannot):
    """Who cares for a child, or works with them, cannot be written down as given."""


@transaction.atomic
def write_down_carer(
    *, child: Child, name: str, email: str = "", phone: str = "", anew: bool = False, by: User, on: date
) -> Carer:
    """Who cares for a child and how to reach them, put right or, with `anew`, somebody else in their place."""
    if not name.strip():
        raise CannotCare(f"Write down the name of whoever cares for {child.name}.")
    last = None if anew else near_in(child, Part.CARER, on)
    if last and last.carer:
        _refuse_another_name(last.carer.name, name, f"cares for {child.name}")
    carer = (last.carer if last else _carer_known(child, name, email)) or Carer()
    if last is None:
        _let_go(child, Part.CARER, "people.write_down_carer", by, on)
    carer.name, carer.phone = name.strip(), phone.strip()
    carer.email = carer.email if carer.user_id else email.strip()
    carer.save()
    involve(child=child, person=carer, part=Part.CARER, by=by, on=on, act="people.write_down_carer")
    audit.record(Kind.CARER_WRITTEN_DOWN, about=carer, by=by, on=on, child=child, anew=anew)
    return carer


@transaction.atomic
def write_down_worker(
    *,
    child: Child,
    part: str,
    name: str,
    email: str = "",
    phone: str = "",
    anew: bool = False,
    by: User,
    on: date,
) -> Worker:
    """Who works with a child and how to reach them. One worker of many children is written down once for all."""
    part = Part(part)
    if part not in WORKERS:
        raise CannotCare("Say whether it is a social worker or a personal adviser.", "part")
    if not name.strip():
        raise CannotCare(f"Write down the name of whoever works with {child.name}.", "name")
    if child.authority is None:
        raise CannotCare(f"No authority is written down for {child.name}, so nobody there can be either.")
    last = None if anew else near_in(child, part, on)
    worker = last.worker if last else _worker_known(child, part, email)
    if last and worker:
        _refuse_another_name(worker.name, name, f"works with {child.name}")
    _refuse_an_account_of_others(worker, email)
    if last is None:
        _let_go(child, part, "people.write_down_worker", by, on)
    worker = worker or Worker(organisation=child.authority, kind=part.value)
    worker.name, worker.phone = name.strip(), phone.strip()
    worker.email = worker.email if worker.user_id else email.strip()
    worker.save()
    involve(child=child, person=worker, part=part, by=by, on=on, act="people.write_down_worker")
    audit.record(Kind.WORKER_WRITTEN_DOWN, about=worker, by=by, on=on, child=child, anew=anew)
    return worker


def _let_go(child: Child, part: Part, act: str, by: User, on: date) -> None:
    for involvement in child.involvements.open_on(on).of(part).exclude(worker=None, carer=None):
        leave(involvement=involvement, by=by, on=on, act=act)


def _carer_known(child: Child, name: str, email: str) -> Carer | None:
    """The same person in the care of whom another child of this authority is: by e-mail and name."""
    if not email.strip():
        return None
    alike = Carer.objects.filter(email__iexact=email.strip(), name__iexact=name.strip())
    near = Involvement.objects.filter(part=Part.CARER, child__authority=child.authority)
    return alike.filter(pk__in=near.values("carer")).order_by("pk").first()


def _worker_known(child: Child, part: Part, email: str) -> Worker | None:
    if not email.strip():
        return None
    rows = Worker.objects.filter(organisation=child.authority, kind=part.value, email__iexact=email.strip())
    return rows.order_by("pk").first()


def _refuse_an_account_of_others(worker: Worker | None, email: str) -> None:
    """An address that signs in would open stories when the register is read next; only the register says whose."""
    account = User.objects.filter(email__iexact=email.strip()).first() if email.strip() else None
    if account and (worker is None or worker.user_id != account.pk):
        raise CannotCare(
            "Somebody signs in to Kith with this address. Whom they are near comes from the register: "
            "ask whoever keeps it at the authority.",
            "email",
        )


def _refuse_another_name(known: str, name: str, does: str) -> None:
    """Nobody is written over by mistake, least of all a worker of many children: a new name without a word of the old."""
    if known.strip() and not set(known.casefold().split()) & set(name.casefold().split()):
        raise CannotCare(
            f"If {name.strip()} {does} now and {known} does not, tick “Somebody else”. "
            "If it is one person, keep one of their names.",
            "anew",
        )
