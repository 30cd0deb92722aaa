"""The six fictional people who answer, the two who keep what is known of everybody, and the GP who
leads the meetings together with radiology."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colleague:
    """`registration` is body and number; `roles` are what they may do when signed in."""

    key: str
    name: str
    role: str
    registration: tuple[str, str]
    mobile: str
    scope: tuple[str, ...]
    roles: tuple[str, ...]

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"

    @property
    def slack_user(self) -> str:
        return f"U0{self.key.upper()}"


AMARA = Colleague(
    key="amara",
    name="Dr Amara Ostrander",
    role="radiologist",
    registration=("GMC", "9990001"),
    mobile="+447700900001",
    scope=(),
    roles=("responder", "educator"),
)
BEN = Colleague(
    key="ben",
    name="Ben Thackwell",
    role="advanced_practitioner",
    registration=("HCPC", "RA99902"),
    mobile="+447700900002",
    scope=("msk", "chest"),
    roles=("responder", "rota_manager"),
)
CHIDI = Colleague(
    key="chidi",
    name="Dr Chidi Fenwick-Obi",
    role="radiologist",
    registration=("GMC", "9990003"),
    mobile="+447700900003",
    scope=(),
    roles=("responder", "coordinator", "service_lead"),
)
DINA = Colleague(
    key="dina",
    name="Dr Dina Marchbanks",
    role="registrar",
    registration=("GMC", "9990004"),
    mobile="+447700900004",
    scope=(),
    roles=("responder",),
)
ELIN = Colleague(
    key="elin",
    name="Elin Carrow",
    role="advanced_practitioner",
    registration=("HCPC", "RA99905"),
    mobile="+447700900005",
    scope=("ultrasound", "abdomen"),
    roles=("responder",),
)
FARID = Colleague(
    key="farid",
    name="Dr Farid Pellow",
    role="radiologist",
    registration=("GMC", "9990006"),
    mobile="+447700900006",
    scope=(),
    roles=("responder", "educator"),
)


@dataclass(frozen=True)
class Keeper:
    """Answers nothing."""

    key: str
    name: str
    mobile: str
    roles: tuple[str, ...]

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"


GWEN = Keeper("gwen", "Gwen Tarrant", "+447700900007", ("information_governance",))
# What is erased for good is looked at by a second one.
HOLLIS = Keeper(
    "hollis", "Hollis Penhale", "+447700900008", ("information_governance", "directory_admin")
)
# A GP with a special interest: a meeting has a lead from primary care too.
NERYS = Keeper("nerys", "Dr Nerys Tolland", "+447700900009", ("clinical_member",))
# Of the board that pays for the line: its figures, and nothing of anybody who asked.
IDA = Keeper("ida", "Ida Carrow", "+447700900012", ("commissioner",))

COLLEAGUES = (AMARA, BEN, CHIDI, DINA, ELIN, FARID)
KEEPERS = (GWEN, HOLLIS, NERYS, IDA)
BY_KEY = {each.key: each for each in COLLEAGUES}
