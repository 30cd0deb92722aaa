"""What the advice changed: against what its asker would have done, and by what they said later
(guide §5: ongoing assessment of outcomes). Advised is not done; who has not answered is not known,
and counted as such."""

from sqlmodel import col

from advice_line.audit.measures.common import ADVISED, GUIDE, NOBODYS, OF_ADVISED
from advice_line.audit.measures.definition import Condition, Measure, share
from advice_line.audit_kinds import Better, Group, Unit
from advice_line.rules.outcomes import Outcome
from advice_line.tables.audit_facts import AuditQuery
from advice_line.tracer_kinds import Avoided, TracerOutcome

_SOURCE = f"{GUIDE}, §3.4 and §5"
_AS, _LATER = col(AuditQuery.advised_as), col(AuditQuery.said_later)
_AVOIDED, _MODALITY = col(AuditQuery.avoided), col(AuditQuery.modality)
_KNOWN = (
    Outcome.IMAGING_NOT_ADVISED,
    Outcome.IMAGING_ADVISED,
    Outcome.IMAGING_CONFIRMED,
    Outcome.NO_IMAGING_NEEDED,
)
# Those of the closed list that use ionising radiation (IR(ME)R 2017).
IONISING = ("xr", "ct", "nm", "dxa", "fluoroscopy")
_PLAN = (
    "advised queries of which it is known what would have been done and whether a test is advised"
)
_SAID = "advised queries of which somebody has said later what came of them"


def _plan(name: str, title: str, question: str, numerator: str, counts: Condition) -> Measure:
    return Measure(
        id=f"outcomes.{name}",
        group=Group.OUTCOMES,
        name=title,
        question=question,
        numerator=f"of these, {numerator}",
        denominator=_PLAN,
        exclusions=NOBODYS,
        how=share(AuditQuery, counts, ADVISED, _AS.in_(_KNOWN)),
        unit=Unit.SHARE,
        source=_SOURCE,
        by=OF_ADVISED,
    )


def _later(
    name: str, title: str, question: str, numerator: str, counts: Condition, known: Condition
) -> Measure:
    return Measure(
        id=f"outcomes.{name}",
        group=Group.OUTCOMES,
        name=title,
        question=question,
        numerator=f"of these, {numerator}",
        denominator=_SAID,
        exclusions=f"{NOBODYS}; who does not know yet",
        how=share(AuditQuery, counts, ADVISED, known),
        unit=Unit.SHARE,
        source=_SOURCE,
    )


MEASURES = (
    _plan(
        "imaging_avoided",
        "Imaging that would have been requested and was not advised",
        "How often does advice save an examination?",
        "imaging would have been requested, and none was advised",
        _AS == Outcome.IMAGING_NOT_ADVISED,
    ),
    _plan(
        "upgraded",
        "Imaging that was advised and would not have been requested",
        "How often does advice find an examination that was missing?",
        "no imaging would have been requested, and some was advised",
        _AS == Outcome.IMAGING_ADVISED,
    ),
    _plan(
        "ionising_avoided",
        "Ionising examinations that would have been requested and were not advised",
        "How much exposure does advice save?",
        "imaging would have been requested and none was advised, and the case is about plain film, "
        "CT, nuclear medicine, DXA or fluoroscopy (IR(ME)R 2017)",
        (_AS == Outcome.IMAGING_NOT_ADVISED) & _MODALITY.in_(IONISING),
    ),
    Measure(
        id="outcomes.known_later",
        group=Group.OUTCOMES,
        name="Advice of which it is known what came of it",
        question="How much do we know of what became of the advice?",
        numerator="of these, those of which the asker, the practice or the radiology system says",
        denominator="advised queries",
        exclusions=NOBODYS,
        how=share(
            AuditQuery,
            _LATER.is_not(None) & (_LATER != TracerOutcome.UNKNOWN),
            ADVISED,
        ),
        unit=Unit.SHARE,
        source=_SOURCE,
        better=Better.HIGHER,
        by=OF_ADVISED,
    ),
    _later(
        "done",
        "Done as advised",
        "Is advice followed?",
        "what was advised was done",
        _LATER == TracerOutcome.DONE,
        _LATER.is_not(None) & (_LATER != TracerOutcome.UNKNOWN),
    ),
    _later(
        "referral_avoided_said",
        "Referral avoided, by the word of who asked",
        "How often does advice save a referral?",
        "it saved a referral",
        _AVOIDED.in_((Avoided.REFERRAL, Avoided.BOTH)),
        _AVOIDED.is_not(None),
    ),
    _later(
        "imaging_avoided_said",
        "Imaging avoided, by the word of who asked",
        "Did the examination that was not advised stay away?",
        "it saved imaging",
        _AVOIDED.in_((Avoided.IMAGING, Avoided.BOTH)),
        _AVOIDED.is_not(None),
    ),
)
