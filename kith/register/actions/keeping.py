"""The files of a return that was sent by a page: kept in a folder of their own until it is saved or thrown away."""

import shutil
from collections.abc import Container, Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from kith.register.models import ImportRun

RETURN, NAMES = "return", "names"


def _all() -> Path:
    return Path(settings.DATA_DIR) / "imports"


def folder_of(run: ImportRun) -> Path:
    return _all() / str(run.public_id)


def keep(run: ImportRun, files: Iterable[UploadedFile], names: UploadedFile | None) -> None:
    """Write the files where only Kith reads them. Two of one name get a number each."""
    for place, given in ((RETURN, files), (NAMES, [names] if names else [])):
        folder = folder_of(run) / place
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        for file in given:
            path = _free(folder, Path(file.name or "file").name)
            with path.open("wb") as kept:
                path.chmod(0o600)
                for chunk in file.chunks():
                    kept.write(chunk)


def _free(folder: Path, name: str) -> Path:
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return path


def kept(run: ImportRun) -> tuple[list[Path], list[Path]]:
    """The files of the return, and the file of names; each is looked at as chosen by hand."""
    return tuple(  # type: ignore[return-value]
        sorted(path for path in (folder_of(run) / place).glob("*") if path.is_file())
        for place in (RETURN, NAMES)
    )


def remove(run: ImportRun) -> None:
    shutil.rmtree(folder_of(run), ignore_errors=True)


def sweep(wanted: Container[str], before: datetime) -> None:
    """Remove folders that belong to no import any more, such as those of a page that was never finished."""
    for folder in _all().glob("*"):
        if folder.name not in wanted and folder.stat().st_mtime < before.timestamp():
            shutil.rmtree(folder, ignore_errors=True)
