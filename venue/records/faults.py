"""What goes wrong when something is written for outside, said plainly in both languages."""

from __future__ import annotations

import errno
from pathlib import Path

from venue.core.wording import say

_CODES = {
    errno.ENOSPC: "export.disk_full",
    errno.EDQUOT: "export.disk_full",
    errno.EACCES: "export.not_allowed",
    errno.EPERM: "export.not_allowed",
    errno.EROFS: "export.not_allowed",
    errno.ENOTDIR: "export.no_folder",
    errno.EEXIST: "export.no_folder",
}


class ExportFault(Exception):
    """An export was not written; no half file is left. ``code`` and ``args_`` are rendered per language."""

    def __init__(self, code: str, **args: str | int) -> None:
        super().__init__(f"{say(code, args, 'zh')} / {say(code, args, 'en')}")
        self.code = code
        self.args_ = args


def fault_of(problem: OSError, path: Path) -> ExportFault:
    """The plain words for what the file system said about ``path``."""
    code = _CODES.get(problem.errno or 0, "export.not_written")
    return ExportFault(code, path=str(path), fault=problem.strerror or str(problem))
