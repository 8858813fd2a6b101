"""`kith score sdq`: a file in, scores out, and what to say about it."""

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from kith.science.sdq.files import Scored, findings_as_lines, score_file
from kith.science.sdq.keys import VERSION

DONE, REFUSED = 0, 1


def run_score(
    *, path: Path, out: Path | None, informant: str, to_json: bool, until: date | None = None
) -> int:
    """Score a file and write the scores, or say what is wrong with it and write nothing. Gives the exit code.

    `until`: the last day a form can be of.
    """
    if out and out.exists() and out.samefile(path):
        sys.stderr.write("The scores would be written over the answers. Choose another place for --out.\n")
        return REFUSED
    scored = score_file(path.read_bytes(), informant=informant, until=until)
    if scored.findings:
        _tell_findings(path, scored, to_json)
        return REFUSED
    if out:
        try:
            _write_whole(out, scored.written())
        except OSError as wrong:
            sys.stderr.write(
                f"{out} cannot be written: {wrong.strerror}. Nothing was written; choose another place.\n"
            )
            return REFUSED
    if to_json:
        _tell(_summary(path, out, scored))
    elif not out:
        sys.stdout.write(scored.written())
    if not to_json:
        sys.stderr.write(_closing_words(scored, out))
    return DONE


def _write_whole(out: Path, text: str) -> None:
    """All of it or nothing: a file half written would look like a whole one."""
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _tell_findings(path: Path, scored: Scored, to_json: bool) -> None:
    if to_json:
        findings = [
            {"line": each.line, "column": each.column, "words": each.words} for each in scored.findings
        ]
        _tell({"file": str(path), "written": None, "findings": findings})
        return
    for line in findings_as_lines(scored.findings):
        sys.stderr.write(f"{path.name}, {line}\n")
    sys.stderr.write("Nothing was written. Put these right and try again.\n")


def _tell(summary: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(summary, indent=2, ensure_ascii=False) + "\n")


def _summary(path: Path, out: Path | None, scored: Scored) -> dict[str, object]:
    bands = Counter(row[scored.headings.index("total band")] or "no band" for row in scored.rows)
    return {
        "file": str(path),
        "written": str(out) if out else None,
        "keys": VERSION,
        "questionnaires": len(scored.rows),
        "with a total": sum(row[scored.headings.index("total")] is not None for row in scored.rows),
        "total bands": dict(bands),
        "findings": [],
    }


def _closing_words(scored: Scored, out: Path | None) -> str:
    words = f"{len(scored.rows):,} questionnaires scored{f' into {out}' if out else ''}, keys of {VERSION}.\n"
    if scored.without_informant:
        words += (
            f"{scored.without_informant:,} do not say who answered, so they have no bands: add a column “informant”, "
            "or say --informant.\n"
        )
    return words
