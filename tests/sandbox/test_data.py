"""The reduced vendor data: how it is made, and that it still is what the vendor publishes."""

import json
import os
from importlib.resources import files
from pathlib import Path

import pytest

from integrations.sandbox.data import renew_grammar, renew_openapi
from integrations.sandbox.openapi import Description, NotAllowed

TYPINGS = """
declare class VoiceResponse extends TwiML {
    /**
     * <Say> TwiML Verb
     *
     * @param attributes - TwiML attributes
     */
    say(message: string): VoiceResponse.Say;
    say(attributes: VoiceResponse.SayAttributes, message: string): VoiceResponse.Say;
    /**
     * <Echo> TwiML Verb
     */
    echo(attributes?: object): VoiceResponse.Echo;
}
declare namespace VoiceResponse {
    type SayVoice = "man" | "Google.cy-GB-Standard-A" | "Google.en-GB-Standard-A";
    type Colour = "red" | "blue";
    export interface SayAttributes {
        /** loop - Times to loop message */
        loop?: number;
        /** colours - Not real */
        colours?: Colour[];
        /** voice - Voice to use */
        voice?: SayVoice;
        /** xml:lang - Not real either */
        "xml:lang"?: string;
    }
    export class Say extends TwiML {
        say: XMLElement;
        /**
         * Adding a word
         *
         * @param words - Words to speak
         */
        sayAs(words: string): VoiceResponse.SsmlSayAs;
    }
    export class SsmlSayAs extends TwiML {
        sayAs: XMLElement;
    }
}
"""


def test_typings_become_elements_children_and_attributes() -> None:
    grammar = renew_grammar.reduce(TYPINGS, "VoiceResponse", {"Response", "Say", "SsmlSayAs"})
    assert grammar["Response"] == {"children": {"Say": "Say"}, "attributes": {}, "text": False}
    assert grammar["Say"]["children"] == {"say-as": "SsmlSayAs"}
    assert grammar["Say"]["text"]
    assert grammar["Say"]["attributes"] == {
        "loop": {"type": "number"},
        "colours": {"type": "words", "values": ["red", "blue"]},
        "voice": {"type": "word", "values": ["man", "Google.en-GB-Standard-A"]},
        "xml:lang": {"type": "string"},
    }


def test_each_data_file_names_its_source_and_has_its_licence() -> None:
    data = files("integrations.sandbox.data")
    grammar = json.loads(data.joinpath("twiml_grammar.json").read_text("utf-8"))
    rest = json.loads(data.joinpath("twilio_rest.json").read_text("utf-8"))
    assert grammar["source"] == renew_grammar.SOURCE
    assert rest["info"]["x-source"] == renew_openapi.SOURCE
    for notice in (grammar["licence"], rest["info"]["x-licence"]):
        name = notice.removeprefix("MIT, see ").removesuffix(".")
        assert data.joinpath(name).read_text("utf-8").startswith("MIT License")


def test_the_reduced_description_keeps_fields_and_rules_and_drops_words() -> None:
    rest = files("integrations.sandbox.data").joinpath("twilio_rest.json").read_text("utf-8")
    assert '"pattern": "^AC[0-9a-fA-F]{32}$"' in rest
    assert "x-twilio" not in rest
    create = json.loads(rest)["paths"]["/2010-04-01/Accounts/{AccountSid}/Messages.json"]["post"]
    schema = create["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
    assert {"To", "Body", "StatusCallback"} < set(schema["properties"])


def test_an_answer_that_breaks_the_description_is_found() -> None:
    account = "AC" + "5a" * 16
    path = f"/2010-04-01/Accounts/{account}/Messages/SM{'0' * 32}.json"
    with pytest.raises(NotAllowed):
        Description().check_answer("GET", path, 200, b'{"sid": "short"}')


full = pytest.mark.skipif(
    "TWILIO_OPENAPI" not in os.environ,
    reason="npm pack @twilio/cli-core@9.0.0, and set TWILIO_OPENAPI to its twilio_api_v2010.json",
)
typings = pytest.mark.skipif(
    "TWILIO_TYPINGS" not in os.environ,
    reason="npm pack twilio@6.2.0, and set TWILIO_TYPINGS to its lib/twiml folder",
)


@full
def test_the_reduced_description_is_the_full_one_reduced() -> None:
    whole = json.loads(Path(os.environ["TWILIO_OPENAPI"]).read_text("utf-8"))
    assert json.loads(renew_openapi.TARGET.read_text("utf-8")) == renew_openapi.reduce(whole)


@pytest.mark.parametrize("since", ["2026-13-23T09:46:34Z", "2026-11-23", "yesterday"])
def test_what_is_no_instant_is_refused_after_one_that_was_good(since: str) -> None:
    path = f"/2010-04-01/Accounts/AC{'5a' * 16}/Calls.json"
    Description().check("GET", path, [("StartTime>", "2026-11-23T09:46:34Z")], [])
    with pytest.raises(NotAllowed, match="StartTime"):
        Description().check("GET", path, [("StartTime>", since)], [])


@full
def test_the_full_description_serves_as_well() -> None:
    description = Description(Path(os.environ["TWILIO_OPENAPI"]))
    account = "AC" + "5a" * 16
    path = f"/2010-04-01/Accounts/{account}/Calls.json"
    asked = [("To", "+447700900001"), ("From", "+441632960000"), ("Url", "https://x.example.org/")]
    assert description.check("POST", path, [], asked).name == "CreateCall"
    with pytest.raises(NotAllowed, match="Colour"):
        description.check("POST", path, [], [*asked, ("Colour", "red")])


@typings
def test_the_grammar_is_the_typings_reduced() -> None:
    folder = Path(os.environ["TWILIO_TYPINGS"])
    assert json.loads(renew_grammar.TARGET.read_text("utf-8")) == renew_grammar.grammar(folder)
