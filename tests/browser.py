"""A real browser for the journeys, and what every page must pass in it.

A test that asks for `page` gets Chromium at a desk, for `phone` the same on a phone, both on a live server with a
database of its own. `sign_in(user)` saves the way through the sign-in page. `check_page(page)` holds a page
against WCAG 2.2 AA and best practice, at both widths. Whatever the browser complains about in its console
(an error in a script, a file that is missing, something the content security policy refused) fails the test.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Response, ViewportSize, WebError

DESK = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)

CHROMIUMS = ("chromium-headless-shell", "chromium", "google-chrome")
"""As Debian and others call it; the first has no windows to draw, and takes half as much of the machine."""

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # it refuses to run as root without
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch style sheets of other sites; there are none
}
# Where a page is opened without JavaScript its clock stands still, and axe would wait for ever.
TIMERS_THAT_NEED_NO_CLOCK = "() => { window.setTimeout = work => void Promise.resolve().then(() => work()) }"
# Whatever axe reads of a page but words, keys and addresses. A name that stands twice makes it a page of another kind.
SHAPE = """() => {
    const plain = words => words.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+/g, "#")
    const open = ({name, value}) => ["href", "src", "action"].includes(name) && !value.startsWith("#")
    const told = ({name, value}) => ["value", "content", "nonce"].includes(name) ? !!value : plain(value)
    const shape = element => {
        const attributes = [...element.attributes].map(each => each.name + (open(each) ? "" : "=" + told(each)))
        const inside = []
        for (const child of element.childNodes) {
            const next = child.nodeType === 1 ? shape(child) : child.nodeType === 3 && child.data.trim() ? "words" : ""
            if (next && inside.at(-1) === next) inside.push("+")
            else if (next && !(inside.at(-1) === "+" && inside.at(-2) === next)) inside.push(next)
        }
        return `<${element.tagName} ${attributes.sort().join(" ")}>${inside.join("")}</>`
    }
    const ids = [...document.querySelectorAll("[id]")].map(element => element.id)
    return `${document.title ? "titled" : ""} ${ids.length - new Set(ids).size} ${shape(document.documentElement)}`
}"""
REFUSALS_ALOUD = """
document.addEventListener("securitypolicyviolation", event => console.error(
    `The content security policy (${event.effectiveDirective}) refused ${event.blockedURI || "inline code"}`
    + ` in ${event.sourceFile || document.location}:${event.lineNumber}`))
"""


# ---------------------------------------------------------------------------------------- walked once more


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What went wrong in each journey that was walked a second time, whether or not that one ended well (ADR 35)."""
    for report in terminalreporter.getreports("rerun"):
        terminalreporter.section(f"walked once more: {report.nodeid}", sep="-")
        terminalreporter.line(report.longreprtext)


# ---------------------------------------------------------------------------------------- fixtures


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = chromium()
    if not found:
        pytest.exit(f"There is no Chromium on this machine: apt-get install {CHROMIUMS[0]}", returncode=1)
    return {**browser_type_launch_args, "executable_path": found, "args": CHROMIUM_ARGUMENTS}


def chromium() -> str | None:
    """The system's own; nothing is ever downloaded."""
    return os.environ.get("KITH_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], live_server: Any) -> dict[str, Any]:
    """A desk in Britain. Naming the live server here gives every test with a page its server and database."""
    return {
        **browser_context_args,
        "base_url": live_server.url,
        "viewport": DESK,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "reduced_motion": "reduce",
    }


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., BrowserContext]]:
    """Another browser, as of another person; what it complained about fails the test at its end."""
    witnesses = []

    def listened_to(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(15_000)
        witnesses.append(Witness.of(context))
        return context

    yield listened_to
    if complaints := [complaint for witness in witnesses for complaint in witness.take_complaints()]:
        raise AssertionError("The browser complained:\n" + "\n".join(complaints))


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    page = new_context(has_touch=True).new_page()
    page.set_viewport_size(PHONE)
    return page


@pytest.fixture
def sign_in(context: BrowserContext, live_server: Any) -> Callable[..., None]:
    """sign_in(user): the browser then has a session of that person; `within=` names another browser than `page`'s."""
    from django.conf import settings
    from django.test import Client

    def signed_in(user: Any, within: BrowserContext = context) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        within.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return signed_in


# ---------------------------------------------------------------------------------------- what the browser says


@dataclass
class Witness:
    """Hears what one browser complains about."""

    errors: list[tuple[str, str]] = field(default_factory=list)
    refused_documents: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, context: BrowserContext) -> "Witness":
        if context not in _witnesses:
            witness = _witnesses[context] = cls()
            context.add_init_script(REFUSALS_ALOUD)
            context.on("console", witness.hear)
            context.on("weberror", witness.hear_of_uncaught)
            context.on("response", witness.see)
        return _witnesses[context]

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append((message.location["url"], message.text))

    def hear_of_uncaught(self, error: WebError) -> None:
        self.errors.append((error.page.url if error.page else "", f"Not caught: {error.error}"))

    def see(self, response: Response) -> None:
        """A page that says "not found" or "there is a problem" is a page; the test says what it should be."""
        if 400 <= response.status < 500 and response.request.is_navigation_request():
            self.refused_documents.add(response.url)

    def take_complaints(self) -> list[str]:
        """What was heard since last asked."""
        heard, self.errors = self.errors, []
        return [
            f"- {text} ({url})"
            for url, text in heard
            if not (url in self.refused_documents and text.startswith("Failed to load resource"))
        ]


