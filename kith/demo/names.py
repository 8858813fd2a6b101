"""Invented names for invented people, by the backgrounds of the register's codes. Nobody here exists."""

from collections.abc import Collection
from random import Random

GIRLS = {
    "white": "Ava Chloe Daisy Ella Freya Grace Hollie Isla Jess Keira Leah Megan Niamh Orla Poppy Ruby Skye Tilly Zara Ana",
    "mixed": "Alisha Jade Maya Naomi Paige Renee Sienna Tia Amber Carmen",
    "asian": "Aisha Fatima Hana Inaya Laila Mariam Noor Priya Samira Zainab",
    "black": "Abena Ama Chioma Esther Imani Kemi Nia Precious Temi Yaa",
    "other": "Amal Helin Lina Nour Rojin Sara Semhar Yara Mehri Selam",
}
BOYS = {
    "white": "Alfie Callum Dylan Ethan Finley George Harry Jack Kai Liam Mason Nathan Owen Reece Tyler Charlie Josh Connor Ben Mo",
    "mixed": "Dante Isaac Jayden Kian Leon Marlon Reuben Theo Tariq Zion",
    "asian": "Adam Bilal Hamza Imran Kabir Rayan Sami Yusuf Zayd Arjun",
    "black": "Abdi Femi Kofi Kwame Malik Samuel Tobi Daniel Emmanuel Jeremiah",
    "other": "Ahmed Aram Dawit Filmon Hassan Karwan Omid Robel Yonas Shwan",
}
SURNAMES = {
    "white": "Ashby Barton Cole Dacre Ellis Fenn Garside Holt Ingham Jessop Kaye Lister Marsden Naylor Ogden Peel Radley Sugden Tate Wilde",
    "mixed": "Adeyemi-Cole Brooks Campbell Francis Grant Harriott Lewis Morgan Reid Stewart",
    "asian": "Ahmed Begum Chaudhry Hussain Iqbal Khan Malik Patel Rahman Shah",
    "black": "Abara Boateng Diallo Eze Mensah Mwangi Nwosu Okoro Owusu Sesay",
    "other": "Abraham Aziz Desta Haile Karimi Mohammadi Qadir Rashid Tesfay Zada",
}
GROWN_WOMEN = "Amara Beth Carol Dee Elaine Fiona Gwen Hilary Ines Joan Kath Lorna Maureen Nadia Olive Pam Priya Ruth Sheila Tess Una Val Wendy Yvonne"
GROWN_MEN = "Andrew Ben Colin Derek Eamon Frank Graham Hugh Ian Joe Keith Luke Martin Neil Oscar Peter Raj Samir Sunil Tom Vince Will"
GROUPS = {
    "W": "white",
    "M": "mixed",
    "A": "asian",
    "C": "asian",
    "B": "black",
    "O": "other",
    "R": "white",
    "N": "white",
}


def group_of(ethnicity: str) -> str:
    """The pool of names for a code of the register: WBRI, MOTH, BAFR …"""
    if ethnicity in ("BCRB", "BAFR", "BOTH"):
        return "black"
    if ethnicity in ("APKN", "ABAN", "AIND", "AOTH", "CHNE"):
        return "asian"
    return GROUPS.get(ethnicity[:1], "white")


def child_name(draw: Random, *, girl: bool, ethnicity: str) -> tuple[str, str]:
    group = group_of(ethnicity)
    return draw.choice((GIRLS if girl else BOYS)[group].split()), draw.choice(SURNAMES[group].split())


def grown_name(draw: Random, *, woman: bool, taken: Collection[tuple[str, str]] = ()) -> tuple[str, str]:
    """A first and a last name; beside somebody called the same, the next last name that nobody has with it."""
    group = draw.choices(["white", "asian", "black", "mixed"], [76, 11, 8, 5])[0]
    first, lasts = draw.choice((GROWN_WOMEN if woman else GROWN_MEN).split()), SURNAMES[group].split()
    place = lasts.index(draw.choice(lasts))
    in_turn = lasts[place:] + lasts[:place]
    return first, next((last for last in in_turn if (first, last) not in taken), in_turn[0])
