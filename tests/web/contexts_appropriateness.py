"""Contexts of the audit of appropriateness, as bare and as full as they may be."""

from dataclasses import replace
from typing import Any

from advice_line.audit import periods
from advice_line.audit.appropriateness import review_form, seen
from advice_line.audit.appropriateness.drawing import Drawn, Listed, ToReview
from advice_line.audit.appropriateness.results import VERDICTS, Outcome
from advice_line.audit.appropriateness.reviewing import Said, Shown, Version
from advice_line.audit.appropriateness.seen import Progress, Reviewer, StratumShown, ToTeach, Whole
from advice_line.audit.appropriateness.telling import LeftOut
from advice_line.audit_kinds import Part, Verdict
from advice_line.errors import Problem
from advice_line.rules import labels as rule_labels
from advice_line.rules.record import Action, Basis, Opinion, Question
from advice_line.web import labels
from advice_line.web.audit import appropriateness_words as words
from advice_line.written_kinds import WouldHaveDone
from tests.web.contexts_desk import Contexts
from tests.web.contexts_meetings import LINE
from tests.web.pieces import NOW, SECTIONS
from tests.web.pieces import choices as some

AT = "/audit/appropriateness"
LISTED = Listed(LINE, (LINE,), (), (), (), may_draw=False, now=NOW)
LIST: dict[str, Any] = {
    "at": AT,
    "line": "hotdoc",
    "sections": SECTIONS,
    "lines": [],
    "found": LISTED,
    "form": {},
    "months": [],
    "form_token": "t0ken",
}
FULL_LIST = replace(
    LISTED,
    audits=(Drawn("A1", "October 2026", False), Drawn("A2", "September 2026", True)),
    mine=(ToReview("A1", "S1", 4, "October 2026"),),
    months=(periods.read("2026-08"),),
    may_draw=True,
)
WHOLE = Whole(
    id="A1",
    line=LINE,
    month="October 2026",
    seed="4f1c7b2a90e3d856",
    drawn_at=NOW,
    drawn_by="Dr Chidi Example",
    closed_at=None,
    closed_by=None,
    sampled=20,
    strata=(),
    left_out=LeftOut({}, of_few=False),
    reviewers=(),
    others=(),
    progress=Progress(0, 40, thirds=False, nobody=False),
    results=None,
    to_teach=(),
    may_keep=False,
    small=5,
    now=NOW,
)
FULL = replace(
    WHOLE,
    strata=(
        StratumShown("call:result", ()),
        StratumShown("others", ("email:not_said", "sms:after_desk")),
    ),
    left_out=LeftOut({"withdrawn": 6, "others": 9}, of_few=False),
    reviewers=(Reviewer("ben", "Ben Example", "advanced_practitioner", waits=True),),
    progress=Progress(7, 40, thirds=True, nobody=True),
    may_keep=True,
)


def outcome(*table: tuple[int, int, int]) -> Outcome:
    counted = dict(zip(VERDICTS, (sum(row) for row in table), strict=True))
    every = sum(counted.values())
    return Outcome(
        sampled=400,
        reviewed=every,
        verdicts=counted,
        by_first=every - 8,
        helpful={"not_only_tests": every - 2, "can_be_ordered": 2, "in_time": every},
        table=table,
        appropriate_in={"call:result": (150, 200), "email:which": (50, 60), "sms:other": (1, 2)},
    )


CLOSED = replace(
    FULL,
    reviewers=(
        *FULL.reviewers,
        Reviewer("dana", "Dr Dana Example", "radiologist", waits=False),
        Reviewer("eli", "Dr Eli Example", "registrar", waits=False),
    ),
    closed_at=NOW,
    closed_by="Dr Chidi Example",
    results=seen.told(outcome((240, 7, 9), (8, 30, 6), (5, 7, 20)), 5),
    to_teach=(ToTeach("S1", 4, False), ToTeach("S2", 9, True)),
)
SAMPLE: dict[str, Any] = {
    "back": AT,
    "at": f"{AT}/A1",
    "audit": WHOLE,
    "results": None,
    "told": [],
    "checks": [],
    "left_out": words.LEFT_OUT,
    "stratum": words.stratum,
    "share": words.share,
    "named": lambda name, role: f"{name} ({role})",
    "verdicts": list(review_form.VERDICTS.values()),
    "people": [],
    "form": {},
    "done": None,
    "form_token": "t0ken",
}


