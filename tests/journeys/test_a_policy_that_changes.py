"""A scheme asks for something more: fifty people are touched, each is seen by name before it applies, and it can be undone."""

from datetime import date

from kith.recruitment.queries import cleared_volunteers
from tests.journeys.people import Cast
from tests.journeys.vetting import PolicyMaker, fifty_volunteers

FROM = date(2027, 2, 1)


def test_a_policy_that_changes_for_fifty_people(cast: Cast):
    cast.trades["sam"] = PolicyMaker
    people = fifty_volunteers(cast)
    sam, amara, vera = cast.sam, cast.amara, cast.vera
    before = cast.clock.today()

    sam.begins_a_new_version().asks_as_well_for("Overseas check", "Before they meet a child")
    sam.sees("Overseas check is asked for as well.").follows("Say from which day")
    sam.says_from(before, "Two people who had lived abroad were missed").is_told("must be after")
    sam.says_from(FROM, "Two people who had lived abroad were missed")
    sam.sees("50 volunteers").sees("50 of them may meet nobody until it is there").sees("Ana Ashworth")
    assert cleared_volunteers(cast.scheme, FROM).count() == 50
    sam.presses("Apply it from that day").sees("Until its day you can call it off here.")
    assert cleared_volunteers(cast.scheme, FROM).count() == 0
    assert cleared_volunteers(cast.scheme, before).count() == 50

    amara.goes_to(f"/volunteers/asked/{cast.scheme.public_id}/").sees(
        "From 1 February 2027 version 1 applies."
    )
    amara.does_not_see("Change what is asked")
    vera.goes_to(f"/volunteers/asked/{cast.scheme.public_id}/").sees("From 1 February 2027")

    cast.clock.moves_to(date(2027, 1, 4))
    sam.opens_the_desk().sees("50 volunteers will lack something from 1 February 2027")
    sam.follows("See who and what").sees("Elza Ashworth").follows("Call it off").presses("Call it off")
    sam.sees("Called off. What is asked stays as it was.")
    assert cleared_volunteers(cast.scheme, FROM).count() == len(people)
