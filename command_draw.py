"""``main.py export draw CODE``: the document of a draw as one file that anybody checks with ``main.py verify draw FILE``."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import composition
from venue.core import wording
from venue.core.acts import Refused
from venue.core.keys import open_keys
from venue.core.settings import Settings
from venue.core.work import Principal
from venue.records.draw_file import usual_name, write_document
from venue.records.exports import ExportEntry

Recording = Callable[[Settings], AbstractContextManager[Callable[[ExportEntry], object]]]


def export_draw(
    settings: Settings, code: str, folder: Path, *, recording: Recording, say: Callable[[str], None]
) -> int:
    """Write the document of a draw into ``folder`` and enter it in the book: 0 when it lies there, 1 when it is refused."""
    try:
        document = read_document(settings, code)
        with recording(settings) as record:
            name = usual_name(settings.site, settings.kind, code)
            file = write_document(document, folder / name, record=record)
    except Refused as no:
        say(f"{wording.say(no.code, no.args_)} / {wording.say(no.code, no.args_, 'en')}")
        return 1
    say(str(file))
    return 0


def read_document(settings: Settings, code: str) -> dict[str, Any]:
    """The document as the stored book gives it. Raises Refused while the result is sealed."""
    from venue.schedule.draw_document import draw_document

    keys, _ = open_keys(settings.key_file)
    with contextlib.ExitStack() as stack:
        database = composition.database_of(stack, settings, keys)
        with database.reading() as read:
            viewer = Principal("console", site=settings.site)
            return draw_document(read, viewer, draw=code, public_key=keys.public_key())