def told(whole: Whole) -> dict[str, Any]:
    results = whole.results
    assert results is not None
    return SAMPLE | {
        "audit": whole,
        "results": results,
        "told": words.rows({"by_first": results.by_first, **results.verdicts}),
        "checks": words.checks(results.helpful),
    }


SHOWN = Shown(
    line=LINE,
    month="October 2026",
    number=4,
    channel="call",
    received_at=NOW,
    urgency_asked=None,
    question=None,
    versions=(),
    said=(),
    settles=False,
    to_say=False,
    now=NOW,
)
FULL_SHOWN = replace(
    SHOWN,
    question=Question(
        question="Film or MRI?",
        would_have_done=WouldHaveDone.OTHER,
        would_have_done_note="Rung the spinal clinic",
    ),
    versions=(
        Version(
            1,
            NOW,
            Basis(images_reviewed=True, report_seen=False, missing_information="The old film"),
            Opinion(
                advice="MRI.",
                alternative="A film",
                red_flags="Weakness",
                for_patient="It takes half an hour.",
                guideline="iRefer M05",
            ),
            Action(test_name="MRI", action_owner="The practice", action_by=NOW.date()),
        ),
    ),
    said=(
        Said(Part.FIRST, Verdict.GUIDELINE, frozenset({"in_time"}), "It is in iRefer.", mine=False),
        Said(Part.SECOND, Verdict.RADIOLOGIST, frozenset(), None, mine=True),
    ),
    settles=True,
    to_say=True,
)
REVIEW: dict[str, Any] = {
    "back": AT,
    "at": f"{AT}/A1/queries/S1",
    "shown": SHOWN,
    "channel": "Telephone",
    "urgency": None,
    "would_have_done": rule_labels.WOULD_HAVE_DONE,
    "verdicts": labels.choices(review_form.VERDICTS),
    "verdict_words": review_form.VERDICTS,
    "checked": review_form.CHECKED,
    "longest": review_form.LONGEST_COMMENT,
    "form": {},
    "form_token": "t0ken",
}
APPROPRIATENESS_CONTEXTS: Contexts = {
    "audit/appropriateness.html": (
        LIST,
        LIST
        | {
            "found": FULL_LIST,
            "months": some(**{"2026-08": "August 2026"}),
            "form": {"wanted": "7"},
            "problems": [Problem("month", "Choose it."), Problem("wanted", "Give it.")],
        },
    ),
    "audit/sample.html": (
        SAMPLE,
        SAMPLE
        | {
            "audit": FULL,
            "people": some(amara="Dr Amara Example (consultant radiologist)"),
            "problems": [Problem("person", "Choose somebody.")],
        },
    ),
    "audit/review.html": (
        REVIEW,
        REVIEW
        | {
            "shown": FULL_SHOWN,
            "urgency": "Today",
            "form": {"verdict": "guideline", "in_time": "yes", "teach": "yes", "comment": "So."},
            "problems": [
                Problem("not_only_tests", "Say yes or no."),
                Problem("comment", "Too long."),
            ],
        },
    ),
}
ALSO: tuple[tuple[str, dict[str, Any]], ...] = (
    ("audit/sample.html", told(CLOSED) | {"done": "offered"}),
    (
        "audit/sample.html",
        told(
            replace(
                CLOSED,
                results=seen.told(outcome((20, 0, 0), (0, 0, 0), (0, 0, 0)), 5),
                left_out=LeftOut({}, of_few=True),
                to_teach=(),
            )
        ),
    ),
)
