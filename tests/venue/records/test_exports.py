"""The exported log: five formats with the same numbers, signed, whole or not at all, and each entered in the book."""

from __future__ import annotations

import csv
import dataclasses
import errno
import io
import json
import os
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest

from tests.venue.conduct.walking import DAY, OPERATOR, ZHOU, Hands
from venue.core.acts import Refused
from venue.core.keys import KeyStore
from venue.journal.verify import verify_export
from venue.records import log_words
from venue.records.exports import FORMS, ExportedFiles, export_patrols
from venue.records.faults import ExportFault
from venue.records.patrol_log import PatrolLog

Made = dict[str, ExportedFiles]
FIGURES = [4, 3, 1, 1, 14, 1, 2, 1]
"""Planned, complete, incomplete, extra, visited, missed, findings, closed of the golden day with two findings."""


def nothing(entry: object) -> None:
    """For tests that look at the file alone."""


@pytest.fixture(scope="module")
def made(log: PatrolLog, keys: KeyStore, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("exports")
    return {form: export_patrols(log, keys, folder, form, record=nothing) for form in FORMS}


def export(log: PatrolLog, keys: KeyStore, folder: Path, form: str = "pdf", **more) -> ExportedFiles:
    return export_patrols(log, keys, folder, form, **{"record": nothing, **more})


def pages(files: ExportedFiles) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(files.file).pages]


def lines(files: ExportedFiles) -> list[dict]:
    return [json.loads(line) for line in files.file.read_text().splitlines()]


# ------------------------------------------------------------------------------------------------- the same numbers


def numbers_in_pdf(files: ExportedFiles) -> list[int]:
    words = "".join(pages(files)).split()
    return [int(word) for word in words[words.index("已销号") + 1 :][:8]]


def numbers_in_docx(files: ExportedFiles) -> list[int]:
    return [int(cell.text) for cell in docx.Document(str(files.file)).tables[0].rows[1].cells]


def numbers_in_xlsx(files: ExportedFiles) -> list[int]:
    rows = list(openpyxl.load_workbook(files.file).worksheets[0].values)
    return list(rows[next(at for at, row in enumerate(rows) if row[0] == "计划轮次") + 1])


def numbers_in_csv(files: ExportedFiles) -> list[int]:
    rows = list(csv.reader(io.StringIO(files.file.read_bytes().decode("utf-8-sig"))))
    return [int(cell) for cell in rows[next(at for at, row in enumerate(rows) if row[:1] == ["计划轮次"]) + 1]]


def numbers_in_jsonl(files: ExportedFiles) -> list[int]:
    totals = lines(files)[-1]["trailer"]["totals"]
    return [
        totals[name]
        for name in ["planned", "complete", "incomplete", "extra", "visits", "missed", "findings", "closed"]
    ]


READERS = {
    "pdf": numbers_in_pdf,
    "docx": numbers_in_docx,
    "xlsx": numbers_in_xlsx,
    "csv": numbers_in_csv,
    "jsonl": numbers_in_jsonl,
}


@pytest.mark.parametrize("form", FORMS)
def test_every_format_has_the_same_numbers(made: Made, form: str) -> None:
    assert READERS[form](made[form]) == FIGURES


def rounds_in_docx(files: ExportedFiles) -> list[list[str]]:
    rows = docx.Document(str(files.file)).tables[1].rows[1:]
    return [[cell.text for cell in row.cells] for row in rows]


def rounds_in_xlsx(files: ExportedFiles) -> list[list[str]]:
    return [[cell or "" for cell in row] for row in list(openpyxl.load_workbook(files.file)["巡查轮次"].values)[1:]]


def rounds_in_csv(files: ExportedFiles) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(files.file.read_bytes().decode("utf-8-sig"))))
    at = rows.index(["巡查轮次"]) + 2
    return rows[at : rows.index([], at)]


