"""What a child would like, and the short list made from it."""

from django.db import models

from kith.foundation.encryption import EncryptedTextField
from kith.foundation.models import SignedRecord
from kith.people.models import AboutChildQuerySet, Child, Volunteer
from kith.referral.models import Referral
from kith.schemes.models import Scheme


class WishListQuerySet(AboutChildQuerySet):
    scheme_path = "referral__scheme"


def told_from_the_start() -> list[str]:
    """What a volunteer hears of a child before a name, unless the child says otherwise."""
    return [WishList.Share.AGE.value, WishList.Share.LIKES.value, WishList.Share.DAYS.value]


class WishList(SignedRecord):
    """One version of what a child would like, in their words where possible."""

    class Learnt(models.TextChoices):
        TALK = "talk", "In a conversation with the child"
        ACTIVITY = "activity", "Doing something together"
        SYMBOLS = "symbols", "With pictures or symbols"
        WRITTEN = "written", "The child wrote it"
        SOMEBODY_ELSE = "somebody else", "Through somebody the child trusts"

    class WhatFor(models.TextChoices):
        TALK = "talk", "Somebody to talk to"
        FUN = "fun", "To have fun and try new things"
        OUT = "out", "To get out of the house"
        MINE = "mine", "Somebody who is just for me"
        FRIENDS = "friends", "To get better at making friends"
        SCHOOL = "school", "Help with school or college"
        GOALS = "goals", "Help with something I want to reach"
        GROWING_UP = "growing up", "To practise living on my own"
        ROOTS = "roots", "To keep up my language, faith or culture"

    class HowOften(models.TextChoices):
        WEEK = "week", "Every week"
        FORTNIGHT = "fortnight", "Every two weeks"
        MONTH = "month", "Once a month"
        OPEN = "open", "We will see"

    class HowLong(models.TextChoices):
        MONTHS = "months", "A few months"
        YEAR = "year", "About a year"
        STAYS = "stays", "As long as it is good"
        OPEN = "open", "I don’t know yet"

    class Share(models.TextChoices):
        AGE = "age", "About how old I am"
        LIKES = "likes", "What I like doing"
        DAYS = "days", "Which days are good"
        FOR = "for", "What I would like somebody for"
        WORDS = "words", "What I said, in my own words"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    on = models.DateField()
    learnt = models.CharField(max_length=20, choices=Learnt.choices)
    words = models.TextField(blank=True, max_length=1500)
    to_do = models.JSONField(default=list, help_text="what they would like to do: keys of the vocabulary")
    free_days = models.JSONField(default=list)
    travel_miles = models.PositiveSmallIntegerField(default=10)
    what_for = models.JSONField(default=list, help_text="what they would like somebody for")
    how_often = models.CharField(max_length=10, choices=HowOften.choices, blank=True)
    how_long = models.CharField(max_length=10, choices=HowLong.choices, blank=True)
    where = models.CharField(max_length=200, blank=True, help_text="places they like, or would rather not go")
    share = models.JSONField(
        default=told_from_the_start, help_text="what a volunteer may hear before a name is told"
    )
    keep_back = models.CharField(
        max_length=300, blank=True, help_text="what nobody is told, in the child's words"
    )

    objects = WishListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "version"], name="wishes_have_one_of_each_version")
        ]
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"wishes, version {self.version}"


class Wish(models.Model):
    """One thing the child said about whom: must, would like, or not."""

    class Kind(models.TextChoices):
        MUST = "must", "Must"
        LIKE = "like", "Would like"
        NOT = "not", "Not"

    wish_list = models.ForeignKey(WishList, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    attribute = models.CharField(max_length=30)
    value = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wish_list", "attribute", "value"], name="a_wish_is_said_once_in_a_list"
            )
        ]
        verbose_name_plural = "wishes"

    def __str__(self) -> str:
        return f"{self.kind}: {self.attribute} {self.value}"


