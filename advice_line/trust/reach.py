"""How far an action reaches: with what is one's own, one's practice's, one's line's, or with all.

A role that may do an action does it within its reach. The doors see to that: they know whose a
query is, of which practice and which line; the walk of the tests holds them to this table.
"""

from enum import StrEnum

from advice_line.kinds import Role
from advice_line.trust.narrowed import BY_SYSTEM
from advice_line.trust.roles import RULES, Action


class Reach(StrEnum):
    """`own` is what is theirs: a query they have, a letter their link opens; `practice` what is of
    their practice; `line` what is of a line on which they have the role; `all` whatever there is,
    and what is of no line."""

    OWN = "own"
    PRACTICE = "practice"
    LINE = "line"
    ALL = "all"


_OWN = (
    Action.PROVE_SELF,
    Action.KEEP_SIGN_IN,
    Action.FINISH_OWN_TASK,
    Action.NOMINATE,
    Action.KEEP_LISTS,
    Action.WRITE_RECORD,
    Action.OPEN_AT_REVIEW,
    Action.REVIEW_SAMPLED,
    Action.AGREE_AT_REVIEW,
    Action.READ_LETTER,
    Action.ACKNOWLEDGE,
    Action.READ_QUESTION,
    Action.WRITE_QUESTION,
    Action.ANSWER_TRACER,
    Action.CHANGE_OWN_DUTY,
    Action.SHOW_OWN_REACH,
    Action.KEEP_GUIDANCE,
    Action.PUBLISH_GUIDANCE,
)
_PRACTICE = (
    *BY_SYSTEM.values(),
    Action.SEE_PRACTICE,
    Action.KEEP_PRACTICE,
    Action.CORRECT_OWN_PRACTICE,
)
_LINE = (
    Action.SEE_WORKLIST,
    Action.SEE_QUERY,
    Action.SEE_BROKEN_GLASS,
    Action.SEE_WHO_SAW,
    Action.OBJECT_TO_TEACHING,
    Action.CLAIM,
    Action.TRACE_CALLER,
    Action.TYPE_MESSAGE,
    Action.COUNTERSIGN,
    Action.SEE_PROBLEMS,
    Action.MEND_PROBLEMS,
    Action.CLEAR_MAIL,
    Action.SEE_TRACERS,
    Action.SEE_LIBRARY,
    Action.JUDGE_CASE,
    Action.TAKE_OUT_CASE,
    Action.APPROVE_CASE,
    Action.SEE_SUMMARY,
    Action.SEE_MEETINGS,
    Action.KEEP_MEETINGS,
    Action.SIGN_AGENDA,
    Action.FINISH_ACTION,
    Action.KEEP_DIGESTS,
    Action.DECIDE_GAPS,
    Action.SEE_APPROPRIATENESS,
    Action.KEEP_SAMPLE,
    Action.PUT_TO_REVIEW,
    Action.LEAD_REVIEW,
    Action.SEE_AUDIT,
    Action.SEE_COUNTED,
    Action.KEEP_AUDIT,
    Action.SEE_TODAY,
    Action.SEE_ROTA,
    Action.CHANGE_ROTA,
    Action.TAKE_GAP,
    Action.CHANGE_WAITS,
    Action.KEEP_IMAGING,
    Action.SEE_SERVICE,
    Action.KEEP_PEOPLE,
    Action.GIVE_ROLES,
    Action.ENTER_LATE,
    Action.KEEP_LIAISON,
    Action.SEE_ROLES,
    Action.END_SIGN_INS,
)
_ALL = (
    Action.SEE_PUBLIC,
    Action.SIGN_IN,
    Action.SIGN_OUT,
    Action.TAKE_CARRIER_EVENT,
    Action.REVEAL_QUERY,
    Action.BREAK_GLASS,
    Action.ASK,
    Action.SEE_SYSTEMS,
    Action.KEEP_SYSTEMS,
    Action.SEE_METRICS,
    Action.KEEP_DIRECTORY,
    Action.READ_TRAIL,
    Action.SEE_DATA_LIFE,
    Action.KEEP_DATA_LIFE,
    Action.JOIN_PRACTICE,
    Action.APPOINT_MANAGER,
    Action.JOIN_MEETING,
    Action.STOP_DIGEST,
    Action.RUN_JOBS,
    Action.SEE_GUIDANCE,
    Action.SEE_STAFF_GUIDANCE,
    Action.SWEEP,
    Action.SET_UP,
    Action.PLAY_DEMO,
)
REACH: dict[Action, Reach] = {
    action: reach
    for reach, actions in (
        (Reach.OWN, _OWN),
        (Reach.PRACTICE, _PRACTICE),
        (Reach.LINE, _LINE),
        (Reach.ALL, _ALL),
    )
    for action in actions
}
# Of every line at once: for whoever has the role on every line, and nobody else.
EVERY_LINE = frozenset({Action.READ_TRAIL, Action.SEE_DATA_LIFE, Action.KEEP_DATA_LIFE})
# Whoever makes the rota changes everybody's duty; whoever teaches writes all of a line's guidance,
# which its owner or a lead publishes; whoever keeps people sees to how they are reached.
_FURTHER = {
    (Role.ROTA_MANAGER, Action.CHANGE_OWN_DUTY): Reach.LINE,
    (Role.SERVICE_LEAD, Action.CHANGE_OWN_DUTY): Reach.LINE,
    # Whoever keeps the people of a line sees to how they are reached.
    (Role.SERVICE_LEAD, Action.SHOW_OWN_REACH): Reach.LINE,
    (Role.DIRECTORY_ADMIN, Action.SHOW_OWN_REACH): Reach.LINE,
    (Role.EDUCATOR, Action.KEEP_GUIDANCE): Reach.LINE,
    (Role.SERVICE_LEAD, Action.KEEP_GUIDANCE): Reach.LINE,
    (Role.SERVICE_LEAD, Action.PUBLISH_GUIDANCE): Reach.LINE,
}
_WITHIN = {
    Reach.OWN: frozenset({Reach.OWN}),
    Reach.PRACTICE: frozenset({Reach.OWN, Reach.PRACTICE}),
    Reach.LINE: frozenset({Reach.OWN, Reach.LINE}),
    Reach.ALL: frozenset(Reach),
}


def of(role: Role, action: Action) -> Reach | None:
    """How far somebody who has this role may go with it; None where they may not do it at all."""
    if role not in RULES[action]:
        return None
    if role is Role.SYSTEM:
        return Reach.ALL
    return _FURTHER.get((role, action), REACH[action])


def allows(role: Role, action: Action, wanted: Reach) -> bool:
    """Whether it may be done with something that is theirs, their practice's, of their line, or
    none of these."""
    reach = of(role, action)
    return reach is not None and wanted in _WITHIN[reach]
