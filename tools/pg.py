"""Runs a command beside a PostgreSQL of its own: `python tools/pg.py -- pytest`.

The cluster is made for the occasion, listens on a socket in a temporary folder and nowhere else, and is gone
afterwards, whatever happened. The command finds it in KITH_DATABASE_URL, as a role that may make databases
but is no superuser, because a superuser passes every row policy and would prove nothing.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

ROLE = "kith"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SUPERUSER = ("--username=postgres",)
CLUSTER = (*SUPERUSER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-sync")
CARELESS_OF_POWER_CUTS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
QUIET_AND_PRIVATE = ("listen_addresses=", "log_min_messages=fatal", "timezone=UTC", "max_connections=60")


class Stopped(Exception):
    """A signal asked this program to end."""


def folder_of_programs() -> Path:
    """The folder of the newest PostgreSQL on this machine; Debian keeps it off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = debian[-1] if debian else shutil.which("initdb")
    if not found:
        sys.exit("There is no PostgreSQL server on this machine: apt-get install postgresql")
    return Path(found).parent


def unprivileged() -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as its own user, and dies with us even if we are killed."""
    if not shutil.which("setpriv"):
        return []
    dying = ["setpriv", "--pdeathsig=SIGQUIT"]
    return [*dying, "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else dying


@contextmanager
def server(place: Path) -> Iterator[str]:
    """A cluster in `place`, ready to be asked; yields the address of a database in it."""
    programs = folder_of_programs()
    make_cluster(programs, place)
    postgres = start(programs, place)
    try:
        wait_until_ready(postgres, place)
        ask(programs, place, f"CREATE ROLE {ROLE} LOGIN CREATEDB NOSUPERUSER")
        ask(programs, place, f"CREATE DATABASE {ROLE} OWNER {ROLE}")
        yield f"postgresql://{ROLE}@/{ROLE}?host={place}"
    finally:
        end(postgres)


def make_cluster(programs: Path, place: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(place, "postgres", "postgres")
    command = [*unprivileged(), f"{programs}/initdb", f"--pgdata={place}/data", *CLUSTER]
    made = subprocess.run(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if made.returncode:
        sys.exit(f"initdb failed:\n{made.stdout}")


def start(programs: Path, place: Path) -> "subprocess.Popen[bytes]":
    settings = [*QUIET_AND_PRIVATE, *CARELESS_OF_POWER_CUTS, f"unix_socket_directories={place}"]
    command = [*unprivileged(), f"{programs}/postgres", "-D", f"{place}/data"]
    command += [f"--{setting}" for setting in settings]
    # In a session of its own: an interrupt from the keyboard must reach the command first.
    return subprocess.Popen(command, cwd=place, start_new_session=True)


def ask(programs: Path, place: Path, statement: str) -> None:
    """As the one superuser there is; any notice or error is shown."""
    command = [
        f"{programs}/psql",
        *SUPERUSER,
        f"--host={place}",
        "--dbname=postgres",
        f"--command={statement}",
    ]
    subprocess.run([*command, "--quiet", "--no-psqlrc"], check=True)


def wait_until_ready(postgres: "subprocess.Popen[bytes]", place: Path) -> None:
    """It writes down when it is; whoever knocked before that would be refused, and the refusal printed."""
    written = place / "data" / "postmaster.pid"
    for _ in range(600):
        if postgres.poll() is not None:
            sys.exit(f"PostgreSQL ended at its start with exit code {postgres.returncode}.")
        if written.exists() and "ready" in written.read_text().split():
            return
        time.sleep(0.05)
    sys.exit("PostgreSQL was not ready after 30 seconds.")


def end(postgres: "subprocess.Popen[bytes]") -> None:
    """Fast shutdown: open transactions are rolled back; if that takes long, at once."""
    for impatient in SIGNALS:
        signal.signal(impatient, signal.SIG_IGN)
    for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        postgres.send_signal(request)
        try:
            postgres.wait(timeout=10)
            return
        except subprocess.TimeoutExpired:
            continue


def run(command: list[str], address: str) -> int:
    """The command's exit code; a signal sent to us is passed on to it."""
    child = subprocess.Popen(command, env={**os.environ, "KITH_DATABASE_URL": address})
    while True:
        try:
            code = child.wait()
            return code if code >= 0 else 128 - code
        except Stopped as stopped:
            child.send_signal(stopped.args[0])


def stop_in_words(number: int, frame: FrameType | None) -> None:
    raise Stopped(signal.Signals(number))


def main(arguments: list[str]) -> int:
    if arguments[:1] != ["--"] or len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    for number in SIGNALS:
        signal.signal(number, stop_in_words)
    place = Path(tempfile.mkdtemp(prefix="kith-pg-"))
    try:
        with server(place) as address:
            return run(arguments[1:], address)
    except Stopped as stopped:
        return 128 + stopped.args[0]
    finally:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
