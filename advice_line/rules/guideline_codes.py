"""Guidelines of others, named by their code and linked, never quoted: iRefer's text is copyright
(safety.md §2), and NICE's is renewed where it stands.

In Markdown: `[[irefer:M05]]` and `[[ng12:1.3.1]]`.
"""

import re
from dataclasses import dataclass

IREFER, NG12 = "https://www.irefer.org.uk/", "https://www.nice.org.uk/guidance/ng12"
MARK = re.compile(r"\[\[([^\[\]\n]{0,80})\]\]")
_IREFER = re.compile(r"[A-Z]{1,3}[0-9]{1,3}[A-Z]?")
_NG12 = re.compile(r"1(?:\.[0-9]{1,2}){1,2}")
_AMISS = (
    "“[[{0}]]” names no guideline. Write [[irefer:M05]] with iRefer's code, or [[ng12:1.3.1]] with "
    "the number of a recommendation."
)


@dataclass(frozen=True)
class Code:
    """`words` are how it is shown, such as "iRefer M05"; `address` is where it is looked up."""

    words: str
    address: str


def read(given: str) -> Code | None:
    """What stands between the brackets; None where it names no guideline that is known here."""
    name, _, code = (part.strip() for part in given.partition(":"))
    if name.lower() == "irefer" and _IREFER.fullmatch(code.upper()):
        return Code(f"iRefer {code.upper()}", IREFER)
    if name.lower() == "ng12" and _NG12.fullmatch(code):
        return Code(f"NICE NG12 {code}", NG12)
    return None


def amiss(text: str) -> list[str]:
    """A sentence for each mark that names nothing."""
    return [_AMISS.format(each) for each in MARK.findall(text) if read(each) is None]
