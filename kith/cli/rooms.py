"""Commands that do on a machine what a room does on a page."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from kith.cli.common import end, wake


@click.command("import-register")
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


@click.command("import-volunteers")
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


@click.command()
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


@click.group()
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


@click.command()
@click.argument("scheme", required=False)
@click.option(
    "--all", "everybody", is_flag=True, help="Make a report of every scheme, to be read and let out."
)
@click.option(
    "--inside", is_flag=True, help="Every number, as the scheme's own staff see it; not for passing on."
)
@click.option(
    "--json", "to_json", is_flag=True, help="Print the figures as one object, each with its caveats."
)
def outcomes(scheme: str | None, everybody: bool, inside: bool, to_json: bool) -> None:
    """Say what came of SCHEME: every analysis, or why it says nothing; small numbers kept back.

    The figures of the page “Outcomes”. Nothing is let out, and but for --all nothing is saved. 0 done, 1 if there is
    no such scheme.

    \b
    kith outcomes "Northbridge visitors"
    kith outcomes "Northbridge visitors" --json
    kith outcomes --all
    """
    if everybody == bool(scheme) or (everybody and inside):
        raise click.UsageError("Name one scheme, or say --all by itself.")
    wake()
    from kith.outcomes.command import run_all, run_outcomes

    if scheme is None:
        end(run_all(to_json=to_json))
    end(run_outcomes(scheme=scheme, inside=inside, to_json=to_json))


@click.command("import-outcomes")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--scheme", required=True, help="The scheme's name.")
@click.option("--sessions", is_flag=True, help="The file holds school sessions, not scores.")
@click.option("--dry-run", is_flag=True, help="Read and report; save nothing.")
@click.option("--json", "to_json", is_flag=True, help="Print one object.")
def import_outcomes(file: Path, scheme: str, sessions: bool, dry_run: bool, to_json: bool) -> None:
    """Bring in a .csv or .xlsx file of scores, or of school sessions; docs/formats/outcome-files.md says what stands in it.

    With one fault nothing is saved, and each fault is named by line and column: then 1, otherwise 0.

    \b
    kith import-outcomes scores.csv --scheme "Northbridge visitors" --dry-run
    kith import-outcomes autumn.xlsx --scheme "Northbridge visitors" --sessions --json
    """
    wake()
    from kith.outcomes.command import run_import

    end(run_import(file=file, scheme=scheme, sessions=sessions, dry_run=dry_run, to_json=to_json))


@click.command("erase-records")
@click.option("--scheme", help="Only of this scheme.")
@click.option("--dry-run", is_flag=True, help="Say what is due and what would go; erase nothing.")
@click.option("--json", "to_json", is_flag=True, help="Print one object.")
def erase_records(scheme: str | None, dry_run: bool, to_json: bool) -> None:
    """Erase the records of matches that two people agreed to erase at least a week ago.

    The worker does the same every night. It agrees to nothing by itself: what is due, held back or agreed by one
    stays. Each record is one transaction. Nobody is named.

    \b
    kith erase-records --dry-run
    kith erase-records --scheme "Northbridge visitors" --json
    """
    wake()
    from kith.endings.command import run_erasing

    end(run_erasing(scheme=scheme, dry_run=dry_run, to_json=to_json))


COMMANDS: tuple[click.Command, ...] = (
    import_register,
    import_volunteers,
    import_outcomes,
    report,
    plan,
    outcomes,
    erase_records,
)
