"""Whether the browser can write a language at all."""

from __future__ import annotations

import json
from dataclasses import dataclass

from nicegui import Client


@dataclass(frozen=True)
class Script:
    """What not every machine has a font for.

    Attributes:
        language: the language that is written so, in English.
        letter: one of its letters.
        package: debian's package with a font.
    """

    language: str
    letter: str
    package: str


SCRIPTS = {
    "ja": Script("Japanese", "語", "fonts-noto-cjk"),
    "ru": Script("Russian", "Ж", "fonts-noto-core"),
}

# A letter without a font looks like the one that no font has.
_IS_BOX = """
const picture = letter => {
    const canvas = document.createElement("canvas");
    const drawn = canvas.getContext("2d", {willReadFrequently: true});
    drawn.font = "30px sans-serif";
    drawn.fillText(letter, 0, 40);
    return drawn.getImageData(0, 0, 60, 60).data.join();
};
return picture(%s) === picture("\\u{10ffff}");
"""


async def missing_font(client: Client, language: str) -> Script | None:
    """What shows as boxes in a browser that is set to a language; None where nothing does.

    Raises:
        TimeoutError: the browser does not answer.
    """
    script = SCRIPTS.get(language)
    if script is None:
        return None
    is_box = await client.run_javascript(_IS_BOX % json.dumps(script.letter))
    return script if is_box else None
