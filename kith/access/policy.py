"""The whole of who may do what, as one table that a manager can read. `docs/permissions.md` is printed from it.

A cell is a reach: how far from the person the rows may lie. A role that is not named reaches nobody.
Widening a cell is a decision: it comes with a page in docs/adr.
"""

from enum import IntEnum

from django.db import models

from kith.access.roles import Role


class Reach(IntEnum):
    """How far a right carries. What each means for a row is said once, in that row's QuerySet (`within`)."""

    NOBODY = 0
    OWN = 1  # rows that are about the person, or that the person made
    CASELOAD = 2  # rows of children the person is involved with, today
    SCHEME = 3  # rows of the schemes the person has this role in
    AUTHORITY = 4  # rows of the children of the authority the person has this role in


class Permission(models.TextChoices):
    """A right, as a sentence that follows “may”."""

    SEE_REGISTER = "see the register of children looked after"
    IMPORT_REGISTER = "import the register"
    RECORD_OFFER = "record whether a child was offered somebody"
    SEE_COVERAGE = "see how many children were considered, offered and accepted"

    SEE_CHILD = "see a child's story"
    DESCRIBE_CHILD = "change how a child is called and described"
    SEE_ADDRESS = "see where a child lives, with a reason"
    SEE_MY_SPACE = "see one's own space"

    REFER = "refer a child"
    SEE_REFERRAL = "see a referral"
    ANSWER_REFERRAL = "accept, decline or question a referral"

    SEE_VOLUNTEER = "see a volunteer's story"
    SEE_VETTING = "read a volunteer's vetting file"
    RECORD_CHECK = "record what a volunteer needs"
    RECORD_VETTING = "record references, DBS and independence"
    CHANGE_REQUIREMENTS = "change what a scheme asks of its volunteers"
    EXCUSE_VOLUNTEER = "excuse a volunteer from something, and decide about a risk"
    APPROVE_VOLUNTEER = "approve or decline a volunteer"
    AGREE_WITH_PANEL = "agree with a panel's decision"
    SUSPEND_VOLUNTEER = "suspend a volunteer"
    BRING_VOLUNTEERS = "bring in volunteers whom a scheme already has"
    WRITE_CARD = "write one's own card"
    APPROVE_CARD = "approve a volunteer's card"
    KEEP_FRONT = "say on a scheme's public page whom it needs"

    SEE_TRAINING = "see what training somebody has done"
    SIGN_UP_FOR_TRAINING = "sign oneself up for training"
    RUN_TRAINING = "run training and sign people up for it"
    RECORD_TRAINING = "record who came to training and what was done elsewhere"

    RECORD_WISHES = "write down a child's wishes with them"
    LOOK_FOR_SOMEBODY = "make a short list for a child"
    CHOOSE = "choose from the cards"
    RUN_ROUND = "run a round for a waiting list"
    PLAN_ROUNDS = "say when and how a scheme's rounds are run"
    SEE_FAIRNESS = "see how fairly places are given"
    SEE_PROPOSAL = "see a proposal"
    ANSWER_PROPOSAL = "say yes or no to a proposal"
    APPROVE_PROPOSAL = "approve a proposal"
    SEE_MATCH = "see a match"
    BEGIN_MATCH = "agree, begin, pause and resume a match"
    RUN_OPEN_DAY = "run an open day"
    ANSWER_INVITATION = "answer an invitation to an open day"
    SEE_INVITATION = "see to what open day a child is invited"

    SEE_MEETINGS = "see when meetings are"
    PLAN_MEETING = "plan and move a meeting"
    RECORD_MEETING = "say how a meeting went"
    KEEP_OWN_CALENDAR = "have the times of meetings in a calendar of one's own"
    READ_NOTES = "read the notes of a meeting"
    SEE_HOW_IT_WENT = "see how a meeting went"
    SAY_HOW_IT_WAS = "say how it was"
    READ_HOW_IT_WAS = "read how a child said it was"
    KEEP_HOLIDAYS = "keep the school holidays of an authority"
    CLAIM_EXPENSE = "claim what was spent"
    SEE_EXPENSES = "see what was spent"
    APPROVE_EXPENSE = "approve what was spent"
    PAY_EXPENSE = "pay what was spent"
    SEE_IDEAS = "look at the ideas for things to do"
    KEEP_IDEAS = "keep the ideas for things to do"

    CHECK_IN_ALONE = "say that one is there, and home again"
    SEE_LONE_VISIT = "see that nothing was heard of a volunteer"
    KEEP_ON_CALL = "say who is on call"
    SEE_SUPERVISION = "see supervisions"
    RECORD_SUPERVISION = "record a supervision"
    ASK_HOW_IT_GOES = "ask the child, the carer and the worker how it goes"
    SAY_HOW_IT_GOES = "say how it goes when asked"
    READ_HOW_IT_GOES = "read what was said when asked how it goes"
    HOLD_REVIEW = "review a match"
    ARRANGE_COVER = "arrange cover and hand matches over"
    SEE_THANKS = "see thanks to a volunteer"
    THANK = "thank a volunteer"
    DRAW_NETWORK = "draw the people around a child with them"
    SEE_SHARED_NETWORK = "see the people around a child where the child shares it"
    KEEP_READINESS = "keep one's own list for leaving care"
    SEE_READINESS = "see a list for leaving care where the young person shares it"

    RAISE_CONCERN = "raise a concern"
    SEE_CONCERN = "read a concern"
    CHASE_CONCERN = "see that a concern has not been read, and whom to ring"
    DECIDE_CONCERN = "decide about a concern"
    BAR_CONTACT = "write down whom a child must be kept from"
    KEEP_SAFETY_PLAN = "agree what is done so that two people are safe"
    SEE_SAFETY_PLANS = "read every safety plan of a scheme"
    READ_SAFETY_PLAN = "read what was agreed so that two people are safe"
    KEEP_RING_NUMBERS = "keep the numbers to ring of a scheme"
    STAND_IN = "say who stands in for a safeguarding lead"
    SEAL_CHILD = "seal a child's story and say who may see it"
    RESTRICT = "keep a colleague from a child's story"
    TAKE_DOWN_GUARD = "agree, as a second person, that a seal or a restriction ends"
    BREAK_GLASS = "open a file out of reach in an emergency"
    BREAK_SEAL = "open a sealed file in an emergency"
    READ_OPENED = "read a file one has opened in an emergency"
    REVIEW_OPENING = "review that somebody opened a file in an emergency"

    PLAN_ENDING = "plan and record an ending"
    ASK_FOR_CHANGE = "ask for a change, a break or a stop"
    WRITE_LETTER = "write a letter for an ending"
    KEEP_MEMORIES = "keep memories for a child"
    ERASE_RECORD = "agree that the record of a match is erased, or hold it back"
    SET_PERIOD = "say how long a scheme keeps its records of matches"
    LOOK_BACK = "look back after an ending, where the child welcomes it"
    TAKE_OVER_MATCH = "answer whether to take a match over"

    CHOOSE_MEASURES = "choose which measures a scheme uses"
    RECORD_MEASURE = "record a measure or a need"
    SEE_MEASURES = "see what was measured of a child"
    ANSWER_FORM = "answer a form one was asked for"
    KEEP_HOPES = "write down goals and words, as the child says them"
    SEE_OUTCOMES = "see a scheme's outcomes"
    TELL_OUTCOMES = "make and let out a scheme's outcome report"

    SEE_DESK = "see what needs doing today"

    SEE_WHO_IS_NEEDED = "see which volunteers are needed"
    SEE_RECRUITMENT = "see how a scheme's recruitment goes"

    SEE_REPORT = "see a scheme's report"
    MAKE_REPORT = "make a scheme's report"
    SEE_MEMBERS_PAGE = "see the page for elected members"

    SET_UP_SCHEME = "set up a scheme and its rules"
    GIVE_ROLES = "give people roles and end them"
    SEE_AUDIT = "read who did and saw what"

    @property
    def sentence(self) -> str:
        return str(self.value)


