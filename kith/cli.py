"""The `kith` command. Thin: every deed lives in its room; here are words, progress and exit codes.

Exit codes: 0 done; 1 refused, or something was found that somebody should look at; 2 the command was typed wrong.
"""

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

DONE, FOUND = 0, 1


def wake(mode: str | None = None) -> None:
    """Start Django; only commands that need it pay for it."""
    if mode:
        os.environ["KITH_MODE"] = mode
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    import django

    django.setup()


def end(code: int) -> NoReturn:
    sys.exit(code)


def as_json(value: Any) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kith")
def main() -> None:
    """Run mentoring and befriending schemes for children in care and care leavers.

    \b
    New here?           kith demo
    A place of your own: kith migrate, kith check, kith serve, and kith worker beside it
    The register:       kith import-register RETURN/ --authority "Northbridge" --dry-run
    Volunteers:         kith import-volunteers list.xlsx --scheme "Northbridge visitors" --dry-run

    Everything Kith writes lies in KITH_DATA_DIR (default: var/). Exit codes: 0 done, 1 refused or
    findings, 2 wrong usage.
    """


@main.command()
def migrate() -> None:
    """Prepare the database: an empty place becomes ready, an older one is brought up to date.

    Makes the secrets in KITH_DATA_DIR/secrets when the environment gives none. Safe to run again.
    """
    wake()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    click.echo("The database is ready.")


@main.command()
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
def serve(port: int, host: str) -> None:
    """Serve the pages. In production it refuses to start while the installation is unsafe."""
    wake()
    from django.conf import settings

    from kith.config.checkup import findings
    from kith.config.serving import serve_pages

    if settings.PRODUCTION:
        unsafe = [found for found in findings() if found.stops and not found.well]
        for found in unsafe:
            click.secho(f"Not safe: {found.name}: no. {found.advice}", fg="red", err=True)
        if unsafe:
            end(FOUND)
    serve_pages(host=host, port=port)


@main.command()
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
def worker(once: bool) -> None:
    """Do the work that pages leave behind: letters, imports, what is due by the clock."""
    wake()
    from kith.config.serving import work

    work(once=once)


@main.command()
@click.option("--fresh", is_flag=True, help="Throw the demo world away and make it again.")
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@click.option("--no-serve", is_flag=True, help="Prepare only.")
@click.option("--json", "to_json", is_flag=True, help="Print whom to sign in as, as one object.")
def demo(fresh: bool, port: int, no_serve: bool, to_json: bool) -> None:
    """Show Kith with an invented world: one authority, two providers, five schemes, people at every step.

    The first start makes the world; later starts keep what you did. Not for real children: in this mode
    passwords are printed on the sign-in page.
    """
    wake("demo")
    from kith.demo.stage import prepare, sign_ins

    prepare(fresh=fresh, say=lambda words: click.echo(words, err=True))
    people = sign_ins()
    if to_json:
        as_json({"address": f"http://localhost:{port}", "people": people})
    else:
        click.echo(f"\nKith is at http://localhost:{port}. Sign in as:\n")
        for person in people:
            click.echo(f"  {person['role']:<22} {person['email']:<34} {person['password']}")
        click.echo("\nStop with Ctrl+C. Start over with `make demo-fresh`.\n")
    if not no_serve:
        from kith.config.serving import serve_with_worker

        serve_with_worker(host="127.0.0.1", port=port)


@main.command("verify-audit")
@click.option("--json", "to_json", is_flag=True, help="Print one object.")
def verify_audit(to_json: bool) -> None:
    """Read the whole audit and recompute every seal. Compare `links` and `head` with what you wrote down."""
    wake()
    from kith.audit.chain import CHAINS, verify

    verdicts = [verify(model) for model in CHAINS]
    if to_json:
        as_json([{**vars(verdict), "holds": verdict.holds} for verdict in verdicts])
    else:
        for verdict in verdicts:
            state = "holds" if verdict.holds else f"IS BROKEN at row {verdict.broken_at}"
            click.echo(f"{verdict.chain}: {verdict.links:,} links, {state}, head {verdict.head[:16]}…")
    end(DONE if all(verdict.holds for verdict in verdicts) else FOUND)


