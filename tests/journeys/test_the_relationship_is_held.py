"""Asked after, reviewed, covered, thanked; the young person draws their people and keeps a list of their own."""

from datetime import date, timedelta

from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import months_after
from kith.matching.models import Match
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_worker
from kith.schemes.tests.factories import a_scheme
from kith.support.models import CheckIn, HandOver, NetworkMap
from kith.support.tests.people import a_carer_of
from tests.journeys.people import Cast


def at(name: str, *args: object) -> str:
    return reverse(f"support:{name}", args=args)


def test_each_is_asked_by_themself_and_no_is_an_answer(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    a_carer_of(match.child)
    amara, tariq, jo = cast.amara, cast.tariq, cast.stranger(on_a_phone=True)

    amara.goes_to(at("check_ins")).sees("Tariq and Ruth", "Jo, carer", "Not asked yet")
    amara.goes_to(at("check_in", match.public_id, "child")).presses("Ask them").is_told("Asked")
    tariq.goes_to(at("how_it_goes", asked(match, "child"))).sees("How is it going with you and Ruth?")
    tariq.presses("Do not ask me for now").is_told("We won’t ask you for now")
    amara.goes_to(at("check_in", match.public_id, "child")).sees("They would rather not be asked before")

    amara.goes_to(at("check_in", match.public_id, "carer")).presses("Ask them").is_told("Asked")
    letter = cast.letters_to("jo@home.example")[-1]
    assert "Tariq" not in letter
    jo.visits(cast.link_in(letter)).does_not_see("Tariq").chooses("How is it going with T. and Ruth?", "Good")
    jo.writes("Is there anything", "He comes home happy.").presses("Send").sees("Thank you")
    amara.goes_to(at("check_in", match.public_id, "carer")).sees("He comes home happy.")

    works = at("check_in", match.public_id, "worker")
    amara.goes_to(works).follows("Write down who works with Tariq").presses("Write it down")
    amara.is_told("Write down their name").writes("Their name", "Raj Hall").presses("Write it down")
    amara.is_told("Raj Hall works with Tariq").goes_to(works).follows("Write it down")
    amara.writes("E-mail", "raj@council.example").presses("Write it down").goes_to(works).presses("Ask them")
    raj = cast.stranger().visits(cast.link_in(cast.letters_to("raj@council.example")[-1]))
    raj.does_not_see("Tariq").presses("I would rather not say").sees("Nobody minds")
    nia_works_with(cast, match)
    amara.goes_to(works).presses("Ask them").is_told("Asked")
    cast.nia.opens_the_desk().follows("Say how it goes").chooses("How is it going with Tariq", "Okay")
    cast.nia.presses("Send").sees("Thank you")
    amara.goes_to(works).sees("Okay")
    cast.sam.opens_the_desk().finds_nothing_at(at("check_in", match.public_id, "carer"))


def nia_works_with(cast: Cast, match: Match) -> None:
    nia = a_worker(user=cast.users["nia"], organisation=cast.authority)
    part, on = Involvement.Part.SOCIAL_WORKER, cast.clock.today()
    involve(child=match.child, person=nia, part=part, by=None, on=on, act="test")


def asked(match: Match, who: str) -> object:
    return CheckIn.objects.open().get(match=match, who=who).public_id


def test_four_are_heard_the_child_first_and_all_read_what_was_agreed(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    nia_works_with(cast, match)
    amara = cast.amara
    amara.goes_to(at("reviews_of", match.public_id)).presses("Begin a review").sees("Comes after Tariq.")
    for said in ("More swimming.", "I like it.", "Same time, please.", "It fits."):
        amara.follows("Write down what they said").writes("What did", said).presses("Write it down")
    amara.writes("What was agreed?", "They swim once a month.").presses("Close the review")
    amara.sees("They swim once a month.", "More swimming.")
    cast.tariq.goes_to(at("agreed")).sees("They swim once a month.").does_not_see("Same time, please.")
    cast.nia.opens_the_desk().follows("What was agreed at their reviews").sees("They swim once a month.")
    cast.nia.does_not_see("More swimming.")
    cast.ruth.goes_to(at("my_supervision")).sees("They swim once a month.").does_not_see("More swimming.")


def test_nobody_is_stranded_when_a_coordinator_leaves(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    cast.users["farah"] = a_member(Role.COORDINATOR, cast.provider, first_name="Farah")
    amara, farah = cast.amara, cast.farah
    farah.opens_the_desk().finds_nothing_at(at("check_in", match.public_id, "child"))
    amara.goes_to(at("hand_over", cast.users["amara"].public_id)).sees("Tariq, with Ruth")
    amara.chooses("To whom?", "Farah Okafor").writes("What should they know?", "He likes a call first.")
    amara.presses("Hand over").sees("Handed over to Farah")
    farah.goes_to(at("handed_over", HandOver.objects.get().public_id)).sees("He likes a call first.", "Tariq")
    farah.goes_to(at("check_in", match.public_id, "child")).sees("How does Tariq say it goes?")
    amara.finds_nothing_at(at("check_in", match.public_id, "child"))


def test_a_young_person_draws_their_people_and_keeps_a_list_of_their_own(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    match.child.born = cast.clock.today() - timedelta(days=17 * 366)
    match.child.save(update_fields=["born"])
    tariq, amara, child = cast.tariq, cast.amara, match.child.public_id

    tariq.goes_to(at("network", child)).presses("Draw it").writes("Who?", "Nan")
    tariq.chooses("How close?", "Very close").chooses("Who are they to you?", "Family")
    tariq.ticks("I don’t want to lose them if I move").presses("Put them on").sees("Nan, very close")
    tariq.presses("It is right").sees("Nan: very close")
    nia_works_with(cast, match)
    shared = at("shared_network", child)
    cast.nia.goes_to(shared).sees("Nothing to see here")
    tariq.presses("Show my social worker too")
    cast.nia.goes_to(shared).sees("Nan: very close", "not to be lost")
    tariq.presses("Don’t show my social worker")
    cast.nia.goes_to(shared).does_not_see("Nan")
    assert NetworkMap.objects.get().drawn_on
    amara.goes_to(at("moved", child)).dates("When did they move?", date(2026, 11, 20))
    amara.presses("Write it down").sees("Nan should not be lost").follows("Say how they stay in touch")
    amara.writes("How do they stay in touch", "Calls every Sunday.").presses("Write it down")

    tariq.goes_to(at("readiness")).presses("Begin my list").follows("I can cook a few meals")
    tariq.chooses("How is it today?", "Not yet").writes("What would help?", "Somebody to cook with")
    tariq.presses("Save").goes_to(at("readiness")).sees("help: Somebody to cook with")
    amara.goes_to(at("shared_readiness", child)).does_not_see("Somebody to cook with")
    tariq.presses("Show my coordinator and my worker")
    amara.goes_to(at("shared_readiness", child)).sees("Somebody to cook with")


def test_a_peer_mentor_has_support_of_their_own_and_is_thanked_when_a_year_is_round(cast: Cast):
    cast.scheme = a_scheme("Peers", preset="peer-mentoring", provider=cast.provider)
    type(cast.scheme).objects.filter(pk=cast.scheme.pk).update(volunteer_age_to=40)
    cast.scheme.refresh_from_db()
    match = cast.two_together("Tariq", "Ruth")
    amara, ruth = cast.amara, cast.ruth
    talk = at("supervise", match.public_id)
    amara.goes_to(talk).sees("Ruth has no support plan of their own yet.").follows("Ruth’s own support plan")
    amara.presses("Write the plan down").is_told("This needs an answer: Whom do you turn to?")
    amara.writes("What helps you", "A walk by the canal.").writes("Whom do you turn to?", "My nan")
    amara.presses("Write the plan down").goes_to(talk).does_not_see("no support plan")
    ruth.goes_to(at("my_supervision")).sees("A walk by the canal.")

    cast.clock.moves_to(months_after(match.begun_on, 12) - timedelta(days=9))
    amara.goes_to(at("thanks")).sees("they will have known each other for 1 year")
    amara.goes_to(at("thank", match.public_id)).chooses("A picture", "A cake").writes(
        "Your words", "You waited."
    )
    amara.presses("Give the card").is_told("Ruth finds your card")
    ruth.goes_to(at("my_thanks")).sees("You waited.", "Amara")
    assert not [letter for letter in cast.letters_to("ruth@post.example") if "waited" in letter]
