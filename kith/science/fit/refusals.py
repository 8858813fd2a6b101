"""Why a volunteer is not suggested: as one sentence about a person, and as a line in the totals.

The exclusion list has no words of its own. It shares its sentence and its total with checks that are not complete.
"""

from kith.science.fit.people import Asked, Referral, Volunteer
from kith.science.fit.rules import Check, Rules
from kith.science.fit.words import counted, labels, listed, said, wanted
from kith.science.vocabulary import CHILD_GENDERS

_NOT_WANTED = {
    "gender": "not {}",
    "age": "not {}",
    "ethnicity": "of another background, or not recorded",
    "faith": "of another faith, or not recorded",
    "language": "without {}",
    "interest": "with no interest in {} named",
    "experience": "not known as someone who {}",
    "pets": "without {}",
    "smoking": "not smoking",
    "time": "not free on {}",
}


def in_totals(check: Check, number: int, referral: Referral, rules: Rules) -> str:
    """One line of "who does not fit, and why": "24 not a man", "5 beyond 10 miles", "3 full"."""
    if check.asked is not None and check.rule.id == "must":
        return f"{number} {_NOT_WANTED[check.asked.attribute].format(labels(check.asked))}"
    if check.asked is not None:
        whom = "with {}" if check.asked.attribute == "pets" else "ruled out by “not {}”"
        return f"{number} {whom.format(labels(check.asked))}"
    match check.counted_as:
        case "trained":
            return f"{number} in training"
        case "approved":
            return f"{number} not approved for this scheme"
        case "places":
            return f"{number} " + (
                f"without room for {referral.places_needed}" if referral.siblings else "full"
            )
        case "travel":
            return f"{number} beyond {counted(rules.miles_for(referral), 'mile')}"
        case "volunteer_travel":
            return f"{counted(number, 'who does', 'who do')} not travel this far"
        case "ages":
            return f"{number} approved for other ages"
        case "limits":
            return f"{number} with limits of their own"
        case _:
            return f"{number} cannot be proposed"


def in_a_sentence(
    check: Check, referral: Referral, volunteer: Volunteer, miles: int | None, rules: Rules
) -> str:
    """The one reason why this volunteer is not proposed to this child."""
    name, child = volunteer.first_name, referral.first_name
    if check.asked is not None:
        held = volunteer.meets(check.asked)
        return _about_a_wish(check.rule.id, check.asked, name, child, held)
    match check.counted_as:
        case "trained":
            return f"{name} has not finished the training yet."
        case "approved":
            return f"{name} is not approved for this scheme."
        case "places" if volunteer.places_left > 0:
            sharing = f"{child} and {counted(referral.siblings, 'other child', 'other children')}"
            return f"{name} has room for {volunteer.places_left}; {sharing} want to share one volunteer."
        case "places":
            return f"{name} has no place left at the moment."
        case "travel":
            limit = counted(rules.miles_for(referral), "mile")
            return f"{name} is about {counted(miles or 0, 'mile')} away; the limit for {child} is {limit}."
        case "volunteer_travel":
            limit = counted(volunteer.travel_miles or 0, "mile")
            return f"{name} travels up to {limit}; {child} is about {counted(miles or 0, 'mile')} away."
        case "ages":
            return f"{name} is approved for ages {volunteer.ages_from} to {volunteer.ages_to}; {child} is {referral.age}."
        case "limits":
            genders = [
                term.label for key, term in CHILD_GENDERS.items() if key in (volunteer.child_genders or ())
            ]
            return f"{name} asked to be matched with {listed(genders) or 'nobody at present'}."
        case _:
            return f"{name} cannot be proposed at the moment."


def _about_a_wish(rule: str, asked: Asked, name: str, child: str, held: bool | None) -> str:
    if rule == "not":
        return f"{child} said no to {wanted(asked)}; {name} {said(asked)}."
    if held is None:
        return f"{child} said it must be {wanted(asked)}; it is not known whether {name} {said(asked)}."
    return f"{child} said it must be {wanted(asked)}."
