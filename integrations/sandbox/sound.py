"""Sound files for recordings: real files that a player opens, with nothing to hear in them."""

import io
import wave

_RATE = 8000
# A frame of MPEG-1 layer III, 128 kbit/s at 44.1 kHz: a header and zeros, decoded as silence.
_FRAME = bytes.fromhex("fffb9064") + bytes(413)
_FRAMES_PER_SECOND = 44_100 / 1152


def wav(seconds: int) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        sound.writeframes(bytes(2 * _RATE * seconds))
    return buffer.getvalue()


def mp3(seconds: int) -> bytes:
    return _FRAME * max(1, round(seconds * _FRAMES_PER_SECOND))
