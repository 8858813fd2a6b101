"""A carer answers by a link, once; a young person on their own screen says that this need not be asked again."""

from datetime import timedelta

from django.urls import reverse

from kith.outcomes import actions
from kith.outcomes.models import Score
from tests.journeys.people import Cast

KIT = "kit@home.example"


def test_a_carer_without_an_account_answers_by_a_link_and_once_only(cast: Cast):
    began = cast.clock.today() - timedelta(days=20)
    match = cast.two_together("Tariq", "Ruth", begun_on=began)
    actions.take_up(scheme=match.scheme, measure="sdq", informant="carer", by=None, on=began)
    amara = cast.amara
    amara.goes_to(reverse("outcomes:due")).follows("Write it down").follows("Ask the carer")
    amara.writes("Their e-mail address", KIT).presses("Write to them").is_told("Asked.")
    amara.goes_to(reverse("outcomes:due")).sees("Nothing here")

    (letter,) = cast.letters_to(KIT)
    assert "Tariq" not in letter
    carer = cast.stranger(on_a_phone=True)
    carer.visits(cast.link_in(letter)).sees("A form about T.").does_not_see("Tariq")
    carer.chooses("Would you answer?", "Yes, here are the numbers").writes("Total difficulties", "47")
    carer.presses("Send").sees("47 cannot be: total difficulties goes from 0 to 40")
    carer.writes("Total difficulties", "17").presses("Send").sees("Thank you")
    carer.visits(cast.link_in(letter)).sees("Thank you", "Nothing more is asked here.")
    assert Score.objects.get().head == 17
    carer.follows("I’m worried about somebody’s safety").sees("you need not write a name").does_not_see(
        "Tariq"
    )
    carer.chooses("How soon must somebody act?", "Somebody should act today")
    carer.writes("What did you see, hear or notice?", "He came home without shoes.").presses("Send it now")
    carer.sees("Thank you", "The safeguarding lead has been told")
    cast.grace.opens_the_desk().sees("A concern about Tariq").follows("Read it").sees("without shoes")
    amara.goes_to(reverse("outcomes:way", args=[match.public_id])).sees("total difficulties 17")


def test_a_young_person_says_on_their_own_screen_that_this_need_not_be_asked_again(cast: Cast):
    began = cast.clock.today() - timedelta(days=20)
    match = cast.two_together("Tariq", "Ruth", begun_on=began)
    actions.take_up(scheme=match.scheme, measure="pilot", informant="self", by=None, on=began)
    tariq, amara = cast.tariq, cast.amara
    amara.goes_to(reverse("outcomes:due")).follows("Write it down").follows("Ask the young person")
    amara.presses("Ask them").is_told("Asked.")
    tariq.goes_to("/").sees("A few questions for you").follows("Have a look")
    tariq.chooses("Would you answer?", "Stop asking me this").presses("Send").sees("Thank you")
    tariq.goes_to("/").does_not_see("A few questions for you")
    assert Score.objects.get().outcome == "refused"
