"""The many volunteers of `bench.crowd`, with accounts, what they have been taught, and children who wait for them.

What matters is how many rows there are and how they are spread; nobody in it is anybody.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from bench.crowd import Crowd, pour
from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.matching.models import WishList
from kith.matching.wishes import Wish
from kith.people.models import Child, Volunteer
from kith.recruitment.models import Application
from kith.recruitment.states import Status
from kith.referral.models import Referral
from kith.schemes.models import Contract, Organisation
from kith.training.actions import begin_ordinary_courses, plan_session
from kith.training.models import Completion, CourseVersion
from kith.training.presets import ordinary_courses

WAITING = 20  # so many volunteers to each child who waits
PLACES = ("LS1", "LS6", "LS11", "HG1", "WF1", "BD3", "YO1")
WISHES = (
    (("must", "gender", "male"),),
    (("must", "gender", "male"), ("must", "language", "tigrinya")),
    (("must", "faith", "muslim"), ("like", "gender", "female")),
    (("like", "interest", "football"),),
    (("must", "ethnicity", "BCRB"), ("not", "pets", "dogs")),
    (("must", "age", "middle"),),
)


class Trained(Crowd):
    """Seven in ten have accounts and most of what is asked; every twentieth as many children wait."""

    def make(self) -> User:
        manager = super().make()
        self._tell_about_themselves()
        pour(User, self._accounts())
        users = User.objects.filter(email__startswith="v").order_by("pk")
        accounts = dict(users.values_list("email", "pk"))
        people = list(Volunteer.objects.order_by("pk"))
        for volunteer in people:
            volunteer.user_id = accounts.get(volunteer.email)
        Volunteer.objects.bulk_update(people, ["user"], batch_size=2_000)
        scheme_of = dict(Application.objects.values_list("volunteer", "scheme"))
        pour(Membership, self._roles(people, scheme_of))
        self.versions = begin_ordinary_courses(
            owner=self.provider, keys=ordinary_courses(), by=manager, on=self.today - timedelta(days=2900)
        )
        pour(Completion, self._done(people))
        self._sessions(manager)
        self._children()
        return manager

    def _tell_about_themselves(self) -> None:
        people = list(Volunteer.objects.order_by("pk"))
        for volunteer in people:
            volunteer.languages = ["english", self.draw.choice(("tigrinya", "arabic", "polish", "urdu"))]
            volunteer.interests = self.draw.sample(["football", "baking", "music", "trains", "art"], 2)
            volunteer.free_days = self.draw.sample(["saturday", "sunday", "monday_evening"], 2)
            volunteer.faith = self.draw.choice(("", "muslim", "christian", "none"))
            volunteer.ethnicity = self.draw.choice(("WBRI", "BCRB", "AIND", ""))
        fields = ["languages", "interests", "free_days", "faith", "ethnicity"]
        Volunteer.objects.bulk_update(people, fields, batch_size=1_000)

    def _accounts(self) -> Iterator[User]:
        for place in range(self.size):
            if place % 10 < 7:
                yield User(email=f"v{place}@example.org", first_name="V", last_name="B", password="!")

    def _roles(self, people: list[Volunteer], scheme_of: dict[int, int]) -> Iterator[Membership]:
        for volunteer in people:
            if volunteer.user_id:
                yield Membership(
                    user_id=volunteer.user_id,
                    role=Role.VOLUNTEER,
                    scheme_id=scheme_of[volunteer.pk],
                    from_day=self.today - timedelta(days=700),
                )

    def _done(self, people: list[Volunteer]) -> Iterator[Completion]:
        asked = [version for version in self.versions if version.need != CourseVersion.Need.OPTIONAL]
        for volunteer in people:
            for version in asked:
                if volunteer.user_id and self.draw.random() < 0.93:
                    on = self.today - timedelta(days=self.draw.randint(5, 30 * (version.months or 60)))
                    yield Completion(
                        volunteer=volunteer,
                        version=version,
                        on=on,
                        until=on + timedelta(days=30 * version.months) if version.months else None,
                        evidence=Completion.Evidence.CERTIFICATE,
                    )

    def _sessions(self, manager: User) -> None:
        from kith.foundation.dates import now

        for number in range(400):
            begins = now() + timedelta(days=number - 200, hours=1)
            plan_session(
                course=self.versions[number % len(self.versions)].course,
                begins_at=begins,
                ends_at=begins + timedelta(hours=2),
                place="The Hub",
                places=12,
                by=manager,
                at=now(),
            )

    def _children(self) -> None:
        self.authority = Organisation.objects.create(kind=Organisation.Kind.AUTHORITY, name="Northbridge")
        for scheme in self.schemes:
            Contract.objects.create(
                scheme=scheme,
                commissioner=self.authority,
                places=40,
                from_day=self.today - timedelta(days=900),
            )
        many = self.size // WAITING
        pour(Child, (self._child(number) for number in range(many)))
        children = list(Child.objects.order_by("pk"))
        pour(Referral, (self._referral(number, child) for number, child in enumerate(children)))
        referrals = list(Referral.objects.order_by("pk"))
        pour(WishList, (self._wish_list(referral) for referral in referrals))
        lists = list(WishList.objects.order_by("pk"))
        pour(
            Wish,
            (
                Wish(wish_list=row, kind=kind, attribute=attribute, value=value)
                for row in lists
                for kind, attribute, value in self.draw.choice(WISHES)
            ),
        )

    def _child(self, number: int) -> Child:
        return Child(
            authority=self.authority,
            authority_ref=f"B{number}",
            first_name=f"C{number}",
            born=self.today - timedelta(days=self.draw.randint(3_000, 6_000)),
            gender=self.draw.choice("FM"),
            area=self.draw.choice(PLACES),
        )

    def _referral(self, number: int, child: Child) -> Referral:
        return Referral(
            reference=f"B{number:08d}",
            scheme=self.schemes[number % len(self.schemes)],
            authority=self.authority,
            child=child,
            coordinator=self.recruiters[0],
            received_on=self.today - timedelta(days=self.draw.randint(5, 500)),
            source="social worker",
            status="waiting",
            why="-",
        )

    def _wish_list(self, referral: Referral) -> WishList:
        return WishList(
            child_id=referral.child_id or 0,
            referral=referral,
            version=1,
            on=referral.received_on,
            learnt="talk",
            free_days=["saturday"],
            travel_miles=self.draw.choice((10, 25)),
        )

    def a_commissioner(self, on: date) -> User:
        user = User.objects.create_user("dominic@example.org", first_name="Dominic", last_name="Bench")
        Membership.objects.create(
            user=user, role=Role.COMMISSIONER, organisation=self.authority, from_day=on - timedelta(days=9)
        )
        return user

    @property
    def approved(self) -> int:
        return Application.objects.filter(status=Status.APPROVED).count()
