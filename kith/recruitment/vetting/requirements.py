"""Everything that a scheme can ask of a volunteer, as data: what it is, who may record it, how long it usually holds.

Which of these a scheme asks, and how, is its policy (`policies`); a scheme without one asks for what is `usual`. Most of
these lengths are the habit of the field, not law: a DBS certificate, for one, has no end by law. Independence is asked
again every year because whom somebody works for, or lives with, changes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from kith.access.policy import Permission
from kith.schemes.models import Scheme

LAPSING_DAYS = 60
STATUS_CHECK_MONTHS = 12  # how long one look into the DBS Update Service holds

RECORD, VET = Permission.RECORD_CHECK, Permission.RECORD_VETTING

INTERVIEW, CHECKS, PANEL, FIRST_MEETING, DRIVING = "interview", "checks", "panel", "first meeting", "driving"
STEPS = {
    INTERVIEW: "Before the interview",
    CHECKS: "Before the checks begin",
    PANEL: "Before the panel",
    FIRST_MEETING: "Before they meet a child",
    DRIVING: "Before they drive a child",
}
ORDER = list(STEPS)
DUTIES = {
    "driving": "Drives a young person",
    "groups": "Helps with groups",
    "overnight": "Goes away overnight",
}
NO_NOTE, MAY_NOTE, MUST_NOTE = "none", "allowed", "needed"


def every_scheme(scheme: Scheme) -> bool:
    return True


def where_the_law_asks(scheme: Scheme) -> bool:
    return scheme.independence


def no_scheme(scheme: Scheme) -> bool:
    return False


@dataclass(frozen=True)
class Requirement:
    """One line of the checklist.

    `needs` can stand after “still needs”. `vetting_only`: how it came out is read by those who vet; everybody else sees
    whether it stands. `months`: how long it holds, empty for good. `at_least_one`: among several, one must carry one of
    these values under this name in its details. `before`: the step it must be there for. `duties`: asked only of those
    who do one of these. `fixed`: no policy may leave it out, nobody is excused from it.
    """

    key: str
    words: str
    needs: str
    asks: str
    recorded_by: Permission = RECORD
    vetting_only: bool = False
    months: int | None = None
    count: int = 1
    wanted: Callable[[Scheme], bool] = every_scheme
    at_least_one: tuple[str, tuple[str, ...]] | None = None
    one: str = ""  # what one check of it is called, when `words` are of several
    before: str = PANEL
    duties: tuple[str, ...] = ()
    evidence: str = NO_NOTE
    documents: tuple[str, ...] = ()  # those that count; empty: all that can show it
    modules: tuple[int, ...] = ()  # for training: the courses that are asked for
    fixed: bool = False

    @property
    def called(self) -> str:
        """Its words inside a sentence: their identity, their DBS check."""
        return self.words if self.words[1].isupper() else f"{self.words[0].lower()}{self.words[1:]}"

    @property
    def how_many(self) -> int:
        """How many things make it up: so many references, so many courses."""
        return len(self.modules) or self.count

    @property
    def slug(self) -> str:
        """The key as it stands in an address."""
        return self.key.replace(" ", "-")

    def is_due_by(self, step: str) -> bool:
        return ORDER.index(self.before) <= ORDER.index(step)


FROM_WORK = ("work", "study", "volunteering")
Vetted = partial(Requirement, recorded_by=VET, vetting_only=True)

REQUIREMENTS = (
    Requirement(
        "identity",
        "Identity",
        "to show who they are",
        "Two documents seen: one with a photograph, one with their address.",
        evidence=MUST_NOTE,
        fixed=True,
    ),
    Requirement(
        "right to volunteer",
        "Right to volunteer",
        "to show that they may volunteer in this country",
        "A passport, a share code or a visa that allows it.",
        evidence=MAY_NOTE,
        fixed=True,
    ),
    Vetted(
        "self-declaration",
        "Self-declaration",
        "to make a self-declaration",
        "They have said in writing whether anything in their past bears on being with children.",
        months=36,
        fixed=True,
    ),
    Requirement(
        "interview",
        "Interview",
        "an interview by two trained people",
        "Two people who are trained to interview have talked with them about why they want to do this, and about children.",
        vetting_only=True,
    ),
    Vetted(
        "reference",
        "References",
        "two references",
        "Two people who are not family, one who knows them from work, study or volunteering.",
        count=2,
        at_least_one=("relation", FROM_WORK),
        one="Reference",
        fixed=True,
    ),
    Vetted(
        "dbs",
        "DBS check",
        "a DBS check",
        "The certificate seen, and the Update Service asked if they are on it.",
        months=36,
        fixed=True,
    ),
    Vetted(
        "overseas",
        "Overseas check",
        "an overseas check",
        "Each country they lived in for a year or more in the last ten years, and its police certificate.",
        wanted=no_scheme,
    ),
    Vetted(
        "independence",
        "Independence",
        "to say that they are independent of the council",
        "Five questions about the council that looks after the children. Asked again every year.",
        months=12,
        wanted=where_the_law_asks,
        fixed=True,
    ),
    Requirement(
        "training",
        "Training",
        "training",
        "The scheme’s first training: boundaries, safeguarding, confidentiality, endings.",
        months=36,
    ),
    Requirement(
        "agreement",
        "Volunteer agreement",
        "to sign the volunteer agreement",
        "What they and the scheme promise each other, signed by both.",
    ),
    Requirement(
        "driving",
        "Driving documents",
        "to show their driving documents",
        "Licence, insurance that covers volunteering, and MOT. The first to run out counts.",
        months=12,
        wanted=no_scheme,
        before=DRIVING,
        duties=("driving",),
    ),
)
BY_KEY = {requirement.key: requirement for requirement in REQUIREMENTS}
BY_SLUG = {requirement.slug: requirement for requirement in REQUIREMENTS}


def usual_for(scheme: Scheme) -> list[Requirement]:
    """What a scheme asks for until it has a policy of its own, in the order in which it is usually done."""
    return [requirement for requirement in REQUIREMENTS if requirement.wanted(scheme)]


def words_of(key: str) -> str:
    """What one check of a kind is called on a page."""
    requirement = BY_KEY.get(key)
    return (requirement.one or requirement.words) if requirement else key.capitalize()
