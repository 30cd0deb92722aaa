"""A `Script` in the carrier's markup.

The SDK's builder checks nothing, so what may stand where is checked here.
"""

from twilio.twiml.voice_response import (  # type: ignore[import-untyped] # the SDK ships no py.typed
    Dial,
    VoiceResponse,
)

from advice_line.ports import xml_text
from advice_line.ports.script import (
    Ask,
    Connect,
    GoTo,
    HangUp,
    Join,
    Leave,
    Meet,
    Pause,
    Play,
    Record,
    Say,
    Script,
    Tones,
    Verb,
    Wait,
)
from integrations.twilio.addresses import Addresses
from integrations.twilio.ringing import ring_timeout

VOICE = "Polly.Amy"
LANGUAGE = "en-GB"
LEG_EVENTS = "initiated ringing answered completed"
MOST_SPOKEN = 4096


def render(script: Script, addresses: Addresses) -> str:
    """The document for the caller, or for whoever we ring back."""
    response = VoiceResponse()
    for verb in script.verbs:
        _add(response, verb, addresses)
    return str(response)


def render_whisper(script: Script, addresses: Addresses) -> str:
    """The document for a phone that was dialled and is not joined yet.

    The carrier allows words, questions and hanging up only; it joins the two wherever such a
    document ends. So one without a `Join` always ends by hanging up: nobody is joined by accident.
    Raises ValueError for any other verb.
    """
    response = VoiceResponse()
    for verb in script.verbs:
        if not isinstance(verb, Say | Ask | HangUp | Join):
            raise ValueError(f"A whisper cannot hold {verb.verb}.")
        _add(response, verb, addresses)
    if not any(isinstance(verb, Join | HangUp) for verb in script.verbs):
        response.hangup()
    return str(response)


def render_waiting(script: Script, addresses: Addresses) -> str:
    """The document for a caller in a queue, where the carrier neither dials nor records. Raises
    ValueError for a verb that it does not allow there."""
    for verb in script.verbs:
        if not isinstance(verb, Say | Play | Pause | Ask | GoTo | Leave | HangUp):
            raise ValueError(f"Whoever waits in a queue cannot be given {verb.verb}.")
    return render(script, addresses)


def _add(response: VoiceResponse, verb: Verb, addresses: Addresses) -> None:
    match verb:
        case Say():
            say(response, verb.words)
        case Play():
            response.play(verb.url)
        case Pause():
            response.pause(length=verb.seconds)
        case Tones():
            response.play(digits=verb.keys)
        case Ask():
            _ask(response, verb, addresses)
        case Connect():
            _connect(response, verb, addresses)
        case Record():
            _record(response, verb, addresses)
        case GoTo():
            response.redirect(addresses.step(verb.then))
        case HangUp():
            response.hangup()
        case Wait():
            _wait(response, verb, addresses)
        case Leave():
            response.leave()
        case Meet():
            _meet(response, verb, addresses)
        case Join():
            pass  # where a whisper ends, the carrier joins


def say(parent: VoiceResponse, words: str) -> None:
    """Speak `words` in a British voice; characters that XML cannot hold are left out."""
    spoken = xml_text.held(words, " ").strip()[:MOST_SPOKEN]
    if spoken:
        parent.say(spoken, voice=VOICE, language=LANGUAGE)


def _ask(response: VoiceResponse, ask: Ask, addresses: Addresses) -> None:
    """Without a key the carrier goes on with the next verb: no `actionOnEmptyResult`."""
    ends = {"finish_on_key": "#"} if ask.keys is None else {"num_digits": ask.keys}
    gather = response.gather(
        input="dtmf", timeout=ask.seconds, action=addresses.step(ask.then), **ends
    )
    for words in ask.words:
        if isinstance(words, Play):
            gather.play(words.url)
        else:
            say(gather, words)


def _connect(response: VoiceResponse, connect: Connect, addresses: Addresses) -> None:
    """Only with `answerOnBridge` does the caller hear ringing through the whisper.

    The ringing is the carrier's own (`ringTone`), so that no operator's announcement and no
    private greeting reaches the caller.
    """
    dial = response.dial(
        action=addresses.step(connect.then),
        timeout=ring_timeout(connect.ring_seconds),
        caller_id=connect.show_number,
        answer_on_bridge=True,
        ring_tone="uk",
    )
    _number(dial, connect, addresses)


def _number(dial: Dial, connect: Connect, addresses: Addresses) -> None:
    given = {}
    if connect.whisper is not None:
        given["url"] = addresses.step(connect.whisper)
    if connect.watch is not None:
        given["status_callback"] = addresses.step(connect.watch)
        # One string: given a list, the builder prints the list as Python writes it.
        given["status_callback_event"] = LEG_EVENTS
    dial.number(connect.number, **given)


def _meet(response: VoiceResponse, meet: Meet, addresses: Addresses) -> None:
    """Nobody hears a beep; who is alone without a document of ours hears nothing, where the carrier
    by itself would fetch music from an address of somebody else's."""
    star = {"hangup_on_star": True} if meet.star else {}
    response.dial(action=addresses.step(meet.then), **star).conference(
        meet.room,
        start_conference_on_enter=True,
        end_conference_on_exit=meet.ends,
        beep="false",
        wait_url=addresses.step(meet.alone) if meet.alone else "",
    )


def _wait(response: VoiceResponse, wait: Wait, addresses: Addresses) -> None:
    response.enqueue(
        wait.queue,
        action=addresses.step(wait.then),
        wait_url=addresses.step(wait.during),
    )


def _record(response: VoiceResponse, record: Record, addresses: Addresses) -> None:
    """Only the hash key ends a message: by default any key touched with the ear would."""
    response.record(
        action=addresses.step(record.then),
        max_length=record.max_seconds,
        timeout=record.silence_seconds,
        finish_on_key="#",
        play_beep=True,
        recording_status_callback=addresses.step(record.ready),
        recording_status_callback_event="completed",
    )
