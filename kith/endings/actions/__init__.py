"""What can be done about an ending: its steps, what a child keeps, what comes after, which road; nothing else here writes."""

from kith.endings.actions.after import (
    CannotFollow,
    CannotList,
    CannotLookBack,
    go_on_to,
    list_follow_on,
    look_back,
    retire_follow_on,
    welcome_look_back,
)
from kith.endings.actions.asking import CannotAnswer, CannotAsk, answer_ask, ask
from kith.endings.actions.beginning import (
    CannotCallOff,
    CannotEnd,
    CannotMoveLastDay,
    begin_ending,
    call_off,
    move_last_day,
)
from kith.endings.actions.closing import CannotHear, end, end_unplanned, hear_again
from kith.endings.actions.contact import CannotAgree, agree_contact, answer_contact
from kith.endings.actions.dying import CannotBe, child_died, volunteer_died
from kith.endings.actions.erasing import (
    CannotErase,
    CannotHoldBack,
    erase_agreed,
    hold_back,
    let_go,
    offer_memories,
    say_it_may_go,
    take_it_back,
)
from kith.endings.actions.goodbyes import CannotPlanGoodbyes, CannotPlanTelling, plan_goodbyes, plan_telling
from kith.endings.actions.keeping import (
    CannotCertify,
    CannotKeep,
    give_certificate,
    keep_memory,
    make_certificate,
    take_away,
    take_out_memory,
)
from kith.endings.actions.letters import CannotGive, CannotWrite, give_letter, write_letter
from kith.endings.actions.periods import CannotKeepSo, set_period, take_back_period
from kith.endings.actions.roads import (
    CannotChooseRoad,
    CannotMove,
    answer_move,
    ask_over,
    choose_road,
    withdraw_move,
)
from kith.endings.actions.steps import CannotDoStep, CannotTell, do_step, skip_step, tell, undo_step
from kith.endings.actions.taking_back import take_back_end
from kith.endings.actions.together_again import CannotOfferAgain, offer_first

__all__ = [
    "CannotAgree", "CannotAnswer", "CannotAsk", "CannotBe", "CannotCallOff", "CannotCertify", "CannotChooseRoad",
    "CannotDoStep", "CannotEnd", "CannotErase", "CannotFollow", "CannotGive", "CannotHear", "CannotHoldBack", "CannotKeep", "CannotKeepSo", "CannotList",
    "CannotLookBack", "CannotMove", "CannotMoveLastDay", "CannotOfferAgain", "CannotPlanGoodbyes",
    "CannotPlanTelling", "CannotTell", "CannotWrite", "agree_contact", "answer_ask", "answer_contact", "answer_move",
    "ask", "ask_over", "begin_ending", "call_off", "child_died", "choose_road", "do_step", "end", "end_unplanned", "erase_agreed",
    "give_certificate", "give_letter", "go_on_to", "hear_again", "hold_back", "keep_memory", "let_go", "list_follow_on",
    "look_back", "make_certificate", "move_last_day", "offer_first", "offer_memories", "plan_goodbyes", "plan_telling", "retire_follow_on",
    "say_it_may_go", "set_period", "skip_step", "take_away", "take_back_end", "take_back_period", "take_it_back", "take_out_memory", "tell", "undo_step", "volunteer_died", "welcome_look_back",
    "withdraw_move", "write_letter",
]  # fmt: skip
