"""The stories a visitor walks into: a few people by name, each with something that needs somebody today."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from kith.access.models import User
from kith.demo import lives, volunteers
from kith.demo.cast import PASSWORD, World, address
from kith.demo.childhoods import AREAS, Childhood
from kith.endings import actions as endings
from kith.foundation.dates import age_on, moment, months_after
from kith.matching import actions as matching
from kith.matching.models import Match, Proposal
from kith.meetings import actions as meetings
from kith.meetings.models import Meeting
from kith.meetings.states import Status
from kith.people.actions import describe, open_space
from kith.people.models import Child, Volunteer
from kith.recruitment.models import Check
from kith.referral import actions as referral
from kith.safeguarding import actions as safeguarding


@dataclass(frozen=True)
class Part:
    """A child of the stories: how they are called, and what they must be like on the register."""

    name: str
    girl: bool
    age: int
    years_in_care: float = 0.5


PARTS = (
    Part("Ana", True, 17, 3),
    Part("Imran", False, 12, 1),
    Part("Leah", True, 11, 1),
    Part("Callum", False, 15, 1),
    Part("Tariq", False, 13),
    Part("Kofi", False, 14, 1.5),
    Part("Zara", True, 10),
    Part("Maya", True, 12),
    Part("Dylan", False, 9),
    Part("Freya", True, 14),
    Part("Jade", True, 16),
    Part("Yonas", False, 16),
)


def cast_children(found: list[Childhood], today: date) -> dict[str, str]:
    """Give the parts to children of the return who fit them, by renaming those; returns name → reference."""
    given: dict[str, str] = {}
    for part in PARTS:
        child = next(
            child
            for child in found
            if child.ref not in given.values()
            and child.girl == part.girl
            and not child.alone
            and child.is_open
            and age_on(child.born, today) == part.age
            and (today - child.came).days >= part.years_in_care * 365
            and child.spells[-1].area in AREAS
        )
        child.names = (part.name, child.names[1])
        given[part.name] = child.ref
    return given


class Stories:
    """Tells them one after another; the children are on the register already."""

    def __init__(self, world: World, refs: dict[str, str]):
        self.world = world
        self.today = world.today
        self.visitors = world.schemes["visitors"]
        self.coordinator = world.staff["coordinator"]
        rows = Child.objects.filter(authority=world.authority, authority_ref__in=refs.values())
        by_ref = {child.authority_ref: child for child in rows}
        self.children = {name: by_ref[ref] for name, ref in refs.items()}

    def tell(self) -> None:
        self.ana_and_ruth()
        self.imran_and_joe()
        self.leah_and_mo()
        self.callum_and_dee()
        self.kofi_and_sunil()
        self.tariq_waits()
        self.nobody_fits_yonas()
        self.zara_s_first_meeting()
        self.maya_s_proposal()
        self.two_referrals()
        self.a_worry()

    # -- pieces

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def saturday_before(self, days_ago: int) -> date:
        day = self.day(days_ago)
        return day - timedelta(days=(day.weekday() - 5) % 7)

    def volunteer(self, first: str, last: str, approved: date, **given: Any) -> Volunteer:
        values: dict[str, Any] = {
            "email": address(first, last, "mail"),
            "travel_miles": 25,
            "pets": [],
        } | given
        return volunteers.ready(
            self.world, self.visitors, approved, first_name=first, last_name=last, **values
        )

    def together(self, name: str, who: Volunteer, begun: date, words: str, **agreement: Any) -> Match:
        """A child chose this volunteer; the match began on about this day."""
        child = self.children[name]
        asked = lives.refer(self.world, self.visitors, child, begun - timedelta(days=70))
        likes = [("like", "interest", like) for like in who.interests[:3]]
        lives.wish(self.world, asked, begun - timedelta(days=40), words=words, wishes=likes, travel_miles=30)
        proposal = lives.choose(self.world, asked, begun - timedelta(days=20), who)
        if proposal is None:
            raise AssertionError(f"{name} found nobody to choose")
        return lives.introduce(self.world, proposal, begun - timedelta(days=14), **agreement)

    def picture(self, name: str, picture: str) -> None:
        describe(child=self.children[name], by=self.coordinator, on=self.day(300), picture=picture)

    def unsaid(self, match: Match) -> list[Meeting]:
        """Meetings whose day has passed and of which nothing was said yet, oldest first."""
        rows = Meeting.objects.filter(match=match, status=Status.PLANNED, at__date__lt=self.today)
        return list(rows.order_by("at"))

    # -- the stories

    def ana_and_ruth(self) -> None:
        """Together for years; Ana is seventeen and chose an ending at her own pace."""
        begun = self.saturday_before(945)
        ruth = self.volunteer(
            "Ruth", "Ellison", begun - timedelta(days=40), gender="F", interests=["baking", "films", "swimming", "walks"],
            born=months_after(self.today, -12 * 58), free_days=["saturday"],
        )  # fmt: skip
        match = self.together(
            "Ana", ruth, begun, "Somebody who isn’t paid to be there.", every=2, unit="week", weekday=5,
            usual_time=time(14), where="outside the swimming pool",
        )  # fmt: skip
        self.picture("Ana", "headphones")
        lives.meet(self.world, match, self.day(38), steady=2.5)
        lives.supervise(self.world, match, self.day(20))
        ending = endings.begin_ending(
            match=match, kind="completed", last_day=self.saturday_after(30), by=self.coordinator, on=self.day(38),
            child_words="I want the last one to be the seaside and I want to write to her after.",
        )  # fmt: skip
        endings.tell(
            ending=ending, told_on=self.day(36), told_how="by Ruth, in person", by=self.coordinator, on=self.day(35)
        )  # fmt: skip
        lives.live_through(self.world, match, self.day(9), steady=2.5)
        lives.do_steps(self.world, ending, self.day(10))
        self.let_in(self.children["Ana"], "ana@my-space.example")

    def saturday_after(self, days: int) -> date:
        day = self.today + timedelta(days=days)
        return day + timedelta(days=(5 - day.weekday()) % 7)

    def let_in(self, child: Child, email: str) -> User:
        """A way into My space; in the demo also with an e-mail address, for those who try every role."""
        open_space(child=child, by=self.coordinator, on=self.today)
        user = User.objects.get(child=child)
        user.email = email
        user.set_password(PASSWORD)
        user.save()
        return user

    def imran_and_joe(self) -> None:
        """The carer has called off two meetings; the last time as a punishment."""
        joe = self.volunteer(
            "Joe", "Tate", self.day(430), gender="M", interests=["football", "cooking", "cars"]
        )
        match = self.together("Imran", joe, self.saturday_before(390), "Football. And chips after.", every=2, unit="week", weekday=5, usual_time=time(11), where="the leisure centre")  # fmt: skip
        self.picture("Imran", "ball")
        lives.meet(self.world, match, self.today, silent_after=self.day(45), steady=2.5)
        lives.supervise(self.world, match, self.day(12))
        for meeting in self.unsaid(match)[:-2]:
            lives.keep(self.world, meeting, meeting.at + timedelta(hours=5))
        for meeting, words in zip(
            self.unsaid(match)[-2:], ("Busy weekend", "He has been rude at home"), strict=False
        ):
            reason = "other" if words.startswith("Busy") else "sanction"
            meetings.withhold(meeting=meeting, who="carer", reason=reason, words=words, by=joe.user, at=meeting.at - timedelta(hours=5))  # fmt: skip

    def leah_and_mo(self) -> None:
        """No meeting for a month; they agreed every other week."""
        mo = self.volunteer("Mo", "Rahman", self.day(300), gender="M", interests=["art", "animals", "films"])
        match = self.together("Leah", mo, self.saturday_before(255), "Someone who lets me choose.", every=2, unit="week", weekday=5, usual_time=time(14), where="the library café")  # fmt: skip
        self.picture("Leah", "cat")
        lives.meet(self.world, match, self.today, silent_after=self.day(40), steady=2.5)
        lives.supervise(self.world, match, self.day(30))
        for meeting in self.unsaid(match):
            meetings.record_missed(meeting=meeting, who="volunteer", reason="work", words="Shift was changed", by=mo.user, at=meeting.at + timedelta(hours=2))  # fmt: skip
        meetings.call_off_ahead(match=match, reason=Meeting.Reason.WORK, by=mo.user, on=self.today)

    def callum_and_dee(self) -> None:
        """Dee’s DBS check lapses in six days; Callum would like Sundays."""
        dee = self.volunteer(
            "Dee", "Marsden", self.day(520), gender="F", interests=["cycling", "cooking", "music"]
        )
        check = Check.objects.get(volunteer=dee, kind="dbs")
        check.until = self.today + timedelta(days=6)  # issued almost three years ago, for another role
        check.save(update_fields=["until"])
        match = self.together("Callum", dee, self.saturday_before(480), "Somebody funny. Not a teacher type.", every=1, unit="month", weekday=5, usual_time=time(13), where="the bus station")  # fmt: skip
        self.picture("Callum", "bike")
        lives.meet(self.world, match, self.today)
        lives.supervise(self.world, match, self.day(50))
        endings.ask(
            match=match, kind="change", words="Can it be Sundays now? I’ve got a Saturday job.",
            by=self.let_in(self.children["Callum"], "callum@my-space.example"), on=self.day(1),
        )  # fmt: skip

    def kofi_and_sunil(self) -> None:
        """Nothing is wrong here, and that is worth seeing too."""
        sunil = self.volunteer(
            "Sunil", "Patel", self.day(700), gender="M", interests=["films", "gaming", "walks"]
        )
        match = self.together("Kofi", sunil, self.saturday_before(650), "Just normal stuff.", every=2, unit="week", weekday=3, usual_time=time(16), where="the museum steps")  # fmt: skip
        self.picture("Kofi", "game")
        lives.meet(self.world, match, self.today, steady=3)
        lives.supervise(self.world, match, self.day(5))

    def tariq_waits(self) -> None:
        """He asked for a man who likes cars. One has just been approved, a few miles away."""
        child, asked_on = self.children["Tariq"], self.day(118)
        asked = lives.refer(self.world, self.visitors, child, asked_on)
        self.picture("Tariq", "planet")
        lives.wish(
            self.world, asked, self.day(110), words="Dunno. Someone nice.", to_do=["football"], travel_miles=5,
            wishes=[("like", "gender", "male")], free_days=["saturday"],
        )  # fmt: skip
        lives.wish(
            self.world, asked, self.day(96),
            words="Someone who gets cars and doesn’t ask me about my mum all the time.",
            to_do=["cars", "football"], travel_miles=10, free_days=["saturday", "sunday"],
            wishes=[("must", "gender", "male"), ("like", "interest", "cars"), ("like", "interest", "football"), ("like", "interest", "cooking"), ("like", "experience", "care_experienced"), ("not", "pets", "dogs")],
            what_for=["fun", "talk"], how_often="fortnight", how_long="stays", where="Not near school.", keep_back="That I changed school twice.",
        )  # fmt: skip
        lives.hear(self.world, asked, self.day(7))
        near = "LS7 1BB" if child.area != "LS7" else "LS8 4CC"
        self.volunteer("Ben", "Ashworth", self.day(3), gender="M", interests=["cars", "films", "cycling"], born=months_after(self.today, -12 * 34), experience=["care_experienced"], postcode=near)  # fmt: skip
        self.volunteer("Samir", "Khan", self.day(60), gender="M", interests=["cooking", "football", "gardening"], born=months_after(self.today, -12 * 51), free_days=["sunday"])  # fmt: skip
        self.volunteer("Luke", "Wilde", self.day(25), gender="M", interests=["running", "climbing", "gaming"], born=months_after(self.today, -12 * 27), free_days=["saturday", "sunday"])  # fmt: skip

    def nobody_fits_yonas(self) -> None:
        """He must have a man who speaks Tigrinya; he was told, and we look again on a day that was promised."""
        asked = lives.refer(self.world, self.visitors, self.children["Yonas"], self.day(140))
        self.picture("Yonas", "ball")
        lives.wish(
            self.world, asked, self.day(120), words="Somebody I don’t have to explain everything to. From home.",
            to_do=["football", "cooking"], travel_miles=15, free_days=["saturday", "sunday"],
            wishes=[("must", "gender", "male"), ("must", "language", "tigrinya"), ("like", "faith", "christian")],
            what_for=["talk", "roots"], how_often="week", how_long="stays",
        )  # fmt: skip
        lives.hear(self.world, asked, self.day(118))
        matching.say_nobody_yet(
            referral=asked, look_again_on=self.today + timedelta(days=12), by=self.coordinator, on=self.day(16),
            told_child="Nobody who speaks Tigrinya yet. It is nothing you did. We ask around, and tell you on the day.",
        )  # fmt: skip

    def _proposed(self, name: str, who: Volunteer, words: str) -> Proposal:
        asked = lives.refer(self.world, self.visitors, self.children[name], self.day(80))
        likes = [("like", "interest", like) for like in who.interests[:2]]
        lives.wish(self.world, asked, self.day(50), words=words, wishes=likes, travel_miles=30)
        proposal = lives.choose(self.world, asked, self.day(20), who)
        if proposal is None:
            raise AssertionError(f"{name} found nobody to choose")
        return proposal

    def zara_s_first_meeting(self) -> None:
        """Approved by two; they meet for the first time this week, with the coordinator there."""
        who = self.volunteer(
            "Tilda", "Brook", self.day(70), gender="F", interests=["horses", "art", "baking"]
        )
        proposal = self._proposed("Zara", who, "Horses!!! And somebody who doesn’t talk too fast.")
        lives.volunteer_says_yes(self.world, proposal, self.day(16))
        for person in (self.coordinator, self.world.staff["manager"]):
            matching.approve(proposal=proposal, by=person, on=self.day(10))
        matching.plan_first_meeting(
            proposal=proposal, moment=moment(self.today + timedelta(days=3), time(16, 30)), place="the library café",
            by=self.coordinator, on=self.day(5), carer_heard="Will bring her.", worker_heard="In favour.",
        )  # fmt: skip

    def maya_s_proposal(self) -> None:
        """Both have said yes, and the coordinator has approved: a manager must, too. And one volunteer is asked."""
        who = self.volunteer(
            "Helen", "Garside", self.day(90), gender="F", interests=["swimming", "baking", "films"]
        )
        proposal = self._proposed("Maya", who, "Someone who can swim properly.")
        lives.volunteer_says_yes(self.world, proposal, self.day(6))
        matching.approve(proposal=proposal, by=self.coordinator, on=self.day(3))
        priya = self.volunteer(
            "Priya", "Shah", self.day(45), gender="F", interests=["music", "museums", "cooking"]
        )
        asked = self._proposed("Freya", priya, "Somebody who likes music and isn’t old old.")
        matching.set_sketch(
            proposal=asked, sketch="A girl aged 14 or 15 who likes music. Saturdays would suit.", by=self.coordinator, on=self.day(2)
        )  # fmt: skip

    def two_referrals(self) -> None:
        """One from a reviewing officer that waits for an answer, one from a carer without an account."""
        referral.refer(
            source="reviewing officer", why="Asked at his review for somebody who would take him fishing.", by=None, on=self.day(9),
            child=self.children["Dylan"], scheme=self.visitors, child_knows=True, child_answer="yes", child_words="Fishing. Like, actual fishing.",
            referrer_name="Colin Peel", referrer_email="colin.peel@northbridge.example",
        )  # fmt: skip
        referral.refer(
            source="carer", why="She would love somebody to go to the cinema with.", by=None, on=self.day(2), authority=self.world.authority,
            first_name="Jade", born=self.children["Jade"].born, child_knows=False,
            referrer_name="Pam Naylor", referrer_phone="07700 900321",
        )  # fmt: skip

    def a_worry(self) -> None:
        """A volunteer was worried this morning; only the safeguarding lead sees it."""
        match = Match.objects.filter(child=self.children["Kofi"]).get()
        safeguarding.raise_concern(
            by=match.volunteer.user, at=moment(self.today, time(7, 40)), urgency="today", child=match.child, scheme=self.visitors,
            words="He had a new phone and would not say who gave it to him. He was quieter than I have ever seen him.",
            child_said="It’s from a mate. Leave it.", raised_from="a meeting",
        )  # fmt: skip
