"""``verify`` on the command line, in the program and as a file on its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.venue.journal.made import SIGNER, MadeBook, MakeBook
from tests.venue.journal.test_chain import FIVE
from venue.journal import verify
from venue.journal.verify import BookSource, canonical_bytes, entry_line


def written(book: MadeBook, folder: Path) -> list[str]:
    """The book as canonical lines, its heads and the key as files; the command's arguments."""
    (folder / "book.jsonl").write_bytes(b"".join(entry_line(row) + b"\n" for row in book.rows))
    (folder / "heads.jsonl").write_bytes(b"".join(canonical_bytes(head) + b"\n" for head in book.heads))
    (folder / "key.pem").write_text(f"-----BEGIN PUBLIC KEY-----\n{SIGNER.public_key}\n-----END PUBLIC KEY-----\n")
    heads, key = str(folder / "heads.jsonl"), str(folder / "key.pem")
    return ["book", str(folder / "book.jsonl"), "--heads", heads, "--key", key]


def test_a_book_written_out_as_lines_is_checked(
    make_book: MakeBook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify.main(written(make_book(9), tmp_path)) == 0
    assert "通过 PASS" in capsys.readouterr().out


def test_a_changed_line_is_named_and_the_command_fails(
    make_book: MakeBook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = written(make_book(9), tmp_path)
    path = tmp_path / "book.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"P-4"', b'"P-5"'))
    assert verify.main(arguments) == 1
    assert "首处 first: 第 4 条记录被改动 / entry 4 was changed" in capsys.readouterr().out


@pytest.mark.parametrize("garbage", [b"{}\n", b"not json\n", b"\xff\n", b"\n"])
def test_a_line_that_is_no_entry_is_a_fault_not_a_crash(make_book: MakeBook, tmp_path: Path, garbage: bytes) -> None:
    arguments = written(make_book(9), tmp_path)
    path = tmp_path / "book.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:3], garbage, *lines[4:]]))
    assert verify.main(arguments) == 1


def test_the_file_alone_runs_without_the_program(make_book: MakeBook, tmp_path: Path) -> None:
    alone = tmp_path / "verify.py"
    alone.write_bytes(Path(verify.__file__).read_bytes())
    arguments = written(make_book(9), tmp_path)
    done = subprocess.run(
        [sys.executable, "-I", str(alone), *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_handed_in_opens_the_sites_own_book(make_book: MakeBook, tmp_path: Path) -> None:
    book = make_book(9)
    asked: list[str | None] = []

    @contextmanager
    def open_book(path: str | None) -> Iterator[BookSource]:
        asked.append(path)
        yield BookSource("site M", book.rows, book.heads, [SIGNER.public_key])

    assert verify.main([], open_book=open_book) == 0
    assert verify.main(["book", "some.db"], open_book=open_book) == 0
    assert asked == [None, "some.db"]


def test_a_head_still_being_written_is_left_out(make_book: MakeBook, tmp_path: Path) -> None:
    arguments = written(make_book(9), tmp_path)
    path = tmp_path / "heads.jsonl"
    path.write_bytes(path.read_bytes()[:-40])
    assert len(verify.read_heads(path)) == 2
    assert verify.main(arguments) == 0


def test_a_kept_head_that_cannot_be_read_is_a_fault(make_book: MakeBook, tmp_path: Path) -> None:
    arguments = written(make_book(9), tmp_path)
    path = tmp_path / "heads.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"size":4', b'"size":four'))
    assert verify.main(arguments) == 1


def test_an_export_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "patrols.jsonl"
    path.write_bytes(FIVE)
    assert verify.main(["export", str(path), "--key", SIGNER.public_key]) == 0
    path.write_bytes(FIVE.replace(b"E1", b"E3", 1))
    assert verify.main(["export", str(path)]) == 1


@pytest.mark.parametrize("arguments", [["export"], ["book"], ["export", "nowhere.pdf"], ["book", "nowhere.jsonl"]])
def test_what_cannot_be_checked_is_told_apart_from_what_is_wrong(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify.main(arguments) == 2
    assert "/" in capsys.readouterr().err
