"""Prepares the demo and says whom to sign in as; `kith demo` and the sign-in page read it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from kith.access.models import Membership, User
from kith.access.roles import Role
from kith.demo.cast import PASSWORD
from kith.foundation.dates import today

SHOWN = (
    ("Coordinator", Role.COORDINATOR, "Amara"),
    ("Manager", Role.MANAGER, "Sam"),
    ("Vetting officer", Role.VETTING_OFFICER, "Vera"),
    ("Safeguarding lead", Role.SAFEGUARDING_LEAD, "Grace"),
    ("Volunteer", Role.VOLUNTEER, "Ruth"),
    ("Young person", Role.YOUNG_PERSON, "Ana"),
    ("Carer", Role.CARER, "Beth"),
    ("Social worker", Role.WORKER, "Nia"),
    ("Commissioner", Role.COMMISSIONER, "Dominic"),
    ("Elected member", Role.ELECTED_MEMBER, "Cllr Jean"),
    ("Administrator", Role.ADMINISTRATOR, "Ada"),
)


def made() -> Path:
    """Says when the world was made; without it there is none."""
    return Path(settings.DATA_DIR) / "demo.json"


def prepare(*, fresh: bool, say: Callable[[str], None]) -> bool:
    """A database with the demo world in it: kept if it is there, made if not, made anew if asked. Whether it was made."""
    if fresh:
        clear_away()
    if made().exists():
        return False
    clear_away()
    say("Preparing the database …")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    from kith.demo.world import make

    make(today=today(), say=say)
    made().write_text(json.dumps({"made_on": today().isoformat()}))
    return True


def clear_away() -> None:
    """Remove the demo's database: only ever the SQLite file of a data folder in demo mode."""
    database = settings.DATABASES["default"]
    if "sqlite" not in str(database["ENGINE"]):
        call_command("flush", interactive=False, verbosity=0)
    else:
        connections.close_all()
        for ending in ("", "-wal", "-shm"):
            Path(f"{database['NAME']}{ending}").unlink(missing_ok=True)
    made().unlink(missing_ok=True)


def sign_ins() -> list[dict[str, Any]]:
    """One person a role, with what to type."""
    people = []
    for words, role, first_name in SHOWN:
        user = _somebody(role, first_name)
        if user:
            people.append({"role": words, "name": user.name, "email": user.email, "password": PASSWORD})
    return people


def _somebody(role: Role, first_name: str) -> User | None:
    members = Membership.objects.filter(role=role, user__first_name=first_name).exclude(user__email=None)
    membership = members.select_related("user").order_by("id").first()
    return membership.user if membership else None
