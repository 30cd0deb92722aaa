"""A case's tags in words, as its page and its exports show them."""

from collections.abc import Iterator

from advice_line.rules import tracer_form
from advice_line.rules.case_tags import BASES, QUESTION_TYPES, STATUSES, CaseStatus, guideline_words
from advice_line.rules.labels import WOULD_HAVE_DONE
from advice_line.rules.outcomes import WORDS as OUTCOMES
from advice_line.rules.outcomes import Outcome
from advice_line.rules.topics import MODALITIES, TOPICS
from advice_line.tables.cases import Case
from advice_line.written_kinds import WouldHaveDone


def tags(case: Case) -> Iterator[tuple[str, str]]:
    """Each that is known, with what it is called; of closed lists alone."""
    would, outcome = case.would_have_done, case.outcome
    known = {
        "About": TOPICS.get(case.topic or ""),
        "Imaging": MODALITIES.get(case.modality or ""),
        "Question": QUESTION_TYPES.get(case.question_type or ""),
        "Age": case.age_band,
        "Guidelines": ", ".join(guideline_words(case.guidelines or ())),
        "Advice rests on": BASES.get(case.basis or ""),
        "Would have done": WOULD_HAVE_DONE[WouldHaveDone(would)] if would else None,
        "Outcome": OUTCOMES[Outcome(outcome)].capitalize() if outcome else None,
        "What came of it": tracer_form.TRACED.get(case.traced or ""),
        "Status": STATUSES[CaseStatus(case.status)] if case.status else None,
    }
    yield from ((name, words) for name, words in known.items() if words)
