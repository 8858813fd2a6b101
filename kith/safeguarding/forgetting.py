"""What keeps children safe is kept by rules of its own: nothing of it goes with a match."""

from kith.foundation.forgetting import Goes, Stays, tell
from kith.people.models import Child
from kith.safeguarding.barred import AccountAlike, BarredContact, BarredMark
from kith.safeguarding.models import Accused, Concern, ConcernChange, ConcernEntry, ConcernKept
from kith.safeguarding.safety_plans import SafetyLine, SafetyPlan

CONCERN = "a concern is kept for longer, by the safeguarding lead; while there is one, the name stays with it"
BARRED = "whom a child must be kept from: the safeguarding lead ends it"


tell(
    Child,
    [
        Stays(Concern, "child", CONCERN),
        Stays(ConcernChange, "of__child", CONCERN),
        Stays(ConcernEntry, "concern__child", CONCERN),
        Stays(Accused, "concern__child", CONCERN),
        Stays(ConcernKept, "concern__child", CONCERN),
        Stays(BarredContact, "child", BARRED),
        Stays(BarredMark, "contact__child", BARRED),
        Stays(AccountAlike, "contact__child", BARRED),
        Goes(SafetyPlan, "child", "what was agreed so that two people were safe"),
        Goes(SafetyLine, "plan__child", "what could happen, and what was to be done"),
    ],
)