OWN, CASELOAD, SCHEME, AUTHORITY = Reach.OWN, Reach.CASELOAD, Reach.SCHEME, Reach.AUTHORITY
P = Permission

POLICY: dict[Permission, dict[Role, Reach]] = {
    P.SEE_REGISTER: {Role.WORKER: CASELOAD, Role.AUTHORITY_COORDINATOR: AUTHORITY},
    P.IMPORT_REGISTER: {Role.DATA_OFFICER: AUTHORITY},
    P.RECORD_OFFER: {Role.WORKER: CASELOAD, Role.AUTHORITY_COORDINATOR: AUTHORITY},
    P.SEE_COVERAGE: {
        Role.AUTHORITY_COORDINATOR: AUTHORITY,
        Role.COMMISSIONER: AUTHORITY,
        Role.ELECTED_MEMBER: AUTHORITY,
    },
    #
    P.SEE_CHILD: {
        Role.WORKER: CASELOAD,
        Role.AUTHORITY_COORDINATOR: AUTHORITY,
        Role.COORDINATOR: CASELOAD,
        Role.MANAGER: SCHEME,
        Role.SAFEGUARDING_LEAD: SCHEME,
    },
    P.DESCRIBE_CHILD: {
        Role.WORKER: CASELOAD,
        Role.AUTHORITY_COORDINATOR: AUTHORITY,
        Role.COORDINATOR: CASELOAD,
        Role.MANAGER: SCHEME,
    },
    P.SEE_ADDRESS: {
        Role.WORKER: CASELOAD,
        Role.AUTHORITY_COORDINATOR: AUTHORITY,
        Role.COORDINATOR: CASELOAD,
        Role.SAFEGUARDING_LEAD: SCHEME,
    },
    P.SEE_MY_SPACE: {Role.YOUNG_PERSON: OWN},
    #
    P.REFER: {Role.WORKER: CASELOAD, Role.AUTHORITY_COORDINATOR: AUTHORITY},
    P.SEE_REFERRAL: {
        Role.WORKER: CASELOAD,
        Role.AUTHORITY_COORDINATOR: AUTHORITY,
        Role.COORDINATOR: SCHEME,
        Role.MANAGER: SCHEME,
    },
    P.ANSWER_REFERRAL: {Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    #
    P.SEE_VOLUNTEER: {
        Role.VOLUNTEER: OWN,
        Role.COORDINATOR: SCHEME,
        Role.MANAGER: SCHEME,
        Role.VETTING_OFFICER: SCHEME,
        Role.SAFEGUARDING_LEAD: SCHEME,
    },
    P.SEE_VETTING: {Role.MANAGER: SCHEME, Role.VETTING_OFFICER: SCHEME, Role.SAFEGUARDING_LEAD: SCHEME},
    P.RECORD_CHECK: {Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME, Role.VETTING_OFFICER: SCHEME},
    P.RECORD_VETTING: {Role.VETTING_OFFICER: SCHEME},
    P.CHANGE_REQUIREMENTS: {Role.MANAGER: SCHEME},
    P.EXCUSE_VOLUNTEER: {Role.MANAGER: SCHEME, Role.SAFEGUARDING_LEAD: SCHEME},
    P.APPROVE_VOLUNTEER: {Role.MANAGER: SCHEME},
    P.AGREE_WITH_PANEL: {Role.MANAGER: SCHEME, Role.VETTING_OFFICER: SCHEME, Role.SAFEGUARDING_LEAD: SCHEME},
    P.BRING_VOLUNTEERS: {Role.MANAGER: SCHEME},
    P.SUSPEND_VOLUNTEER: {Role.MANAGER: SCHEME, Role.SAFEGUARDING_LEAD: SCHEME},
    P.WRITE_CARD: {Role.VOLUNTEER: OWN},
    P.APPROVE_CARD: {Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    P.KEEP_FRONT: {Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    #
    P.SEE_TRAINING: {
        Role.VOLUNTEER: OWN,
        Role.COORDINATOR: SCHEME,
        Role.MANAGER: SCHEME,
        Role.VETTING_OFFICER: SCHEME,
    },
    P.SIGN_UP_FOR_TRAINING: {Role.VOLUNTEER: OWN},
    P.RUN_TRAINING: {Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    P.RECORD_TRAINING: {Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME, Role.VETTING_OFFICER: SCHEME},
    #
    P.RECORD_WISHES: {Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    P.LOOK_FOR_SOMEBODY: {Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    P.CHOOSE: {Role.YOUNG_PERSON: OWN},
    # a round counts the whole list; names stay with whoever may look for the child: docs/adr/0024
    P.RUN_ROUND: {Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    P.PLAN_ROUNDS: {Role.MANAGER: SCHEME},
    P.SEE_FAIRNESS: {Role.COMMISSIONER: AUTHORITY, Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    P.SEE_PROPOSAL: {Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    P.ANSWER_PROPOSAL: {Role.VOLUNTEER: OWN},
    P.APPROVE_PROPOSAL: {Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    P.SEE_MATCH: {
        Role.WORKER: CASELOAD,
        Role.AUTHORITY_COORDINATOR: AUTHORITY,
        Role.COORDINATOR: CASELOAD,
        Role.MANAGER: SCHEME,
        Role.SAFEGUARDING_LEAD: SCHEME,
    },
    P.BEGIN_MATCH: {Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    # whoever runs a day sees the first names of all who come to it: docs/adr/0025
    P.RUN_OPEN_DAY: {Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    P.ANSWER_INVITATION: {Role.YOUNG_PERSON: OWN, Role.VOLUNTEER: OWN},
    P.SEE_INVITATION: {Role.CARER: CASELOAD, Role.WORKER: CASELOAD},
    #
    P.SEE_MEETINGS: {
        Role.YOUNG_PERSON: OWN,
        Role.VOLUNTEER: OWN,
        Role.CARER: CASELOAD,
        Role.WORKER: CASELOAD,
        Role.AUTHORITY_COORDINATOR: AUTHORITY,
        Role.COORDINATOR: CASELOAD,
        Role.MANAGER: SCHEME,
        Role.SAFEGUARDING_LEAD: SCHEME,
    },
    P.PLAN_MEETING: {Role.VOLUNTEER: OWN, Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    P.RECORD_MEETING: {Role.VOLUNTEER: OWN, Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    # times and nothing else, by an address that its owner can withdraw: docs/adr/0031
    P.KEEP_OWN_CALENDAR: {Role.VOLUNTEER: OWN, Role.COORDINATOR: CASELOAD},
    P.READ_NOTES: {
        Role.YOUNG_PERSON: OWN,
        Role.VOLUNTEER: OWN,
        Role.COORDINATOR: CASELOAD,
        Role.MANAGER: SCHEME,
    },
    P.SEE_HOW_IT_WENT: {
        Role.YOUNG_PERSON: OWN,
        Role.VOLUNTEER: OWN,
        Role.COORDINATOR: CASELOAD,
        Role.MANAGER: SCHEME,
        Role.SAFEGUARDING_LEAD: SCHEME,
    },
    P.SAY_HOW_IT_WAS: {Role.YOUNG_PERSON: OWN},
    P.READ_HOW_IT_WAS: {Role.YOUNG_PERSON: OWN, Role.COORDINATOR: CASELOAD},
    # holidays say nothing of a child, money nothing that a meeting does not: docs/adr/0026
    P.KEEP_HOLIDAYS: {Role.AUTHORITY_COORDINATOR: AUTHORITY, Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    P.CLAIM_EXPENSE: {Role.VOLUNTEER: OWN},
    P.SEE_EXPENSES: {Role.VOLUNTEER: OWN, Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    P.APPROVE_EXPENSE: {Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    P.PAY_EXPENSE: {Role.MANAGER: SCHEME},
    P.SEE_IDEAS: {
        Role.YOUNG_PERSON: OWN,
        Role.VOLUNTEER: OWN,
        Role.COORDINATOR: SCHEME,
        Role.MANAGER: SCHEME,
    },
    P.KEEP_IDEAS: {Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    #
    P.CHECK_IN_ALONE: {Role.VOLUNTEER: OWN},
    # whoever is on call sees the one visit of which nothing was heard: docs/adr/0033
    P.SEE_LONE_VISIT: {
        Role.COORDINATOR: CASELOAD,
        Role.MANAGER: SCHEME,
        Role.SAFEGUARDING_LEAD: SCHEME,
    },
    P.KEEP_ON_CALL: {Role.MANAGER: SCHEME},
    P.SEE_SUPERVISION: {Role.VOLUNTEER: OWN, Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    P.RECORD_SUPERVISION: {Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    # what each says is read by whoever looks after the match and by themself, nobody else: docs/adr/0014
    P.ASK_HOW_IT_GOES: {Role.COORDINATOR: CASELOAD},
    P.SAY_HOW_IT_GOES: {Role.YOUNG_PERSON: OWN, Role.CARER: OWN, Role.WORKER: OWN},
    P.READ_HOW_IT_GOES: {Role.YOUNG_PERSON: OWN, Role.COORDINATOR: CASELOAD},
    P.HOLD_REVIEW: {Role.COORDINATOR: CASELOAD},
    P.ARRANGE_COVER: {Role.COORDINATOR: OWN, Role.MANAGER: SCHEME},
    P.SEE_THANKS: {Role.VOLUNTEER: OWN, Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    P.THANK: {Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    P.DRAW_NETWORK: {Role.YOUNG_PERSON: OWN, Role.COORDINATOR: CASELOAD},
    P.SEE_SHARED_NETWORK: {Role.WORKER: CASELOAD},
    P.KEEP_READINESS: {Role.YOUNG_PERSON: OWN},
    P.SEE_READINESS: {Role.COORDINATOR: CASELOAD, Role.WORKER: CASELOAD},
    #
    P.RAISE_CONCERN: {
        Role.YOUNG_PERSON: OWN,
        Role.VOLUNTEER: OWN,
        Role.CARER: OWN,
        Role.WORKER: OWN,
        Role.AUTHORITY_COORDINATOR: OWN,
        Role.COORDINATOR: OWN,
        Role.MANAGER: OWN,
        Role.VETTING_OFFICER: OWN,
        Role.SAFEGUARDING_LEAD: OWN,
        Role.DATA_OFFICER: OWN,
    },
    P.SEE_CONCERN: {Role.SAFEGUARDING_LEAD: SCHEME},
    # that one waits and who leads, never a word of it: docs/adr/0028
    # whoever gives roles hears of one only where neither a lead nor a manager is left: docs/adr/0049
    P.CHASE_CONCERN: {Role.MANAGER: SCHEME, Role.ADMINISTRATOR: SCHEME},
    P.DECIDE_CONCERN: {Role.SAFEGUARDING_LEAD: SCHEME},
    P.BAR_CONTACT: {Role.SAFEGUARDING_LEAD: SCHEME},
    P.KEEP_RING_NUMBERS: {
        Role.SAFEGUARDING_LEAD: SCHEME,
        Role.MANAGER: SCHEME,
        Role.ADMINISTRATOR: SCHEME,
    },
    # a lead names who reads concerns while they are away: docs/adr/0039
    P.STAND_IN: {Role.SAFEGUARDING_LEAD: SCHEME},
    P.KEEP_SAFETY_PLAN: {Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    # a lead who looks into something reads what was foreseen: docs/adr/0033
    P.SEE_SAFETY_PLANS: {
        Role.COORDINATOR: CASELOAD,
        Role.MANAGER: SCHEME,
        Role.SAFEGUARDING_LEAD: SCHEME,
    },
    P.READ_SAFETY_PLAN: {Role.VOLUNTEER: OWN},
    # a seal is put up by one and taken down by two; a file is opened for an hour and told at once: docs/adr/0033
    P.SEAL_CHILD: {Role.SAFEGUARDING_LEAD: SCHEME},
    P.RESTRICT: {Role.SAFEGUARDING_LEAD: SCHEME},
    P.TAKE_DOWN_GUARD: {Role.SAFEGUARDING_LEAD: SCHEME, Role.MANAGER: SCHEME},
    P.BREAK_GLASS: {Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME, Role.SAFEGUARDING_LEAD: SCHEME},
    P.BREAK_SEAL: {Role.MANAGER: SCHEME, Role.SAFEGUARDING_LEAD: SCHEME},
    P.READ_OPENED: {Role.COORDINATOR: OWN, Role.MANAGER: OWN, Role.SAFEGUARDING_LEAD: OWN},
    P.REVIEW_OPENING: {Role.SAFEGUARDING_LEAD: SCHEME, Role.AUDITOR: AUTHORITY},
    #
    P.PLAN_ENDING: {Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    P.ASK_FOR_CHANGE: {Role.YOUNG_PERSON: OWN},
    P.WRITE_LETTER: {Role.VOLUNTEER: OWN, Role.COORDINATOR: CASELOAD},
    # a look-back opens no story, and whoever is asked to take a match over reads no name: docs/adr/0032
    P.KEEP_MEMORIES: {Role.YOUNG_PERSON: OWN, Role.VOLUNTEER: OWN, Role.COORDINATOR: CASELOAD},
    P.LOOK_BACK: {Role.YOUNG_PERSON: OWN, Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    # two of them agree, and nobody sees more than before: docs/adr/0045
    P.ERASE_RECORD: {Role.MANAGER: SCHEME, Role.SAFEGUARDING_LEAD: SCHEME},
    P.SET_PERIOD: {Role.MANAGER: SCHEME},
    P.TAKE_OVER_MATCH: {
        Role.COORDINATOR: SCHEME,
        Role.MANAGER: SCHEME,
        Role.AUTHORITY_COORDINATOR: AUTHORITY,
    },
    #
    # a child's scores stay with those who look after the match; a commissioner reads what was let out: docs/adr/0027
    P.CHOOSE_MEASURES: {Role.MANAGER: SCHEME},
    P.RECORD_MEASURE: {Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    P.SEE_MEASURES: {Role.COORDINATOR: CASELOAD, Role.MANAGER: SCHEME},
    # each answers for themself, and reads nobody else's: docs/adr/0034
    P.ANSWER_FORM: {
        Role.YOUNG_PERSON: OWN,
        Role.VOLUNTEER: OWN,
        Role.CARER: OWN,
        Role.WORKER: OWN,
    },
    P.KEEP_HOPES: {Role.YOUNG_PERSON: OWN, Role.COORDINATOR: CASELOAD},
    P.SEE_OUTCOMES: {Role.COMMISSIONER: AUTHORITY, Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    P.TELL_OUTCOMES: {Role.MANAGER: SCHEME},
    #
    P.SEE_DESK: {
        Role.COORDINATOR: CASELOAD,
        Role.MANAGER: SCHEME,
        Role.SAFEGUARDING_LEAD: SCHEME,
        Role.VETTING_OFFICER: SCHEME,
    },
    # a commissioner sees only sentences that point at no child: docs/adr/0013
    P.SEE_WHO_IS_NEEDED: {
        Role.COMMISSIONER: AUTHORITY,
        Role.COORDINATOR: SCHEME,
        Role.MANAGER: SCHEME,
    },
    P.SEE_RECRUITMENT: {Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    #
    P.SEE_REPORT: {Role.COMMISSIONER: AUTHORITY, Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    P.MAKE_REPORT: {Role.COORDINATOR: SCHEME, Role.MANAGER: SCHEME},
    P.SEE_MEMBERS_PAGE: {
        Role.ELECTED_MEMBER: AUTHORITY,
        Role.COMMISSIONER: AUTHORITY,
        Role.AUTHORITY_COORDINATOR: AUTHORITY,
    },
    #
    P.SET_UP_SCHEME: {Role.ADMINISTRATOR: SCHEME, Role.MANAGER: SCHEME},
    P.GIVE_ROLES: {Role.ADMINISTRATOR: SCHEME},
    P.SEE_AUDIT: {Role.AUDITOR: AUTHORITY, Role.SAFEGUARDING_LEAD: SCHEME},
}


def reach_of(role: str, permission: Permission) -> Reach:
    """How far a role carries a permission."""
    return POLICY[permission].get(Role(role), Reach.NOBODY)
