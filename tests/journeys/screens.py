"""What anybody does at a screen: go somewhere, follow, press, write, choose, read. Every page met is held against axe.

Everything is found as a person finds it: by the words of a link, a button, a label or a heading.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal, Self

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import check_page

SEEN: set[tuple[str, ...]] = set()
"""Which kinds of page have been held against axe in this run: one that shows another child is of the same kind."""

KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
Words = str | re.Pattern[str]


class AtAScreen:
    """One browser, and what is done in it."""

    role = "nobody in particular"

    def __init__(self, page: Page) -> None:
        self.page = page

    # ------------------------------------------------------------------------------- moving about

    def visits(self, address: str) -> Self:
        """As whoever they are now: an address that somebody gave them."""
        self.page.goto(address)
        return self.looks()

    def goes_to(self, address: str) -> Self:
        return self.visits(address)

    def follows(self, words: str, within: str = "") -> Self:
        """A link, or what looks like a button and leads somewhere."""
        link = self.named(("link", "button"), words, within)
        with self.moving_on():
            link.click()
        return self.looks()

    def presses(self, words: str, within: str = "") -> Self:
        button = self.named(("button",), words, within)
        with self.moving_on():
            button.click()
        return self.looks()

    def named(self, roles: tuple[Literal["link", "button"], ...], words: str, within: str = "") -> Locator:
        """By exactly these words, or else by words that begin so: more may be said to those who cannot see."""
        place = self.part(within) if within else self.page
        beginning = re.compile(rf"^\W*{re.escape(words)}\b")
        found = [place.get_by_role(role, name=words, exact=True) for role in roles]
        found += [place.get_by_role(role, name=beginning) for role in roles]
        return next((each for each in found if each.count()), found[0]).first

    def presses_twice(self, words: str) -> Self:
        """The first press arrives and its answer is lost on the way; the second comes because nothing happened."""

        def lose(route: Route) -> None:
            route.fetch(max_redirects=0)
            route.fulfill(status=204)  # the page stays as it was

        button = self.named(("button",), words)
        self.page.route(lambda url: True, lose, times=1)
        with self.page.expect_response(lambda answer: answer.status == 204):
            button.click(no_wait_after=True)
        self.page.wait_for_timeout(1_100)  # buttons take no second press within a second
        return self.presses(words)

    def goes_back(self) -> Self:
        self.page.go_back()
        return self.looks()

    @contextmanager
    def moving_on(self) -> Iterator[None]:
        with self.page.expect_navigation(wait_until="load"):
            yield

    def looks(self) -> Self:
        """The page as it stands is fit for everybody; a kind of page that was looked at once is not looked at again."""
        address = KEY.sub("…", self.page.url.partition("://")[2].partition("/")[2])
        kind: tuple[str, ...] = (self.role, address, self.page.title())
        if kind not in SEEN:
            check_page(self.page)
            SEEN.add(kind)  # not before: a walk that is gone once more must meet the same fault again
        return self

    def waits_for(self, words: str) -> Self:
        """A page that looks again by itself shows it sooner or later."""
        expect(self.main).to_contain_text(words, timeout=60_000)
        self.page.wait_for_load_state()
        return self.looks()

    # ------------------------------------------------------------------------------- finding

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def part(self, words: str) -> Locator:
        """A region, an article, a list item or a card that has this in its heading or its text."""
        named = self.page.get_by_role("region", name=words)
        if named.count():
            return named.first
        parts = self.page.locator("article, section, li, tr, div.kith-card").filter(has_text=words)
        return parts.last

    def group(self, question: Words) -> Locator:
        return self.page.get_by_role("group", name=question).last

    # ------------------------------------------------------------------------------- telling

    def writes(self, label: Words, words: str, within: str = "") -> Self:
        place = self.part(within) if within else self.page
        place.get_by_label(label).first.fill(words)
        return self

    def dates(self, question: Words, day: date) -> Self:
        boxes = self.group(question)
        for part in ("day", "month", "year"):
            boxes.get_by_label(part.capitalize(), exact=True).fill(str(getattr(day, part)))
        return self

    def chooses(self, question: Words, answer: Words) -> Self:
        """One of a few, or one from a list."""
        asked = self.group(question)
        if asked.count():
            self._tick(asked.get_by_role("radio", name=answer, exact=isinstance(answer, str)).first)
        else:
            self.page.get_by_label(question).select_option(label=str(answer))
        return self

    def ticks(self, *answers: Words, of: Words = "") -> Self:
        place = self.group(of) if of else self.page
        for answer in answers:
            self._tick(place.get_by_role("checkbox", name=answer, exact=isinstance(answer, str)).first)
        return self

    def unticks(self, *answers: Words) -> Self:
        for answer in answers:
            self.page.get_by_role("checkbox", name=answer).first.uncheck(force=True)
        return self

    def _tick(self, box: Locator) -> None:
        box.check(force=True)  # what is drawn lies over the box itself

    def hands_in(self, label: Words, *files: Path) -> Self:
        self.page.get_by_label(label).set_input_files(list(files))
        return self

    def downloads(self, words: str) -> Path:
        with self.page.expect_download() as found:
            self.named(("link", "button"), words).click()
        return Path(found.value.path())

    # ------------------------------------------------------------------------------- reading

    def sees(self, *words: Words) -> Self:
        for each in words:
            self._holds(expect(self.main).to_contain_text, each, f"does not say {each!r}")
        return self

    def does_not_see(self, *words: Words) -> Self:
        for each in words:
            self._holds(expect(self.main).not_to_contain_text, each, f"says {each!r}")
        return self

    def _holds(self, expected: Callable[[Words], None], words: Words, fault: str) -> None:
        """A short account of what is there instead, where Playwright would print the whole page many times over."""
        try:
            expected(words)
        except AssertionError:
            there = " ".join(self.main.inner_text().split())
            raise AssertionError(f"{self.page.url} {fault}. It says: {there[:1500]}") from None

    def reads_rows(self, count: int) -> Self:
        """A table of so many lines below its heading."""
        expect(self.main.get_by_role("row")).to_have_count(count + 1)
        return self

    def is_at(self, heading: Words) -> Self:
        title = self.page.get_by_role("heading", level=1)
        self._holds(expect(title).to_contain_text, heading, f"is not headed {heading!r}")
        return self

    def is_told(self, words: Words) -> Self:
        """In the banner at the top, or among what is wrong."""
        said = self.page.get_by_role("alert").or_(self.page.get_by_role("region", name="Please note"))
        self._holds(expect(said.first).to_contain_text, words, f"does not tell {words!r}")
        return self

    def reads(self, pattern: str) -> str:
        """A piece of what stands on the page, such as a reference or a key."""
        found = re.search(pattern, self.main.inner_text())
        assert found, f"{pattern} is not on {self.page.url}"
        return found[0]

    def finds_nothing_at(self, address: str) -> Self:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 404, f"{address} answered {answer.status}"
        return self

    def is_refused_at(self, address: str) -> Self:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 403, f"{address} answered {answer.status}"
        return self