def test_every_table_format_has_the_same_rounds(made: Made) -> None:
    rounds = rounds_in_csv(made["csv"])
    assert rounds == rounds_in_xlsx(made["xlsx"]) == rounds_in_docx(made["docx"])
    assert [row[6] for row in rounds] == ["完成", "完成", "未完成", "完成", "完成"]


def test_the_records_of_the_jsonl_are_as_many_as_its_totals_say(made: Made) -> None:
    records = [line["data"]["record"] for line in lines(made["jsonl"]) if "data" in line]
    assert [records.count(kind) for kind in ("round", "visit", "missed", "finding")] == [5, 14, 1, 2]


def test_the_missed_checkpoint_is_named_in_every_format(made: Made) -> None:
    assert "CP-E9" in "".join(pages(made["pdf"]))
    assert docx.Document(str(made["docx"].file)).tables[2].rows[1].cells[2].text == "CP-E9"
    assert openpyxl.load_workbook(made["xlsx"].file)["漏查点位"]["C2"].value == "CP-E9"
    assert (
        next(line["data"] for line in lines(made["jsonl"]) if line.get("data", {}).get("record") == "missed")[
            "checkpoint"
        ]
        == "CP-E9"
    )


# ------------------------------------------------------------------------------------------------------------ the PDF


def test_a_text_search_in_the_pdf_finds_the_chinese_words(made: Made) -> None:
    whole = "".join(pages(made["pdf"]))
    assert "公共资源交易中心" in whole.replace(" ", "")
    assert not any("\u2e80" <= letter <= "\u2fdf" for letter in whole), "radicals instead of characters"


def test_every_page_has_its_number_and_the_kind_of_the_site(made: Made) -> None:
    found = pages(made["pdf"])
    assert all(f"—{number}—" in page.replace(" ", "") for number, page in enumerate(found, 1))
    assert all("样例数据" in page for page in found)


def test_a_real_site_carries_no_mark_and_says_that_it_is_real(log: PatrolLog, keys: KeyStore, tmp_path: Path) -> None:
    real = dataclasses.replace(log, letterhead=dataclasses.replace(log.letterhead, kind="real"))
    found = pages(export(real, keys, tmp_path))
    assert all("样例" not in page.replace("样例州", "") and "真实站点" in page for page in found)


def test_the_pdf_prints_where_it_was_read_and_the_root_over_it(made: Made, log: PatrolLog) -> None:
    whole = "".join(pages(made["pdf"])).replace(" ", "").replace("\n", "")
    assert log.head is not None
    assert log.head.root in whole
    assert f"日志第{log.read_at}条" in whole
    assert log.head.signature in whole


def test_the_pdf_is_an_archive_file_with_the_jsonl_inside(made: Made) -> None:
    reader = pypdf.PdfReader(made["pdf"].file)
    assert "<pdfaid:part>3</pdfaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert reader.attachments[made["jsonl"].file.name] == [made["jsonl"].file.read_bytes()]


def test_only_the_pdf_says_that_data_are_attached(made: Made) -> None:
    words = [paragraph.text for paragraph in docx.Document(str(made["docx"].file)).paragraphs]
    assert any("旁附签名文件" in line for line in words)
    assert not any("本文件附有" in line for line in words)
    assert "本文件附有" in "".join(pages(made["pdf"]))


def test_the_page_has_the_margins_of_the_office_form(made: Made) -> None:
    section = docx.Document(str(made["docx"].file)).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]


def test_a_character_that_no_font_has_does_not_stop_the_pdf(log: PatrolLog, keys: KeyStore, tmp_path: Path) -> None:
    odd = tuple(dataclasses.replace(one, words="样品😀一件") for one in log.findings)
    assert "样品〓一件" in "".join(pages(export(dataclasses.replace(log, findings=odd), keys, tmp_path)))


