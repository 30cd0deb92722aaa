"""Forty practices that do not exist, with numbers and addresses that never will (Ofcom's drama
ranges, example.org)."""

from dataclasses import dataclass

# Mail of the first domain may carry a whole letter; the second is told that one is waiting.
FULL_LETTERS = "secure.example.org"
OTHER_MAIL = "practices.example.org"

_NETWORKS = ("Riverside PCN", "Moorland PCN", "Harbour PCN", "Upper Valley PCN", "Eastfield PCN")
_NAMES = (
    "Elm Road Surgery",
    "Oak Lane Surgery",
    "Larkfield Medical Centre",
    "Mill Brook Practice",
    "Fernhill Health Centre",
    "The Old Forge Surgery",
    "Kestrel Park Surgery",
    "Tanners Row Practice",
    "Quarry View Surgery",
    "Willowmere Health Centre",
    "Hazel Bank Surgery",
    "Copper Beech Practice",
    "Northgate Square Surgery",
    "Ropewalk Medical Centre",
    "Lantern Street Surgery",
    "Two Rivers Practice",
    "Saltmarsh Surgery",
    "Priory Fields Health Centre",
    "Windmill Rise Surgery",
    "Orchard End Practice",
    "Bellweather Road Surgery",
    "Clockhouse Surgery",
    "Dovecote Lane Practice",
    "Foxglove Medical Centre",
    "Gatehouse Surgery",
    "Heron Quay Practice",
    "Ivy Walk Surgery",
    "Juniper Street Health Centre",
    "Kingfisher Practice",
    "Limetree Avenue Surgery",
    "Marlpit Surgery",
    "Nettlecombe Practice",
    "Old Dairy Surgery",
    "Pebble Lane Surgery",
    "Quince Court Practice",
    "Rowan Hill Surgery",
    "Sandpiper Medical Centre",
    "Thistle Down Practice",
    "Underhill Surgery",
    "Vicarage Road Surgery",
)


@dataclass(frozen=True)
class Practice:
    """`key` is in the range of ODS codes kept for tests; numbers are E.164."""

    key: str
    name: str
    network: str
    landline: str
    mobile: str
    email: str
    list_size: int

    @property
    def phones(self) -> tuple[str, str]:
        return self.landline, self.mobile


def _practice(place: int, name: str) -> Practice:
    words = name.lower().removeprefix("the ").split()
    domain = FULL_LETTERS if place % 3 == 1 else OTHER_MAIL
    return Practice(
        key=f"Y99{place:03}",
        name=name,
        network=_NETWORKS[place % len(_NETWORKS)],
        landline=f"+441632960{100 + place}",
        mobile=f"+447700900{100 + place}",
        email=f"{''.join(words[:2])}@{domain}",
        list_size=3_200 + place * 977 % 11_000,
    )


PRACTICES = tuple(_practice(place, name) for place, name in enumerate(_NAMES, start=1))
