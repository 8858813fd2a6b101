"""Everything this room does; each deed lives with its noun."""

from kith.people.actions.children import (
    LEAST_REASON,
    CannotOpenSpace,
    CannotRest,
    CannotShow,
    describe,
    forget_child,
    let_rest,
    lift_rest,
    open_space,
    show_address,
)
from kith.people.actions.near import involve, leave, scheme_leaves
from kith.people.actions.volunteers import (
    CannotApproveCard,
    approve_card,
    delist,
    enlist,
    mark_died,
    stop_serving,
    write_card,
)
from kith.people.actions.written_down import CannotCare, write_down_carer, write_down_worker

__all__ = [
    "LEAST_REASON",
    "CannotApproveCard",
    "CannotCare",
    "CannotOpenSpace",
    "CannotRest",
    "CannotShow",
    "approve_card",
    "delist",
    "describe",
    "enlist",
    "forget_child",
    "involve",
    "leave",
    "let_rest",
    "lift_rest",
    "mark_died",
    "open_space",
    "scheme_leaves",
    "show_address",
    "stop_serving",
    "write_card",
    "write_down_carer",
    "write_down_worker",
]
