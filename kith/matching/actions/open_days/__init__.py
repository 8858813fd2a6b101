"""What can be done about an open day, from its planning to the proposals that come of it."""

from kith.matching.actions.open_days.agreeing import agree
from kith.matching.actions.open_days.answers import (
    answer_child,
    answer_volunteer,
    note_what_is_needed,
    take_back,
)
from kith.matching.actions.open_days.cautions import look_around, see_who_may_come, settle_caution
from kith.matching.actions.open_days.choosing import hear, say_afterwards, share, unshare
from kith.matching.actions.open_days.coming import (
    close_doors,
    mark,
    open_doors,
    unmark,
    walk_in_child,
    walk_in_volunteer,
)
from kith.matching.actions.open_days.inviting import invite_children, invite_volunteers
from kith.matching.actions.open_days.planning import call_off, change_day, plan_again, plan_day
from kith.matching.actions.open_days.refusals import CannotOpenDay
from kith.matching.actions.open_days.working_out import hear_again, pin, unpin, work_out

__all__ = [
    "CannotOpenDay",
    "agree",
    "answer_child",
    "answer_volunteer",
    "call_off",
    "change_day",
    "close_doors",
    "hear",
    "hear_again",
    "invite_children",
    "invite_volunteers",
    "look_around",
    "mark",
    "note_what_is_needed",
    "open_doors",
    "pin",
    "plan_again",
    "plan_day",
    "say_afterwards",
    "see_who_may_come",
    "settle_caution",
    "share",
    "take_back",
    "unmark",
    "unpin",
    "unshare",
    "walk_in_child",
    "walk_in_volunteer",
    "work_out",
]
