"""The patrol log as PDF/A-3a in the office's form (GB/T 9704), with the machine-readable JSONL attached.

Typst sets it from a template with fonts of our own, so that it looks the same on every machine, its Chinese is found by a text
search, and a screen reader can read it.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as fonts
import typst

from venue.core.wording import RESOURCES
from venue.records.faults import ExportFault
from venue.records.glyphs import shown
from venue.records.log_words import LogText
from venue.records.patrol_log import PatrolLog

TEMPLATE = RESOURCES / "templates" / "patrol_log.typ"
STANDARD = "a-3a"
FONTS = (fonts.serif_path(), fonts.sans_path())


def pdf_bytes(log: PatrolLog, text: LogText, *, attached: bytes, attached_name: str) -> bytes:
    """The whole file, with ``attached`` (JSONL) inside under ``attached_name``. The same log gives the same bytes.

    A character that the fonts lack is shown as 〓; the attached data have it as it was written.
    """
    words = json.dumps(asdict(text), ensure_ascii=False)
    inputs = {"log": shown(words, FONTS), "data": attached.decode(), "name": attached_name}
    return set_pdf(TEMPLATE, inputs, created=log.generated_at // 1000)


def set_pdf(template: Path, inputs: dict[str, str], *, created: int) -> bytes:
    """A PDF/A-3a of a template of ours and its inputs; ``created`` is in seconds. The same inputs give the same bytes."""
    try:
        return _compiled(template, inputs, created)
    except typst.TypstError as fault:
        raise ExportFault("export.not_set", template=template.name, fault=fault.message) from fault


def _compiled(template: Path, inputs: dict[str, str], created: int) -> bytes:
    compiled: Any = typst.compile
    made = compiled(
        template.read_bytes(),
        sys_inputs=inputs,
        font_paths=[str(FONTS[0].parent)],
        ignore_system_fonts=True,
        pdf_standards=[STANDARD],
        timestamp=created,
    )
    assert isinstance(made, bytes)
    return made