_witnesses: "WeakKeyDictionary[BrowserContext, Witness]" = WeakKeyDictionary()


# ---------------------------------------------------------------------------------------- what a page must pass


def check_page(page: Page, widths: tuple[int, ...] = (DESK["width"], PHONE["width"])) -> None:
    """Fails with a readable report unless the page, as it stands now, is fit to be used by everybody."""
    page.wait_for_load_state()  # a press has brought its first byte, perhaps not yet a line of it
    try:
        faults = faults_at(page, widths)
    except Error:  # it went on, or looked again by itself, while it was being looked at
        page.wait_for_load_state()
        faults = faults_at(page, widths)
    faults += Witness.of(page.context).take_complaints()
    if faults:
        raise AssertionError(f"{page.url} ({page.title()})\n" + "\n".join(faults))


def faults_at(page: Page, widths: tuple[int, ...]) -> list[str]:
    before = page.viewport_size or DESK
    shape = shape_of(page)
    faults = []
    for width in sorted(widths, key=lambda width: width != before["width"]):
        resize(page, width)
        at_width = wider_than_the_screen(page) + barriers(page, f"{shape} {width}")
        faults += [f"at {width} px: {fault}" for fault in at_width]
    resize(page, before["width"])
    return faults


def resize(page: Page, width: int) -> None:
    now = page.viewport_size or DESK
    if now["width"] != width:
        page.set_viewport_size({"width": width, "height": now["height"]})


def barriers(page: Page, kind: str) -> list[str]:
    """What axe finds, each with where and how to mend it.

    Not on PostgreSQL, for what a page says hangs on no database; and not where a page of this kind was found without
    fault in this run: it would be asked the same of the same elements (ADR 50).
    """
    if os.environ.get("KITH_DATABASE_URL", "").startswith("postgres"):
        return []
    if found_sound(kind).exists():
        return []
    found = asked_of_axe(page)
    if not found:
        found_sound(kind).touch()
    return found


def found_sound(kind: str) -> Path:
    """Where all processes of a run write down what kind of page need not be held against axe again."""
    ours = Path(os.environ["KITH_DATA_DIR"])
    place = (ours.parent if os.environ.get("PYTEST_XDIST_WORKER") else ours) / "found-sound"
    place.mkdir(exist_ok=True)
    return place / hashlib.sha256(kind.encode()).hexdigest()


def shape_of(page: Page) -> str:
    """The page without its words and numbers: elements with their attributes, what is repeated told once."""
    return str(page.evaluate(SHAPE))


def asked_of_axe(page: Page) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe())  # by the debugger's door: the content security policy refuses script tags
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        page.evaluate(TIMERS_THAT_NEED_NO_CLOCK)
    found = page.evaluate("options => axe.run(options).then(results => results.violations)", AXE_OPTIONS)
    return [
        f"{violation['help']} [{violation['id']}, {violation['impact']}]\n"
        + "\n".join(f"    {node['html'][:200]}\n    {node['failureSummary']}" for node in violation["nodes"])
        for violation in found
    ]


def wider_than_the_screen(page: Page) -> list[str]:
    """A page that must be scrolled sideways, and what in it sticks out."""
    sticking_out = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth
            if (document.documentElement.scrollWidth <= width) return []
            return [...document.querySelectorAll("body *")]
                .filter(element => element.getBoundingClientRect().right > width + 1)
                .map(element => element.outerHTML.slice(0, 120)).slice(0, 5)
                .concat(`the page is ${document.documentElement.scrollWidth} px wide`)
        }"""
    )
    return ["the page must be scrolled sideways\n    " + "\n    ".join(sticking_out)] if sticking_out else []


@cache
def axe() -> str:
    return (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
