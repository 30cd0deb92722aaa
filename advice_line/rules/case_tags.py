"""What a case is of, as closed lists that are counted, and what a record itself says of them. Its
author corrects what is proposed here when they confirm the case."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from advice_line.rules import guideline_codes
from advice_line.rules.record import Basis, Record

QUESTION_TYPES = {
    "whether": "Is imaging needed",
    "which": "Which imaging",
    "how_soon": "How soon",
    "result": "What a report or an image means",
    "next": "What to do next",
    "safety": "Whether it is safe",
    "other": "Other",
}
BASES = {
    "images_and_report": "Images and their report",
    "images": "Images",
    "report": "A report",
    "told": "What was told",
}
BAND, OLDEST = 5, 90
AGE_BANDS = (*(f"{low}-{low + BAND - 1}" for low in range(0, OLDEST, BAND)), f"{OLDEST}+")
MOST_GUIDELINES = 5
_MODALITIES = {
    "xr": "xr xray film radiograph",
    "ct": "ct ctpa ctkub",
    "mri": "mri mr mrcp mra",
    "us": "us uss ultrasound doppler",
    "nm": "pet spect scintigraphy",
    "dxa": "dxa dexa",
    "fluoroscopy": "fluoroscopy barium",
}
_MODALITY_OF = {word: key for key, words in _MODALITIES.items() for word in words.split()}
_CODED = re.compile(
    r"\b(irefer|ng12)\b[\s:]{0,3}([A-Za-z]{1,3}[0-9]{1,3}[A-Za-z]?|[0-9][0-9.]{0,8}[0-9])",
    re.IGNORECASE,
)


class CaseStatus(StrEnum):
    """What its readers make of a case: to be talked about, or answered as anybody would."""

    DISCUSS = "discuss"
    STANDARD_MET = "standard_met"


STATUSES: dict[str, str] = {
    CaseStatus.DISCUSS: "To discuss",
    CaseStatus.STANDARD_MET: "Standard of care met",
}


def of_record(record: Record, asked_on: date) -> dict[str, Any]:
    """Columns of a case. `asked_on` is the line's local day."""
    basis = basis_of(record.body.basis)
    born = record.patient.date_of_birth if record.patient else None
    return {
        "question_type": None if basis == "told" or basis is None else "result",
        "modality": modality_of(record.body.action.test_name or ""),
        "age_band": age_band(born, asked_on) if born else None,
        "guidelines": guidelines_in(record.body.opinion.guideline or ""),
        "basis": basis,
    }


def age_band(born: date, on: date) -> str | None:
    """Five years, such as "45-49"; from 90 on one band, since few live so long. None for a birth
    after `on`."""
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return AGE_BANDS[min(age, OLDEST) // BAND] if age >= 0 else None


def basis_of(basis: Basis) -> str | None:
    """None where nothing was said of images or report."""
    match basis.images_reviewed, basis.report_seen:
        case None, None:
            return None
        case True, True:
            return "images_and_report"
        case True, _:
            return "images"
        case _, True:
            return "report"
        case _:
            return "told"


def modality_of(test: str) -> str | None:
    """None where a test names none of them, or several."""
    words = re.findall(r"[a-z]+", test.lower().replace("x-ray", "xray"))
    found = {_MODALITY_OF[word] for word in words if word in _MODALITY_OF}
    return found.pop() if len(found) == 1 else None


def guidelines_in(text: str) -> list[str]:
    """Such as "irefer:M05" and "ng12:1.3.1", each once, in the order in which the text names them;
    words that name none are left."""
    read = (_code(f"{name}:{code}") for name, code in _CODED.findall(text))
    return list(dict.fromkeys(code for code in read if code))[:MOST_GUIDELINES]


def guidelines_typed(text: str) -> tuple[list[str], list[str]]:
    """The codes that a field names, and what of it names none."""
    given = [part.strip().strip("[]") for part in re.split(r"[,;\n]", text) if part.strip()]
    read = {part: _code(re.sub(r"^(\w+)\s+", r"\1:", part)) for part in given}
    codes = list(dict.fromkeys(code for code in read.values() if code))
    return codes, [part for part, code in read.items() if code is None]


def guideline_words(codes: Iterable[str]) -> list[str]:
    """Such as "iRefer M05"."""
    read = (guideline_codes.read(code) for code in codes)
    return [code.words for code in read if code]


def chosen(value: str | None, of: Mapping[str, str] | tuple[str, ...]) -> str | None:
    """A value of a closed list; None for anything else."""
    return value if value in of else None


def _code(given: str) -> str | None:
    name, _, code = (part.strip() for part in given.partition(":"))
    if guideline_codes.read(f"{name}:{code}") is None:
        return None
    return f"{name.lower()}:{code.upper()}"
