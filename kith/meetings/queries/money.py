"""What is left of an activity budget, what was driven, and what waits for somebody."""

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth

from kith.access.models import User
from kith.foundation.dates import day_words
from kith.matching.drafts import pounds
from kith.matching.models import Match
from kith.matching.states import MatchStatus
from kith.meetings.models import Expense
from kith.meetings.queries.over_matches import Matches
from kith.people.models import Volunteer, kept_from_of
from kith.recruitment.models import Suspension

AFTER_THE_END = timedelta(days=90)


@dataclass(frozen=True)
class Budget:
    """One month of one match: what was agreed for things to do, and what of it is spent."""

    month: date
    agreed: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        return self.agreed - self.spent

    @property
    def words(self) -> str:
        """£12.50 of £25 left in November; £4 over the £25 of November."""
        if self.left < 0:
            return f"{pounds(-self.left)} over the {pounds(self.agreed)} of {self.month:%B}"
        return f"{pounds(self.left)} of {pounds(self.agreed)} left in {self.month:%B}"


def budgets(matches: Matches, on: date) -> dict[int, Budget]:
    """Match id → the budget of the month in which a day lies, in one query besides the agreements."""
    first, last = month_of(on)
    rows = Expense.objects.counting().filter(
        match__in=[match.pk for match in matches], kind=Expense.Kind.ACTIVITY, on__gte=first, on__lte=last
    )
    spent = dict(rows.order_by().values_list("match").annotate(Sum("amount")))
    return {
        match.pk: Budget(first, budget_agreed(match, last), spent.get(match.pk, Decimal(0)))
        for match in matches
    }


def budget_of(match: Match, on: date) -> Budget:
    return budgets([match], on)[match.pk]


def months_of(match: Match, on: date, count: int = 6) -> list[Budget]:
    """The budgets of the last months, the present one first."""
    rows = Expense.objects.counting().filter(match=match, kind=Expense.Kind.ACTIVITY)
    spent: dict[date, Decimal] = defaultdict(Decimal)
    for month, amount in (
        rows.order_by().annotate(month=TruncMonth("on")).values_list("month").annotate(Sum("amount"))
    ):
        spent[month] = amount
    months: list[Budget] = []
    first = on.replace(day=1)
    while len(months) < count and month_of(first)[1] >= match.begun_on:
        months.append(Budget(first, budget_agreed(match, month_of(first)[1]), spent[first]))
        first = (first.replace(day=1) - date.resolution).replace(day=1)
    return months


def budget_agreed(match: Match, on: date) -> Decimal:
    """By the agreement that stood at the end of the month, else the first one."""
    versions = sorted(match.agreements.all(), key=lambda agreement: agreement.version)
    standing = [agreement for agreement in versions if agreement.on <= on]
    chosen = standing[-1] if standing else next(iter(versions), None)
    return chosen.budget_per_month if chosen else match.scheme.budget_per_month


def ended_lately(user: User, on: date) -> "QuerySet[Match]":
    """A volunteer's matches that ended not long ago: what was spent until their last day may still be told.

    Not while a concern about the volunteer is looked into, nor of a child from whom they must be kept.
    """
    rows = Match.objects.filter(
        volunteer__user=user, status=MatchStatus.ENDED, ended_on__gte=on - AFTER_THE_END
    )
    rows = rows.exclude(volunteer__in=Suspension.objects.looked_into_on(on).values("volunteer"))
    return rows.exclude(child__in=kept_from_of(user, on)).with_people().order_by("ended_on", "pk")


def month_of(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def miles_driven(volunteer: Volunteer, vehicle: str, first: date, last: date) -> Decimal:
    """By one volunteer with one kind of vehicle, for whatever match."""
    rows = Expense.objects.counting().filter(
        match__volunteer=volunteer, vehicle=vehicle, on__gte=first, on__lte=last
    )
    return rows.aggregate(miles=Sum("miles"))["miles"] or Decimal(0)


def alike(expense: Expense) -> list[str]:
    """What somebody who approves should look at twice: another of the same day and amount, or over the budget."""
    said = []
    same = Expense.objects.counting().filter(
        match__volunteer=expense.match.volunteer_id, on=expense.on, amount=expense.amount
    )
    if same.exclude(pk=expense.pk).exists():
        said.append(
            f"There is another of the same amount on {day_words(expense.on)}. It may be the same receipt twice."
        )
    if expense.kind == Expense.Kind.ACTIVITY:
        budget = budget_of(expense.match, expense.on)
        if budget.left < 0:
            said.append(f"{budget.words[:1].upper()}{budget.words[1:]}.")
    return said