class WishDraft(SignedRecord):
    """What somebody has typed into the guide and not kept yet; theirs alone, and gone once it is kept."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    typed = EncryptedTextField()
    started_from = models.PositiveSmallIntegerField(default=0, help_text="the version it was started from")
    saved_at = models.DateTimeField()

    objects = WishListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "created_by"], name="a_person_has_one_draft_of_wishes"
            )
        ]

    def __str__(self) -> str:
        return f"draft from version {self.started_from}"


class HeardQuerySet(AboutChildQuerySet):
    scheme_path = "referral__scheme"


class Heard(SignedRecord):
    """What the carer or the worker said before cards were shown, or why they were not asked."""

    class Who(models.TextChoices):
        CARER = "carer", "The carer"
        WORKER = "worker", "The worker"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=10, choices=Who.choices)
    on = models.DateField(help_text="the day they said it, or the day it was decided not to ask")
    words = models.CharField(max_length=500, blank=True)
    why_not = models.CharField(max_length=300, blank=True)

    objects = HeardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(~models.Q(words="") & models.Q(why_not=""))
                | (models.Q(words="") & ~models.Q(why_not="")),
                name="somebody_is_heard_or_it_is_said_why_not",
            )
        ]
        indexes = [models.Index(fields=["referral", "who", "-id"])]
        ordering = ["-id"]
        verbose_name_plural = "heard"

    def __str__(self) -> str:
        return f"{self.who} on {self.on}"


class ShortlistQuerySet(AboutChildQuerySet):
    def answered(self) -> "ShortlistQuerySet":
        return self.filter(answered_on__isnull=False)

    def whole(self) -> "ShortlistQuerySet":
        """Those whose time is not over, so that they still say something of each volunteer."""
        return self.filter(thinned_on=None)

    def out_with_the_child(self) -> "ShortlistQuerySet":
        """Shown, and not answered yet."""
        return self.filter(shown_on__isnull=False, answered_on=None)


class Shortlist(SignedRecord):
    """Who could be there for one child, on one day, by one version of the rules.

    Once it has been kept for as long as the scheme’s plan says, only what the child saw and said stays, and counts.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    wish_list = models.ForeignKey(WishList, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    rules_version = models.CharField(max_length=20)
    inputs_hash = models.CharField(max_length=64)
    considered = models.PositiveIntegerField(default=0, help_text="how many volunteers were looked at")
    ruled_out = models.JSONField(default=list, help_text="rule, wording, how many")
    openings = models.JSONField(default=list)
    worth_knowing = models.JSONField(default=list)
    shown_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    asked_for_others = models.BooleanField(default=False)
    not_now = models.BooleanField(default=False)
    why_not = models.JSONField(default=dict, help_text="who was not on it: public id, and the rule alone")
    look_again_on = models.DateField(null=True, blank=True, help_text="promised to the child")
    told_child = models.CharField(max_length=300, blank=True, help_text="what the child was told")
    thinned_on = models.DateField(
        null=True,
        blank=True,
        help_text="from then on it says nothing of volunteers but what the child saw and said",
    )

    objects = ShortlistQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_on=None)
                | models.Q(shown_on__isnull=False, shown_on__lte=models.F("answered_on")),
                name="cards_are_shown_before_they_are_answered",
            )
        ]
        indexes = [models.Index(fields=["referral", "-id"])]
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"short list of {self.on}"

    @property
    def is_answered(self) -> bool:
        return self.answered_on is not None


class CardShown(models.Model):
    """One volunteer on a short list, and what the child did with their card. No score is kept."""

    class Answer(models.TextChoices):
        NONE = "", "Not answered"
        RANKED = "ranked", "Chosen"
        SET_ASIDE = "set aside", "Set aside"

    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="cards")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    miles = models.PositiveSmallIntegerField(null=True, blank=True)
    reasons = models.JSONField(default=list)
    cautions = models.JSONField(default=list)
    on_cards = models.BooleanField(default=True, help_text="among the few the child is shown")
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True, default=Answer.NONE)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shortlist", "volunteer"], name="a_volunteer_is_on_a_shortlist_once"
            ),
            models.UniqueConstraint(
                fields=["shortlist", "rank"],
                condition=models.Q(rank__isnull=False),
                name="a_child_gives_each_rank_once",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="ranked", rank__isnull=False)
                | (~models.Q(answer="ranked") & models.Q(rank=None)),
                name="a_rank_belongs_to_a_choice",
            ),
        ]
        ordering = ["place"]

    def __str__(self) -> str:
        return f"card {self.place}"
