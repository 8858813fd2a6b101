"""Who may read what was written or said about a meeting."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import grounds
from kith.access.roles import Role
from kith.meetings.models import Meeting, Note


def readable_notes(meetings: Iterable[Meeting], reader: User, on: date) -> dict[int, list[Note]]:
    """Meeting id → the notes this person may read: their own, and those that name them among the readers."""
    ids = [meeting.pk for meeting in meetings]
    roles = {
        member.role for ground in grounds(reader, Permission.READ_NOTES, on) for member in ground.memberships
    }
    reach = Note.objects.reachable_by(reader, Permission.READ_NOTES, on).filter(meeting__in=ids)
    notes: dict[int, list[Note]] = defaultdict(list)
    for note in reach.select_related("created_by", "meeting__match__child"):
        if note.created_by_id == reader.pk or _is_named(note, reader, roles):
            notes[note.meeting_id].append(note)
    return dict(notes)


def _is_named(note: Note, reader: User, roles: set[str]) -> bool:
    match = note.meeting.match
    named = {
        Note.Reader.CHILD: match.child.user_id == reader.pk,
        Note.Reader.COORDINATOR: Role.COORDINATOR in roles,
        Note.Reader.MANAGER: Role.MANAGER in roles,
    }
    return any(is_reader for kind, is_reader in named.items() if kind in note.readers)


def feelings_readable(meetings: Iterable[Meeting], reader: User, on: date) -> set[int]:
    """The ids of those meetings of which this person may read how the child said it was; never their volunteer."""
    reach = Meeting.objects.reachable_by(reader, Permission.READ_HOW_IT_WAS, on)
    theirs = reach.filter(pk__in=[meeting.pk for meeting in meetings]).exclude(match__volunteer__user=reader)
    return set(theirs.values_list("pk", flat=True))
