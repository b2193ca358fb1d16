"""The words on the page, by the name that the page's modules ask for them."""

from __future__ import annotations

from bulletin.messages import Language, Message, say

WORDS: dict[str, Message] = {
    "preview": say("Preview"),
    "play": say("Play"),
    "pause": say("Pause"),
    "rundown": say("Rundown"),
    "script": say("Script"),
    "pictures": say("Pictures"),
    "problems": say("Problems"),
    "no_problems": say("Nothing to mend."),
    "help": say("Keys"),
    "captions": say("Captions"),
    "safe": say("Safe areas"),
    "render": say("Render the bulletin"),
    "rendering": say("Rendering"),
    "stop": say("Stop"),
    "rendered": say("Rendered"),
    "not_rendered": say("Not rendered"),
    "language": say("Tiếng Việt"),
    "ready": say("ready"),
    "making": say("being made"),
    "waiting": say("waiting"),
    "estimate": say("estimate"),
    "faulty": say("has a problem"),
    "estimated": say("estimated"),
    "in_slot": say("in its slot"),
    "slot": say("slot"),
    "broken": say("The script has an error: what you see is the last good draft."),
    "connecting": say("Connecting …"),
    "lost": say("The preview has ended. Start it again: {command}"),
    "no_key": say("Open the address that the program printed: the key is in it."),
    "first": say("The first picture is being made …"),
    "being_made": say("This picture is being made …"),
    "its_length": say("The voice has not read this yet: its length is an estimate."),
    "opener": say("opener"),
    "error": say("must be mended"),
    "warning": say("warning"),
    "note": say("note"),
    "line": say("line {line}"),
    "lines": say("lines {lines}"),
    "no_credit": say("no credit"),
    "focus": say("Focus"),
    "blur": say("Blur"),
    "cut": say("In and out"),
    "focus_how": say("Click on what must stay in the picture."),
    "blur_how": say("Draw a box over what must not be recognised. Click a box to remove it."),
    "cut_how": say(
        "Drag the two handles. Click between them to look; I and O set in and out there, arrows move a frame."
    ),
    "copied": say("Copied: {words}"),
    "copy": say("Copy"),
    "paste_where": say("Paste it into the braces behind the picture, line {line}."),
    "close": say("Close"),
    "key_play": say("play or pause"),
    "key_shuttle": say("back, pause, forward (again: faster)"),
    "key_step": say("one frame back or forward"),
    "key_second": say("one second back or forward"),
    "key_sentence": say("sentence before or after"),
    "key_story": say("story before or after"),
    "key_ends": say("beginning, end"),
    "key_captions": say("captions on or off"),
    "key_safe": say("safe areas on or off"),
    "key_mute": say("sound on or off"),
    "key_full": say("full screen"),
    "key_help": say("these keys"),
    "key_newest": say("hear the newest edit"),
    "key_tabs": say("script, rundown, pictures, problems"),
    "follow": say("Follow edits"),
    "newest": say("Newest edit: line {line}"),
    "droppable": say("can go"),
    "wide": say("16:9"),
    "vertical": say("9:16"),
    "square": say("1:1"),
    "key_shape": say("16:9, 9:16, 1:1"),
    "mute": say("Sound"),
    "full": say("Full screen"),
    "shots": say("shots"),
    "story": say("Story"),
    "length": say("Length"),
    "at": say("At"),
    "chunks": say("{made} of {all}"),
    "browser": say("This browser cannot show the preview: it plays no H.264."),
}


def words(language: Language) -> dict[str, str]:
    """All words in a language, fields still open (`{time}`), for the page to fill in."""
    return {name: _open(message).text(language) for name, message in WORDS.items()}


def _open(message: Message) -> Message:
    """The message with every field standing for itself."""
    return Message(message.template, tuple((name, f"{{{name}}}") for name in FIELDS))


FIELDS = ("command", "line", "lines", "words", "made", "all")
