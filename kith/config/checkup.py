"""Is this installation safe and complete? One list of checks, for `kith check` and before `kith serve`."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

LEAST_SECRET = 40


@dataclass(frozen=True)
class Finding:
    """One check: what was looked at, whether it is well, and what to do if it is not.

    `stops` means that Kith does not serve in production while it is so.
    """

    name: str
    well: bool
    advice: str = ""
    stops: bool = True


CHECKS: list[Callable[[], Finding]] = []


def check(function: Callable[[], Finding]) -> Callable[[], Finding]:
    CHECKS.append(function)
    return function


def findings() -> Iterator[Finding]:
    """Run every check in turn."""
    for one in CHECKS:
        yield one()


@check
def debugging_is_off() -> Finding:
    return Finding("Debugging is off", not settings.DEBUG, "Unset whatever turns DEBUG on.")


@check
def secrets_are_long() -> Finding:
    kept = [settings.SECRET_KEY, settings.AUDIT_KEY, *settings.FIELD_KEYS]
    return Finding(
        "Secrets are long enough",
        all(len(secret) >= LEAST_SECRET for secret in kept),
        f"Give KITH_SECRET_KEY, KITH_AUDIT_KEY and KITH_FIELD_KEYS at least {LEAST_SECRET} characters each.",
    )


@check
def secrets_are_private() -> Finding:
    folder = settings.DATA_DIR / "secrets"
    kept = list(folder.glob("*")) if folder.exists() else []
    private = all(not place.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) for place in kept)
    return Finding("Secrets are readable by their owner only", private, f"chmod 600 the files in {folder}.")


@check
def migrations_are_done() -> Finding:
    executor = MigrationExecutor(connections["default"])
    open_steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Finding("The database has this version's tables", not open_steps, "Run `kith migrate`.")


@check
def the_cache_has_its_table() -> Finding:
    present = settings.CACHES["default"]["LOCATION"] in connection.introspection.table_names()
    return Finding("The cache has its table", present, "Run `kith migrate`.")


@check
def the_audit_is_append_only() -> Finding:
    query = (
        "SELECT count(DISTINCT tgrelid) FROM pg_trigger WHERE tgname LIKE 'audit_%%_no_change'"
        if connection.vendor == "postgresql"
        else "SELECT count(DISTINCT tbl_name) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%_no_%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        (guarded,) = cursor.fetchone()
    return Finding(
        "The audit refuses changes", guarded == 2, "Run `kith migrate`; ask why the triggers were gone."
    )


@check
def writes_survive_a_power_cut() -> Finding:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'"
            )
            (well,) = cursor.fetchone()
        else:
            cursor.execute("PRAGMA synchronous")
            (level,) = cursor.fetchone()
            well = level >= 2
    return Finding(
        "What was saved survives a power cut", bool(well), "Set the database to wait for the disk."
    )


@check
def the_database_role_is_plain() -> Finding:
    if connection.vendor != "postgresql":
        return Finding("The database role is plain", True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        (mighty,) = cursor.fetchone()
    return Finding("The database role is plain", not mighty, "Give Kith a role that is no superuser.")


@check
def hosts_are_named() -> Finding:
    named = bool(os.environ.get("KITH_ALLOWED_HOSTS")) and "*" not in settings.ALLOWED_HOSTS
    return Finding("The site's names are set", named, "Set KITH_ALLOWED_HOSTS to the names people will type.")


@check
def the_site_is_behind_tls() -> Finding:
    return Finding(
        "The site's address is https",
        settings.BEHIND_TLS,
        "Set KITH_SITE_URL to the https address people use.",
    )


@check
def mail_can_be_sent() -> Finding:
    set_up = settings.EMAIL_HOST != "localhost" or "smtp" not in settings.EMAIL_BACKEND
    return Finding("Mail has a server", set_up, "Set KITH_EMAIL_HOST; until then letters wait.", stops=False)


@check
def django_agrees() -> Finding:
    told = StringIO()
    try:
        call_command("check", deploy=settings.BEHIND_TLS, fail_level="ERROR", stdout=told, stderr=told)
    except SystemExit:
        return Finding("Django's own checks pass", False, told.getvalue()[:500])
    return Finding("Django's own checks pass", True)
