"""What a child keeps: pictures drawn anew, words, places, a certificate and letters on paper, everything as one file."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kith.endings import actions, paper
from kith.endings.actions import CannotCertify, CannotKeep
from kith.endings.models import Certificate, Keepsake
from kith.endings.tests.factories import (
    TUESDAY,
    a_match_today,
    a_young_person,
    an_ending,
    an_ending_now,
    coordinator_of,
)
from kith.foundation.dates import today
from kith.meetings.tests.factories import a_png
from kith.schemes.models import SchemeRules

pytestmark = pytest.mark.django_db
WHERE = b"53.8008N 1.5491W"


def keep(match, kind="words", by=None, **given):
    given = {"words": "The slide."} | given
    return actions.keep_memory(match=match, kind=kind, by=by or coordinator_of(match), on=today(), **given)


def certify(ending, by=None, **given):
    given = {"name": "Ana the Brave", "words": "For the big slide.", "signed": "Ruth and Priya"} | given
    return actions.make_certificate(
        ending=ending, by=by or coordinator_of(ending.match), on=ending.begun_on, **given
    )


def test_of_a_picture_only_what_can_be_seen_is_kept():
    sent = a_png(hidden=WHERE)
    assert WHERE in sent
    kept = keep(a_match_today(), "picture", picture=sent)
    drawn = paper.picture(kept)
    assert drawn.startswith(b"\x89PNG")
    assert WHERE not in drawn
    assert b"\x89PNG" not in bytes(kept.picture)  # and unreadable where it lies


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "picture"}, "Choose a picture"),
        ({"kind": "picture", "picture": b"GIF89a"}, "JPEG or PNG"),
        ({"kind": "words", "words": " "}, "Write a few words"),
        ({"kind": "song"}, "Choose a picture, words or a place"),
    ],
)
def test_a_memory_has_something_in_it(given, said):
    with pytest.raises(CannotKeep, match=said):
        keep(a_match_today(), **given)


def test_the_volunteer_sees_only_their_own_and_nothing_once_it_has_ended(client):
    match = a_match_today()
    young, ruth = a_young_person(match), match.volunteer.user
    keep(match, by=young, words="Ruth laughs like a duck.")
    theirs = keep(match, by=ruth, words="You won at cards.")
    there = reverse("endings:memories", args=[match.public_id])
    client.force_login(ruth)
    page = client.get(there).text
    assert "You won at cards." in page
    assert "like a duck" not in page
    actions.end_unplanned(match=match, kind="placement move", by=coordinator_of(match), on=today())
    for name, row in (("memories", match), ("take_out", theirs), ("take_away", match)):
        assert client.get(reverse(f"endings:{name}", args=[row.public_id])).status_code == 404
    client.force_login(young)
    page = client.get(reverse("endings:my_keeping")).text
    assert "You won at cards." in page
    assert "like a duck" in page


def test_only_whoever_put_it_there_or_the_child_takes_it_out():
    match = a_match_today()
    kept = keep(match, by=match.volunteer.user)
    with pytest.raises(CannotKeep, match="Only whoever put it there"):
        actions.take_out_memory(keepsake=kept, by=coordinator_of(match), on=today())
    actions.take_out_memory(keepsake=kept, by=a_young_person(match), on=today())
    assert not Keepsake.objects.exists()


def test_a_picture_is_sent_from_a_page_and_an_error_keeps_the_words(client):
    match = a_match_today()
    client.force_login(match.volunteer.user)
    there = reverse("endings:memories", args=[match.public_id])
    page = client.post(there, {"kind": "picture", "words": "At the sea"}).text
    assert "Choose a picture" in page
    assert "At the sea" in page
    picture = SimpleUploadedFile("sea.png", a_png(hidden=WHERE), content_type="image/png")
    assert (
        client.post(there, {"kind": "picture", "words": "At the sea", "picture": picture}).status_code == 302
    )
    kept = Keepsake.objects.get()
    shown = client.get(reverse("endings:memory_picture", args=[kept.public_id]))
    assert shown["Content-Type"] == "image/png"
    assert WHERE not in shown.content


def test_the_page_says_who_is_signed_in_by_name(client):
    match = a_match_today()
    client.force_login(match.volunteer.user)
    page = client.get(reverse("endings:memories", args=[match.public_id])).text
    assert "<p><strong>Ruth</strong>" in page


# ------------------------------------------------------------------------------------- certificate and letter


def test_a_scheme_with_a_graduation_asks_for_a_certificate_and_giving_it_does_the_step():
    ending = an_ending()
    assert not ending.steps.filter(key="certificate").exists()
    match = ending.match
    actions.call_off(ending=ending, why="They go on.", by=coordinator_of(match), on=TUESDAY)
    SchemeRules.objects.filter(scheme=match.scheme).update(graduation=True)
    ending = an_ending(match)
    actions.give_certificate(certificate=certify(ending), by=coordinator_of(match), on=TUESDAY)
    assert ending.steps.get(key="certificate").done_words == "for Ana the Brave"


def test_words_chosen_anew_are_a_new_one_and_only_the_newest_is_given():
    ending = an_ending()
    first = certify(ending)
    second = certify(ending, words="For the chips.")
    assert certify(ending, words="For the chips. ") == second
    with pytest.raises(CannotCertify, match="Give the newest"):
        actions.give_certificate(certificate=first, by=coordinator_of(ending.match), on=TUESDAY)
    with pytest.raises(CannotCertify, match="would like to be called"):
        certify(ending, words=" ")


def test_the_child_chooses_the_words_on_their_own_phone(client):
    ending = an_ending_now(a_match_today())
    young = a_young_person(ending.match)
    client.force_login(young)
    there = reverse("endings:my_certificate", args=[ending.match.public_id])
    client.post(there, {"name": "Queen Ana", "words": "For being fearless."})
    made = Certificate.objects.get()
    assert (made.name, made.words, made.created_by) == ("Queen Ana", "For being fearless.", young)
    paper_of_it = reverse("endings:my_certificate_paper", args=[made.public_id])
    assert client.get(paper_of_it).status_code == 404
    actions.give_certificate(certificate=made, by=coordinator_of(ending.match), on=today())
    assert client.get(paper_of_it).content.startswith(b"%PDF")
    client.force_login(coordinator_of(ending.match))
    page = client.get(reverse("endings:certificate", args=[ending.public_id])).text
    assert "Ana chose these words." in page


@pytest.mark.parametrize("words", ["For *the* #let _big_ $slide$.", "x" * 400, "One.\n\nTwo."])
def test_certificate_and_letter_are_accessible_papers_whatever_stands_in_them(words):
    ending = an_ending()
    letter = actions.write_letter(
        ending=ending, words=words, signed="Ruth", by=ending.match.volunteer.user, on=TUESDAY
    )
    for made in (paper.certificate(certify(ending, words=words)), paper.letter(letter)):
        assert made.startswith(b"%PDF-1.7")
        assert b"pdfuaid" in made


@pytest.mark.parametrize(
    "said",
    [
        {"name": "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewi"},
        {"name": "ليلى", "words": "من أجل القفز كل مرة"},
        {"name": "Zoë Nguyễn Çağla", "words": "For 🏊🏽, ❤️ and 你好"},
        {"words": "For x\n" * 66},
        {"words": "W" * 400, "signed": "W" * 120},
    ],
)
def test_a_certificate_is_one_page_whatever_somebody_is_called_and_says(said):
    """What no font of ours can draw is left out on paper, and stays in My space."""
    made = paper.certificate(certify(an_ending(), **said))
    assert len(re.findall(rb"/Type ?/Page\b", made)) == 1
    assert b"pdfuaid" in made


def test_a_certificate_names_no_scheme_no_council_and_no_surname():
    ending = an_ending()
    said = str(paper.certified(certify(ending)))
    match = ending.match
    for word in (
        str(match.scheme),
        match.child.last_name,
        match.volunteer.last_name,
        str(match.child.authority),
    ):
        assert word not in said


def test_everything_is_taken_away_as_one_file_by_the_child_and_after_the_end_too(client):
    match = a_match_today()
    young = a_young_person(match)
    keep(match, "picture", picture=a_png(hidden=WHERE), words="")
    ending = actions.end_unplanned(match=match, kind="placement move", by=coordinator_of(match), on=today())
    by = {"by": coordinator_of(match), "on": today()}
    letter = actions.write_letter(ending=ending, words="Dear Ana.", signed="Ruth", **by)
    unread = actions.write_letter(ending=ending, words="Not read yet.", signed="Sam", **by)
    actions.give_letter(letter=letter, **by)
    actions.give_certificate(certificate=certify(ending), **by)
    client.force_login(young)
    sent = client.get(reverse("endings:take_away", args=[match.public_id]))
    packed = zipfile.ZipFile(io.BytesIO(sent.content))
    assert sorted(packed.namelist()) == ["certificate-1.pdf", "letter-1.pdf", "memories.txt", "picture-1.png"]
    assert client.get(reverse("endings:my_letter_paper", args=[letter.public_id])).status_code == 200
    assert client.get(reverse("endings:my_letter_paper", args=[unread.public_id])).status_code == 404


def test_another_child_reaches_nothing_of_it(client):
    match = a_match_today()
    kept = keep(match)
    other = a_match_today("Tariq", "Ben", scheme=match.scheme, coordinator=coordinator_of(match))
    client.force_login(a_young_person(other))
    for name, row in (
        ("memories", match),
        ("take_away", match),
        ("take_out", kept),
        ("my_certificate", match),
    ):
        assert client.get(reverse(f"endings:{name}", args=[row.public_id])).status_code == 404, name


def test_a_memory_is_kept_long_before_the_end(client):
    match = a_match_today()
    keep(match)
    client.force_login(a_young_person(match))
    page = client.get(reverse("endings:my_keeping")).text
    assert "The slide." in page
    assert match.begun_on < today() - timedelta(days=30)
