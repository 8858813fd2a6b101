"""Every kind of deed that leaves a trace, as a sentence that a young person could be told."""

from django.db import models


class Kind(models.TextChoices):
    # access
    SIGNED_IN = "signed in", "somebody signed in"
    MEMBERSHIP_BEGAN = "membership began", "somebody was given a role"
    MEMBERSHIP_ENDED = "membership ended", "somebody’s role ended"
    KEY_ISSUED = "key issued", "a key to My space was made"
    # schemes
    SCHEME_SET_UP = "scheme set up", "a scheme was set up"
    SCHEME_RULES_CHANGED = "scheme rules changed", "a scheme’s rules changed"
    # people
    INVOLVEMENT_BEGAN = "involvement began", "somebody came near a child’s story"
    INVOLVEMENT_ENDED = "involvement ended", "somebody left a child’s story"
    CARD_WRITTEN = "card written", "a volunteer wrote their card"
    CARD_APPROVED = "card approved", "a volunteer’s card was approved"
    SHARING_CHANGED = "sharing changed", "a child changed what their volunteer sees"
    ADDRESS_SHOWN = "address shown", "a placement address was shown, with a reason"
    # safeguarding
    CONCERN_RAISED = "concern raised", "somebody was worried and said so"
    CONCERN_READ = "concern read", "the safeguarding lead read a concern"
    CONCERN_ADDED_TO = "concern added to", "something was added to a concern"
    CONCERN_DECIDED = "concern decided", "it was decided what to do about a concern"
    CONCERN_CLOSED = "concern closed", "a concern was closed"
    # register
    REGISTER_PREVIEWED = "register previewed", "a return was read to look at, nothing was kept"
    REGISTER_IMPORTED = "register imported", "a return was saved to the register"
    REGISTER_REFUSED = "register refused", "a return was refused"
    OFFER_RECORDED = "offer recorded", "it was written down whether a child was offered somebody"
    OFFER_CORRECTED = "offer corrected", "what was written about an offer was put right"
    # referral
    REFERRAL_MADE = "referral made", "a child was referred"
    REFERRAL_LINKED = "referral linked", "a referral was linked to a child on the register"
    REFERRAL_QUESTIONED = "referral questioned", "the scheme asked the referrer for more"
    REFERRAL_ANSWERED = "referral answered", "the referrer answered the scheme"
    REFERRAL_ACCEPTED = "referral accepted", "a referral was accepted"
    REFERRAL_DECLINED = "referral declined", "a referral was declined"
    REFERRAL_WITHDRAWN = "referral withdrawn", "a referral was withdrawn"
    REFERRAL_CLOSED = "referral closed", "a referral was closed"
    # recruitment
    APPLICATION_RECEIVED = "application received", "somebody offered to volunteer"
    APPLICATION_MOVED = "application moved", "an application went a step on"
    CHECK_RECORDED = "check recorded", "a check on a volunteer was recorded"
    CHECK_WITHDRAWN = "check withdrawn", "a check recorded by mistake was withdrawn"
    VOLUNTEER_APPROVED = "volunteer approved", "a volunteer was approved"
    VOLUNTEER_DECLINED = "volunteer declined", "an application was declined"
    VOLUNTEER_SUSPENDED = "volunteer suspended", "a volunteer was suspended"
    SUSPENSION_LIFTED = "suspension lifted", "a volunteer’s suspension was lifted"
    # matching
    WISHES_RECORDED = "wishes recorded", "a child’s wishes were written down"
    SHORTLIST_MADE = "shortlist made", "a short list was made for a child"
    CARDS_SHOWN = "cards shown", "cards were shown to a child"
    CHILD_CHOSE = "child chose", "a child chose from the cards"
    VOLUNTEER_ANSWERED = "volunteer answered", "a volunteer answered a proposal"
    PROPOSAL_APPROVED = "proposal approved", "a proposal was approved"
    PROPOSAL_CLOSED = "proposal closed", "a proposal was closed"
    FIRST_MEETING_PLANNED = "first meeting planned", "a first meeting was planned"
    FIRST_MEETING_ANSWERED = "first meeting answered", "somebody said how the first meeting went"
    AGREEMENT_WRITTEN = "agreement written", "an agreement was written"
    MATCH_BEGUN = "match begun", "a match began"
    MATCH_PAUSED = "match paused", "a match was paused"
    MATCH_RESUMED = "match resumed", "a match went on"
    # meetings
    RHYTHM_SET = "rhythm set", "a rhythm of meetings was agreed"
    MEETING_PLANNED = "meeting planned", "a meeting was planned"
    MEETING_MOVED = "meeting moved", "a meeting was moved"
    MEETING_KEPT = "meeting kept", "a meeting was kept"
    MEETING_NOT_KEPT = "meeting not kept", "a meeting did not happen"
    MEETING_PUT_RIGHT = "meeting put right", "what was said of a meeting was put right"
    HOW_IT_WAS = "how it was", "a child said how it was"
    # support
    SUPERVISION_RECORDED = "supervision recorded", "a supervision was recorded"
    ALLEGATION_MADE = "allegation made", "an allegation was recorded and the match paused"
    # endings
    ENDING_BEGUN = "ending begun", "an ending was begun"
    ENDING_STEP_DONE = "ending step done", "a step of an ending was done"
    ENDING_STEP_UNDONE = "ending step undone", "a step of an ending was put back"
    ENDING_STOPPED = "ending stopped", "an ending was called off"
    MATCH_ENDED = "match ended", "a match ended"
    LETTER_WRITTEN = "letter written", "a letter was written"
    CHILD_ASKED = "child asked", "a child asked for a change, a break or a stop"
    # reporting
    REPORT_MADE = "report made", "a report was made"
    REPORT_DOWNLOADED = "report downloaded", "a report was downloaded"
    LIST_DOWNLOADED = "list downloaded", "a list was downloaded"
