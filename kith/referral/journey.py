"""The way through the public form: which questions, in which order, and what they come to in the end."""

from datetime import date
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest

from kith.foundation.journey import Journey, Page
from kith.referral import own_questions, questions
from kith.referral.models import Referral
from kith.referral.questions import (
    NOT_ASKED,
    NOT_KNOWN,
    PROFESSIONALS,
    Answers,
    by_somebody_else,
    by_themself,
    source_of,
)
from kith.schemes.models import Organisation, Scheme


def _was_asked(answers: Answers) -> bool:
    said = answers.get("asked", {}).get("child_answer", NOT_ASKED)
    return by_somebody_else(answers) and said != NOT_ASKED


PAGES = [
    Page("who", questions.Who, "Who are you?"),
    Page("name", questions.Name, "What is their name?", by_somebody_else),
    Page("born", questions.Born, "When were they born?", by_somebody_else),
    Page("my-name", own_questions.MyName, "What should we call you?", by_themself),
    Page("my-birthday", own_questions.MyBirthday, "When is your birthday?", by_themself),
    Page("council", questions.Council, "Which council?", lambda answers: bool(source_of(answers))),
    Page(
        "number",
        questions.Number,
        "The council’s number",
        lambda answers: source_of(answers) in PROFESSIONALS,
    ),
    Page("scheme", questions.SchemeWanted, "Who should hear about this?", by_somebody_else),
    Page("asked", questions.Asked, "Have you asked them?", by_somebody_else),
    Page("their-words", questions.TheirWords, "What did they say?", _was_asked),
    Page("why", questions.Why, "Why would it be good for them?", by_somebody_else),
    Page("needs", questions.Needs, "What should somebody know?", by_somebody_else),
    Page("my-why", own_questions.MyWhy, "What would you like somebody for?", by_themself),
    Page("my-needs", own_questions.MyNeeds, "What would make it easier?", by_themself),
    Page("you", questions.You, "What is your name?", by_somebody_else),
    Page("reach", questions.Reach, "How can we reach you?", by_somebody_else),
    Page("my-reach", own_questions.MyReach, "How can we reach you?", by_themself),
]


class Referring(Journey):
    """The public form as it stands for one visitor: how far they are, and what they have told us."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, "refer", PAGES)

    def keep(self, page: Page, form: BaseForm) -> None:
        """Another council has other schemes, so the scheme is asked again."""
        before = self._answer("council", "council")
        super().keep(page, form)
        if page.slug == "council" and before not in ("", self._answer("council", "council")):
            self.session[self.key] = {slug: said for slug, said in self.answers.items() if slug != "scheme"}

    @property
    def is_by_themself(self) -> bool:
        return by_themself(self.answers)

    @property
    def says_no(self) -> bool:
        """The young person was asked and does not want it."""
        return by_somebody_else(self.answers) and self._answer("asked", "child_answer") == Referral.Answer.NO

    @property
    def scheme(self) -> Scheme | None:
        chosen = self._answer("scheme", "scheme")
        return None if chosen in ("", NOT_KNOWN) else Scheme.objects.filter(public_id=chosen).first()

    @property
    def council(self) -> Organisation | None:
        return questions.council_of(self.answers)

    @property
    def born(self) -> date | None:
        given = self._answer("my-birthday" if self.is_by_themself else "born", "born")
        return date.fromisoformat(given) if given else None

    def _answer(self, slug: str, name: str) -> str:
        return str(self.answers.get(slug, {}).get(name, ""))

    def told(self) -> dict[str, Any]:
        """What `actions.refer` is given: the answers as they are, and what follows from who gave them."""
        told: dict[str, Any] = self.everything()
        told |= {"born": self.born, "authority": self.council}
        told.pop("council", None)
        told["scheme"] = None if self.is_by_themself else self.scheme
        if self.is_by_themself:
            said = {"child_knows": True, "child_answer": Referral.Answer.YES, "why": told["child_words"]}
            return told | said | {"referrer_name": told["first_name"]}
        if told["child_answer"] == NOT_ASKED:
            return told | {"child_knows": False, "child_answer": ""}
        return told | {"child_knows": True}
