"""What fictional callers asked and what they were told: the texts of `data/questions/`, which fill
the past, and of `data/examples.toml`, which a newcomer may use."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from advice_line.rules import labels

_DATA = Path(__file__).parent / "data"
# The role's tile of the record, where it has one.
_ROLES = {label.casefold(): tap for tap, label in labels.REQUESTER_ROLES.items()}
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Question:
    """`caller` is a name, a comma and a role; `age` is in years; `in_days` is by when the test
    shall be arranged, counted from the day of the advice; `learning` is None where the case was
    not offered for teaching. The rest are the record's own words (rules/record_form.py)."""

    topic: str
    modality: str
    caller: str
    question: str
    would: str
    asked: str
    advice: str
    patient: str | None = None
    age: float = 0
    number: str | None = None
    general: bool = False
    would_note: str | None = None
    urgency: str | None = None
    images: str | None = None
    report_seen: bool = False
    test: str | None = None
    owner: str | None = None
    in_days: int = 0
    red_flags: str | None = None
    guideline: str | None = None
    read_back: bool = False
    pregnancy: str | None = None
    egfr: str | None = None
    mri_implant: str | None = None
    contrast_allergy: str | None = None
    learning: str | None = None

    def form(self, today: date) -> dict[str, str]:
        """The record's form as its writer fills it in on that local day."""
        name, _, role = self.caller.partition(", ")
        given: dict[str, str | None] = {
            "requester_name": name,
            "requester_role": _ROLES.get(role.casefold(), role),
            "question": self.question,
            "would_have_done": self.would,
            "would_have_done_note": self.would_note,
            "urgency_asked": self.asked,
            "urgency_set": self.urgency,
            "advice": self.advice,
            "red_flags": self.red_flags,
            "guideline": self.guideline,
            "read_back": _yes(self.read_back),
            "report_seen": _yes(self.report_seen),
            "pregnancy": self.pregnancy,
            "egfr": self.egfr,
            "mri_implant": self.mri_implant,
            "contrast_allergy": self.contrast_allergy,
            **self._patient(today),
            **self._basis(),
            **self._action(today),
        }
        return {name: value for name, value in given.items() if value}

    def _patient(self, today: date) -> dict[str, str | None]:
        if self.general:
            return {"general_question": "yes"}
        return {
            "patient_name": self.patient,
            "date_of_birth": self.born(today).isoformat(),
            "nhs_number": self.number,
        }

    def born(self, today: date) -> date:
        return today - timedelta(days=self.age * _DAYS_A_YEAR + self._days_since_birthday)

    @property
    def _days_since_birthday(self) -> int:
        """Of an adult, so that not everybody was born today; the same at every start."""
        return sum(map(ord, self.patient or "")) % 300 if self.age >= 1 else 0

    def _basis(self) -> dict[str, str | None]:
        if self.images is None:
            return {"images_reviewed": "no"}
        return {
            "images_reviewed": "yes",
            "image_modality": self.images,
            "viewed_on": "reporting_screen",
        }

    def _action(self, today: date) -> dict[str, str | None]:
        if self.test is None:
            return {"test_advised": "no"}
        return {
            "test_advised": "yes",
            "test_name": self.test,
            "action_owner": self.owner,
            "action_by": (today + timedelta(days=self.in_days)).isoformat(),
        }


def load() -> list[Question]:
    """All of them, mixed by subject so that neighbours differ, in the same order every time."""
    rooms = [_read(path) for path in sorted((_DATA / "questions").glob("*.toml"))]
    longest = max(map(len, rooms))
    return [room[place] for place in range(longest) for room in rooms if place < len(room)]


def examples() -> list[Question]:
    """For a newcomer; of patients who are not in the past, so that nothing differs from a file."""
    return _read(_DATA / "examples.toml")


def _read(path: Path) -> list[Question]:
    tables: list[Mapping[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["questions"]
    known = {field.name for field in fields(Question)}
    for table in tables:
        if strange := set(table) - known:
            raise ValueError(f"{path.name}: nothing reads {', '.join(sorted(strange))}")
    return [Question(**table) for table in tables]


def _yes(said: bool) -> str | None:
    return "yes" if said else None
