"""The rules as they are shipped: the folder, and the book in force on the sample day."""

from __future__ import annotations

import shutil
from pathlib import Path

from venue.core.clock import at_local
from venue.rules.rule_book import RuleBook, in_force, load_rules

RULES = Path(__file__).parents[3] / "resources" / "rules"
SAMPLE_DAY = at_local("2026-11-23", "10:20")
LIBRARY = load_rules(RULES)
BOOK = in_force(LIBRARY, SAMPLE_DAY)


def edited(folder: Path, file: str, *changes: tuple[str, str]) -> Path:
    """A copy of the shipped rules in ``folder`` with texts of one file replaced; each must stand there."""
    shutil.copytree(RULES, folder, dirs_exist_ok=True)
    text = (folder / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / file).write_text(text, encoding="utf-8")
    return folder


def edited_book(folder: Path, file: str, *changes: tuple[str, str]) -> RuleBook:
    """The book of the edited copy."""
    return in_force(load_rules(edited(folder, file, *changes)), SAMPLE_DAY)