def test_markup_in_a_finding_stays_text(log: PatrolLog, keys: KeyStore, tmp_path: Path) -> None:
    odd = tuple(dataclasses.replace(one, words="#read(1) *甲* $x$ <b>") for one in log.findings)
    assert "#read(1) *甲* $x$ <b>" in "".join(pages(export(dataclasses.replace(log, findings=odd), keys, tmp_path)))


def test_an_english_log_speaks_english(log: PatrolLog, keys: KeyStore, tmp_path: Path) -> None:
    found = "".join(pages(export(log, keys, tmp_path, language="en")))
    assert "4 rounds planned, 3 complete, 1 incomplete, 1 extra" in found
    assert "漏查" not in found


def test_a_log_of_days_without_patrols_can_be_printed(log: PatrolLog, keys: KeyStore, tmp_path: Path) -> None:
    none = dataclasses.replace(log.totals, **dict.fromkeys(vars(log.totals), 0))
    empty = dataclasses.replace(log, days=(), rounds=(), findings=(), head=None, totals=none)
    assert "尚未封存" in "".join(pages(export(empty, keys, tmp_path)))


def test_a_long_log_prints_only_the_checkpoints_that_were_not_in_order(
    log: PatrolLog, keys: KeyStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_words, "PRINTED_ROUNDS", 4)
    found = "".join(pages(export(log, keys, tmp_path)))
    detail = found[found.index("点位明细") :]
    assert "只列漏查" in detail
    assert "CP-E9" in detail
    assert "CP-MR" not in detail


def test_the_same_log_gives_the_same_bytes(made: Made, log: PatrolLog, keys: KeyStore, tmp_path: Path) -> None:
    for form in ("pdf", "jsonl", "csv"):
        assert export(log, keys, tmp_path, form).entry.digest == made[form].entry.digest


# ------------------------------------------------------------------------------------------------- cells and encoding


def test_the_csv_begins_with_a_byte_order_mark(made: Made) -> None:
    assert made["csv"].file.read_bytes().startswith(b"\xef\xbb\xbf")


def test_text_that_would_be_a_formula_is_escaped(made: Made) -> None:
    harmless = "'=HYPERLINK(A1) 询标室电话无录音"
    assert harmless in made["csv"].file.read_text(encoding="utf-8-sig")
    cell = openpyxl.load_workbook(made["xlsx"].file)["发现问题"]["D3"]
    assert (cell.value, cell.data_type) == (harmless, "s")
    assert docx.Document(str(made["docx"].file)).tables[3].rows[2].cells[3].text == harmless


# --------------------------------------------------------------------------------------------------------- signatures


@pytest.mark.parametrize("form", FORMS)
def test_every_file_verifies_with_the_published_key(made: Made, log: PatrolLog, form: str) -> None:
    report = verify_export(made[form].file, public_keys=[log.letterhead.public_key])
    assert report.ok, report.lines()


