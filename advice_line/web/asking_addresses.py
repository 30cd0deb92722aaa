"""The addresses of those who ask, by a form or by the link of a letter, an alert or a question, and
what each takes."""

from advice_line.trust.roles import Action

LETTER: dict[tuple[str, str], Action] = {
    # The same address shows the letter to a browser that has typed its code; its door asks.
    ("GET", "/q/{token}"): Action.SIGN_IN,
    ("GET", "/q/{token}/code"): Action.SIGN_IN,
    ("POST", "/q/{token}/code"): Action.SIGN_IN,
    ("POST", "/q/{token}/open"): Action.SIGN_IN,
    ("POST", "/q/{token}/fresh"): Action.SIGN_IN,
    ("GET", "/q/{token}/letter"): Action.READ_LETTER,
    ("GET", "/q/{token}/letter.pdf"): Action.READ_LETTER,
    ("GET", "/q/{token}/letter.txt"): Action.READ_LETTER,
    ("GET", "/q/{token}/letter.json"): Action.READ_LETTER,
    ("POST", "/q/{token}/acknowledge"): Action.ACKNOWLEDGE,
    ("POST", "/q/{token}/helpful"): Action.ACKNOWLEDGE,
}
ALERT_LINK: dict[tuple[str, str], Action] = {
    # As that of a letter: its door asks for the code.
    ("GET", "/a/{token}"): Action.SIGN_IN,
    ("GET", "/a/{token}/code"): Action.SIGN_IN,
    ("POST", "/a/{token}/code"): Action.SIGN_IN,
    ("POST", "/a/{token}/open"): Action.SIGN_IN,
    ("POST", "/a/{token}/fresh"): Action.SIGN_IN,
    ("POST", "/a/{token}/answer"): Action.ACKNOWLEDGE,
}
ASK: dict[tuple[str, str], Action] = {
    ("GET", "/ask"): Action.ASK,
    ("GET", "/ask/{line}"): Action.ASK,
    ("POST", "/ask"): Action.ASK,
    ("POST", "/ask/again"): Action.ASK,
    ("POST", "/ask/send"): Action.ASK,
    ("POST", "/ask/guidance"): Action.ASK,
    ("GET", "/you"): Action.ASK,
    ("POST", "/you"): Action.ASK,
    # The same address shows what is asked to a browser that has typed its code; its door asks.
    ("GET", "/you/tracers/{token}"): Action.SIGN_IN,
    ("GET", "/you/tracers/{token}/code"): Action.SIGN_IN,
    ("POST", "/you/tracers/{token}/code"): Action.SIGN_IN,
    ("POST", "/you/tracers/{token}/open"): Action.SIGN_IN,
    ("POST", "/you/tracers/{token}/fresh"): Action.SIGN_IN,
    ("POST", "/you/tracers/{token}/{tracer}"): Action.ANSWER_TRACER,
    ("GET", "/q/{token}/kept"): Action.ASK,
    ("GET", "/q/{token}/own/code"): Action.ASK,
    ("POST", "/q/{token}/own/code"): Action.ASK,
    ("POST", "/q/{token}/own/open"): Action.ASK,
    ("POST", "/q/{token}/write"): Action.WRITE_QUESTION,
    ("POST", "/q/{token}/withdraw"): Action.WRITE_QUESTION,
}
