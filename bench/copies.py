"""Makes a return as large as wanted out of a small one: the same rows again and again under new identifiers."""

from pathlib import Path


def copies_of_return(source: Path, target: Path, times: int) -> Path:
    """Write into `target` every CSV table of the folder `source` with `times` as many children.

    The first copy keeps the identifiers; the others put the copy's number and an X before them, so that no two children
    share one. Other files are left out. Raises ValueError where a table does not begin with the column CHILD.
    """
    if times < 1:
        raise ValueError("Make at least one copy.")
    target.mkdir(parents=True, exist_ok=True)
    for table in sorted(source.glob("*.csv")):
        header, *rows = table.read_text(encoding="utf-8-sig").splitlines()
        if not header.startswith("CHILD,"):
            raise ValueError(f"{table.name} does not begin with the column CHILD.")
        with (target / table.name).open("w", encoding="utf-8", newline="\n") as written:
            written.write(f"{header}\n")
            for copy in range(times):
                prefix = f"{copy}X" if copy else ""
                written.writelines(f"{prefix}{row}\n" for row in rows)
    return target
