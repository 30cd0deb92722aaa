"""The text of a case that may be taught, and how it is read from its author's form."""

from collections.abc import Mapping
from dataclasses import dataclass

from advice_line.errors import Invalid, Problem
from advice_line.rules.topics import MODALITIES, TOPICS

LONGEST = 10_000


@dataclass(frozen=True)
class Teaching:
    """The text that may be taught, as proposed or as approved."""

    question: str
    advice: str
    learning_point: str | None
    topic: str | None
    modality: str | None

    @property
    def missing(self) -> tuple[str, ...]:
        """What its author left open: nothing forbids that, and its reader should know."""
        given = {
            "learning point": self.learning_point,
            "topic": self.topic,
            "imaging": self.modality,
        }
        return tuple(what for what, value in given.items() if not value)


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
    if problems:
        raise Invalid(problems)
    topic, modality = form.get("topic") or None, form.get("modality") or None
    return Teaching(
        question=text["question"],
        advice=text["advice"],
        learning_point=(form.get("learning_point") or "").strip()[:LONGEST] or None,
        topic=topic if topic in TOPICS else None,
        modality=modality if modality in MODALITIES else None,
    )
