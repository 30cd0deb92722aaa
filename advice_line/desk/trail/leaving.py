"""Everything of a site in open formats, so that it may leave: rows as JSON Lines, letters as they
were read, guidance as its own export writes it. What is sealed is opened only where somebody says
why, and each query so shown has a line in the trail."""

import base64
import json
import os
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy import select as select_rows
from sqlmodel import col, select

from advice_line.desk.letter import documents
from advice_line.desk.query import emptied, reading
from advice_line.desk.query.emptied import Emptied
from advice_line.directory.guidance import portable
from advice_line.errors import Invalid, Problem
from advice_line.ledger.backups.manifest import kinds_of
from advice_line.ledger.backups.writing import BATCH, as_text
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.letter_document import DocumentWriter
from advice_line.rules import export_words, letter_text
from advice_line.rules.deidentify import contains_identifier
from advice_line.tables.advice import Advice
from advice_line.tables.every import metadata
from advice_line.tables.queries import Query
from advice_line.trust.roles import SYSTEM, Action, require

# By these people and systems are let in here, or this machine keeps time: nobody elsewhere could
# use them, and some are secrets.
LEFT_OUT = frozenset(
    {
        "access_links",
        "authenticators",
        "calendar_jobs",
        "data_keys",
        "heartbeats",
        "mail_consents",
        "one_time_codes",
        "passkeys",
        "practice_invitations",
        "practice_passkeys",
        "provider_returns",
        "recovery_codes",
        "search_texts",
        "secret_keys",
        "used_challenges",
        "web_sessions",
    }
)
_HASHES = ("_hash", "_mark")
_SECRETS = "_secret"


class Leaving:
    def __init__(self, ledger: Ledger, writer: DocumentWriter) -> None:
        self._ledger = ledger
        self._writer = writer

    def write(self, folder: Path, *, reveal: bool, reason: str, login: str) -> dict[str, int]:
        """Into an empty folder, files that nobody else may read; how many rows, by table.

        Raises `errors.Invalid` for a reason that itself names a patient, and OSError.
        """
        require(SYSTEM, Action.REVEAL_QUERY)
        if contains_identifier(reason, None) is not None:
            said = "--reason: name no patient there, it stays in the trail. Give a case number."
            raise Invalid([Problem("--reason", said)])
        with self._ledger.work(SYSTEM.label) as work:
            work.record("export.made", reason=reason, login=login, revealed=reveal)
            if reveal:
                for query in work.session.exec(select(Query.id).order_by(col(Query.id))).all():
                    work.record("export.revealed", query=query, reason=reason, login=login)
        with self._ledger.look(SYSTEM.label) as look:
            tables = [each for each in metadata().sorted_tables if each.name not in LEFT_OUT]
            counts = {each.name: _table(look, folder, each, reveal=reveal) for each in tables}
            letters = self._letters(look, folder) if reveal else 0
            gone = emptied.every(look)
            _put(folder / "deleted.jsonl", _lines(gone))
            for name, content in portable.everything(look):
                _put(folder / "guidance" / name, content)
            shapes = {each.name: _columns(each) for each in tables}
            _put(folder / "schema.json", json.dumps(shapes, indent=1).encode())
            said = export_words.readme(
                look.now,
                version("advice-line"),
                counts,
                revealed=reveal,
                letters=letters,
                deleted=len(gone),
            )
            _put(folder / "README.txt", said.encode())
        return counts

    def _letters(self, look: Work, folder: Path) -> int:
        from advice_line.desk.letter import letter_pdf  # noqa: PLC0415 # 20 MB, for letters alone

        standing = col(Advice.sealed_body).is_not(None)
        signed = look.session.exec(select(Advice).where(standing).order_by(col(Advice.id))).all()
        for advice in signed:
            document = documents.document(look, advice)
            name = f"{document.letter.reference}-{advice.version}"
            _put(folder / "letters" / f"{name}.pdf", letter_pdf.render(document.letter))
            _put(folder / "letters" / f"{name}.txt", letter_text.plain(document.letter).encode())
            _put(folder / "letters" / f"{name}.json", self._writer.write(document))
        return len(signed)


def _lines(gone: Iterable[Emptied]) -> bytes:
    rows = (
        {"reference": each.reference, "deleted_at": reading.stamp(each.at), "receipt": each.receipt}
        for each in gone
    )
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


def _columns(table: Table) -> dict[str, str]:
    return {column.name: kinds_of(table)[column.name] for column in table.columns if _goes(column)}


def _goes(column: Column[Any]) -> bool:
    return column.name != "mark" and not column.name.endswith((*_HASHES, _SECRETS))


def _table(look: Work, folder: Path, table: Table, *, reveal: bool) -> int:
    rows = 0
    with _new(folder / "tables" / f"{table.name}.jsonl") as file:
        for row in _rows(look, table, reveal=reveal):
            file.write(f"{json.dumps(row, ensure_ascii=False, default=as_text)}\n".encode())
            rows += 1
    return rows


def _rows(look: Work, table: Table, *, reveal: bool) -> Iterator[dict[str, Any]]:
    wanted = [column for column in table.columns if _goes(column)]
    sealed = [column.name for column in wanted if column.info.get("sealed")]
    ordered = select_rows(*wanted).order_by(*table.primary_key.columns)
    found = look.session.execute(ordered, execution_options={"yield_per": BATCH})
    for row in found.mappings():
        values = dict(row)
        for name in sealed:
            value = values[name]
            values[name] = _opened(look, value, f"{table.name}.{name}") if reveal else None
        yield values


def _opened(look: Work, value: str | None, column: str) -> Any:
    """Words as they are, sounds and files in base 64."""
    if value is None:
        return None
    content = look.vault.open_bytes(value, column)
    if column.endswith("_bytes"):
        return {"base64": base64.b64encode(content).decode()}
    return content.decode()


def _put(path: Path, content: bytes) -> None:
    with _new(path) as file:
        file.write(content)


def _new(path: Path) -> Any:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
