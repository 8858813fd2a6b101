"""The clock of a concern: by when it is read, decided about, told to those who must know, and ended with what was learnt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kith.foundation.dates import LONDON, day_words, moment, time_words, working_days_after
from kith.safeguarding.models import Concern, ConcernEntry
from kith.safeguarding.states import Status

Kind = ConcernEntry.Kind
CLOSE_OF_DAY = time(17)
READ_WITHIN = {Concern.Urgency.NOW: timedelta(minutes=15), Concern.Urgency.TODAY: timedelta(hours=2)}
FIRST_DECISION = {
    Concern.Urgency.NOW: timedelta(hours=1),
    Concern.Urgency.TODAY: timedelta(hours=8),
    Concern.Urgency.SOON: timedelta(days=5),
}
OFFICER = (Kind.DESIGNATED_OFFICER, Kind.NO_OFFICER)
SERVICES = (Kind.CHILDRENS_SERVICES, Kind.NO_SERVICES)


@dataclass(frozen=True)
class Tick:
    """One thing that is done about a concern, by when, and whether it has been; `due` None: when it is time."""

    what: str
    due: datetime | None
    done: str = ""
    late: bool = False

    @property
    def text(self) -> str:
        """What it is, and when it was done or is to be."""
        if self.done:
            return f"{self.what}: {self.done}"
        if self.late and self.due:
            return f"{self.what}: late, it was to be by {moment_words(self.due)}"
        return f"{self.what}, by {moment_words(self.due)}" if self.due else self.what

    @property
    def fits(self) -> str:
        """As the list of reasons marks it."""
        return "yes" if self.done else "no" if self.late else "open"


def moment_words(at: datetime) -> str:
    local = at.astimezone(LONDON)
    return f"{day_words(local.date())}, {time_words(local)}"


def next_close_of_day(at: datetime) -> datetime:
    """Five o’clock on the working day after: one working day, as agreed procedures count it."""
    return moment(next(working_days_after(at.astimezone(LONDON).date())), CLOSE_OF_DAY)


def read_by(concern: Concern, told_again: int = 0) -> datetime:
    """By when a lead should have opened it; each time it is told again the patience is twice as long."""
    within = READ_WITHIN.get(Concern.Urgency(concern.urgency))
    if within is None:
        within = next_close_of_day(concern.raised_at) - concern.raised_at
    return concern.raised_at + within * 2**told_again


def decide_by(concern: Concern) -> datetime:
    return concern.raised_at + FIRST_DECISION[Concern.Urgency(concern.urgency)]


def officer_by(concern: Concern, entries: Iterable[ConcernEntry]) -> datetime:
    """One working day from the first time it was known to be an allegation."""
    since = min((entry.at for entry in entries if entry.kind == Kind.ALLEGATION), default=concern.raised_at)
    return next_close_of_day(since)


def clock(
    concern: Concern, entries: Iterable[ConcernEntry], *, read_on: date | None, at: datetime
) -> list[Tick]:
    """Every tick of one concern, in order."""
    first: dict[str, ConcernEntry] = {}
    for entry in entries:
        first.setdefault(entry.kind, entry)

    def tick(what: str, due: datetime | None, *kinds: str) -> Tick:
        found = next((first[kind] for kind in kinds if kind in first), None)
        if found:
            return Tick(what, due, moment_words(found.at))
        return Tick(what, due, late=due is not None and at > due)

    due = read_by(concern)
    read = day_words(read_on) if read_on else ""
    ticks = [
        Tick("Read by a lead", due, read, not read and at > due),
        tick("First decision", decide_by(concern), Kind.DECISION),
        tick("Children’s services told, or why not", next_close_of_day(concern.raised_at), *SERVICES),
    ]
    if concern.is_allegation:
        ticks.append(
            tick(
                "Designated officer told within one working day, or why not",
                officer_by(concern, first.values()),
                *OFFICER,
            )
        )
    closed = concern.status == Status.CLOSED
    ticks.append(tick("Outcome", None, Kind.OUTCOME) if closed else Tick("Outcome", None))
    ticks.append(tick("What we learnt", None, Kind.LESSON))
    return ticks
