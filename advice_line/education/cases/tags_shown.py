"""A case's tags in words, as its page and its exports show them."""

from collections.abc import Iterator

from advice_line.rules import rarity, tracer_form
from advice_line.rules.case_tags import BASES, QUESTION_TYPES, STATUSES, CaseStatus, guideline_words
from advice_line.rules.labels import WOULD_HAVE_DONE
from advice_line.rules.outcomes import WORDS as OUTCOMES
from advice_line.rules.outcomes import Outcome
from advice_line.rules.topics import MODALITIES, TOPICS
from advice_line.tables.cases import Case
from advice_line.written_kinds import WouldHaveDone


def age(case: Case) -> str | None:
    """No finer than the text that is taught with it: a wider group where that tells no five
    years."""
    if case.age_band is None:
        return None
    said = " ".join(each or "" for each in (case.question, case.advice, case.learning_point))
    plain = case.age_band.replace("-", "–")
    told = "90 or over" if case.age_band == "90+" else plain
    finely = told in said or case.age_band in said
    return case.age_band if finely else rarity.group_of(case.age_band)


def tags(case: Case) -> Iterator[tuple[str, str]]:
    """Each that is known, with what it is called; of closed lists alone."""
    would, outcome = case.would_have_done, case.outcome
    known = {
        "About": TOPICS.get(case.topic or ""),
        "Imaging": MODALITIES.get(case.modality or ""),
        "Question": QUESTION_TYPES.get(case.question_type or ""),
        "Age": age(case),
        "Guidelines": ", ".join(guideline_words(case.guidelines or ())),
        "Advice rests on": BASES.get(case.basis or ""),
        "Would have done": WOULD_HAVE_DONE[WouldHaveDone(would)] if would else None,
        "Outcome": OUTCOMES[Outcome(outcome)].capitalize() if outcome else None,
        "What came of it": tracer_form.TRACED.get(case.traced or ""),
        "Status": STATUSES[CaseStatus(case.status)] if case.status else None,
    }
    yield from ((name, words) for name, words in known.items() if words)
