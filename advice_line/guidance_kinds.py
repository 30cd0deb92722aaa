"""The closed lists of guidance and of liaison with practices."""

from enum import StrEnum


class Audience(StrEnum):
    """Who may read a page of guidance: anybody, whoever has shown that their address at a practice
    or department is theirs, or people of the service alone."""

    EVERYONE = "everyone"
    REQUESTERS = "requesters"
    STAFF = "staff"


class GuidanceState(StrEnum):
    """A draft is for those who keep it; what is retired is on no list and found by no search."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class ReviewStage(StrEnum):
    """How near the day is by which a page's owner looks at it again."""

    BEFORE = "before"
    SOON = "soon"
    AT = "at"
    OVERDUE = "overdue"


class MentionedHow(StrEnum):
    """Why a question counts as one about a page: it was offered while it was asked, or an answer
    names it."""

    OFFERED = "offered"
    CITED = "cited"


class LiaisonKind(StrEnum):
    VISIT = "visit"
    CALL = "call"
    VIDEO = "video"
    EMAIL = "email"
    EVENT = "event"