@pytest.mark.parametrize("form", FORMS)
def test_one_changed_byte_makes_the_verifier_red(made: Made, log: PatrolLog, tmp_path: Path, form: str) -> None:
    files = made[form]
    for part in filter(None, (files.file, files.signature)):
        (tmp_path / part.name).write_bytes(part.read_bytes())
    changed = bytearray(files.file.read_bytes())
    changed[len(changed) // 2] ^= 1
    (tmp_path / files.file.name).write_bytes(changed)
    assert not verify_export(tmp_path / files.file.name, public_keys=[log.letterhead.public_key]).ok


def test_a_removed_line_of_the_jsonl_is_named(made: Made, tmp_path: Path) -> None:
    kept = made["jsonl"].file.read_bytes().splitlines(keepends=True)
    short = tmp_path / "short.jsonl"
    short.write_bytes(b"".join(kept[:4] + kept[5:]))
    fault = verify_export(short).first_bad
    assert fault is not None
    assert (fault.kind, fault.position) == ("line_removed", 5)


def test_the_signature_says_which_key_signed_what_and_when(made: Made, log: PatrolLog) -> None:
    assert made["pdf"].signature == made["pdf"].file.with_name(made["pdf"].file.name + ".sig")
    signed = json.loads(made["pdf"].signature.read_text())
    assert (signed["hash"], signed["key"], signed["at"]) == (
        made["pdf"].entry.digest,
        log.letterhead.key,
        log.generated_at,
    )


# ---------------------------------------------------------------------------------------------- whole or not at all


def test_an_unknown_format_is_refused_in_both_languages(log: PatrolLog, keys: KeyStore, tmp_path: Path) -> None:
    with pytest.raises(ExportFault, match=r"没有“odt”这种导出格式.* / There is no export format odt"):
        export(log, keys, tmp_path, "odt")


@pytest.mark.parametrize("full", [errno.ENOSPC, errno.EACCES])
def test_a_full_or_shut_disk_is_told_plainly_and_leaves_nothing(
    log: PatrolLog, keys: KeyStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: int
) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(full, os.strerror(full))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(ExportFault, match=r"磁盘空间不足.*The disk is full|没有写入.*not permitted"):
        export(log, keys, tmp_path, "csv")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()  # the control: the same export on a disk with room
    assert export(log, keys, tmp_path, "csv").file.exists()


def test_a_file_where_the_folder_should_be_is_told_plainly(log: PatrolLog, keys: KeyStore, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(ExportFault, match=r"不是文件夹.* / .*is not a folder"):
        export(log, keys, tmp_path / "out" / "deeper", "csv")


def test_an_export_that_the_book_refuses_is_not_written(log: PatrolLog, keys: KeyStore, tmp_path: Path) -> None:
    def refuse(entry: object) -> None:
        raise Refused("act.not_yours", act="exports.written")

    with pytest.raises(Refused):
        export(log, keys, tmp_path, record=refuse)
    assert list(tmp_path.iterdir()) == []


def test_a_target_that_cannot_be_replaced_leaves_no_signature_behind(
    log: PatrolLog, keys: KeyStore, tmp_path: Path
) -> None:
    (tmp_path / f"patrols_M-sample_{DAY}_{DAY}.csv").mkdir()
    with pytest.raises(ExportFault):
        export(log, keys, tmp_path, "csv")
    assert [path.name for path in tmp_path.iterdir()] == [f"patrols_M-sample_{DAY}_{DAY}.csv"]


def test_a_second_export_replaces_the_first_and_leaves_no_workshop(
    log: PatrolLog, keys: KeyStore, tmp_path: Path
) -> None:
    export(log, keys, tmp_path / "new" / "folder", "csv")
    files = export(log, keys, tmp_path / "new" / "folder", "csv", language="en")
    assert sorted(path.name for path in files.file.parent.iterdir()) == [files.file.name, files.file.name + ".sig"]
    assert "Patrol Log" in files.file.read_text(encoding="utf-8-sig")


# ---------------------------------------------------------------------------------------------------------- the book


def test_every_export_is_an_entry_with_its_digest(hands: Hands, log: PatrolLog, keys: KeyStore, tmp_path: Path) -> None:
    def record(entry) -> None:
        hands.asks("exports.written", OPERATOR, **entry.args())

    files = export(log, keys, tmp_path, "csv", record=record)
    entry = hands.entries("export.written")[0]
    told = json.loads(entry.payload)
    assert (entry.actor, told["digest"], told["period"]) == ("limin", files.entry.digest, [DAY, DAY])


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"digest": "00"}, "export.digest_wrong"), ({"form": "odt"}, "export.form_unknown")],
)
def test_an_entry_that_names_no_export_is_refused(hands: Hands, made: Made, changed: dict, code: str) -> None:
    with pytest.raises(Refused) as no:
        hands.asks("exports.written", ZHOU, **{**made["pdf"].entry.args(), **changed})
    assert no.value.code == code