@main.command()
@click.option("--json", "to_json", is_flag=True, help="Print one object.")
def check(to_json: bool) -> None:
    """Say whether this installation is safe and complete, and what to do where it is not."""
    wake()
    from kith.config.checkup import findings

    found = list(findings())
    if to_json:
        as_json([vars(one) for one in found])
    else:
        for one in found:
            click.echo(
                f"{'yes' if one.well else ' NO'}  {one.name}" + ("" if one.well else f". {one.advice}")
            )
    end(DONE if all(one.well for one in found) else FOUND)


@main.command("import-register")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--authority", required=True, help="The authority whose return this is; made if it is new.")
@click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Names, workers and carers, keyed on CHILD.",
)
@click.option("--dry-run", is_flag=True, help="Read and report; save nothing.")
@click.option("--json", "to_json", is_flag=True, help="Print one object.")
def import_register(
    paths: tuple[Path, ...], authority: str, names: Path | None, dry_run: bool, to_json: bool
) -> None:
    """Read a return of children looked after and save it to the register.

    PATHS are folders, zip files or single files: SSDA903 tables as CSV of any year, its XML, or an Annex A
    workbook. Files are known by their columns, not their names. Nothing is ever deleted; the same return
    twice changes nothing; one refused file leaves nothing half imported.

    \b
    kith import-register returns/2026/ --authority "Northbridge" --dry-run
    kith import-register return.zip --authority "Northbridge" --names names.csv --json
    """
    wake()
    from kith.register.command import run_import

    end(run_import(paths=paths, authority=authority, names=names, dry_run=dry_run, to_json=to_json))


@main.command("import-volunteers")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--scheme", required=True, help="The scheme's name.")
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON: our field, and the title of the column. Left out: guessed, or as last time.",
)
@click.option(
    "--failed", type=click.Path(dir_okay=False, path_type=Path), help="Write the rows to mend here (.xlsx)."
)
@click.option("--dry-run", is_flag=True, help="Read and report; save nothing.")
@click.option("--json", "to_json", is_flag=True, help="Print one object.")
def import_volunteers(
    file: Path, scheme: str, mapping: Path | None, failed: Path | None, dry_run: bool, to_json: bool
) -> None:
    """Bring in volunteers whom a scheme already has, and what was checked, from a .csv or .xlsx file.

    Good rows are saved in one transaction, wrong ones are named by line and column and left out. The same file
    twice changes nothing.

    \b
    kith import-volunteers list.xlsx --scheme "Northbridge visitors" --dry-run
    kith import-volunteers list.csv --scheme "Northbridge visitors" --failed mend.xlsx --json
    """
    wake()
    from kith.recruitment.bringing.command import run_bringing

    end(
        run_bringing(
            file=file, scheme=scheme, mapping=mapping, failed=failed, dry_run=dry_run, to_json=to_json
        )
    )


@main.command()
@click.option("--scheme", required=True, help="The scheme's name.")
@click.option(
    "--from",
    "from_day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="First day; default: the last whole quarter.",
)
@click.option("--until", "until_day", type=click.DateTime(["%Y-%m-%d"]), help="Last day that counts.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Write report.xlsx and report.pdf here."
)
@click.option("--json", "to_json", is_flag=True, help="Print the figures as one object.")
def report(scheme: str, from_day: Any, until_day: Any, out: Path | None, to_json: bool) -> None:
    """Make a commissioner's report: reach, waiting, rhythm kept, endings by kind; small numbers suppressed."""
    wake()
    from kith.reporting.command import run_report

    span: tuple[date | None, date | None] = (
        from_day.date() if from_day else None,
        until_day.date() if until_day else None,
    )
    end(run_report(scheme=scheme, span=span, out=out, to_json=to_json))


@main.group()
def plan() -> None:
    """Look ahead: whom a scheme needs, and how it finds them."""


