"""The people of a setup file: who answers, and who else works for the service."""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from advice_line.directory.setup.fields import (
    Day,
    Email,
    Key,
    Name,
    Number,
    SlackUser,
    Table,
    Text,
    refuse,
)
from advice_line.rules import registered

Clinician = Literal["radiologist", "registrar", "advanced_practitioner"]
StaffPermission = Literal[
    "responder",
    "coordinator",
    "rota_manager",
    "educator",
    "clinical_member",
    "service_lead",
    "directory_admin",
    "information_governance",
    "commissioner",
]
# Whoever is no clinician is asked for no advice (H15).
OfficePermission = Literal[
    "coordinator",
    "rota_manager",
    "educator",
    "clinical_member",
    "service_lead",
    "directory_admin",
    "information_governance",
    "commissioner",
]
_ON = "roles_on"


class Registration(Table):
    body: Text = Field(examples=['"GMC"'])
    number: Text = Field(examples=['"9990001"'])
    expires: Day | None = Field(default=None, examples=["2028-06-30"])

    @model_validator(mode="after")
    def _of_its_body(self) -> Self:
        try:
            registered.number(self.body, self.number)
        except ValueError as error:
            raise refuse(str(error)) from error
        return self


class ResponderEntry(Table):
    """No `registration` means none: the employer's entitlement. Whoever is given roles on single
    lines alone has none elsewhere."""

    key: Key = Field(examples=['"amara"'])
    name: Name = Field(examples=['"Dr Amara Example"'])
    role: Clinician = Field(examples=['"radiologist"'])
    registration: Registration | None = Field(
        default=None, examples=['{ body = "GMC", number = "9990001", expires = 2028-06-30 }']
    )
    mobile: Number = Field(examples=['"+447700900001"'])
    email: Email = Field(examples=['"amara@example.org"'])
    slack_user: SlackUser | None = Field(default=None, examples=['"U0AMARA"'])
    scope: tuple[Text, ...] = Field(default=(), examples=['["msk", "chest"]'])
    roles: tuple[StaffPermission, ...] = Field(
        default=("responder",), examples=['["responder", "educator"]']
    )
    roles_on: Mapping[Key, tuple[StaffPermission, ...]] = Field(
        default={}, examples=['{ chest = ["educator"] }']
    )

    @model_validator(mode="before")
    @classmethod
    def _nothing_elsewhere(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get(_ON) and "roles" not in given:
            return {**given, "roles": ()}
        return given


class StaffEntry(Table):
    """Who works for the service and never answers."""

    key: Key = Field(examples=['"olu"'])
    name: Name = Field(examples=['"Olu Example"'])
    mobile: Number = Field(examples=['"+447700900007"'])
    email: Email = Field(examples=['"olu@example.org"'])
    slack_user: SlackUser | None = Field(default=None, examples=['"U0OLU"'])
    roles: tuple[OfficePermission, ...] = Field(default=(), examples=['["coordinator"]'])
    roles_on: Mapping[Key, tuple[OfficePermission, ...]] = Field(
        default={}, examples=['{ chest = ["educator"] }']
    )
