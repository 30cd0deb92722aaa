"""The closed lists of what is asked in writing."""

from enum import StrEnum


class Refused(StrEnum):
    """Why a file that came with something written was not kept."""

    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    KIND = "kind"
    EMPTY = "empty"
