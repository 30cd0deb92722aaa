"""Who may do what: one table. A door asks `require` before it does anything; every route of the
running app names its action, and one without is refused (and turns a test red)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from advice_line.errors import NotAllowed, NotFound
from advice_line.kinds import Role
from advice_line.trust.actions import Action as Action

_EVERYBODY = frozenset(Role)
_STAFF = frozenset(
    {Role.RESPONDER, Role.COORDINATOR, Role.ROTA_MANAGER, Role.EDUCATOR, Role.SERVICE_LEAD}
)
# Clinicians from elsewhere, who see nothing of the service but its meetings.
_MEETS = _STAFF | {Role.CLINICAL_MEMBER}
_REVIEWS = frozenset({Role.RESPONDER, Role.CLINICAL_MEMBER})
SIGNS_IN = _MEETS | {
    Role.DIRECTORY_ADMIN,
    Role.INFORMATION_GOVERNANCE,
    Role.COMMISSIONER,
}
_KEEPS_GUIDANCE = frozenset({Role.RESPONDER, Role.EDUCATOR, Role.SERVICE_LEAD, Role.SYSTEM})
_MAKES_ROTA = frozenset({Role.ROTA_MANAGER, Role.SERVICE_LEAD, Role.SYSTEM})

RULES: dict[Action, frozenset[Role]] = {
    Action.SEE_PUBLIC: _EVERYBODY,
    Action.SIGN_IN: _EVERYBODY,
    Action.SIGN_OUT: _EVERYBODY,
    # To show the second factor, and to add the first one that can be shown.
    Action.PROVE_SELF: SIGNS_IN,
    # One's own passkeys, authenticator and sessions.
    Action.KEEP_SIGN_IN: SIGNS_IN,
    # Those of anybody: ended, never seen into.
    Action.END_SIGN_INS: frozenset({Role.SERVICE_LEAD, Role.INFORMATION_GOVERNANCE, Role.SYSTEM}),
    Action.TAKE_CARRIER_EVENT: frozenset({Role.SYSTEM}),
    # Whoever holds the site's settings may list by ids, and reveal with a reason.
    Action.SEE_WORKLIST: frozenset({Role.RESPONDER, Role.COORDINATOR, Role.SYSTEM}),
    Action.REVEAL_QUERY: frozenset({Role.SYSTEM}),
    # What they may not see as a rule, with a reason and told at once; never whoever teaches (H08).
    Action.BREAK_GLASS: frozenset({Role.RESPONDER, Role.SERVICE_LEAD, Role.INFORMATION_GOVERNANCE}),
    Action.SEE_BROKEN_GLASS: frozenset({Role.SERVICE_LEAD, Role.INFORMATION_GOVERNANCE}),
    Action.FINISH_OWN_TASK: frozenset({Role.RESPONDER, Role.COORDINATOR}),
    Action.SEE_QUERY: frozenset({Role.RESPONDER}),
    Action.CLAIM: frozenset({Role.RESPONDER}),
    # Whoever finds the number gives it; whoever cannot says so.
    Action.TRACE_CALLER: frozenset({Role.RESPONDER, Role.COORDINATOR}),
    # Whoever types what a caller said hears it; nothing else of the query is shown with it.
    Action.TYPE_MESSAGE: frozenset({Role.RESPONDER, Role.COORDINATOR}),
    Action.WRITE_RECORD: frozenset({Role.RESPONDER}),
    # Whose scope it is in: its door asks.
    Action.COUNTERSIGN: frozenset({Role.RESPONDER}),
    Action.SEE_PROBLEMS: frozenset({Role.COORDINATOR, Role.RESPONDER}),
    Action.MEND_PROBLEMS: frozenset({Role.COORDINATOR}),
    # Whoever reads a mail in quarantine sees what is in it: each look is in the trail.
    Action.CLEAR_MAIL: frozenset({Role.COORDINATOR, Role.RESPONDER}),
    Action.READ_LETTER: frozenset({Role.REQUESTER}),
    Action.ACKNOWLEDGE: frozenset({Role.REQUESTER}),
    # Whoever asks is heard: what is not known of them is marked.
    Action.ASK: _EVERYBODY,
    Action.READ_QUESTION: frozenset({Role.REQUESTER}),
    Action.WRITE_QUESTION: frozenset({Role.REQUESTER}),
    Action.ANSWER_TRACER: frozenset({Role.REQUESTER}),
    # Whoever shows by a code that an address is theirs; its door asks of which practice.
    Action.JOIN_PRACTICE: _EVERYBODY,
    # People of a practice, each their own practice's: its door asks.
    Action.SEE_PRACTICE: frozenset({Role.REQUESTER}),
    Action.KEEP_PRACTICE: frozenset({Role.PRACTICE_MANAGER}),
    Action.APPOINT_MANAGER: frozenset({Role.COORDINATOR, Role.DIRECTORY_ADMIN}),
    # Whoever looks somebody up in the radiology system sees who it is: each look is in the trail.
    Action.SEE_TRACERS: frozenset({Role.COORDINATOR}),
    # A clinical system with a key of its organisation, whose scopes say which of these.
    Action.ASK_BY_SYSTEM: frozenset({Role.CLIENT}),
    Action.READ_BY_SYSTEM: frozenset({Role.CLIENT}),
    Action.FETCH_LETTER: frozenset({Role.CLIENT}),
    Action.ACKNOWLEDGE_BY_SYSTEM: frozenset({Role.CLIENT}),
    # Keys and addresses are made and ended by whoever holds the site's settings.
    Action.SEE_SYSTEMS: frozenset({Role.COORDINATOR, Role.SERVICE_LEAD, Role.SYSTEM}),
    Action.KEEP_SYSTEMS: frozenset({Role.SYSTEM}),
    Action.SEE_LIBRARY: _STAFF - {Role.COORDINATOR},
    Action.NOMINATE: frozenset({Role.RESPONDER}),
    Action.APPROVE_CASE: frozenset({Role.RESPONDER}),
    # Whether there is something to discuss in it. Taking out is always safe.
    Action.JUDGE_CASE: frozenset({Role.RESPONDER, Role.EDUCATOR}),
    Action.TAKE_OUT_CASE: frozenset({Role.RESPONDER, Role.EDUCATOR, Role.SERVICE_LEAD}),
    Action.KEEP_LISTS: _STAFF - {Role.COORDINATOR},
    Action.SEE_SUMMARY: _STAFF - {Role.COORDINATOR},
    # Everybody of the service is taught; whoever teaches or leads makes the meeting.
    Action.SEE_MEETINGS: _MEETS,
    Action.KEEP_MEETINGS: frozenset({Role.EDUCATOR, Role.SERVICE_LEAD}),
    Action.SIGN_AGENDA: _MEETS,
    Action.FINISH_ACTION: _MEETS,
    # Whoever has the address that is shown in the room.
    Action.JOIN_MEETING: _EVERYBODY,
    # What practices hear of: looked over by whoever teaches or leads before it leaves.
    Action.KEEP_DIGESTS: frozenset({Role.EDUCATOR, Role.SERVICE_LEAD}),
    Action.DECIDE_GAPS: frozenset({Role.EDUCATOR, Role.SERVICE_LEAD}),
    # What the audit of appropriateness came to, by shares; the sample is drawn, and its reviewers
    # appointed, by whoever leads or teaches. They open no query: whom they appoint does.
    Action.SEE_APPROPRIATENESS: frozenset({Role.RESPONDER, Role.EDUCATOR, Role.SERVICE_LEAD}),
    Action.KEEP_SAMPLE: frozenset({Role.EDUCATOR, Role.SERVICE_LEAD}),
    # What is allotted to them alone: its door asks.
    Action.REVIEW_SAMPLED: frozenset({Role.RESPONDER}),
    # What the calendar does by itself for teaching, and to have it done now; it tells of no case.
    Action.RUN_JOBS: frozenset({Role.EDUCATOR, Role.SERVICE_LEAD}),
    # Whoever has the link of a mail: it opens whether a practice gets more of them, and no more.
    Action.STOP_DIGEST: _EVERYBODY,
    Action.PUT_TO_REVIEW: frozenset({Role.RESPONDER}),
    # By one of its two chairs, its order by whoever puts queries there too: its door asks.
    Action.LEAD_REVIEW: _MEETS,
    # Whom a chair has named for this review: its door asks. Never whoever only teaches (H08).
    Action.AGREE_AT_REVIEW: _REVIEWS,
    Action.OPEN_AT_REVIEW: _REVIEWS,
    # What each page's audience allows: its door asks.
    Action.SEE_GUIDANCE: _EVERYBODY,
    Action.SEE_STAFF_GUIDANCE: _STAFF | {Role.SYSTEM},
    # Whoever writes a page owns it; who may change which, its door asks.
    Action.KEEP_GUIDANCE: _KEEPS_GUIDANCE,
    Action.PUBLISH_GUIDANCE: _KEEPS_GUIDANCE,
    # Visits to practices, and what is handed to them.
    Action.KEEP_LIAISON: frozenset({Role.COORDINATOR, Role.EDUCATOR, Role.SERVICE_LEAD}),
    Action.SEE_METRICS: _EVERYBODY,
    # Figures that tell of nobody: for the service's people, and for who pays for it.
    Action.SEE_AUDIT: _STAFF | {Role.COMMISSIONER},
    # Which queries a figure counts, by reference: few may be known by it, so whoever may open a
    # query of the line, with a reason or without.
    Action.SEE_COUNTED: frozenset({Role.RESPONDER, Role.SERVICE_LEAD}),
    Action.KEEP_AUDIT: frozenset({Role.SERVICE_LEAD}),
    # Whoever holds the site's settings runs its rota by commands too.
    Action.SEE_ROTA: _STAFF | {Role.SYSTEM},
    Action.CHANGE_ROTA: _MAKES_ROTA,
    Action.CHANGE_OWN_DUTY: _MAKES_ROTA | {Role.RESPONDER},
    # Whoever goes on the line writes down what they say there.
    Action.TAKE_GAP: frozenset({Role.RESPONDER}),
    Action.CHANGE_WAITS: frozenset({Role.COORDINATOR, Role.SERVICE_LEAD, Role.SYSTEM}),
    # What the radiology system counted of imaging, month by month: numbers alone.
    Action.KEEP_IMAGING: frozenset({Role.COORDINATOR, Role.SERVICE_LEAD, Role.SYSTEM}),
    # Whom the line writes to and rings; whoever holds the site's settings imports by command.
    Action.KEEP_DIRECTORY: frozenset(
        {Role.DIRECTORY_ADMIN, Role.COORDINATOR, Role.SERVICE_LEAD, Role.SYSTEM}
    ),
    Action.KEEP_PEOPLE: frozenset({Role.DIRECTORY_ADMIN, Role.SERVICE_LEAD, Role.SYSTEM}),
    # On the lines they lead, and never their own.
    Action.GIVE_ROLES: frozenset({Role.SERVICE_LEAD, Role.SYSTEM}),
    # That one's own telephone and address reach one; of others, whoever keeps them.
    Action.SHOW_OWN_REACH: SIGNS_IN,
    # Who may do what here, and since when: they are given by the setup file and by commands.
    Action.SEE_ROLES: frozenset({Role.SERVICE_LEAD, Role.INFORMATION_GOVERNANCE}),
    # Of the practice whose people they keep: its door asks.
    Action.CORRECT_OWN_PRACTICE: frozenset({Role.PRACTICE_MANAGER}),
    # Phones of who is on duty stand on the printed form: for people of the service alone.
    Action.SEE_SERVICE: _STAFF | {Role.SYSTEM},
    # What waits now, in numbers, and who is on: of no use for teaching.
    Action.SEE_TODAY: _STAFF - {Role.EDUCATOR},
    Action.ENTER_LATE: frozenset({Role.RESPONDER, Role.COORDINATOR}),
    # Who saw a query and why: no word of the query itself is shown with it.
    Action.SEE_WHO_SAW: frozenset({Role.RESPONDER, Role.SERVICE_LEAD, Role.INFORMATION_GOVERNANCE}),
    Action.READ_TRAIL: frozenset({Role.INFORMATION_GOVERNANCE}),
    # How long things are kept, holds, erasures and subject access: each act is in the trail.
    Action.SEE_DATA_LIFE: frozenset({Role.INFORMATION_GOVERNANCE, Role.SYSTEM}),
    Action.KEEP_DATA_LIFE: frozenset({Role.INFORMATION_GOVERNANCE, Role.SYSTEM}),
    # Whoever is told of an objection writes it down: information governance on a page of its own.
    Action.OBJECT_TO_TEACHING: frozenset({Role.RESPONDER}),
    Action.SWEEP: frozenset({Role.SYSTEM}),
    Action.SET_UP: frozenset({Role.SYSTEM}),
    Action.PLAY_DEMO: _EVERYBODY,
}


@dataclass(frozen=True)
class Actor:
    """Who is acting. `label` is how the trail names them; `roles` hold on every line, those of `on`
    beside them on the line of that key; `link_id` binds a requester to the one letter that was sent
    to their practice, `organisation_id` a system or a person of a practice (`member_id`) to their
    organisation, `only` to what its key is for."""

    label: str
    roles: frozenset[Role]
    name: str = ""
    responder_id: int | None = None
    link_id: int | None = None
    organisation_id: int | None = None
    member_id: int | None = None
    only: frozenset[Action] | None = None
    on: Mapping[str, frozenset[Role]] = field(default_factory=dict, hash=False)

    def everywhere(self, action: Action) -> bool:
        """Whether they may do it on every line there is or will be."""
        return self._within(action) and permit(self.roles, action)

    def may(self, action: Action, line: str | None = None) -> bool:
        """Whether they may do it on the line of this key; on any at all where none is named."""
        if not self._within(action):
            return False
        if self.everywhere(action):
            return True
        if line is None:
            return any(permit(roles, action) for roles in self.on.values())
        return permit(self.on.get(line, ()), action)

    def _within(self, action: Action) -> bool:
        """What a key is for, or what one factor is enough for: whatever their roles are."""
        return self.only is None or action in self.only


def permit(roles: Iterable[str], action: Action) -> bool:
    """Whether somebody who has these roles may do it."""
    return not RULES[action].isdisjoint(roles)


SYSTEM = Actor("system", frozenset({Role.SYSTEM}))
CARRIER = Actor("carrier", frozenset({Role.SYSTEM}))
NOBODY = Actor("public", frozenset({Role.PUBLIC}))


def require(actor: Actor, action: Action, line: str | None = None) -> None:
    """Raises `errors.NotAllowed` unless one of the actor's roles permits the action; where a line
    is named by its key and they have none there, `errors.NotFound`: what is of a line that is not
    theirs is not there for them, and whether it exists is not told."""
    if not actor.may(action):
        raise NotAllowed
    if line is not None and not actor.may(action, line):
        raise NotFound


def require_all(actor: Actor, action: Action) -> None:
    """For what is of every line at once. Raises `errors.NotAllowed` unless one of the roles that
    the actor has on every line permits it."""
    require(actor, action)
    if not actor.everywhere(action):
        raise NotAllowed("This is of every line at once: your role is of single lines.")
