"""Who lives roughly where, as a drawing for whoever looks for somebody; never for a child, a volunteer or a printed card."""

from kith.foundation.charts import Chart, Resident, nearby
from kith.matching.queries import Look
from kith.science.places import METRES_IN_A_MILE, Point


def drawing(look: Look) -> Chart | None:
    """The people suggested, around the child's area; None where that is not known or nobody is suggested."""
    middle = look.facts.point
    if middle is None or not look.people:
        return None
    people = [
        _resident(person.volunteer.first_name, look.candidates[person.volunteer.pk].point, middle)
        for person in look.people
    ]
    return nearby(
        people, around=look.child.name, limit=look.facts.travel_miles or look.wish_list.travel_miles
    )


def _resident(name: str, point: Point | None, middle: Point) -> Resident:
    if point is None:
        return Resident(name)
    return Resident(
        name, (point[0] - middle[0]) / METRES_IN_A_MILE, (point[1] - middle[1]) / METRES_IN_A_MILE
    )
