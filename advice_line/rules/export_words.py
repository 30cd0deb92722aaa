"""What stands in the README.txt of an export."""

from collections.abc import Mapping
from datetime import datetime


def readme(
    at: datetime,
    version: str,
    counts: Mapping[str, int],
    *,
    revealed: bool,
    letters: int,
    deleted: int,
) -> str:
    opened = (
        "What was sealed is opened in these files: keep them as you keep the records themselves."
        if revealed
        else "What was sealed (what patients and requesters said, and who they are) is null here."
    )
    listed = "\n".join(f"  {name}: {rows}" for name, rows in counts.items())
    return f"""Everything of an Advice Line site, as of {at:%Y-%m-%dT%H:%M:%SZ}, version {version}.

{opened}

tables/NAME.jsonl   a JSON object a line for each row, in UTF-8, the columns by their names.
                    Instants are ISO 8601 in UTC, days YYYY-MM-DD. A column NAME_id holds the id of
                    a row of another table. Content of columns ..._bytes is in base 64; pieces of a
                    sound, a mail or a file belong one behind the other by their position.
schema.json         of each table its columns and their kinds.
guidance/           each page as Markdown, KEY.md, and the files beside it in KEY.files/;
                    `advice-line guidance import` reads them.
letters/            {letters} signed versions, REFERENCE-VERSION as PDF, text and FHIR R4 document.
deleted.jsonl       each query of which all that it held was deleted ({deleted} of them), its time
                    being up or by an erasure: when, and the receipt. Its rows stand as ids,
                    states and instants, and it has no letter here.

Left out are sessions, links, codes, passkeys and keys: they let people in here and nowhere else.
What look-up hashes told can be told anew from the opened values.

Rows of each table:
{listed}
"""
