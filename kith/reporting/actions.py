"""Making a report, letting it out to the commissioner, handing out its files, and the sheet for elected members."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import LONDON, day_words, months_after
from kith.foundation.errors import Cannot
from kith.messages.actions import send
from kith.outcomes.models import MeasureUse
from kith.outcomes.models.measures import MeasureUseQuerySet
from kith.outcomes.queries.burden import at_most, burden
from kith.register.queries import last_import
from kith.reporting.definitions import MEMBERS, QUARTER
from kith.reporting.facts import gather
from kith.reporting.facts.register import register_facts
from kith.reporting.figures import quarter
from kith.reporting.figures.members import members
from kith.reporting.gate import OUTSIDE, Gate
from kith.reporting.models import MembersSheet, Run
from kith.reporting.quarters import Span, last_whole_quarter
from kith.reporting.report import Report, digest_of
from kith.reporting.states import LET_OUT
from kith.schemes.models import Contract, Organisation


class CannotMake(Cannot):
    """The report cannot be made for these days."""


class CannotRelease(Cannot):
    """The report cannot go to the commissioner."""


@transaction.atomic
def make_report(*, contract: Contract, from_day: date, until_day: date, by: User | None, at: datetime) -> Run:
    """Count the days of a contract, keep back what is small, and freeze what is left. Nobody outside sees it yet."""
    span = _span_to_report(contract, from_day, until_day, at.astimezone(LONDON).date())
    figures = figures_of(contract, span, OUTSIDE).as_plain()
    run = Run.objects.create(
        contract=contract,
        from_day=span.from_day,
        until_day=span.until_day,
        definition=QUARTER.code,
        figures=figures,
        digest=digest_of(figures),
        made_at=at,
        created_by=by,
    )
    audit.record(Kind.REPORT_MADE, about=run, by=by, on=at.astimezone(LONDON).date(), digest=run.digest)
    return run


def _span_to_report(contract: Contract, from_day: date, until_day: date, on: date) -> Span:
    if until_day < from_day:
        raise CannotMake("The last day of a report comes after its first. Change one of them.")
    if until_day > on:
        raise CannotMake(f"{day_words(until_day)} has not come yet. Choose days that are over.")
    if until_day < contract.from_day or (contract.until_day and from_day > contract.until_day):
        until = f" to {day_words(contract.until_day)}" if contract.until_day else ""
        raise CannotMake(
            f"{contract} from {day_words(contract.from_day)}{until}. Choose days that lie in it."
        )
    return Span(from_day, until_day)


def figures_of(contract: Contract, span: Span, gate: Gate) -> Report:
    """The report as a gate lets it through; nothing is kept."""
    scheme = contract.scheme
    of = {
        "scheme": scheme.name,
        "provider": scheme.provider.name,
        "commissioner": contract.commissioner.name,
        "places": str(contract.places),
        "asked": _asked_of_people(contract, span),
    }
    return quarter(gather(contract, span), gate, of)


def _asked_of_people(contract: Contract, span: Span) -> str:
    """How much form-filling the scheme asked for in these days, of each child and each adult."""
    return burden(_uses_in(span).filter(scheme=contract.scheme)).sentence()


def _asked_by_all(authority: Organisation, span: Span) -> str:
    """The same of every scheme that an authority paid for in these days: at most how much."""
    paid = Contract.objects.filter(commissioner=authority, from_day__lte=span.until_day)
    schemes = paid.exclude(until_day__lt=span.from_day).values("scheme")
    uses: dict[int, list[MeasureUse]] = {}
    for use in _uses_in(span).filter(scheme__in=schemes).order_by("scheme", "pk"):
        uses.setdefault(use.scheme_id, []).append(use)
    return at_most(map(burden, uses.values()))


def _uses_in(span: Span) -> MeasureUseQuerySet:
    rows = MeasureUse.objects.filter(from_day__lte=span.until_day)
    return rows.exclude(until_day__lt=span.from_day)


@transaction.atomic
def release(*, run: Run, by: User, at: datetime) -> Run:
    """Let the commissioner read a report. One of the same days that they had before is replaced by it."""
    on = at.astimezone(LONDON).date()
    if not run.is_unchanged:
        raise CannotRelease("The figures of this report are not those that were made. Make the report again.")
    let_out = Run.objects.select_for_update().of_the_same(run.contract).filter(status__in=LET_OUT)
    _refuse_days_that_could_be_compared(run, list(let_out))
    for earlier in let_out.released().for_span(run.span):
        earlier.move("replace", by=by, on=on)
    run.released_at, run.released_by = at, by
    run.save(update_fields=["released_at", "released_by"])
    try:
        with transaction.atomic():
            run.move("release", by=by, on=on)
    except IntegrityError as beaten:
        raise CannotRelease(
            "Somebody else has just released a report for these days. Look at the list again."
        ) from beaten
    audit.record(Kind.REPORT_RELEASED, about=run, by=by, on=on, digest=run.digest)
    _tell_commissioners(run, at)
    return run


def _refuse_days_that_could_be_compared(run: Run, let_out: list[Run]) -> None:
    """Two reports of nearly the same days, laid side by side, would tell of the children in between."""
    for other in let_out:
        if other.span != run.span and other.span.touches(run.span):
            raise CannotRelease(
                f"{run.contract.commissioner} already has a report for {other.span.words}. Two reports whose days "
                "overlap could be compared to work out small numbers, so this one stays with you. Make it for the "
                "same days, or for days that do not overlap."
            )


def _tell_commissioners(run: Run, at: datetime) -> None:
    commissioners = Membership.objects.open_on(at.astimezone(LONDON).date()).filter(
        role=Role.COMMISSIONER, organisation=run.contract.commissioner_id
    )
    link = reverse("reporting:run", args=[run.public_id])
    for reader in User.objects.filter(pk__in=commissioners.values("user")):
        send(to=reader, event="something new", about=run, link=link, at=at)


@transaction.atomic
def note_download(*, run: Run, as_what: str, by: User, at: datetime) -> None:
    """Somebody took the report with them, as a spreadsheet or on paper."""
    audit.record(
        Kind.REPORT_DOWNLOADED,
        about=run,
        by=by,
        on=at.astimezone(LONDON).date(),
        form=as_what,
        digest=run.digest,
    )


def members_sheet(*, authority: Organisation, at: datetime) -> MembersSheet:
    """The sheet of the last whole quarter: made for the first who looks, then the same for everybody."""
    on = last_whole_quarter(at.astimezone(LONDON).date()).until_day
    told_by = last_import(authority)
    made = MembersSheet.objects.filter(authority=authority, on=on, told_by=told_by, definition=MEMBERS.code)
    if already := made.first():
        return already
    try:
        with transaction.atomic():
            return _make_sheet(authority, on, told_by, at)
    except IntegrityError:  # somebody else looked at the same moment
        return made.get()


def _make_sheet(authority: Organisation, on: date, told_by: int, at: datetime) -> MembersSheet:
    year = Span(months_after(on + timedelta(days=1), -12), on)
    facts = register_facts(authority, on, year)
    of = {"authority": authority.name, "asked": _asked_by_all(authority, year)}
    figures = members(facts, OUTSIDE, of, on, year.from_day).as_plain()
    sheet = MembersSheet.objects.create(
        authority=authority,
        on=on,
        told_by=told_by,
        definition=MEMBERS.code,
        figures=figures,
        digest=digest_of(figures),
        made_at=at,
    )
    audit.record(Kind.REPORT_MADE, about=sheet, by=None, on=at.astimezone(LONDON).date(), digest=sheet.digest)
    return sheet
