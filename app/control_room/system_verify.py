"""Verifying the whole book off Qt's thread, and the outcome in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.dialogs.custody import Custody
from venue.journal import book
from venue.journal.verify import Report, read_heads, verify_book

STEP = 2_000
"""Entries between two words about the progress."""

Progress = Callable[[int], None]


def verify_site(custody: Custody, site: str, progress: Progress) -> Report:
    """Check every entry and head of a site's book against what was kept outside; ``progress`` hears the entries read so far.

    The kept heads are read first, for the book only grows.
    """
    kept = read_heads(custody.heads_file) if custody.heads_file.exists() else None
    with book.opened(custody.database, site, [custody.keys.public_key()]) as source:
        entries = _counted(source.entries, progress)
        return verify_book(
            entries, source.heads, public_keys=source.public_keys, kept_heads=kept, subject=source.subject
        )


def _counted(entries: Iterable[Sequence[Any]], progress: Progress) -> Iterator[Sequence[Any]]:
    for number, entry in enumerate(entries, start=1):
        if number % STEP == 0:
            progress(number)
        yield entry


def outcome_words(report: Report, language: str) -> tuple[str, ...]:
    """Green or red in sentences: the outcome, the first bad entry, how many more, and what could not be seen."""
    words = [_said(_PASSED if report.ok else _FAILED).format(entries=report.entries, sealed=report.sealed)]
    if report.tail:
        words.append(_said(_TAIL).format(tail=report.tail))
    first = report.first_bad
    if first is not None:
        words.append(_said(_FIRST).format(fault=first.zh if language == "zh" else first.en))
    if report.fault_count > 1:
        words.append(_said(_MORE).format(count=report.fault_count))
    words += [zh if language == "zh" else en for zh, en in report.notes]
    return tuple(words)


def _said(text: str) -> str:
    return QCoreApplication.translate("verify", text)


_PASSED = QT_TRANSLATE_NOOP("verify", "核验通过：{entries} 条记录与封存签名完全一致，已封存 {sealed} 条。")
_FAILED = QT_TRANSLATE_NOOP("verify", "核验不通过：账本与封存签名不符（共读到 {entries} 条，已封存 {sealed} 条）。")
_TAIL = QT_TRANSLATE_NOOP("verify", "最后 {tail} 条尚未封存，一秒内会封存。")
_FIRST = QT_TRANSLATE_NOOP("verify", "首处：{fault}")
_MORE = QT_TRANSLATE_NOOP("verify", "共发现 {count} 处。")
