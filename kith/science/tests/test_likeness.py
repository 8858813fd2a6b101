"""Two people may be one: what is noticed, and what is left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.likeness import (
    LIKELY,
    POSSIBLE,
    SURE,
    Known,
    address_key,
    email_key,
    likeness,
    name_key,
    phone_key,
    postcode_key,
    same_name,
    sound_key,
)

BORN = date(1992, 3, 9)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Ben Ashworth", "BEN  ASHWORTH", "name"),
        ("Ben Ashworth", "Ashworth, Ben", "name"),
        ("Zoë Brontë", "Zoe Bronte", "name"),
        ("Ann-Marie O'Neil", "Ann Marie O’Neil", "name"),
        ("Katherine Browne", "Catherine Brown", "sound"),
        ("Ben Ashworth", "Ben Ashwirth", "sound"),
        ("Ben Ashworth", "Benjamin Ashworth", "near name"),
        ("Stephen Marsh", "Steven March", "sound"),
        ("Bem Ashworth", "Ben Ashworth", "near name"),
        ("Ben Ashworth", "Ben Carter", ""),
        ("Ben Ashworth", "Ruth Ashworth", ""),
        ("Ben", "Ben", "name"),
        ("", "", ""),
    ],
)
def test_names_are_alike_in_writing_or_in_sound(one, other, how):
    assert same_name(one, other) == how


def test_what_reaches_somebody_is_compared_however_it_is_written():
    assert phone_key("+44 (0)7700 900123") == phone_key("07700900123") != ""
    assert phone_key("900123") == ""
    assert email_key("Ben.Ashworth+kith@GMAIL.com") == email_key("benashworth@googlemail.com")
    assert email_key("ben.a@example.org") != email_key("bena@example.org")
    assert email_key("nonsense") == ""
    assert postcode_key("ls6 2aa") == postcode_key("LS62AA") == "LS62AA"
    assert postcode_key("LS6") == ""
    assert address_key("12 Brook Street, Leeds LS6 2AA") == address_key("Flat at 12, Brook St", "ls62aa")
    assert address_key("Rose Cottage, LS6 2AA") == ""
    assert address_key("12 Brook Street") == ""


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (Known("Ben Ashworth", BORN), {"name", "born"}),
        (Known("Ben Ashworth", None, "ben@example.org"), {"name", "email"}),
        (Known("Benny Smith", None, "", "07700 900123"), {"phone"}),
        (Known("B Carter", BORN, "", "07700 900123"), {"born", "phone"}),
        (Known("Ben Carter", BORN, other_names=("Ben Ashworth",)), {"other name", "born"}),
        (Known("Bem Ashworth", BORN), {"near name", "born"}),
    ],
)
def test_enough_alike_is_noticed(other, alike):
    me = Known("Ben Ashworth", BORN, "ben@example.org", "+447700900123", "LS6 2AA")
    found = likeness(me, other)
    assert found is not None
    assert alike <= set(found.alike) | {"sound", "near name"}
    assert likeness(other, me) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Known("Ann Marsh", BORN, "", "0113 496 0123", "LS6 2AA"), Known("Ivy Marsh", BORN, "", "", "LS6 2AA")),
        (Known("Tom Reed", BORN, postcode="LS6 2AA"), Known("Kofi Mensah", BORN, postcode="LS6 2AA")),
        (
            Known("Ann Lee", BORN, "", "0113 496 0123", "LS6 2AA"),
            Known("Bo Carter", date(1990, 1, 1), "", "0113 496 0123", "LS6 2AA"),
        ),
        (Known("John Marsh", BORN, postcode="LS6 2AA"), Known("Jon Marsh", date(1960, 1, 1), postcode="LS6 2AA")),
    ],
    ids=["twins", "strangers in one home", "flatmates on one phone", "father and son"],
)  # fmt: skip
def test_people_who_live_together_are_left_alone(one, other):
    assert likeness(one, other) is None
    assert likeness(other, one) is None


@pytest.mark.parametrize(
    ("other", "closeness"),
    [
        (Known("Ben Carter", BORN, postcode="LS6 2AA"), POSSIBLE),  # the first name stays, the last changes
        (Known("B Carter", BORN, postcode="LS6 2AA"), POSSIBLE),
        (Known("Sean Carter", BORN, "", "07700 900123"), POSSIBLE),  # a twin on one phone, or somebody who hides
        (Known("Ben Carter", BORN, "", "07700 900123"), LIKELY),
        (Known("Sean Carter", None, "", "07700 900123"), POSSIBLE),
        (Known("Sean Carter", date(1990, 1, 1), "ben@example.org"), POSSIBLE),
        (Known("Sean Carter", BORN, "ben@example.org"), LIKELY),
        (Known("Ben Ashworth", date(1960, 1, 1), postcode="LS6 2AA"), POSSIBLE),
        (Known("Bem Ashworth", None, postcode="LS6 2AA"), POSSIBLE),
        (Known("Ben Ashworth", BORN), SURE),
    ],
)  # fmt: skip
def test_who_may_be_the_same_is_still_noticed(other, closeness):
    me = Known("Ben Ashworth", BORN, "ben@example.org", "07700 900123", "LS6 2AA")
    found = likeness(me, other)
    assert found is not None
    assert found.closeness == closeness
    assert likeness(other, me) == found


def test_a_name_or_a_birthday_alone_is_not_enough():
    me = Known("Ben Ashworth", BORN, "ben@example.org", "", "LS6 2AA")
    assert likeness(me, Known("Ben Ashworth", date(1960, 1, 1))) is None
    assert likeness(me, Known("Ruth Ade", BORN)) is None
    assert likeness(me, Known("Ruth Ade", date(1960, 1, 1), postcode="LS6 2AA")) is None


@given(st.text(), st.text())
def test_likeness_is_the_same_both_ways_and_never_fails(one, other):
    assert same_name(one, other) == same_name(other, one)
    assert same_name(one, one) == ("name" if name_key(one) else "")
    assert sound_key(one) == sound_key(one.upper()) or not one.isascii()
