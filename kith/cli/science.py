"""Commands on plain files that need no database: scoring and matching, for anybody."""

from pathlib import Path
from typing import Any

import click

from kith.cli.common import end


@click.group()
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
    from kith.foundation.dates import today
    from kith.science.sdq.command import run_score

    end(run_score(path=file, out=out, informant=informant or "", to_json=to_json, until=today()))


@click.command()
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


COMMANDS: tuple[click.Command, ...] = (score, match)
