"""The questions of the public form for a young person who asks for themself: fewer, and in simpler words."""

from django import forms

from kith.foundation.gov.fields import DateField
from kith.referral.questions import Born, Question, Reach


class MyName(Question):
    heading = "first_name"
    first_name = forms.CharField(
        label="What should we call you?",
        max_length=80,
        help_text="Your first name, or the name you like.",
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": "Write what we should call you"},
    )
    widths = {"first_name": 20}


class MyBirthday(Born):
    born = DateField(label="When is your birthday?", help_text="For example, 27 3 2012.")
    why_we_ask = "Some of our people are for younger ones, some for older ones."


class MyWhy(Question):
    heading = "child_words"
    child_words = forms.CharField(
        label="What would you like somebody for?",
        max_length=1000,
        widget=forms.Textarea,
        help_text="To talk, to do things, to help with something? Say it any way you like.",
        error_messages={"required": "Write what you would like. A few words are enough."},
    )
    why_we_ask = "It helps us find somebody who fits. You can change your mind at any time."


class MyNeeds(Question):
    heading = "practical_needs"
    practical_needs = forms.CharField(
        label="Is there anything that would make it easier for you?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Such as a language, food you cannot eat, or how you get about.",
    )


class MyReach(Reach):
    why_we_ask = "So that we can answer you. Use one that only you read. What we send says nothing about why you asked."
