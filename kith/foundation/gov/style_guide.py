"""The living style guide: every component, form control and chart at once, with its mistakes, for us to look at."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.messages import constants

from kith.foundation import charts
from kith.foundation.charts import Near, Ring, Week
from kith.foundation.gov import pictures
from kith.foundation.gov.fields import DateField, TimeField
from kith.foundation.gov.widgets import Checkboxes, Radios, TileCheckboxes, Tiles


class EveryControl(forms.Form):
    """One of each."""

    name = forms.CharField(label="First name", help_text="What they like to be called.")
    email = forms.EmailField(label="E-mail address")
    postcode = forms.CharField(label="Postcode")
    miles = forms.IntegerField(label="How far can they travel?", min_value=1)
    spent = forms.DecimalField(label="Spent", max_digits=6, decimal_places=2, required=False)
    born = DateField(label="Date of birth", help_text="For example, 27 3 2012")
    at = TimeField(label="Start time")
    school = forms.ChoiceField(
        label="School", choices=[("", "---------"), ("a", "Oak Academy"), ("b", "St Brigid’s")]
    )
    agreed = forms.ChoiceField(
        label="Has the young person said yes?",
        choices=[("yes", "Yes"), ("later", "Ask again later"), ("no", "No")],
        widget=Radios(
            hints={"later": "We ask again at the next review."},
            dividers={"no": "or"},
            reveals={"later": "when_words"},
        ),
    )
    when_words = forms.CharField(
        label="What did they say?", required=False, widget=forms.Textarea, max_length=200
    )
    days = forms.MultipleChoiceField(
        label="Which days suit?",
        choices=[("sat", "Saturday"), ("sun", "Sunday"), ("none", "Any day")],
        widget=Checkboxes(dividers={"none": "or"}, nothing="none"),
    )
    told = forms.BooleanField(label="They know who will read this", help_text="Say it before you write.")
    receipt = forms.FileField(label="Receipt", required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    note = forms.CharField(label="Anything else?", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    widths = {"postcode": 10, "miles": 4, "spent": 5, "school": "one-half"}
    units = {"spent": "£", "miles": "miles"}


class MeetingNote(forms.Form):
    """What a volunteer says on a phone after a meeting."""

    went = forms.ChoiceField(
        label="How did last Saturday go?",
        choices=[("kept", "We met"), ("moved", "It moved"), ("missed", "It didn’t happen")],
        widget=Tiles,
        initial="kept",
    )
    long = forms.ChoiceField(
        label="How long?",
        choices=[("1", "1 hour"), ("2", "2 hours"), ("3", "longer")],
        widget=Tiles,
        initial="2",
    )
    did = forms.MultipleChoiceField(
        label="What did you do?",
        choices=[
            ("out", "Out and about"),
            ("sport", "Sport"),
            ("food", "Food"),
            ("making", "Making"),
            ("talking", "Talking"),
            ("film", "Film"),
        ],
        widget=TileCheckboxes(
            pictures={
                "out": "outside",
                "sport": "ball",
                "food": "food",
                "making": "paint",
                "talking": "talk",
                "film": "film",
            }
        ),
        initial=["out", "food"],
    )
    tell = forms.CharField(
        label="Anything your coordinator should know?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Your coordinator and Ana can read this. Nobody else can.",
    )


NEEDS = [
    {
        "how_soon": "now",
        "what": "Imran’s carer has called off two meetings",
        "why": "The last reason given was “he has been rude at home”. Meetings are never taken away as a punishment.",
        "action": "Call the carer",
    },
    {
        "how_soon": "soon",
        "what": "Tariq has waited 118 days",
        "why": "He asked for a man who likes cars. One has just been approved, four miles away.",
        "action": "Look for someone",
    },
    {
        "how_soon": "calm",
        "what": "Ending: Ana and Ruth, 3 meetings left",
        "why": "Next step: choose the last outing together. Ana has said she would like the seaside.",
        "action": "Open the plan",
    },
]
STORY = [
    {
        "day": "28 Nov",
        "kind": "ahead",
        "what": "Next: 2pm, outside the swimming pool",
        "more": "Both have been told.",
    },
    {"day": "21 Nov", "what": "They met, 2 hours", "more": "Out and about, food. Ana: good."},
    {
        "day": "19 Nov",
        "kind": "turn",
        "what": "Ending plan agreed with Ana",
        "more": "“I want the last one to be the seaside.”",
    },
    {"day": "7 Nov", "kind": "care", "what": "Called off by the carer", "more": "No reason given."},
]
PEOPLE = [
    {
        "name": "Ben, 34",
        "about": "4 miles · approved 3 days ago",
        "tint": "teal",
        "reasons": [
            {"text": "rebuilds old Minis with his dad", "fits": True},
            {"text": "free most Saturdays", "fits": True},
            {"text": "does not cook much", "fits": False},
        ],
    },
    {
        "name": "Samir, 51",
        "about": "7 miles · one match before, 4 years",
        "tint": "sun",
        "reasons": [
            {"text": "cooks, and runs a five-a-side team", "fits": True},
            {"text": "dogs", "fits": "open"},
        ],
    },
    {
        "name": "Luke, 27",
        "about": "9 miles · no match yet",
        "tint": "violet",
        "reasons": [
            {"text": "go-karts, rugby", "fits": True},
            {"text": "18 minutes further by bus", "fits": False},
        ],
    },
]
AROUND = [
    Near("Ruth", Ring.CLOSE),
    Near("Nan", Ring.CLOSE),
    Near("Bella", Ring.NEAR),
    Near("Ms Okoro", Ring.NEAR),
    Near("social worker", Ring.FURTHER, paid=True),
    Near("reviewing officer", Ring.FURTHER, paid=True),
    Near("drama club", Ring.NEAR),
]
LETTERS = {
    "k": Week.KEPT,
    "m": Week.MOVED,
    "x": Week.MISSED,
    "w": Week.WITHHELD,
    "p": Week.PLANNED,
    "-": Week.NONE,
}


def _strip(letters: str, of: str) -> charts.Chart:
    first = date(2026, 9, 7)
    return charts.strip(
        [(first + timedelta(weeks=place), LETTERS[letter]) for place, letter in enumerate(letters)], of=of
    )


def _matches() -> list[dict[str, Any]]:
    shown = [
        ("Ana and Ruth", "kkmkkkkkmkkk", "Sat 28"),
        ("Imran and Joe", "kkkkkmkkwkw-", "none"),
        ("Leah and Mo", "kmkkmkkmmx--", "none"),
        ("Kofi and Sunil", "k-k-k-k-k-k-", "Thu 26"),
    ]
    return [{"names": names, "strip": _strip(letters, names), "next": day} for names, letters, day in shown]


def context() -> dict[str, Any]:
    """Everything `templates/foundation/style_guide.html` shows; all names in it are invented."""
    return {
        "nav": [
            (text, "#", text == "Desk")
            for text in ("Desk", "Children", "Volunteers", "Matches", "Calendar", "Reports")
        ],
        "can_search": True,
        "search_url": "#",
        "my_name": "Priya Nair",
        "my_place": "Northbridge visitors",
        "my_links": [("How I am told", "#"), ("My sign-in", "#")],
        "messages": [{"level_tag": "success", "level": constants.SUCCESS, "message": "Ruth has been told."}],
        "empty_form": EveryControl(prefix="fresh"),
        "form": EveryControl(
            {"born_day": "27", "agreed": "later", "when_words": "Not yet.\n  Maybe.", "at": "5:30"}
        ),
        "phone_form": MeetingNote(prefix="phone"),
        "needs": NEEDS,
        "week": [
            (
                "Tue 24",
                [{"text": "4:30pm first meeting, Zara and a possible visitor", "url": "#"}, "You are there."],
            ),
            ("Sat 28", ["11am open day, 12 children, 9 volunteers"]),
        ],
        "matches": _matches(),
        "legend": charts.legend(),
        "story": STORY,
        "chips": [
            (text, "#", text == "Everything") for text in ("Everything", "Meetings", "Talks", "Ending")
        ],
        "people": PEOPLE,
        "musts": ["a man"],
        "likes": ["cars", "football", "cooking", "Saturday or Sunday", "someone who was in care"],
        "noes": ["dogs"],
        "numbers": [
            ("8%", "of children have someone"),
            ("212", "have been offered it"),
            ("37", "wait today"),
        ],
        "bars": charts.bars(
            [
                ("Waiting for a man", 9),
                ("Waiting for somebody who signs", None),
                ("Waiting for weekends", 14),
            ],
            title="What children wait for",
        ),
        "network": charts.network(AROUND, around="Ana"),
        "pictures": pictures.PICTURES.values(),
    }
