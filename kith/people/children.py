"""A child, who is near them, and so whose story is within whose reach."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.access.reading import Named, named
from kith.foundation.dates import age_on, months_after
from kith.foundation.models import SignedRecord
from kith.schemes.models import Organisation, Scheme

OF_AGE = 18


def children_within(ground: Ground) -> Named:
    """The children within a reach; every row about a child is scoped through this.

    A sealed child is near only to people named by an open involvement of their own; nobody comes near a child
    from whom they are kept.
    """
    kept_away = kept_from(ground)
    match ground.reach:
        case Reach.OWN:
            wanted = Q(user=ground.user)
        case Reach.CASELOAD:
            near = near_by_name(ground)
            if isinstance(near, list) and isinstance(kept_away, list):
                return [child for child in near if child not in kept_away]
            wanted = Q(pk__in=near)
        case Reach.SCHEME:
            served = Involvement.objects.open_on(ground.on).filter(scheme__in=ground.schemes())
            wanted = Q(pk__in=served.values("child")) & ~Q(pk__in=closed_to(ground))
        case Reach.AUTHORITY:
            wanted = Q(authority__in=ground.organisations, sealed=False, forgotten_on=None)
        case _:
            wanted = Q(pk__in=[])
    return Child.objects.filter(wanted).exclude(pk__in=kept_away).values_list("pk", flat=True)


def near_by_name(ground: Ground) -> Named:
    """The children near whom this person is by an open involvement of their own."""
    return named(
        ("near", ground.user.pk, ground.on),
        lambda: (
            Involvement.objects.reaching(ground.on).filter(user=ground.user).values_list("child", flat=True)
        ),
    )


def kept_from(ground: Ground) -> Named:
    """The children whom this person must not come near, whatever their role: a restriction wins over every right."""
    from kith.people.guards import Restriction  # it is about children, and so stands after them

    return named(
        ("kept from", ground.user.pk, ground.on),
        lambda: (
            Restriction.objects.open_on(ground.on).filter(user=ground.user).values_list("child", flat=True)
        ),
    )


def closed_to(ground: Ground) -> Named:
    """The children whose rows a reader of whole schemes may not see: sealed and not near by name, or kept from."""
    sealed = Q(sealed=True) & ~Q(pk__in=near_by_name(ground))
    return named(
        ("closed to", ground.user.pk, ground.on),
        lambda: Child.objects.filter(sealed | Q(pk__in=kept_from(ground))).values_list("pk", flat=True),
    )


class ChildQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        return Q(pk__in=children_within(ground))

    def looked_after(self) -> Self:
        """Those whom the latest import shows as looked after; the register room keeps the flag."""
        return self.filter(looked_after=True)


class Child(SignedRecord):
    """Anyone a scheme serves, up to 25. Screens use the name they like to be called."""

    class Gender(models.TextChoices):
        GIRL = "F", "Girl"
        BOY = "M", "Boy"
        OTHER = "X", "Another way"
        UNKNOWN = "U", "Not known"

    authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    authority_ref = models.CharField(max_length=40, blank=True, help_text="the authority's own id")
    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, blank=True, related_name="child")
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    known_as = models.CharField(max_length=80, blank=True)
    born = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=1, choices=Gender.choices, default=Gender.UNKNOWN)
    ethnicity = models.CharField(max_length=4, blank=True, help_text="code of the register")
    languages = models.JSONField(default=list)
    faith = models.CharField(max_length=40, blank=True)
    practical_needs = models.TextField(blank=True, help_text="what a volunteer needs to know for a meeting")
    picture = models.CharField(max_length=20, blank=True, help_text="the picture they chose")
    area = models.CharField(
        max_length=4, blank=True, help_text="outward postcode of where they live, no more"
    )
    looked_after = models.BooleanField(default=False)
    seeking_asylum_alone = models.BooleanField(default=False)
    in_latest_import = models.BooleanField(default=False)
    sealed = models.BooleanField(default=False)
    rests_until = models.DateField(
        null=True, blank=True, help_text="no new match is looked for before this day; the child may lift it"
    )
    sharing = models.JSONField(default=dict, help_text="what they let their volunteer see, by item")
    forgotten_on = models.DateField(
        null=True, blank=True, help_text="when their name went with the last record"
    )

    objects = ChildQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "authority_ref"],
                condition=~Q(authority_ref=""),
                name="a_child_has_one_row_in_its_authority",
            )
        ]
        indexes = [
            models.Index(fields=["authority", "looked_after"]),
            models.Index(fields=["first_name"]),
            models.Index(fields=["id"], condition=Q(sealed=True), name="sealed_children"),
        ]
        verbose_name_plural = "children"

    def __str__(self) -> str:
        return self.name

    @property
    def child(self) -> "Child":
        """So that a look at a child and a look at a row about a child are logged alike."""
        return self

    @property
    def name(self) -> str:
        """First names first, and never a number: a child without a name here is a young person."""
        if self.known_as or self.first_name:
            return self.known_as or self.first_name
        kind = {"F": "girl", "M": "boy"}.get(self.gender, "young person")
        return f"A {kind} born in {self.born:%B %Y}" if self.born else f"A {kind}"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.name

    @property
    def has_name(self) -> bool:
        return bool(self.known_as or self.first_name)

    def age_on(self, day: date) -> int | None:
        return age_on(self.born, day) if self.born else None

    def rests_on(self, day: date) -> bool:
        """A pause after an ending: nobody new is looked for yet."""
        return self.rests_until is not None and self.rests_until > day


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    def open_on(self, day: date) -> Self:
        return self.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)

    def reaching(self, day: date) -> Self:
        """Open that day and letting in: from 18 on a young person says themself who reads of them, and no carer does."""
        grown_up = Q(part="carer", child__born__lte=months_after(day, -12 * OF_AGE))
        return self.open_on(day).exclude(grown_up)

    def not_over(self, day: date) -> Self:
        """Near that day or to be near after it: whoever stands in for a while has a last day already."""
        taken_back = Q(until_day=F("from_day"))
        return self.filter(Q(until_day=None) | Q(until_day__gt=day) & ~taken_back)

    def of(self, part: str) -> Self:
        return self.filter(part=part)


class Involvement(SignedRecord):
    """Who is near a child, as what, from a day up to (not with) another, and which deeds opened and closed it.

    Either a person with an account, a worker or carer without one, or a scheme that serves the child.
    """

    class Part(models.TextChoices):
        SCHEME = "scheme", "Scheme that serves them"
        VOLUNTEER = "volunteer", "Volunteer"
        COORDINATOR = "coordinator", "Coordinator"
        SAFEGUARDING_LEAD = "safeguarding lead", "Safeguarding lead"
        SOCIAL_WORKER = "social worker", "Social worker"
        REVIEWING_OFFICER = "reviewing officer", "Reviewing officer"
        PERSONAL_ADVISER = "personal adviser", "Personal adviser"
        TEACHER = "teacher", "Teacher"
        CARER = "carer", "Carer"
        NAMED = "named", "Named for a sealed story"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="involvements")
    part = models.CharField(max_length=20, choices=Part.choices)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    worker = models.ForeignKey(
        "people.Worker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    carer = models.ForeignKey(
        "people.Carer", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    opened_by_act = models.CharField(max_length=40, help_text="room.deed")
    closed_by_act = models.CharField(max_length=40, blank=True)

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False)
                | Q(scheme__isnull=False)
                | Q(worker__isnull=False)
                | Q(carer__isnull=False),
                name="an_involvement_is_somebody_s",
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="an_involvement_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["child", "part", "user"],
                condition=Q(until_day=None, user__isnull=False),
                name="a_person_is_once_in_one_part_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["child", "scheme"],
                condition=Q(until_day=None, part="scheme"),
                name="a_scheme_serves_a_child_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "until_day", "child"]),
            models.Index(fields=["scheme", "until_day", "child"]),
            models.Index(fields=["child", "part"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} from {self.from_day}"

    @property
    def who(self) -> str:
        return str(self.scheme or self.worker or self.carer or self.user or "")


def open_to(ground: Ground, child_path: str) -> Q:
    """Rows about a child whose story is not sealed, or who is near this person by name; of nobody they are kept from."""
    about_a_child = Q(**{f"{child_path}__isnull": False})
    return about_a_child & ~Q(**{f"{child_path}__in": closed_to(ground)})


class AboutChildQuerySet(ReachableQuerySet):
    """Rows about a child, and perhaps within a scheme. Subclasses name the paths.

    Own: rows of the young person themself, or of the volunteer where `volunteer_path` is given.
    Scheme: rows of the person's schemes, of children who are not sealed, or who name the person.
    """

    child_path = "child"
    scheme_path: str | None = "scheme"
    volunteer_path: str | None = None
    erased_path: str | None = None  # the day on which what the row told was erased: then nobody reads it

    def within(self, ground: Ground) -> Q:
        return self._near(ground) & Q(**{self.erased_path: None}) if self.erased_path else self._near(ground)

    def _near(self, ground: Ground) -> Q:
        if ground.reach == Reach.OWN:
            return self.own(ground) & ~Q(**{f"{self.child_path}__in": kept_from(ground)})
        if ground.reach == Reach.SCHEME and self.scheme_path:
            return Q(**{f"{self.scheme_path}__in": ground.schemes()}) & open_to(ground, self.child_path)
        return Q(**{f"{self.child_path}__in": children_within(ground)})

    def own(self, ground: Ground) -> Q:
        own = Q(**{f"{self.child_path}__user": ground.user})
        if self.volunteer_path:
            own |= Q(**{f"{self.volunteer_path}__user": ground.user}) & self.volunteer_s_while(ground)
        return own

    def volunteer_s_while(self, ground: Ground) -> Q:
        """When a row is the volunteer's own; narrower where access closes with an ending."""
        return Q()
