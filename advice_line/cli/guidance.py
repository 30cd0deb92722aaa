"""`guidance`: which pages there are, and all of them as files."""

from pathlib import Path
from typing import Annotated

import typer

from advice_line.cli.common import AsJson, open_ledger, print_json, print_line, print_list, reason
from advice_line.directory.guidance import given_files, portable, portable_files
from advice_line.directory.guidance.given_files import Given
from advice_line.errors import Invalid, Problem
from advice_line.schemas import guidance as shapes
from advice_line.trust.roles import SYSTEM

app = typer.Typer(help="Local guidance, as a list and as files.", no_args_is_help=True)
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Of Markdown files.")]


@app.command("list")
def list_pages(as_json: AsJson = False) -> None:
    """Every page, by key."""
    with open_ledger() as ledger, ledger.look(SYSTEM.label) as work:
        pages = [shapes.GuidancePage.model_validate(each) for each in portable.as_json(work)]
    print_list(pages, _cells, "There is no page of guidance.", as_json=as_json)


@app.command("export")
def export(folder: Folder) -> None:
    """Write each page as a file of its own, with the files beside it, over what is there of the
    same name."""
    count = 0
    try:
        with open_ledger() as ledger, ledger.look(SYSTEM.label) as work:
            for name, content in portable.everything(work):
                to = folder / name
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_bytes(content)
                count += name.endswith(portable.ENDING)
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = f"{folder} cannot be written: {reason(error)}."
        raise Invalid([Problem("FOLDER", said)]) from error
    print_line(f"{count} pages in {folder}.")


@app.command("import")
def bring_in(folder: Folder, as_json: AsJson = False) -> None:
    """Read each file of a folder as a page with the files beside it, all of them or none."""
    texts = _read(folder)
    beside = {key: _beside(folder / f"{key}{portable_files.FOLDER}") for key in texts}
    with open_ledger(writes=True) as ledger, ledger.work(SYSTEM.label) as work:
        brought = [
            _brought(portable.bring(work, key, text, beside[key])) for key, text in texts.items()
        ]
    if as_json:
        for each in brought:
            print_json(each)
    else:
        for each in brought:
            print_line(f"{each.key}: {each.done}")


def _brought(found: portable.Brought) -> shapes.Brought:
    return shapes.Brought(key=found.key, done=found.done)


def _read(folder: Path) -> dict[str, str]:
    """By the name before the ending. Raises `errors.Invalid`."""
    files = sorted(folder.glob(f"*{portable.ENDING}")) if folder.is_dir() else []
    if not files:
        said = f"{folder} is no folder with files that end in {portable.ENDING}."
        raise Invalid([Problem("FOLDER", said)])
    return {each.stem: _text(each) for each in files}


def _beside(folder: Path) -> tuple[Given, ...]:
    """The files of one page, none where it has no folder of them. Raises `errors.Invalid`."""
    found = sorted(each for each in folder.glob("*") if not each.name.startswith("."))
    return tuple(Given(each.name, _bytes(each)) for each in found)


def _bytes(file: Path) -> bytes:
    """No more than shows that it is too large."""
    try:
        with file.open("rb") as opened:
            return opened.read(given_files.LARGEST + 1)
    except OSError as error:
        raise Invalid([Problem("FOLDER", f"{file.name}: {reason(error)}.")]) from error


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid([Problem("FOLDER", f"{file.name} is not UTF-8. Save it so.")]) from error
    except OSError as error:
        raise Invalid([Problem("FOLDER", f"{file.name}: {reason(error)}.")]) from error


def _cells(page: shapes.GuidancePage) -> tuple[str, ...]:
    review = f"{page.review_on}{' overdue' if page.overdue else ''}"
    return page.key, page.state, page.line or "every line", page.owner or "-", review, page.title