@plan.command("recruitment")
@click.option("--scheme", required=True, help="The scheme's name.")
@click.option(
    "--months",
    type=click.Choice(["3", "12", "24", "36", "all"]),
    default="12",
    show_default=True,
    help="Who came in: so many months back.",
)
@click.option("--json", "to_json", is_flag=True, help="Print the figures as one object, with their caveats.")
def plan_recruitment(scheme: str, months: str, to_json: bool) -> None:
    """Who waits for whom, how people come through from an enquiry, and where they come from.

    The figures of the pages under “Who is needed”. Children of one sentence are not named, and why people
    were declined is not told. 0 done, 1 if there is no such scheme.

    \b
    kith plan recruitment --scheme "Northbridge visitors"
    kith plan recruitment --scheme "Northbridge visitors" --months all --json
    """
    wake()
    from kith.planning.command import run_plan

    end(run_plan(scheme=scheme, months=months, to_json=to_json))


@main.group()
def score() -> None:
    """Score questionnaires from their answer codes. No wording of any questionnaire is in Kith."""


@score.command("sdq")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here; default: standard output."
)
@click.option(
    "--informant",
    type=click.Choice(["parent", "carer", "teacher", "self"]),
    default=None,
    help="Who answered, where the file has no such column.",
)
@click.option("--json", "to_json", is_flag=True, help="Print counts and findings as one object.")
def score_sdq(file: Path, out: Path | None, informant: str | None, to_json: bool) -> None:
    """Score the answers of the SDQ in FILE, a CSV with columns q1 to q25 (0, 1, 2 or empty).

    Optional columns: informant, age, child, wave, date; difficulties, distress, home, friends, peers, classroom,
    leisure (0 to 3). Others are handed through. What is wrong is named by line and column, and then nothing is
    written. Keying the questionnaire electronically needs its owners' authorisation; see docs/methods/sdq.md.

    \b
    kith score sdq answers.csv --informant carer --out scores.csv
    """
    from kith.science.sdq.command import run_score

    end(run_score(path=file, out=out, informant=informant or "", to_json=to_json))


@main.command()
@click.argument("path", metavar="FILE.json", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--mode", type=click.Choice(["child_choice", "total_fit"]), help="Instead of the file’s own.")
@click.option("--seed", type=int, help="Instead of the file’s own.")
@click.option(
    "--fix", nargs=2, multiple=True, metavar="CHILD VOLUNTEER", help="What if these two were settled?"
)
@click.option(
    "--forbid", nargs=2, multiple=True, metavar="CHILD VOLUNTEER", help="What if these were kept apart?"
)
@click.option(
    "--why", nargs=2, metavar="CHILD VOLUNTEER", help="Say why these two are, or are not, proposed."
)
@click.option(
    "--verify", is_flag=True, help="Audit the answer from the question alone; 1 if anything is wrong."
)
@click.option(
    "--answer",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Audit this answer instead.",
)
def match(path: Path, **asked: Any) -> None:
    """Match the children of FILE.json with its volunteers; print the proposal as one JSON object.

    Children come with ranked lists, or with wishes and places; docs/formats/match-json.md describes both sides. By
    default the children’s own choice leads and nobody is passed over; total_fit looks for the greatest sum of fits
    and names who loses by it. Nothing is saved and nobody is told.

    \b
    kith match open-day.json > proposal.json
    kith match open-day.json --why asha ben
    kith match open-day.json --answer proposal.json
    """
    from kith.science.matching.command import run

    end(run(path, say=click.echo, **asked))


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; 1 if a page is out of date.")
def docs(only_check: bool) -> None:
    """Print the generated pages of docs/: permissions, lifecycles, data dictionary."""
    wake("test")
    from kith.config.pages import stale_pages, write_pages

    stale = stale_pages() if only_check else write_pages()
    for page in stale:
        click.echo(f"{'out of date' if only_check else 'written'}: {page}")
    end(FOUND if only_check and stale else DONE)


if __name__ == "__main__":
    main()
