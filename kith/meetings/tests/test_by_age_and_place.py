"""What depends on how old a child is and on where people live: the rhythm that is suggested anew, and ideas near by."""

from datetime import date

import pytest

from kith.meetings.actions import keep_idea, like
from kith.meetings.queries.by_age import suggested_anew
from kith.meetings.queries.ideas import suggested
from kith.meetings.tests.factories import a_match, an_agreement
from kith.meetings.tests.pages import a_pair, page, text
from kith.people.tests.factories import with_account

pytestmark = pytest.mark.django_db

AGREED = date(2026, 9, 5)
REVIEW = date(2026, 12, 5)


def born(match, day):
    match.child.born = day
    match.child.save()
    return match


def test_a_child_of_fifteen_is_suggested_the_rhythm_of_fifteen():
    match = born(a_match("Ana", "Ruth", begun_on=AGREED), date(2011, 10, 1))
    said = suggested_anew(match, REVIEW)
    assert said.startswith("Ana is 15 now.")
    assert "suggests every month; they agreed on every other Saturday" in said
    assert suggested_anew(match, date(2026, 9, 30)) == ""


@pytest.mark.parametrize(
    ("birthday", "on", "says"),
    [
        (date(2011, 12, 5), date(2026, 12, 4), False),
        (date(2011, 12, 5), date(2026, 12, 5), True),
        (date(2012, 2, 29), date(2027, 2, 28), False),
        (date(2012, 2, 29), date(2027, 3, 1), True),
    ],
    ids=["the day before", "the birthday", "born on 29 February, the day before", "and on the day"],
)
def test_it_is_said_from_the_birthday_on(birthday, on, says):
    match = born(a_match("Ana", "Ruth", begun_on=AGREED), birthday)
    assert bool(suggested_anew(match, on)) is says


def test_who_has_grown_past_two_borders_is_suggested_the_last_one_and_who_agreed_on_the_day_nothing():
    match = born(a_match("Ana", "Ruth", begun_on=AGREED), date(2015, 10, 1))
    rules = match.scheme.rules_on(REVIEW)
    borders = [age for age in range(5, 25) if rules.rhythms_for(age) != rules.rhythms_for(age - 1)]
    assert borders, "a scheme of which this test says nothing"
    last = rules.rhythms_for(max(borders))[-1]
    said = suggested_anew(match, date(2015 + max(borders), 10, 1))
    assert f"Ana is {max(borders)} now" in said
    assert ("every month" if (last.every, last.unit) == (1, "month") else str(last.every)) in said
    an_agreement(match, on=date(2015 + max(borders), 10, 1), every=3)
    assert suggested_anew(match, date(2015 + max(borders), 10, 2)) == ""


def test_nothing_is_suggested_within_an_age_or_once_they_have_agreed_anew():
    same = born(a_match("Ana", "Ruth", begun_on=AGREED), date(2013, 10, 1))
    assert suggested_anew(same, REVIEW) == ""
    grown = born(a_match("Leah", "Mo", begun_on=AGREED), date(2011, 10, 1))
    an_agreement(grown, on=REVIEW, every=1, unit="month")
    assert suggested_anew(grown, REVIEW) == ""


def test_who_chose_another_rhythm_than_the_programme_s_is_left_in_peace_until_a_border():
    match = born(a_match("Ana", "Ruth", begun_on=AGREED, agreed={"every": 3}), date(2013, 10, 1))
    assert suggested_anew(match, REVIEW) == ""


def test_who_has_no_agreement_or_no_birthday_is_suggested_nothing():
    match = born(a_match("Ana", "Ruth", begun_on=AGREED), None)
    assert suggested_anew(match, REVIEW) == ""
    match = born(a_match("Leah", "Mo", begun_on=AGREED), date(2011, 10, 1))
    match.agreements.all().delete()
    assert suggested_anew(match, REVIEW) == ""


# ------------------------------------------------------------------------------- ideas


def an_idea(match, title, **fields):
    given = {
        "words": "",
        "activity": "out",
        "cost": "free",
        "season": "any",
        "age_from": 0,
        "age_to": 25,
        "area": "",
    }
    return keep_idea(scheme=match.scheme, by=None, on=AGREED, title=title, **(given | fields))


def near_leeds(match):
    match.volunteer.postcode = "LS6 2AA"
    match.volunteer.save()
    return match


def titles(match, on=AGREED):
    return [idea.title for idea, _ in suggested(match, on)]


def test_an_idea_for_a_district_is_suggested_to_those_near_it():
    match = near_leeds(a_match("Ana", "Ruth", begun_on=AGREED))
    an_idea(match, "Ducks at Roundhay", area="Roundhay Park, LS8")
    an_idea(match, "The sea", area="YO11")
    an_idea(match, "A walk", area="any park")
    assert titles(match) == ["A walk", "Ducks at Roundhay"]
    match.volunteer.postcode = ""
    match.volunteer.save()
    assert titles(match) == ["A walk", "Ducks at Roundhay", "The sea"]


def test_age_and_season_count_and_what_the_child_would_like_comes_first():
    match = born(near_leeds(a_match("Ana", "Ruth", begun_on=AGREED)), date(2012, 1, 1))
    for title in ("A", "B", "C", "D"):
        an_idea(match, title)
    an_idea(match, "Too young", age_to=9)
    an_idea(match, "Snow", season="winter")
    wanted = an_idea(match, "Swim")
    like(idea=wanted, child=match.child, likes=True, by=with_account(match.child), on=AGREED)
    assert suggested(match, AGREED)[0] == (wanted, True)
    assert titles(match) == ["Swim", "A", "B"]


def test_the_phone_shows_them_when_a_meeting_is_planned(client):
    match = near_leeds(a_pair(approved=True))
    assert "What you could do" not in text(page(client, match.volunteer.user, "plan", match))
    an_idea(match, "Ducks at Roundhay", area="LS8")
    shown = text(page(client, match.volunteer.user, "plan", match))
    assert "What you could do" in shown
    assert "Ducks at Roundhay" in shown


def test_the_library_on_the_phone_is_filtered_by_where(client):
    match = near_leeds(a_pair(approved=True))
    an_idea(match, "The sea", area="YO11")
    ruth = match.volunteer.user
    assert "The sea" not in text(page(client, ruth, "ideas"))
    assert "The sea" in text(page(client, ruth, "ideas", where="all"))
    young = with_account(match.child)
    match.child.area = "LS6"
    match.child.save()
    assert "The sea" not in text(page(client, young, "ideas"))
