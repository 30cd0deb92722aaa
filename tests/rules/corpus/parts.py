"""Fictional parts: nobody has these names, numbers, addresses or telephones."""

FIRST = (
    "Pat", "Joan", "Zoë", "Jürgen", "Siân", "Mary-Jane", "Ananya", "Łukasz", "Elizabeth", "William",
    "Mohammed", "Chloë", "Niamh", "Olu", "Bjørn", "May", "José", "Kwame", "Xin", "Robert",
)  # fmt: skip
LAST = (
    "Fictional", "O'Madeup", "Inventson", "Smith-Madeup", "Müller", "McMadeup", "Ng", "Storyfield",
    "Núñez", "Fabell", "Van der Fable", "Talesworth", "Example-Jones", "Mythwood", "D'Invent",
    "Parkinson", "Brownlee", "MacFable", "Quillon", "Ståhlberg",
)  # fmt: skip
STAFF = (
    "Dr Amara Example", "Ben Example", "Dr Chidi Sample", "Prof Una Invented", "Dr Rhys Baker",
    "Nurse Tess Young", "Dr Mina Storyteller", "Mr Idris Fabled",
)  # fmt: skip
ORGANISATIONS = (
    "Elm Road Surgery", "The Fable Medical Centre", "Quillon Health Centre", "Story Lane Practice",
    "Inventia Group Practice", "St Madeup's Hospital",
)  # fmt: skip
NUMBERS = ("9990000018", "9990000026", "9990000034", "9990000042", "9990000050")
MOBILES = tuple(f"07700900{tail}" for tail in ("000", "123", "456", "789", "999"))
LANDLINES = tuple(f"01632960{tail}" for tail in ("000", "101", "456", "789", "999"))
# ZZ99 is the NHS's own area for no fixed abode; the others end in units that are not used.
POSTCODES = ("ZZ99 3WZ", "ZZ99 1AA", "M1 9ZZ", "EC1A 9ZZ", "LS11 9ZZ", "W1A 9ZZ", "B33 9ZZ")
STREETS = (
    "12 Elm Road", "4 Story Lane", "221b Fable Street", "Flat 3, 9 Madeup Close",
    "17 Old Quillon Avenue", "1 The Crescent", "33 Tale Gardens",
)  # fmt: skip
EMAILS = (
    "pat.fictional@example.org", "j_omadeup+gp@example.com", "elmroad@example.org",
    "a.b@mail.example.co.uk",
)  # fmt: skip
LINKS = ("https://example.org/p?id=4", "www.example.com/a", "http://example.org", "example.org/x/y")
INSURANCE = ("QQ123456C", "AB 12 34 56 D", "JG-10-37-59-A", "ab123456c")
REGISTRATIONS = ("GMC 9990001", "GMC no. 9990002", "HCPC RA99902", "RA99902", "NMC 99A9990Z")
CODES = ("K7Q2-M9FX", "Y99001", "CX4-2PD")
TITLED = ("Mr Fabricant", "Mrs O'Tale", "Dr J Storey-Madeup", "Miss Ada Quill", "Prof. McStory")
CALLED = (
    "his wife Susannah", "her son Callum Fabricant", "the patient is called Dilys",
    "Patient name: Gwen Madeup", "Kind regards, Ottoline", "her daughter, Priya",
)  # fmt: skip

LEADS = (
    "Seen today: ", "Please advise on ", "Re ", "Rang about ", "History: ", "Discussed ",
    "I spoke with ", "From the notes, ", "As before, ", "To confirm, ", "Query about ", "",
)  # fmt: skip
JOINTS = (
    ". ", ", ", "; ", " and ", " with ", " - ", "\n", " (see above). ", ": ", ", known ", " / ",
)  # fmt: skip
