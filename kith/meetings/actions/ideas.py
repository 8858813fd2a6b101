"""A scheme keeps its ideas; a child says which of them they would like."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.meetings.activities import activities
from kith.meetings.models import Idea, IdeaLiked
from kith.people.models import Child
from kith.schemes.models import Scheme


class CannotKeepIdea(Cannot):
    """The idea cannot be kept like this."""


@transaction.atomic
def keep_idea(*, scheme: Scheme, idea: Idea | None = None, by: User | None, on: date, **said: Any) -> Idea:
    """Add an idea to a scheme's library, or change one."""
    if said["age_to"] < said["age_from"]:
        raise CannotKeepIdea("The ages are the wrong way round.")
    if said["activity"] not in activities():
        raise CannotKeepIdea("Choose one of the pictures.")
    idea = idea or Idea(scheme=scheme, created_by=by)
    for name in ("title", "words", "activity", "cost", "season", "age_from", "age_to", "area"):
        setattr(idea, name, said.get(name, ""))
    try:
        with transaction.atomic():
            idea.save()
    except IntegrityError as double:
        raise CannotKeepIdea(f"There is an idea called “{idea.title}” already.") from double
    audit.record(Kind.IDEA_KEPT, about=idea, by=by, on=on)
    return idea


@transaction.atomic
def retire_idea(*, idea: Idea, by: User | None, on: date) -> Idea:
    """Take an idea out of sight; it can be put back."""
    idea.retired_on = on
    idea.save(update_fields=["retired_on"])
    audit.record(Kind.IDEA_RETIRED, about=idea, by=by, on=on, retired=True)
    return idea


@transaction.atomic
def put_idea_back(*, idea: Idea, by: User | None, on: date) -> Idea:
    """Offer it again."""
    if Idea.objects.offered().filter(scheme=idea.scheme_id, title=idea.title).exists():
        raise CannotKeepIdea(f"There is an idea called “{idea.title}” already.")
    idea.retired_on = None
    idea.save(update_fields=["retired_on"])
    audit.record(Kind.IDEA_RETIRED, about=idea, by=by, on=on, retired=False)
    return idea


@transaction.atomic
def like(*, idea: Idea, child: Child, likes: bool, by: User, on: date) -> None:
    """“I’d like this”, or not after all. Only the child says so."""
    if by.pk != child.user_id:
        raise CannotKeepIdea("Only the young person can say this.")
    if likes:
        _, changed = IdeaLiked.objects.get_or_create(
            idea=idea, child=child, defaults={"on": on, "created_by": by}
        )
    else:
        changed = bool(IdeaLiked.objects.filter(idea=idea, child=child).delete()[0])
    if changed:
        audit.record(Kind.IDEA_LIKED, about=idea, by=by, on=on, child=child, likes=likes)
