"""Workers and carers in the file of names, against those who are near the child now.

Somebody who is named in another's place joins, and the other leaves; only those whom an import brought are sent away by
one. Whoever has an account at the authority under the same e-mail is linked to it, so that their reach begins.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kith.access.models import Membership, User
from kith.people.models import Carer, Involvement, Worker
from kith.register.comparing.known import Known
from kith.register.comparing.tally import TableTally
from kith.register.reading import NamesRow
from kith.schemes.models import Organisation

Part = Involvement.Part
ACT = "register.import"


@dataclass(slots=True)
class NearChanges:
    """People to make and to write anew, and involvements to open, to write anew and to close."""

    workers: list[Worker] = field(default_factory=list)
    carers: list[Carer] = field(default_factory=list)
    opened: list[Involvement] = field(default_factory=list)
    linked: list[Involvement] = field(default_factory=list)
    closed: list[Involvement] = field(default_factory=list)
    tally: TableTally = field(default_factory=TableTally)


def accounts_at(authority: Organisation | None, on: date) -> dict[str, User]:
    """People who can sign in and have a role at the authority, by e-mail."""
    if authority is None:
        return {}
    roles = Membership.objects.open_on(on).filter(organisation=authority, user__is_active=True)
    return {role.user.email.lower(): role.user for role in roles.select_related("user") if role.user.email}


class People:
    """Everybody near the authority's children, met once for a whole reading: two rows that name one person find one."""

    def __init__(self, authority: Organisation | None, on: date) -> None:
        self._authority = authority
        self._on = on
        self._accounts = accounts_at(authority, on)
        self._with_worker: set[int] = set()
        self._by_email: dict[tuple[str, str], Worker] = {}
        self._by_name: dict[tuple[str, str], Worker] = {}
        self._carers: dict[str, Carer] = {}
        self._carers_by_pk: dict[int, Carer] = {}
        if authority is not None:
            self._meet(authority)

    def _meet(self, authority: Organisation) -> None:
        self._with_worker.update(Worker.objects.exclude(user=None).values_list("user_id", flat=True))
        for worker in Worker.objects.filter(organisation=authority).order_by("pk"):
            self._remember(worker)
        near = Involvement.objects.filter(child__authority=authority, part=Part.CARER).exclude(carer=None)
        for carer in Carer.objects.filter(pk__in=near.values("carer")).order_by("pk"):
            self._carers_by_pk[carer.pk] = carer
            for key in _carer_keys(carer.name, carer.phone, carer.email):
                self._carers.setdefault(key, carer)

    def compare(self, names: NamesRow, known: Known) -> NearChanges:
        """Who would come, stay and leave around one child."""
        changes = NearChanges()
        said = (
            (Part.SOCIAL_WORKER, names.worker_name, names.worker_email, names.worker_team),
            (Part.REVIEWING_OFFICER, names.reviewing_officer_name, names.reviewing_officer_email, ""),
            (Part.PERSONAL_ADVISER, names.adviser_name, names.adviser_email, ""),
        )
        for part, name, email, team in said:
            if name or email:
                worker = self._worker(part, name or email, email, team, changes)
                self._place(part, worker, known, changes)
        if names.carer_name:
            self._place(Part.CARER, self._carer(names, known, changes), known, changes)
        return changes

    def _worker(self, part: Part, name: str, email: str, team: str, changes: NearChanges) -> Worker:
        """The worker of that part with this e-mail, or with this name where the e-mail is not known."""
        called = self._by_name.get((part, name.casefold()))
        worker = self._by_email.get((part, email.lower())) if email else called
        if worker is None and called is not None and not called.email:
            worker = called
        if worker is None:
            worker = Worker(organisation=self._authority, kind=part.value)
        self._tell(worker, name[:120], email, team[:80], changes)
        return worker

    def _tell(self, worker: Worker, name: str, email: str, team: str, changes: NearChanges) -> None:
        before = (worker.name, worker.email, worker.team, worker.user_id)
        worker.name, worker.email, worker.team = name, email or worker.email, team or worker.team
        account = self._accounts.get(worker.email.lower())
        if worker.user_id is None and account is not None and account.pk not in self._with_worker:
            worker.user = account
            self._with_worker.add(account.pk)
        if worker.pk is None or before != (worker.name, worker.email, worker.team, worker.user_id):
            changes.workers.append(worker)
        self._remember(worker)

    def _remember(self, worker: Worker) -> None:
        if worker.email:
            self._by_email[worker.kind, worker.email.lower()] = worker
        self._by_name.setdefault((worker.kind, worker.name.casefold()), worker)

    def _carer(self, names: NamesRow, known: Known, changes: NearChanges) -> Carer:
        """A carer of several children is one by e-mail or telephone; without either, only within the child."""
        keys = list(_carer_keys(names.carer_name, names.carer_phone, names.carer_email))
        carer = next((self._carers[key] for key in keys if key in self._carers), None)
        if carer is None:
            here = (self._carers_by_pk.get(near.carer_id or 0) for near in known.near[Part.CARER])
            carer = next(
                (one for one in here if one and one.name.casefold() == names.carer_name.casefold()), None
            )
        carer = carer or Carer()
        before = (carer.name, carer.email, carer.phone, carer.user_id)
        carer.name = names.carer_name[:120]
        carer.email = names.carer_email or carer.email
        carer.phone = names.carer_phone[:30] or carer.phone
        if carer.pk is None or before != (carer.name, carer.email, carer.phone, carer.user_id):
            changes.carers.append(carer)
        for key in keys:
            self._carers.setdefault(key, carer)
        return carer

    def _place(self, part: Part, person: Worker | Carer, known: Known, changes: NearChanges) -> None:
        """Whoever is told joins unless already there; whom an earlier import brought in the same part leaves."""
        user = self._accounts.get(person.email.lower()) if person.email else None
        there = [near for near in known.near[part] if _is(near, person, user)]
        gone = [near for near in known.near[part] if near not in there and near.opened_by_act == ACT]
        changes.closed += gone
        changes.tally.rows += 1
        if not there:
            changes.opened.append(self._involvement(part, person, user, known))
            changes.tally.changed += bool(gone)
            changes.tally.new += not gone
        elif gone:
            changes.tally.changed += 1
        else:
            changes.tally.same += 1
        if there and user is not None and all(near.user_id is None for near in there):
            there[0].user = user
            changes.linked.append(there[0])

    def _involvement(
        self, part: Part, person: Worker | Carer, user: User | None, known: Known
    ) -> Involvement:
        who = {"worker": person} if isinstance(person, Worker) else {"carer": person}
        return Involvement(
            child=known.child, part=part.value, user=user, from_day=self._on, opened_by_act=ACT, **who
        )


def _is(near: Involvement, person: Worker | Carer, user: User | None) -> bool:
    if user is not None and near.user_id == user.pk:
        return True
    same = near.worker_id if isinstance(person, Worker) else near.carer_id
    return person.pk is not None and same == person.pk


def _carer_keys(name: str, phone: str, email: str) -> Iterable[str]:
    if email:
        yield email.lower()
    if digits := re.sub(r"\D", "", phone):
        yield f"{name.casefold()} {digits}"
