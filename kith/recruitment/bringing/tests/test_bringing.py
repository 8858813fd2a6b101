"""Bringing in: a good row is saved whole, a wrong one is named in words and lost nowhere, a second time changes nothing."""

import json
from datetime import timedelta

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.people.models import Volunteer
from kith.recruitment.actions.bringing import bring_at_once
from kith.recruitment.bringing.tests.lists import DAY, a_line, as_csv, as_xlsx
from kith.recruitment.models import Application, Approval, Check
from kith.recruitment.queries import obstacles
from kith.recruitment.tests.factories import a_policy
from kith.schemes.tests.factories import a_scheme
from kith.training.models import Completion
from kith.training.queries import held
from kith.training.tests.factories import a_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def manager(scheme):
    return a_member(Role.MANAGER, scheme, first_name="Mona")


@pytest.fixture
def bring(scheme, manager):
    def bringing(content, **given):
        told = {"mapping": None, "invites": False, "dry_run": False} | given
        return bring_at_once(scheme=scheme, file_name="list.csv", content=content, by=manager, on=DAY, **told)

    return bringing


def said(bringing, line):
    return [
        found["said"] for found in bringing.findings if found["line"] == line and found["severity"] == "error"
    ]


def test_somebody_with_everything_in_place_may_meet_a_child_at_once(bring, scheme):
    bringing = bring(as_csv(a_line(1), a_line(2)))
    assert bringing.counts["new"] == bringing.counts["approved"] == 2, bringing.findings
    ruth = Volunteer.objects.get(first_name="Ruth")
    assert (ruth.email, ruth.postcode, ruth.phone) == ("v1@example.org", "LS6 2AA", "07700 900001")
    assert obstacles(ruth, scheme, DAY) == [], bringing.findings


@pytest.mark.parametrize("shape", [as_csv, as_xlsx])
def test_the_same_file_a_second_time_changes_nothing(bring, shape):
    lines = [a_line(1), a_line(2, **{"Status": "Applied", "Approved on": ""})]
    bring(shape(*lines))
    before = {model: model.objects.count() for model in (Volunteer, Application, Approval, Check)}
    again = bring(shape(*lines))
    assert again.counts["as_before"] == 2, again.findings
    assert again.counts["new"] == again.counts["added_to"] == 0
    assert before == {model: model.objects.count() for model in before}


def test_a_dry_run_leaves_nothing_at_all(bring):
    looked = bring(as_csv(a_line(1), a_line(2)), dry_run=True)
    assert looked.counts["new"] == 2
    assert not Volunteer.objects.exists()
    assert not Check.objects.exists()


WRONG = {
    "an impossible date": ({"DOB": "31/02/1980"}, "DOB", "“31/02/1980” is not a day there is."),
    "the month first": ({"Training": "05/13/2026"}, "Training", "“05/13/2026” has the month first."),
    "a day to come": ({"ID seen": "01/12/2026"}, "ID seen", "1 December 2026 has not come yet."),
    "an expired document": ({"DBS issued": "01/03/2020"}, "DBS issued", "This ran out on 1 March 2023."),
    "a short certificate number": ({"DBS number": "1234"}, "DBS number", "A certificate number has 12 figures."),
    "a reference from family": ({"Reference 2 type": "Brother"}, "Reference 2 type", "A reference from family does not count."),
    "one referee twice": ({"Referee 2": "pat  dunmore"}, "Referee 2", "The two must come from different people."),
    "a level too high": ({"DBS level": "Enhanced with barred list"}, "DBS level", "It is an offence"),
    "no name": ({"Surname": ""}, "Surname", "There is no last name."),
    "no e-mail address": ({"Email": "ruth at home"}, "Email", "is not an e-mail address"),
    "no postcode": ({"Postcode": "Leeds"}, "Postcode", "is not a postcode"),
    "approved, but since when": ({"Approved on": ""}, "Approved on", "it does not say since when"),
    "too young": ({"DOB": "01/01/2012"}, "DOB", "They are 14"),
    "no such status": ({"Status": "Sleeping"}, "Status", "is not one of the words for where somebody stands"),
}  # fmt: skip


