"""What a reviewer says, as they typed it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from advice_line.audit.appropriateness.settled import CHECKS
from advice_line.audit_kinds import Verdict
from advice_line.errors import Invalid, Problem

VERDICTS: dict[str, str] = {
    Verdict.RADIOLOGIST: "Appropriate for a radiologist",
    Verdict.GUIDELINE: "A guideline or the office could have answered it",
    Verdict.NO_RADIOLOGIST: "It needed no radiologist",
}
# Of a reply that helps (safety.md §2), each a question to the reviewer.
CHECKED: dict[str, str] = {
    "not_only_tests": "Does it say more than which test?",
    "can_be_ordered": "Can the practice order or do all that it asks for?",
    "in_time": "Did it come in time?",
}
LONGEST_COMMENT = 2000


@dataclass(frozen=True)
class Review:
    verdict: Verdict
    checks: dict[str, bool]
    teach: bool
    comment: str | None


def read(form: Mapping[str, str]) -> Review:
    """Raises `errors.Invalid`."""
    problems = []
    if form.get("verdict") not in VERDICTS:
        problems.append(Problem("verdict", "Choose what you make of it."))
    problems += [
        Problem(name, f"Say yes or no: {CHECKED[name][0].lower()}{CHECKED[name][1:]}")
        for name in CHECKS
        if form.get(name) not in ("yes", "no")
    ]
    comment = (form.get("comment") or "").strip()
    if len(comment) > LONGEST_COMMENT:
        said = f"The comment is too long: at most {LONGEST_COMMENT:,} characters."
        problems.append(Problem("comment", said))
    if problems:
        raise Invalid(problems)
    return Review(
        verdict=Verdict(form["verdict"]),
        checks={name: form[name] == "yes" for name in CHECKS},
        teach=form.get("teach") == "yes",
        comment=comment or None,
    )
