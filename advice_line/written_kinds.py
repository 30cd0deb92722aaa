"""The closed lists of what is asked in writing."""

from enum import StrEnum


class WouldHaveDone(StrEnum):
    """What the requester would have done without the advice: the counterfactual of the audit."""

    REQUESTED_IMAGING = "requested_imaging"
    REFERRED = "referred"
    SENT_TO_HOSPITAL = "sent_to_hospital"
    WATCHED = "watched"
    OTHER = "other"


class AgainstPlan(StrEnum):
    """The examination that is advised, beside the one its asker would have requested: by the word
    of who advises it, never guessed. `more` is fuller or sooner, `less` simpler or later."""

    SAME = "same"
    ANOTHER = "another"
    MORE = "more"
    LESS = "less"


class Refused(StrEnum):
    """Why a file that came with something written was not kept, or is not any more."""

    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    KIND = "kind"
    EMPTY = "empty"
    DELETED = "deleted"


class AdviceKind(StrEnum):
    ORIGINAL = "original"
    ADDENDUM = "addendum"


class PassReason(StrEnum):
    """Why a responder passes a query on: a fixed word, so that it may be told outside; `away` is
    said for who is not there for it any more."""

    OUTSIDE_SCOPE = "outside_scope"
    SPECIALIST = "specialist"
    NO_TIME = "no_time"
    KNOWS_THE_PATIENT = "knows_the_patient"
    OTHER = "other"
    AWAY = "away"


class PassOnState(StrEnum):
    """Of a query offered to a colleague; `withdrawn` by who offered it, or because it was done."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class DelayReason(StrEnum):
    """Why an answer is promised later: a fixed word, so that its asker may be told anywhere."""

    SPECIALIST = "specialist"
    IMAGES = "images"
    MEETING = "meeting"
    BUSY = "busy"


class DelayState(StrEnum):
    """Of a later time that was promised; `prolonged`: another took its place."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    PROLONGED = "prolonged"
    WITHDRAWN = "withdrawn"


class Unsent(StrEnum):
    """What somebody has typed and not sent yet."""

    ASK_BACK = "ask_back"
    NOTE = "note"
    PASSING_ON = "passing_on"


class MailFate(StrEnum):
    """What becomes of a mail; every one that was fetched has one of these in the end."""

    QUERY = "query"
    JOINED = "joined"
    QUARANTINE = "quarantine"
    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"


class MailReason(StrEnum):
    """Why. Of a query of its own: it is `new`, or it named another to which its sender is no party,
    or that is over, or nobody can say who sent it. Of one that joined: it `answers` what we wrote,
    is a `report` of what became of that, or was written by a machine that had it. In quarantine: a
    machine's, from our own address, or a server's report of what `came_back` that does not say
    which mail of ours it was."""

    NEW = "new"
    NOT_A_PARTY = "not_a_party"
    QUERY_OVER = "query_over"
    DOUBTFUL_SENDER = "doubtful_sender"
    ANSWERS = "answers"
    REPORT = "report"
    AWAY = "away"
    AUTOMATIC = "automatic"
    MAILING_LIST = "mailing_list"
    BULK = "bulk"
    OWN_ADDRESS = "own_address"
    CAME_BACK = "came_back"
    TOO_LARGE = "too_large"
    ENCRYPTED = "encrypted"
    NO_MAIL = "no_mail"
    FAULT = "fault"
    SAME_MAIL = "same_mail"


class Cleared(StrEnum):
    """What a person made of a mail in quarantine."""

    QUERY = "query"
    JOINED = "joined"
    NOT_OURS = "not_ours"