@pytest.mark.parametrize(("given", "column", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_at_its_column_and_the_row_is_kept_to_be_mended(bring, given, column, words):
    bringing = bring(as_csv(a_line(1, **given), a_line(2)))
    assert bringing.counts["wrong"] == 1, bringing.findings
    assert bringing.counts["new"] == 1
    found = next(each for each in bringing.findings if each["severity"] == "error")
    assert (found["line"], found["column"]) == (2, column), found
    assert words in found["said"]
    kept = json.loads(bringing.failed)["rows"][0]
    assert kept["cells"] == list(a_line(1, **given).values())
    assert words in " ".join(kept["wrong"])
    assert not Volunteer.objects.filter(email="v1@example.org").exists()


def test_a_certificate_number_in_use_is_refused_for_the_second_person(bring):
    bringing = bring(as_csv(a_line(1), a_line(2, **{"DBS number": "000000000001"})))
    assert bringing.counts["wrong"] == 1, bringing.findings
    assert "already recorded for somebody else" in said(bringing, 3)[0]
    assert "000000000001" not in said(bringing, 3)[0]


def test_several_faults_of_a_row_are_told_at_once(bring):
    bringing = bring(as_csv(a_line(1, DOB="x", Email="y", **{"DBS number": "1"}), a_line(2)))
    assert len(said(bringing, 2)) == 3


def test_a_mended_row_sent_again_is_saved(bring):
    first = bring(as_csv(a_line(1, DOB="31/02/1980"), a_line(2)))
    assert first.counts["new"] == 1
    second = bring(as_csv(a_line(1)))
    assert second.counts["new"] == 1
    assert Volunteer.objects.count() == 2


def test_the_same_person_twice_in_a_file_is_found(bring):
    bringing = bring(as_csv(a_line(1), a_line(1)))
    assert "This is the same person as on line 2." in said(bringing, 3)


def test_two_people_of_one_name_born_on_other_days_are_two_people(bring):
    other = a_line(
        1, DOB="02/02/1970", Email="other@example.org", Mobile="", **{"DBS number": "000000000999"}
    )
    assert bring(as_csv(a_line(1), other)).counts["new"] == 2


def test_a_namesake_without_a_birthday_is_a_doubt_that_is_asked(bring):
    other = a_line(1, DOB="", Email="other@example.org", Mobile="", **{"DBS number": "000000000999"})
    bringing = bring(as_csv(a_line(1), other))
    assert "nothing says whether it is the same person" in said(bringing, 3)[0]


def test_an_address_of_somebody_else_is_refused(bring):
    bringing = bring(as_csv(a_line(1), a_line(2, Email="v1@example.org")))
    assert said(bringing, 3)[0].startswith("Ruth Ashwortha (line 2) has this e-mail address already.")


def test_somebody_who_left_is_not_brought_in(bring):
    bringing = bring(as_csv(a_line(1, Status="Left"), a_line(2)))
    assert bringing.counts["left_out"] == 1
    assert Volunteer.objects.count() == 1


def test_somebody_approved_who_lacks_something_meets_nobody_until_it_is_there(bring, scheme):
    bringing = bring(as_csv(a_line(1, Training="")))
    ruth = Volunteer.objects.get()
    assert Approval.objects.filter(volunteer=ruth).exists()
    assert obstacles(ruth, scheme, DAY) == ["Ruth still needs training."]
    assert any("still needs training" in found["said"] for found in bringing.findings)


def test_what_kith_decided_is_not_undone_by_a_file(bring, scheme, manager):
    bring(as_csv(a_line(1, Status="Applied")))
    again = bring(as_csv(a_line(1)))
    assert "They have an application here: being checked." in said(again, 2)


def test_no_row_of_a_file_can_be_saved_twice_over(bring, scheme):
    bringing = bring(as_csv(a_line(1)))
    assert bringing.content == ""
    assert bringing.status == "saved"


def test_columns_that_mean_nothing_are_remembered_as_that(bring, scheme):
    from kith.recruitment.models import ColumnMapping

    bring(as_csv(a_line(1)))
    titles = ColumnMapping.objects.get(scheme=scheme).titles
    assert titles["favouritecolour"] == ""
    assert titles["surname"] == "last_name"


def test_those_approved_are_let_in_where_that_was_asked(bring):
    bring(as_csv(a_line(1)), invites=True)
    assert Volunteer.objects.get().user.email == "v1@example.org"


def test_nobody_is_written_to_because_a_list_came(scheme):
    from kith.messages.models import OutboxMessage

    told = {"mapping": None, "invites": False, "dry_run": False}
    bring_at_once(scheme=scheme, file_name="x.csv", content=as_csv(a_line(1)), by=None, on=DAY, **told)
    assert Volunteer.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_who_is_like_somebody_a_child_must_be_kept_from_is_not_approved_by_a_list(bring, scheme):
    from kith.endings.tests.factories import a_match
    from kith.safeguarding.barring import bar_contact

    lead = a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Grace")
    child = a_match("Tariq", "Sol", scheme).child
    told = {"name": "Somebody Else", "relation": "parent", "why": "An order.", "emails": "v1@example.org"}
    bar_contact(child=child, by=lead, on=DAY, **told)
    bringing = bring(as_csv(a_line(1), a_line(2)))
    assert bringing.counts["approved"] == 1
    ruth = Application.objects.get(volunteer__first_name="Ruth")
    assert ruth.status == "checking"
    assert any(
        found["said"] == "Those who vet have something to look at first." for found in bringing.findings
    )


def test_what_nobody_finished_is_thrown_away_and_rows_to_mend_are_not_kept_for_ever(bring, scheme, manager):
    from kith.foundation.dates import now
    from kith.recruitment.actions.bringing import receive, tidy_up

    left_lying = receive(scheme=scheme, file_name="x.csv", content=as_csv(a_line(1)), by=manager, on=DAY)
    saved = bring(as_csv(a_line(2), a_line(3, DOB="x")))
    assert tidy_up(at=now()) == 0
    assert tidy_up(at=now() + timedelta(days=15)) == 1
    left_lying.refresh_from_db()
    saved.refresh_from_db()
    assert (left_lying.status, left_lying.content) == ("thrown away", "")
    assert saved.failed
    tidy_up(at=now() + timedelta(days=31))
    saved.refresh_from_db()
    assert saved.failed == ""


# ------------------------------------------------------------------------------- courses, and who interviewed


@pytest.fixture
def boundaries(scheme):
    course = a_course("Boundaries and endings", scheme, months=24)
    a_policy(scheme, "training", modules=[course.pk])
    return course


def test_training_with_its_course_named_is_that_course_until_it_runs_out(bring, scheme, boundaries):
    bringing = bring(as_csv(a_line(1, **{"Which course": "boundaries AND endings"})))
    ruth = Volunteer.objects.get()
    assert obstacles(ruth, scheme, DAY) == [], bringing.findings
    (done,) = held([ruth], scheme, DAY)[ruth.pk]
    assert (done.course_id, done.until) == (boundaries.pk, Completion.objects.get().until)
    assert done.until
    assert any("training" in each for each in obstacles(ruth, scheme, done.until + timedelta(days=1)))


def test_training_without_its_course_named_is_none_of_those_asked_for(bring, scheme, boundaries):
    bringing = bring(as_csv(a_line(1)))
    assert "Ruth still needs training: Boundaries and endings." in obstacles(
        Volunteer.objects.get(), scheme, DAY
    )
    assert any("asks for courses by name" in found["said"] for found in bringing.findings)


def test_a_course_that_nobody_teaches_is_named_at_its_column(bring, boundaries):
    bringing = bring(as_csv(a_line(1, **{"Which course": "Juggling"})))
    assert said(bringing, 2) == ["No course here is called “Juggling”."]
    assert not Completion.objects.exists()


def test_an_interview_is_brought_with_its_day_and_both_names(bring):
    bring(as_csv(a_line(1, **{"Interviewed by": "Ida Nash and Ivor Penn", "And by": ""})))
    assert Check.objects.get(kind="interview").details == {
        "first": "Ida Nash",
        "second": "Ivor Penn",
        "brought": True,
    }


def test_an_interview_by_one_is_left_out_and_the_line_says_so(bring, scheme):
    bringing = bring(as_csv(a_line(1, **{"And by": ""})))
    assert bringing.counts["new"] == 1
    assert not Check.objects.filter(kind="interview").exists()
    assert any("which two people interviewed" in found["said"] for found in bringing.findings)
    assert "Ruth still needs an interview by two trained people." in obstacles(
        Volunteer.objects.get(), scheme, DAY
    )
