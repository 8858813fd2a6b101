"""Serving pages and doing background work: granian in this process, the worker in a child or on its own."""

import gc
import logging
import os
import subprocess
import sys
import time
from datetime import datetime

from django.conf import settings
from django.core.management import call_command

TICK = 2  # seconds between looks at the clock and the queue
THREADS = 4
SET_BEFORE = (
    "Paper was set in this process, and pages are served by a fork of it, in which setting paper would never end. "
    "Serve from a process of its own."
)
log = logging.getLogger("kith.worker")


def gather_static() -> None:
    """Copy and hash the files that pages need, unless this version's are already there."""
    sources = max(
        place.stat().st_mtime for folder in settings.STATICFILES_DIRS for place in folder.rglob("*")
    )
    gathered = settings.STATIC_ROOT / "staticfiles.json"
    if not gathered.exists() or gathered.stat().st_mtime < sources:
        call_command("collectstatic", interactive=False, verbosity=0, clear=gathered.exists())


def settle() -> None:
    """Load all that pages are made of before the first is asked for, and leave it out of every later collection.

    Python's collector looks through all that lives; in a house of this size that stops a page for a tenth of a second.
    """
    from django.urls import get_resolver

    list(get_resolver().url_patterns)
    gc.collect()
    gc.freeze()


def serve_pages(*, host: str, port: int) -> None:
    """Serve until stopped. One process with a few threads: SQLite has one writer, and two cores are small."""
    from granian import Granian
    from granian.constants import Interfaces

    if "typst" in sys.modules:
        raise RuntimeError(SET_BEFORE)
    gather_static()
    Granian(
        "kith.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        websockets=False,
        log_access=False,
    ).serve()


def serve_with_worker(*, host: str, port: int) -> None:
    """Serve with a worker beside, for the demo and for a scheme that lives on one machine."""
    beside = subprocess.Popen([sys.executable, "-m", "kith.cli", "worker"], env=os.environ.copy())
    try:
        serve_pages(host=host, port=port)
    finally:
        beside.terminate()
        beside.wait(timeout=10)


def tick(at: datetime) -> None:
    """Everything that is due by the clock, then everything that waits in the queue."""
    from kith.foundation.schedules import run_due

    run_due(at)
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)


def work(*, once: bool) -> None:
    """Tick until stopped. A fault in one tick is logged by Django and does not end the worker."""
    from django.db import OperationalError, close_old_connections

    from kith.foundation.dates import now

    while True:
        close_old_connections()
        try:
            tick(now())
        except OperationalError as fault:
            if once:
                raise
            log.warning("The database did not answer (%s); trying again.", fault)
        if once:
            return
        time.sleep(TICK)
