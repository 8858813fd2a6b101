"""The judge of pages is itself judged: each kind of fault is shown to it once, and one page without fault."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page

from tests.browser import Witness, check_page

pytestmark = pytest.mark.without_database

SOUND = """<!doctype html><html lang="en"><head><title>Sound</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Sound</h1><label for="name">Name</label> <input id="name"></main></body></html>"""


def show(page: Page, html: str, policy: str = "", status: int = 200) -> None:
    """Serve this text to the browser as if it came from the site."""
    headers = {"Content-Security-Policy": policy} if policy else {}
    page.route(
        "**/shown",
        lambda route: route.fulfill(body=html, headers=headers, status=status, content_type="text/html"),
    )
    page.goto("/shown")


def test_a_page_without_fault_passes_at_both_widths(page: Page):
    show(page, SOUND, policy="default-src 'none'")
    check_page(page)
    assert page.viewport_size == {"width": 1280, "height": 900}


class Slow(BaseHTTPRequestHandler):
    """The first line of an answer at once, the page half a second later."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.flush()
        time.sleep(0.5)
        self.wfile.write(SOUND.replace(' lang="en"', "").encode())

    def log_message(self, *words: object) -> None:
        """Nothing to say."""


@pytest.fixture
def slow_site() -> Iterator[str]:
    with ThreadingHTTPServer(("localhost", 0), Slow) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def test_a_page_that_is_still_on_its_way_is_waited_for(page: Page, slow_site: str):
    page.goto(slow_site, wait_until="commit")
    with pytest.raises(AssertionError, match="html-has-lang"):
        check_page(page)


def test_a_page_that_says_not_found_is_still_a_page(page: Page):
    show(page, SOUND, status=404)
    check_page(page)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_page_is_judged_without_javascript_too(page: Page):
    show(page, SOUND.replace("</main>", "<input></main><script>undefined.name</script>"))
    with pytest.raises(AssertionError, match="label, critical") as fault:
        check_page(page)
    assert "Not caught" not in str(fault.value)


@pytest.mark.parametrize(
    ("named", "html"),
    [
        ("[label, critical]", SOUND.replace("<label", "<span").replace("</label", "</span")),
        ("[html-has-lang, serious]", SOUND.replace(' lang="en"', "")),
        (
            "at 390 px: the page must be scrolled",
            SOUND.replace("<h1>", "<p><img alt='' width=600 height=1></p><h1>"),
        ),
        ("Not caught: ", SOUND.replace("</main>", "</main><script>undefined.name</script>")),
        ("status of 404", SOUND.replace("</main>", "<img alt='' src='/is/not/there.png'></main>")),
    ],
)
def test_a_fault_is_found_and_named(page: Page, named: str, html: str):
    show(page, html)
    with pytest.raises(AssertionError) as fault:
        check_page(page)
    assert named in str(fault.value)


def test_what_the_security_policy_refuses_is_a_fault(page: Page):
    show(page, SOUND.replace("<main", "<main style='margin: 1px'"), policy="default-src 'none'")
    with pytest.raises(AssertionError, match="The content security policy"):
        check_page(page)


def test_a_page_that_breaks_inside_is_a_fault(page: Page):
    show(page, SOUND, status=500)
    assert any("status of 500" in complaint for complaint in Witness.of(page.context).take_complaints())
