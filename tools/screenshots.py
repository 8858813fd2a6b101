"""Takes the pictures of the README from the demo world: a maintainer's tool.

Serves a demo world of its own, signs in as each person and photographs the pages. With `--all` it photographs every front
door at both widths into a folder, to be looked at.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PICTURES = PROJECT / "docs" / "pictures"
PORT = 8765
SITE = f"http://localhost:{PORT}"
WIDTHS = {"desk": (1280, 980), "phone": (390, 844)}
PASSWORD = "walk-the-whole-road"
SEED = 20261121
EVERYBODY = (
    "amara.bello@alongside.example",
    "sam.okafor@alongside.example",
    "vera.lindqvist@alongside.example",
    "grace.adeyemi@alongside.example",
    "nia.rowe@northbridge.example",
    "dominic.farr@northbridge.example",
    "jean.barraclough@northbridge.example",
    "ruth.ellison@mail.example",
    "ana@my-space.example",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


def serve(place: Path) -> "subprocess.Popen[bytes]":
    """A demo world in a place of its own, made if it is not there."""
    environment = {**os.environ, "KITH_DATA_DIR": str(place)}
    command = [sys.executable, "-m", "kith.cli", "demo", "--port", str(PORT)]
    server = subprocess.Popen(command, env=environment, cwd=PROJECT)
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{SITE}/healthz", timeout=2)
        except OSError:
            time.sleep(1)
        else:
            return server
    server.terminate()
    raise SystemExit("The demo did not come up in five minutes.")


class Photographer:
    """A browser that signs in as somebody and takes pictures of pages."""

    def __init__(self, browser, folder: Path):  # type: ignore[no-untyped-def]
        self.browser, self.folder = browser, folder

    def sign_in(self, email: str, password: str, width: str = "desk"):  # type: ignore[no-untyped-def]
        wide, high = WIDTHS[width]
        context = self.browser.new_context(viewport={"width": wide, "height": high}, locale="en-GB")
        page = context.new_page()
        page.goto(f"{SITE}/account/login/")
        page.fill("input[name=login]", email)
        page.fill("input[name=password]", password)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda url: "/account/login" not in url)
        return page

    def take(self, page, name: str, whole: bool = True) -> None:  # type: ignore[no-untyped-def]
        self.folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=self.folder / f"{name}.png", full_page=whole)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="every front door at both widths")
    parser.add_argument("--place", type=Path, help="keep the demo world here between runs")
    parser.add_argument("--into", type=Path, default=PICTURES)
    chosen = parser.parse_args()
    from playwright.sync_api import sync_playwright

    from tests.browser import chromium

    with tempfile.TemporaryDirectory() as spare, sync_playwright() as playwright:
        server = serve(chosen.place or Path(spare))
        try:
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            take_pictures(Photographer(browser, chosen.into), everything=chosen.all)
        finally:
            server.terminate()


def take_pictures(photographer: Photographer, *, everything: bool) -> None:
    desk = photographer.sign_in("amara.bello@alongside.example", PASSWORD)
    photographer.take(desk, "desk", whole=False)
    desk.goto(f"{SITE}/stories/matches/")
    desk.get_by_role("link", name="Ana and Ruth").first.click()
    photographer.take(desk, "match", whole=False)
    with tempfile.TemporaryDirectory() as folder:
        photographer.take(read_a_return(desk, Path(folder)), "import", whole=False)
    if not everything:
        return
    for email in EVERYBODY:
        for width in WIDTHS:
            page = photographer.sign_in(email, PASSWORD, width)
            photographer.take(page, f"{email.split('@')[0]}-{width}")


def read_a_return(page, folder: Path):  # type: ignore[no-untyped-def]
    """Send a return with a few faults in it, and wait until it has been read."""
    os.environ.setdefault("KITH_MODE", "demo")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    from kith.demo.the_return import childhoods, write_return
    from kith.foundation.dates import today

    write_return(folder, childhoods(SEED, today()), seed=SEED)
    spoil(folder / "header.csv", column=2, rows=(17, 88, 203), value="14/05/2030")
    spoil(folder / "reviews.csv", column=2, rows=(40, 411, 618, 787, 961), value="14/01/2031")
    spoil(folder / "episodes.csv", column=7, rows=(55, 270, 1516), value="")
    page.goto(f"{SITE}/register/import/")
    page.locator("input[type=file]").first.set_input_files(sorted(folder.glob("*.csv")))
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="What it tells you").wait_for(timeout=120_000)
    return page


def spoil(path: Path, *, column: int, rows: tuple[int, ...], value: str) -> None:
    """Write something wrong into a column of some rows."""
    with path.open(newline="") as file:
        table = list(csv.reader(file))
    for row in rows:
        table[row][column] = value
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(table)


if __name__ == "__main__":
    main()
