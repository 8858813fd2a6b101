"""Two children choose the same last place, and two people approve at the same moment, each in a process of their own."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from kith.matching import actions
from kith.matching.tests.factories import DAY, a_road

APPROVING = """
import sys, time
from datetime import date
from pathlib import Path
import django
django.setup()
from kith.access.models import User
from kith.foundation.errors import Cannot
from kith.matching.actions import approve
from kith.matching.models import Proposal
proposal, by, here = sys.argv[1:]
row, person = Proposal.objects.get(pk=proposal), User.objects.get(pk=by)
Path(here, f"ready-{proposal}").touch()
while not Path(here, "go").exists():
    time.sleep(0.005)
try:
    print(approve(proposal=row, by=person, on=date(2026, 11, 24)).status)
except Cannot as refusal:
    print(refusal)
"""


@pytest.mark.django_db(transaction=True)
def test_of_two_processes_at_the_same_moment_one_gets_the_last_place(tmp_path: Path):
    if connection.vendor != "sqlite":
        pytest.skip("the threads of test_places hold this where rows are locked one by one")
    road = a_road(volunteers=("Ben",))
    other = a_road("Leah", road.scheme, volunteers=(), coordinator=road.coordinator)
    pair = road.proposal("answered"), other.proposal("answered")
    for proposal in pair:
        actions.approve(proposal=proposal, by=road.coordinator, on=DAY)
    file = tmp_path / "kith.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)

    surroundings = os.environ | {"KITH_DATABASE_URL": f"sqlite:///{file}", "KITH_DATA_DIR": str(tmp_path)}
    (tmp_path / "static").mkdir()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", APPROVING, str(proposal.pk), str(road.manager.pk), str(tmp_path)],
            env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for proposal in pair
    ]  # fmt: skip
    until = time.monotonic() + 120
    while len(list(tmp_path.glob("ready-*"))) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    (tmp_path / "go").touch()
    said = [process.communicate(timeout=120) for process in running]
    answers = sorted(out.strip() for out, _ in said)
    assert answers == [
        "Ben has no place left at the moment. Ask the next choice, or look again.",
        "approved",
    ], said
    with closing(sqlite3.connect(file)) as copy:
        held = copy.execute("select count(*) from matching_proposal where status = 'approved'").fetchone()
    assert held == (1,)
