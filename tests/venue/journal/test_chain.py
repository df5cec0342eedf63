"""Exports that anybody can check: any line changed, removed, added or moved is found and named."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.venue.journal.made import SIGNER
from venue.journal.chain import ChainWriter, Ed25519Signer, header, sign_file
from venue.journal.verify import Fault, NotCanonical, Report, signature_path, verify_export

KEYS = [SIGNER.public_key]
AT = 1_795_000_000_000


def export_bytes(records: int, signer: Ed25519Signer = SIGNER) -> bytes:
    file = io.BytesIO()
    chain = ChainWriter(file, header(signer, site="M", kind="sample", content="patrols", read_at=41, at=AT), signer)
    for number in range(1, records + 1):
        chain.write({"round": number, "检查点": ["E1", "E2"], "finding": "样品遗留"})
    chain.close({"complete": records})
    return file.getvalue()


FIVE = export_bytes(5)


@pytest.fixture
def check(tmp_path: Path) -> Any:
    def verdict(content: bytes, **more: Any) -> Report:
        path = tmp_path / "patrols.jsonl"
        path.write_bytes(content)
        return verify_export(path, **{"public_keys": KEYS, **more})

    return verdict


def joined(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def test_an_untouched_export_is_green(check: Any) -> None:
    report = check(FIVE)
    assert (report.ok, report.entries, report.faults, report.notes) == (True, 5, (), ())


def test_an_export_without_records_is_never_green(check: Any) -> None:
    report = check(export_bytes(0))
    assert (report.ok, report.faults) == (False, (Fault("empty"),))


def test_an_empty_file_is_never_green(check: Any) -> None:
    assert not check(b"").ok


@pytest.mark.parametrize("line", range(2, 7))
def test_a_changed_record_is_named_by_its_line(check: Any, line: int) -> None:
    lines = FIVE.split(b"\n")[:-1]
    lines[line - 1] = lines[line - 1].replace(b"E2", b"E9")
    assert check(joined(lines)).faults == (Fault("line_changed", line),)


def test_a_changed_header_is_named(check: Any) -> None:
    assert check(FIVE.replace(b'"kind":"sample"', b'"kind":"real"')).first_bad == Fault("line_changed", 1)


def test_a_changed_trailer_is_named(check: Any) -> None:
    assert check(FIVE.replace(b'"complete":5', b'"complete":6')).faults == (Fault("signature", 7),)


@pytest.mark.parametrize("line", range(1, 8))
def test_a_removed_line_is_named(check: Any, line: int) -> None:
    lines = FIVE.split(b"\n")[:-1]
    report = check(joined(lines[: line - 1] + lines[line:]))
    found = {(fault.kind, fault.position) for fault in report.faults}
    expected = ("line_removed", line) if line < 7 else ("cut_off", 6)
    assert not report.ok
    assert expected in found


@pytest.mark.parametrize("line", range(2, 8))
def test_an_added_line_is_named(check: Any, line: int) -> None:
    lines = FIVE.split(b"\n")[:-1]
    new = lines[2].replace(b"E1", b"E7")
    report = check(joined([*lines[: line - 1], new, *lines[line - 1 :]]))
    assert Fault("line_inserted", line) in report.faults


def test_a_line_after_the_trailer_is_named(check: Any) -> None:
    lines = FIVE.split(b"\n")[:-1]
    report = check(joined([*lines, lines[3].replace(b'"line":4', b'"line":8')]))
    assert Fault("line_inserted", 8) in report.faults


@pytest.mark.parametrize(("first", "second"), [(2, 3), (3, 6), (2, 6), (6, 7)])
def test_lines_that_changed_places_are_named(check: Any, first: int, second: int) -> None:
    lines = FIVE.split(b"\n")[:-1]
    lines[first - 1], lines[second - 1] = lines[second - 1], lines[first - 1]
    report = check(joined(lines))
    assert report.first_bad is not None
    assert report.first_bad.place in (first, second)
    assert {fault.kind for fault in report.faults} & {"line_reordered", "line_inserted"}


@pytest.mark.parametrize("left", range(len(FIVE.split(b"\n")) - 1))
def test_a_cut_off_file_is_red_at_every_length(check: Any, left: int) -> None:
    lines = FIVE.split(b"\n")[:-1]
    assert not check(joined(lines[:left])).ok


@given(st.integers(0, len(FIVE) - 1), st.integers(0, 255))
def test_any_single_byte_makes_it_red_and_names_a_place(tmp_path_factory: Any, at: int, value: int) -> None:
    content = FIVE[:at] + bytes([value]) + FIVE[at + 1 :]
    path = tmp_path_factory.getbasetemp() / "one_byte.jsonl"
    path.write_bytes(content)
    report = verify_export(path, public_keys=KEYS)
    line = FIVE[:at].count(b"\n") + 1
    assert report.ok == (content == FIVE)
    assert report.ok or (report.first_bad is not None and abs(report.first_bad.place - line) <= 1)


def test_a_file_sealed_anew_with_another_key_is_red_when_the_key_is_published(check: Any, stranger: Any) -> None:
    forged = export_bytes(5, stranger)
    assert check(forged).faults == (Fault("key"),)


def test_without_a_published_key_the_report_asks_to_compare_the_fingerprint(check: Any) -> None:
    report = check(FIVE, public_keys=())
    assert report.ok
    assert "fingerprint" in report.notes[0][1]


@pytest.mark.parametrize("value", [1.5, True, None])
def test_a_record_with_an_unclear_value_is_refused(value: Any) -> None:
    chain = ChainWriter(io.BytesIO(), header(SIGNER, site="M", kind="real", content="x", read_at=1, at=AT), SIGNER)
    with pytest.raises(NotCanonical):
        chain.write({"value": value})


def test_a_header_that_leaves_something_out_is_refused() -> None:
    with pytest.raises(ValueError, match="read_at"):
        ChainWriter(io.BytesIO(), {"site": "M"}, SIGNER)


# --- the signature beside a file ------------------------------------------------------------------------------------


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    path = tmp_path / "巡查日志.pdf"
    path.write_bytes(b"%PDF-1.7 not really, but bytes are bytes" * 40)
    sign_file(path, SIGNER, site="M", kind="sample", at=AT)
    return path


def test_a_signed_file_is_green(signed: Path) -> None:
    assert verify_export(signed, public_keys=KEYS).ok


def test_a_file_without_its_signature_is_never_green(signed: Path) -> None:
    signature_path(signed).unlink()
    report = verify_export(signed, public_keys=KEYS)
    assert (report.ok, report.faults[0].kind) == (False, "no_signature")


def test_a_changed_file_is_red(signed: Path) -> None:
    content = bytearray(signed.read_bytes())
    content[100] ^= 1
    signed.write_bytes(bytes(content))
    assert verify_export(signed, public_keys=KEYS).faults == (Fault("file_hash"),)


@pytest.mark.parametrize("step", range(7))
def test_any_changed_byte_of_the_signature_is_red(signed: Path, step: int) -> None:
    beside = signature_path(signed)
    content = beside.read_bytes()
    for at in range(step, len(content), 7):
        beside.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert not verify_export(signed, public_keys=KEYS).ok, at
    assert step or not verify_export(signed, public_keys=KEYS).ok


def test_a_renamed_file_stays_green_and_the_old_name_is_told(signed: Path) -> None:
    other = signed.with_name("other.pdf")
    signed.rename(other)
    signature_path(signed).rename(signature_path(other))
    report = verify_export(other, public_keys=KEYS)
    assert report.ok
    assert "巡查日志.pdf" in report.notes[0][1]


def test_a_jsonl_is_held_to_the_signature_beside_it_too(tmp_path: Path) -> None:
    path = tmp_path / "patrols.jsonl"
    path.write_bytes(FIVE)
    sign_file(path, SIGNER, site="M", kind="sample", at=AT)
    assert verify_export(path, public_keys=KEYS).ok
    path.write_bytes(export_bytes(6))
    assert verify_export(path, public_keys=KEYS).faults == (Fault("file_hash"),)


# --- the second way: sha256sum and openssl alone, as docs/how_to/verify_the_book.md tells it ------------------------

GUIDE = Path(__file__).parents[3] / "docs" / "how_to" / "verify_the_book.md"


def guide_script(name: str) -> str:
    """The shell block of the guide under the comment ``# name``."""
    blocks = GUIDE.read_text(encoding="utf-8").split("```sh\n")[1:]
    return next(block.split("```")[0] for block in blocks if block.startswith(f"# {name}"))


def run_guide(name: str, folder: Path, **names: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **names}
    return subprocess.run(
        ["sh", "-eu", "-c", guide_script(name)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")


@needs_openssl
def test_the_guides_shell_lines_agree_about_a_signed_file(signed: Path) -> None:
    assert run_guide("signature", signed.parent, FILE=signed.name).returncode == 0
    signed.write_bytes(signed.read_bytes() + b" ")
    assert run_guide("signature", signed.parent, FILE=signed.name).returncode != 0


@needs_openssl
def test_the_guides_shell_lines_agree_about_a_chain(tmp_path: Path) -> None:
    path = tmp_path / "patrols.jsonl"
    path.write_bytes(FIVE)
    assert run_guide("chain", tmp_path, FILE=path.name).returncode == 0
    path.write_bytes(FIVE.replace(b'"round":3', b'"round":4'))
    told = run_guide("chain", tmp_path, FILE=path.name)
    assert told.returncode != 0
    assert "line 4" in told.stdout + told.stderr
