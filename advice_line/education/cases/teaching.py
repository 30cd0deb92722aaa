"""The text of a case that may be taught, and how it is read from its author's form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from advice_line.errors import Invalid, Problem
from advice_line.rules import case_tags, case_words
from advice_line.rules.case_tags import AGE_BANDS, MOST_GUIDELINES, QUESTION_TYPES
from advice_line.rules.topics import MODALITIES, TOPICS
from advice_line.tables.cases import Case

LONGEST = 10_000
TAGS = ("topic", "modality", "question_type", "age_band", "guidelines")


@dataclass(frozen=True)
class Teaching:
    """The text that may be taught, as proposed or as approved."""

    question: str
    advice: str
    learning_point: str | None
    topic: str | None
    modality: str | None
    question_type: str | None = None
    age_band: str | None = None
    guidelines: Sequence[str] = ()

    @classmethod
    def of(cls, case: Case, question: str, advice: str) -> Self:
        """These texts with what is known of the case."""
        return cls(
            question=question,
            advice=advice,
            learning_point=case.learning_point,
            **{name: getattr(case, name) for name in TAGS},
        )

    @property
    def words(self) -> str:
        """By which it is found."""
        return case_words.kept(*self.texts)

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.question, self.advice, self.learning_point or "")

    @property
    def tags(self) -> dict[str, Any]:
        """As columns of its case."""
        return {name: getattr(self, name) for name in TAGS} | {"guidelines": list(self.guidelines)}

    @property
    def missing(self) -> tuple[str, ...]:
        """What its author left open: nothing forbids that, and its reader should know."""
        given = {
            "learning point": self.learning_point,
            "topic": self.topic,
            "imaging": self.modality,
        }
        return tuple(what for what, value in given.items() if not value)


def typed(form: Mapping[str, str]) -> Teaching:
    """As it stands in the form, whatever is amiss with it."""
    return Teaching(
        question=form.get("question") or "",
        advice=form.get("advice") or "",
        learning_point=form.get("learning_point"),
        topic=case_tags.chosen(form.get("topic"), TOPICS),
        modality=case_tags.chosen(form.get("modality"), MODALITIES),
        age_band=case_tags.chosen(form.get("age_band"), AGE_BANDS),
    )


def read(form: Mapping[str, str]) -> Teaching:
    """Raises `errors.Invalid` where a text is missing or too long."""
    text = {name: (form.get(name) or "").strip() for name in ("question", "advice")}
    problems = [
        Problem(name, f"Write the {name} as it may be taught.")
        for name, words in text.items()
        if not words
    ]
    problems += [
        Problem(name, f"The {name} is too long: at most {LONGEST:,} characters.")
        for name, words in text.items()
        if len(words) > LONGEST
    ]
    codes, amiss = case_tags.guidelines_typed(form.get("guidelines") or "")
    problems += list(_amiss(codes, amiss))
    if problems:
        raise Invalid(problems)
    return Teaching(
        question=text["question"],
        advice=text["advice"],
        learning_point=(form.get("learning_point") or "").strip()[:LONGEST] or None,
        topic=case_tags.chosen(form.get("topic"), TOPICS),
        modality=case_tags.chosen(form.get("modality"), MODALITIES),
        question_type=case_tags.chosen(form.get("question_type"), QUESTION_TYPES),
        age_band=case_tags.chosen(form.get("age_band"), AGE_BANDS),
        guidelines=codes,
    )


def _amiss(codes: Sequence[str], amiss: Sequence[str]) -> Iterator[Problem]:
    for each in amiss:
        said = f"“{each[:40]}” names no guideline. Write irefer:M05, or ng12:1.3.1, with commas."
        yield Problem("guidelines", said)
    if len(codes) > MOST_GUIDELINES:
        yield Problem("guidelines", f"At most {MOST_GUIDELINES} guidelines: keep the closest.")
