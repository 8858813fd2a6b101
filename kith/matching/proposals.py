"""A proposal on its way: one child, one volunteer, perhaps; who approved it, and what each said after the first meeting."""

from django.db import models
from django.db.models import Q

from kith.access.models import User
from kith.access.reach import Ground
from kith.foundation.lifecycle import HasLifecycle
from kith.foundation.models import Change, SignedRecord
from kith.matching.states import HOLDS_A_PLACE, OPEN_PROPOSAL, PROPOSAL, ProposalStatus
from kith.matching.wishes import CardShown
from kith.people.models import AboutChildQuerySet, Child, Volunteer
from kith.referral.models import Referral
from kith.schemes.models import Scheme


class ProposalQuerySet(AboutChildQuerySet):
    volunteer_path = "volunteer"

    def volunteer_s_while(self, ground: Ground) -> Q:
        """A volunteer hears of a proposal once they are asked. When it is closed, their page says that and no more."""
        return Q(asked_on__isnull=False)

    def open(self) -> "ProposalQuerySet":
        return self.filter(status__in=OPEN_PROPOSAL)

    def holding_a_place(self) -> "ProposalQuerySet":
        return self.filter(status__in=HOLDS_A_PLACE)

    def asked(self) -> "ProposalQuerySet":
        """Before a volunteer, and not answered by them yet."""
        return self.filter(status=ProposalStatus.CHOSEN, asked_on__isnull=False)

    def with_people(self) -> "ProposalQuerySet":
        return self.select_related("child", "volunteer__user", "scheme", "referral", "first_meeting_with")


class Proposal(SignedRecord, HasLifecycle):
    """One child, one volunteer, perhaps. Whose no closed it is told to nobody else."""

    class ClosedBy(models.TextChoices):
        CHILD = "child", "The child"
        VOLUNTEER = "volunteer", "The volunteer"
        COORDINATOR = "coordinator", "The scheme"
        CARER = "carer", "The carer"
        WORKER = "worker", "The worker"

    class CloseReason(models.TextChoices):
        SAID_NO = "said no", "They said no"
        CHANGED_MIND = "changed mind", "They changed their mind"
        SET_ASIDE = "set aside", "Set aside on a later list"
        NOT_NOW = "not now", "Not now"
        AFTER_MEETING = "after meeting", "No after the first meeting"
        CANNOT = "cannot", "The volunteer may not or cannot at present"
        MATCHED = "matched", "The child has somebody now"
        CIRCUMSTANCES = "circumstances", "Things have changed for the child"

    lifecycle = PROPOSAL
    status = PROPOSAL.field()

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    card = models.ForeignKey(CardShown, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sketch = models.TextField(
        blank=True, max_length=600, help_text="what the volunteer is told, without identity"
    )
    asked_on = models.DateField(null=True, blank=True, help_text="when the volunteer was asked")
    first_meeting_at = models.DateTimeField(null=True, blank=True)
    first_meeting_place = models.CharField(max_length=120, blank=True)
    first_meeting_with = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="who is there, too"
    )
    carer_heard = models.CharField(max_length=300, blank=True)
    worker_heard = models.CharField(max_length=300, blank=True)
    closed_by = models.CharField(max_length=12, choices=ClosedBy.choices, blank=True)
    close_reason = models.CharField(max_length=20, choices=CloseReason.choices, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "volunteer", "scheme"],
                condition=Q(status__in=[str(status) for status in OPEN_PROPOSAL]),
                name="a_pair_has_one_open_proposal",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | ~Q(closed_by=""),
                name="a_closed_proposal_knows_whose_no_it_was",
            ),
            models.CheckConstraint(
                condition=Q(asked_on=None) | ~Q(sketch=""), name="a_volunteer_is_asked_with_a_sketch"
            ),
        ]
        indexes = [
            models.Index(fields=["scheme", "status"]),
            models.Index(fields=["volunteer", "status"]),
            models.Index(fields=["child", "status"]),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_PROPOSAL

    @property
    def names_are_open(self) -> bool:
        """Two people have approved it: only now does the volunteer hear a name."""
        return self.status in (*HOLDS_A_PLACE, ProposalStatus.MATCHED)


class ProposalChange(Change):
    of = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="changes")


class ProposalApproval(SignedRecord):
    """One of the two people who must approve a proposal; they are never the same."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="approvals")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "by"], name="two_approvals_come_from_two_people")
        ]

    def __str__(self) -> str:
        return f"approved on {self.on}"


class FirstMeetingAnswer(SignedRecord):
    """After the first meeting everybody says yes again, or not."""

    class Who(models.TextChoices):
        CHILD = "child", "The child"
        VOLUNTEER = "volunteer", "The volunteer"
        CARER = "carer", "The carer"
        WORKER = "worker", "The worker"

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="answers")
    who = models.CharField(max_length=10, choices=Who.choices)
    yes = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "who"], name="each_answers_the_first_meeting_once")
        ]

    def __str__(self) -> str:
        return f"{self.who}: {'yes' if self.yes else 'no'}"
