"""What a search of the library asks for, as its form gives it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Self

from advice_line.errors import Invalid, Problem
from advice_line.kinds import CaseState
from advice_line.rules import case_tags, case_words, tracer_form
from advice_line.rules.case_tags import AGE_BANDS, BASES, QUESTION_TYPES, CaseStatus
from advice_line.rules.case_words import Asked
from advice_line.rules.outcomes import Outcome
from advice_line.rules.topics import MODALITIES, TOPICS

LONGEST = 500
NEWEST, BEST = "newest", "best"
# A closed list for each; guideline, month and practice are read by themselves.
CHOSEN: Mapping[str, tuple[str, ...]] = {
    "topic": tuple(TOPICS),
    "modality": tuple(MODALITIES),
    "question_type": tuple(QUESTION_TYPES),
    "age_band": AGE_BANDS,
    "basis": tuple(BASES),
    "outcome": tuple(Outcome),
    "traced": tuple(tracer_form.TRACED),
    "status": tuple(CaseStatus),
    "state": (CaseState.DRAFT, CaseState.PROPOSED, CaseState.APPROVED),
    "nominated": ("yes",),
}


@dataclass(frozen=True)
class Wanted:
    """As typed and chosen; "" is anything. `line` is a key, `month` such as 2026-11, `practice` a
    letter of that month such as "A"."""

    wanted: str = ""
    line: str = ""
    month: str = ""
    practice: str = ""
    topic: str = ""
    modality: str = ""
    question_type: str = ""
    age_band: str = ""
    guideline: str = ""
    basis: str = ""
    outcome: str = ""
    traced: str = ""
    status: str = ""
    state: str = ""
    nominated: str = ""
    sort: str = NEWEST

    @classmethod
    def read(cls, form: Mapping[str, str]) -> Self:
        """Nothing is refused here, so that what was typed can be shown again; `problems` says what
        is amiss."""
        given = {each.name: (form.get(each.name) or "").strip() for each in fields(cls)}
        return cls(**given | {"sort": BEST if given["sort"] == BEST else NEWEST})

    @property
    def words(self) -> tuple[str, ...]:
        head = self.wanted[:LONGEST]
        # A word that was cut in two is none of theirs.
        whole = head if head == self.wanted else head.rpartition(" ")[0] or head
        return case_words.typed(whole)

    @property
    def left_out(self) -> bool:
        """Whether more was typed than is looked for."""
        return len(self.wanted) > LONGEST or case_words.more_than_asked(self.wanted)

    @property
    def code(self) -> str:
        """The guideline's, as cases keep it."""
        codes, _ = case_tags.guidelines_typed(self.guideline)
        return codes[0] if codes else ""

    def kept(self) -> dict[str, str]:
        """What was given, without what is anything."""
        given = {each.name: str(getattr(self, each.name)) for each in fields(self)}
        return {name: value for name, value in given.items() if value and value != NEWEST}

    def asked(self, lines: list[int], practice: str | None) -> Asked:
        """Raises `errors.Invalid`. `practice` is the mark of the one whose letter was given."""
        problems = list(self._problems())
        if problems:
            raise Invalid(problems)
        chosen = {name: [getattr(self, name)] for name in CHOSEN if getattr(self, name)}
        more = {"guideline": [self.code] if self.code else [], "practice": [practice or ""]}
        marks = {"line": [str(each) for each in lines], **chosen}
        marks |= {name: values for name, values in more.items() if any(values)}
        return Asked(self.words, marks)

    def _problems(self) -> Iterator[Problem]:
        if self.wanted and not self.words:
            yield Problem("wanted", "Type a word to look for: “the” and the like stand everywhere.")
        for name, values in CHOSEN.items():
            if getattr(self, name) and getattr(self, name) not in values:
                yield Problem(name, "Choose one of the list.")
        if self.guideline and not self.code:
            yield Problem("guideline", "Write a code such as irefer:M05, or ng12:1.3.1.")
        if self.practice and not self.month:
            said = "A practice has another letter each month: choose the month too."
            yield Problem("practice", said)
