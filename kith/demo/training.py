"""Training of the demo world: courses from the beginning, what everybody has done, and what is to come."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from random import Random

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.demo.cast import World
from kith.foundation.dates import moment, now
from kith.people.models import Enlistment, Volunteer
from kith.schemes.models import Organisation
from kith.training import actions
from kith.training.models import Course, Session
from kith.training.presets import ordinary_courses
from kith.training.states import BookingStatus

TOGETHER_DAYS = 75  # those approved so near to each other were in one group
TRAINERS = ("Noor Aziz", "Bill Hanley", "Mary Oduya")
ROOMS = ("The Hub, 4 Mill Lane", "Northbridge Library, room 2", "St Anne’s hall, Kirk Street")
SAID = (
    "The part about group chats was worth the evening.",
    "More time to talk in pairs, please.",
    "I was nervous about the safeguarding part and am not any more.",
    "Good sandwiches, too many slides.",
)
S = BookingStatus
Trained = dict[Volunteer, date]  # and since when they volunteer


def fill(world: World) -> None:
    """What two providers have taught over the years, and what they plan. Draws from a lot of its own."""
    for name in sorted(world.providers):
        Provider(world, world.providers[name]).teach()


class Provider:
    """One provider's training, from its first course to the sessions of next month."""

    def __init__(self, world: World, provider: Organisation) -> None:
        self.world, self.provider, self.today = world, provider, world.today
        self.draw = Random(f"training {provider.name}")
        scheme = provider.schemes.order_by("pk")[0]
        self.by: User = world.coordinator(scheme)
        self.courses: dict[str, Course] = {}

    def teach(self) -> None:
        for version in actions.begin_ordinary_courses(
            owner=self.provider, keys=ordinary_courses(), by=self.by, on=self.world.opened
        ):
            self.courses[version.course.key] = version.course
        self._on_a_website()
        people = self._volunteers()
        for group in self._groups(people):
            self._induct(group)
        self._refresh(people)
        self._what_is_to_come(people)

    def _on_a_website(self) -> None:
        """One course is done in one's own time; those who have, showed their coordinator its last page."""
        self.courses["e-learning"] = actions.begin_course(
            owner=self.provider,
            name="Keeping what you know private",
            summary="What you may write down, send and keep on your phone, and what to do if it goes astray.",
            how="e-learning",
            link="https://learning.example/private",
            need="optional",
            months=24,
            topics=[{"topic": "Confidentiality", "hours": 0.5}],
            by=self.by,
            on=self.world.opened,
        ).course
        theirs = self._volunteers().items()
        here = [each for each in theirs if self.courses["e-learning"].is_for(each[0], self.today)]
        for volunteer, since in here[:6]:
            actions.record_completion(
                volunteer=volunteer,
                course=self.courses["e-learning"],
                done_on=max(since, self.today - timedelta(days=200)),
                evidence="screen",
                by=self.by,
                on=self.today,
            )

        for volunteer, since in here[6:8]:
            actions.say_finished(
                course=self.courses["e-learning"],
                volunteer=volunteer,
                finished_on=max(since, self.today - timedelta(days=3)),
                words="Certificate 4471-20",
                by=volunteer.user or self.by,
                on=self.today - timedelta(days=1),
            )

    def _volunteers(self) -> Trained:
        held = Membership.objects.filter(role=Role.VOLUNTEER, scheme__provider=self.provider, until_day=None)
        since: dict[int, date] = {}
        for user, from_day in held.order_by("from_day", "pk").values_list("user", "from_day"):
            since.setdefault(user, from_day)
        rows = Volunteer.objects.filter(user__in=since).select_related("user").order_by("pk")
        return {volunteer: since[volunteer.user_id or 0] for volunteer in rows}

    def _groups(self, people: Trained) -> Iterable[list[Volunteer]]:
        """Those who came at about the same time, oldest first."""
        groups: dict[int, list[Volunteer]] = defaultdict(list)
        for volunteer, since in people.items():
            groups[(since - self.world.opened).days // TOGETHER_DAYS].append(volunteer)
        self.since = people
        return [groups[key] for key in sorted(groups)]

    def _induct(self, group: list[Volunteer]) -> None:
        """Before they met anybody: two evenings together; the rest was done elsewhere and seen."""
        first = min(self.since[volunteer] for volunteer in group)
        for turn, key in enumerate(("introduction", "safeguarding")):
            self._took_place(key, first - timedelta(days=12 - 7 * turn), group, absent=0)
        for key in ("boundaries", "endings"):
            for volunteer in group:
                if self.draw.random() < 0.95:
                    actions.record_completion(
                        volunteer=volunteer,
                        course=self.courses[key],
                        done_on=first - timedelta(days=3),
                        evidence="certificate",
                        by=self.by,
                        on=max(first, self.since[volunteer]),
                    )

    def _refresh(self, people: Trained) -> None:
        """Online safety for those in their second year and after; safeguarding again for those it has run out for."""
        year_ago, three = self.today - timedelta(days=380), self.today - timedelta(days=1040)
        settled = [volunteer for volunteer, since in people.items() if since < year_ago]
        for days, share in ((320, 0.5), (140, 0.35)):
            chosen = [each for each in settled if self.draw.random() < share]
            self._took_place("online-safety", self.today - timedelta(days=days), chosen, absent=0.1)
        old = [volunteer for volunteer, since in people.items() if since < three]
        self._took_place(
            "safeguarding",
            self.today - timedelta(days=60),
            [each for each in old if self.draw.random() < 0.7],
        )
        curious = [each for each in people if people[each] < self.today - timedelta(days=60)][:9]
        held = self._took_place("trauma", self.today - timedelta(days=18), curious, absent=0.1)
        if held:
            self._say_how_it_was(held)

    def _say_how_it_was(self, session: Session) -> None:
        there = session.bookings.filter(status__in=(S.CAME, S.LATE)).with_session().order_by("pk")
        for booking, words in zip(there, SAID, strict=False):
            actions.say_how_it_was(
                booking=booking, words=words, by=booking.volunteer.user or self.by, at=session.ends_at
            )

    def _what_is_to_come(self, people: Trained) -> None:
        """A full session with a waiting list, one nobody has told of yet, one called off, and one for newcomers."""
        everybody = list(people)
        self.draw.shuffle(everybody)
        self._expect("online-safety", 8, everybody[:8], places=7)
        self._expect("safeguarding", 22, everybody[8:12], places=12)
        self._expect("equality", 29, everybody[12:14], places=16)
        self._expect("introduction", 5, self._newcomers(people), places=12)
        self._expect("boundaries", -2, everybody[14:20], places=12)
        off = self._expect("endings", 13, everybody[20:23], places=10)
        actions.call_off(session=off, by=self.by, at=now(), why="The trainer is ill. A new date follows.")

    def _newcomers(self, people: Trained) -> list[Volunteer]:
        """Some of those who have applied lately and are not approved yet."""
        lately = Enlistment.objects.open_on(self.today).filter(
            scheme__provider=self.provider, from_day__gte=self.today - timedelta(days=120)
        )
        rows = Volunteer.objects.filter(pk__in=lately.values("volunteer"), user=None).order_by("pk")
        return [volunteer for volunteer in rows if volunteer not in people][:5]

    def _plan(self, key: str, on: date, places: int, at: datetime) -> Session:
        begins = moment(on, time(18))
        return actions.plan_session(
            course=self.courses[key],
            begins_at=begins,
            ends_at=begins + timedelta(hours=3),
            place=self.draw.choice(ROOMS),
            trainer=self.draw.choice(TRAINERS),
            places=places,
            by=self.by,
            at=at,
        )

    def _took_place(self, key: str, on: date, group: list[Volunteer], absent: float = 0.05) -> Session | None:
        """A session of the past: they signed up, and it was written down who came."""
        if not group:
            return None
        before = moment(on - timedelta(days=1), time(12))
        session = self._plan(key, on, max(len(group), 12), before)
        bookings = [
            actions.sign_up(session=session, volunteer=volunteer, by=volunteer.user, at=before)
            for volunteer in group
            if session.course.is_for(volunteer, on - timedelta(days=1))
        ]
        marks = {
            booking: self.draw.choice((S.MISSED, S.APOLOGIES)) if self.draw.random() < absent else S.CAME
            for booking in bookings
        }
        return actions.record_attendance(session=session, marks=marks, by=self.by, at=session.ends_at)

    def _expect(self, key: str, in_days: int, group: list[Volunteer], places: int) -> Session:
        """A session near today, with those who have signed up for it."""
        on = self.today + timedelta(days=in_days)
        at = moment(self.today - timedelta(days=9), time(12))
        session = self._plan(key, on, places, at)
        for volunteer in group:
            if session.course.is_for(volunteer, self.today - timedelta(days=9)):
                actions.sign_up(session=session, volunteer=volunteer, by=volunteer.user or self.by, at=at)
        return session
