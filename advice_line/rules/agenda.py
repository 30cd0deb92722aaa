"""What is proposed for the agenda of an education meeting, and why: by closed lists and counts,
never by anybody's words (RCR REALM 2020: good spots as well as misses). Whether something comes is
for people: nothing here says how grave a case is."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from advice_line.errors import Invalid, Problem
from advice_line.meeting_kinds import Why
from advice_line.rules import topics, tracer_form
from advice_line.tracer_kinds import Avoided, NotDoneReason, TracerOutcome

MINUTES_A_CASE, MINUTES_A_THEME = 8, 5
# So often, and by so many practices, something was asked that it is a theme.
ASKED, PRACTICES = 3, 2
_HELPED = frozenset({Avoided.REFERRAL, Avoided.IMAGING, Avoided.BOTH})
_OTHERWISE = frozenset({TracerOutcome.CHANGED, TracerOutcome.NOT_DONE})
_ORDER = tuple(Why)
Theme = tuple[str, str]


@dataclass(frozen=True)
class Facts:
    """A case as far as an agenda asks: closed lists, a keyed mark of its practice, and whether it
    `may_come` (approved, not objected to, on no agenda yet). `differs` is None where nobody
    differed from its report, else whether that changes what is done."""

    id: int
    about: Theme
    practice: str | None
    nominated: bool
    may_come: bool
    traced: str | None
    traced_reason: str | None
    avoided: str | None
    differs: bool | None


@dataclass(frozen=True)
class Reason:
    why: Why
    words: str


@dataclass(frozen=True)
class Proposal:
    """`case_id` None: the theme alone, as `theme` names it. Of a case in which harm is possible an
    incident must be raised before it comes."""

    case_id: int | None
    theme: str
    reasons: tuple[Reason, ...]
    minutes: int
    harm_possible: bool


@dataclass(frozen=True)
class Asked:
    times: int
    practices: int

    @property
    def is_theme(self) -> bool:
        return self.times >= ASKED and self.practices >= PRACTICES

    @property
    def words(self) -> str:
        return f"Asked {self.times} times by {self.practices} practices"


def proposed(facts: Sequence[Facts], with_guidance: Collection[Theme]) -> tuple[Proposal, ...]:
    """Those with the most reasons first, then by the order of `Why`. `with_guidance` are the themes
    of the cases of which guidance is published."""
    asked = _asked(facts)
    speaks = _speakers(facts, asked)
    found = [each for fact in facts if (each := _of_case(fact, asked, speaks)) is not None]
    gaps = [
        _gap(theme, count)
        for theme, count in asked.items()
        if count.is_theme and theme not in with_guidance
    ]
    return tuple(sorted([*found, *gaps], key=_first))


def _first(proposal: Proposal) -> tuple[int, int, str, int]:
    earliest = min(_ORDER.index(each.why) for each in proposal.reasons)
    return -len(proposal.reasons), earliest, proposal.theme, proposal.case_id or 0


def _asked(facts: Iterable[Facts]) -> dict[Theme, Asked]:
    times: Counter[Theme] = Counter()
    practices: dict[Theme, set[str]] = defaultdict(set)
    for each in facts:
        if each.about[0] and each.about[0] != "other":
            times[each.about] += 1
            practices[each.about] |= {each.practice} if each.practice else set()
    return {theme: Asked(times[theme], len(practices[theme])) for theme in times}


def _speakers(facts: Iterable[Facts], asked: Mapping[Theme, Asked]) -> frozenset[int]:
    """Of each theme one case that may come stands for all: a nominated one where there is one."""
    best: dict[Theme, Facts] = {}
    for each in facts:
        there = best.get(each.about)
        if each.may_come and (there is None or (each.nominated and not there.nominated)):
            best[each.about] = each
    return frozenset(
        each.id for theme, each in best.items() if theme in asked and asked[theme].is_theme
    )


def _of_case(fact: Facts, asked: Mapping[Theme, Asked], speaks: frozenset[int]) -> Proposal | None:
    if not fact.may_come:
        return None
    reasons = tuple(_reasons(fact, asked[fact.about] if fact.id in speaks else None))
    if not reasons:
        return None
    harm = fact.differs is True
    return Proposal(fact.id, name(fact.about), reasons, MINUTES_A_CASE, harm)


def _reasons(fact: Facts, repeats: Asked | None) -> Iterable[Reason]:
    if fact.nominated:
        yield Reason(Why.NOMINATED, "Nominated by who advised")
    if fact.differs is not None:
        grave = ", and it changes what is done" if fact.differs else ""
        yield Reason(Why.DISCREPANCY, f"The advice differs from the report{grave}")
    if fact.traced in _OTHERWISE:
        yield Reason(Why.SURPRISE, _surprise(fact))
    if fact.traced == TracerOutcome.DONE and fact.avoided in _HELPED:
        saved = tracer_form.AVOIDED_WORDS[Avoided(fact.avoided)].lower()
        yield Reason(Why.GOOD_SPOT, f"Good spot: done as advised, and it avoided {saved}")
    if repeats is not None:
        yield Reason(Why.REPEAT, repeats.words)


def _surprise(fact: Facts) -> str:
    said = tracer_form.TRACED[fact.traced or ""]
    if fact.traced_reason is None:
        return f"What came of it: {said.lower()}"
    why = tracer_form.REASONS[NotDoneReason(fact.traced_reason)]
    return f"What came of it: {said.lower()} ({why.lower()})"


def _gap(theme: Theme, count: Asked) -> Proposal:
    said = f"{count.words} on this area and imaging; no page of guidance is about it"
    reason = Reason(Why.GUIDANCE_GAP, said)
    return Proposal(None, name(theme), (reason,), MINUTES_A_THEME, False)


def name(theme: Theme) -> str:
    return topics.about(*theme) or "Case"


def places(form: Mapping[str, str]) -> int:
    """By how many something moves. Raises `errors.Invalid`."""
    given = form.get("by", "")
    if not given.isascii() or not given.removeprefix("-").isdigit() or len(given) > 4:
        raise Invalid([Problem("by", "Say by how many places it moves.")])
    return int(given)


def ordered(ids: Sequence[str], moved: str, by: int) -> list[str]:
    """The same ids, `moved` being `by` places later (earlier where that is below 0)."""
    rest = [each for each in ids if each != moved]
    place = min(max(ids.index(moved) + by, 0), len(rest))
    return [*rest[:place], moved, *rest[place:]]
