"""A form of several pages, one question a page, for people without time: steps in one list, answers kept
in the session, nothing written until “check your answers” is sent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.forms import BaseForm, Form
from django.http import HttpRequest


@dataclass(frozen=True)
class Page:
    """One question: its name in the address, its form, and whether the answers so far call for it."""

    slug: str
    form: type[Form]
    title: str
    wanted: Callable[[Mapping[str, Any]], bool] = field(default=lambda answers: True)


def _plain(value: Any) -> Any:
    """Session answers are JSON; days and times go in as text and the form reads them again."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return [str(item) for item in value] if isinstance(value, list | tuple) else value


class Journey:
    """Steps through `pages`, keeping answers under `name` in the visitor's session."""

    def __init__(self, request: HttpRequest, name: str, pages: list[Page]):
        self.session = request.session
        self.key = f"journey:{name}"
        self.all_pages = pages

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered so far: slug → cleaned values."""
        stored: dict[str, Any] = self.session.get(self.key, {})
        return stored

    @property
    def pages(self) -> list[Page]:
        return [page for page in self.all_pages if page.wanted(self.answers)]

    def page(self, slug: str) -> Page | None:
        return next((page for page in self.pages if page.slug == slug), None)

    def keep(self, page: Page, form: BaseForm) -> None:
        answers = self.answers
        answers[page.slug] = {name: _plain(value) for name, value in form.cleaned_data.items()}
        self.session[self.key] = answers

    def after(self, page: Page) -> Page | None:
        """The first page without an answer, or None when all are answered: changing one goes straight back."""
        return next((other for other in self.pages if other.slug not in self.answers), None)

    def before(self, page: Page) -> Page | None:
        pages = self.pages
        place = pages.index(page)
        return pages[place - 1] if place else None

    def first_open(self) -> Page | None:
        return next((page for page in self.pages if page.slug not in self.answers), None)

    def is_complete(self) -> bool:
        return self.first_open() is None

    def everything(self) -> dict[str, Any]:
        """All answers of the pages that were wanted, as one flat dictionary."""
        return {name: value for page in self.pages for name, value in self.answers.get(page.slug, {}).items()}

    def forget(self) -> None:
        self.session.pop(self.key, None)
