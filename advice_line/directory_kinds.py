"""The closed lists of the directory."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    PRACTICE = "practice"
    DEPARTMENT = "department"
