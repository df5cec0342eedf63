"""A day or a week from a file: each wrong cell by its name, nothing taken before it is asked for, whatever the bytes are."""

import contextlib
import csv
import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from venue.core.acts import Refused
from venue.core.clock import at_local
from venue.core.wording import say
from venue.core.work import Principal, Work, Writer
from venue.journal import book
from venue.people.units import register_unit
from venue.projects.projects import all_projects, find_project, refusals, reserve
from venue.schedule import bookings, sheet_files, sheet_forms, sheets
from venue.schedule.sheet_columns import COLUMNS

DAY = "2026-12-01"
HEAD = ["项目编号", "项目名称", "项目类别", "交易方式", "代理机构", "开标日期", "开标时间", "集合时间", "抽取时间"]
GOOD = ["XM-1", "城北小学教学楼工程", "工程建设", "公开招标", "DL1", DAY, "09:00", "10:00", "前一日 15:30"]


def line(**changed: Any) -> list[Any]:
    """A good line, changed by column letter: ``H="15:17"``."""
    cells: list[Any] = list(GOOD)
    for letter, value in changed.items():
        cells[ord(letter) - ord("A")] = value
    return cells


def as_csv(*lines: list[Any], head: list[str] = HEAD, encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, *lines])
    return out.getvalue().encode(encoding)


def as_xlsx(*lines: list[Any], head: list[str] = HEAD) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (head, *lines):
        sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def seen(work: Work, viewer: Principal, content: bytes, name: str = "week.csv") -> sheets.Preview:
    return sheets.preview(work.reading(), viewer, content=content, name=name, at=work.now)


def shown(writer: Writer, viewer: Principal, content: bytes, name: str = "week.csv") -> sheets.Preview:
    with writer.writing() as work:
        return seen(work, viewer, content, name)


def places(preview: sheets.Preview) -> list[tuple[str, str]]:
    return [(fault.cell, fault.code) for fault in preview.faults]


# ------------------------------------------------------------------------------------------------------ what is read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_file_is_read_in_the_encodings_that_offices_write(
    writer: Writer, viewer: Principal, encoding: str
) -> None:
    preview = shown(writer, viewer, as_csv(line(), encoding=encoding))
    assert [row.asked["title"] for row in preview.good] == ["城北小学教学楼工程"]


def test_a_row_becomes_a_reservation(writer: Writer, viewer: Principal) -> None:
    asked = shown(writer, viewer, as_csv(line())).good[0].asked
    assert asked == {
        "code": "XM-1",
        "title": "城北小学教学楼工程",
        "category": "construction",
        "method": "open_tender",
        "agency": "DL1",
        "open_at": at_local(DAY, "09:00"),
        "gather_at": at_local(DAY, "10:00"),
        "draw_at": at_local("2026-11-30", "15:30"),
    }


def test_a_workbook_with_real_dates_and_times_says_the_same_as_text(writer: Writer, viewer: Principal) -> None:
    drawn = dt.datetime(2026, 11, 30, 15, 30)  # noqa: DTZ001 a workbook knows no time zones
    real = line(F=dt.date(2026, 12, 1), G=dt.time(9, 0), H=10 / 24, I=drawn)
    rows = [shown(writer, viewer, as_xlsx(one), "week.xlsx").good[0].asked for one in (real, line())]
    assert rows[0] == rows[1]


def test_the_names_of_registered_agencies_become_their_codes(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        register_unit(work, code="DL1", kind="agency", name="湘西诚信招标代理有限公司")
        preview = seen(work, viewer, as_csv(line(E="湘西诚信招标代理有限公司"), line(A="XM-2", E="无名招标代理公司")))
    assert [row.asked.get("agency") for row in preview.rows] == ["DL1", None]
    assert places(preview) == [("E3", "sheets.agency_unknown")]


def test_a_title_above_the_head_and_columns_in_another_order_do_no_harm(writer: Writer, viewer: Principal) -> None:
    turned = [["下周计划"], [], list(reversed(HEAD)), list(reversed(GOOD))]
    content = as_csv(*turned[1:], head=turned[0])
    assert [row.line for row in shown(writer, viewer, content).good] == [4]


def test_a_column_that_means_nothing_here_is_left_aside_and_said_so(writer: Writer, viewer: Principal) -> None:
    preview = shown(writer, viewer, as_csv([*line(), "张三"], head=[*HEAD, "经办人"]))
    assert (len(preview.good), preview.ignored) == (1, ("经办人",))


# ------------------------------------------------------------------------------------------------- each wrong cell


@pytest.mark.parametrize(
    ("changed", "cell", "code"),
    [
        ({"A": ""}, "A2", "sheets.cell_empty"),
        ({"C": "造船"}, "C2", "sheets.word_unknown"),
        ({"D": "抽签"}, "D2", "sheets.word_unknown"),
        ({"F": "2026-02-30", "G": f"{DAY} 09:00"}, "F2", "sheets.day_unreadable"),
        ({"F": ""}, "G2", "sheets.day_missing"),
        ({"G": "25:00"}, "G2", "sheets.time_unreadable"),
        ({"H": "10点17"}, "H2", "projects.gather_too_late"),
        ({"H": "09:17"}, "H2", "projects.gather_odd_minute"),
        ({"I": "06:30"}, "I2", "projects.draw_too_late"),
        ({"E": ""}, "E2", "projects.agency_missing"),
        ({"C": "林权"}, "C2", "projects.category_not_enabled"),
        ({"D": "远程异地评标(主场)"}, "A2", "projects.remote_without_basis"),
        ({"B": "=1+1"}, "B2", "sheets.formula"),
        ({"B": "桥\x07梁"}, "B2", "sheets.text_unprintable"),
        ({"B": "长" * 1001}, "B2", "sheets.text_too_long"),
    ],
)
def test_a_wrong_cell_is_named(
    writer: Writer, viewer: Principal, changed: dict[str, str], cell: str, code: str
) -> None:
    preview = shown(writer, viewer, as_csv(line(**changed)))
    assert ((cell, code) in places(preview), preview.good) == (True, ())


def test_a_fault_is_one_plain_sentence_with_its_cell(writer: Writer, viewer: Principal) -> None:
    fault = shown(writer, viewer, as_csv(line(G="15:00", H="15:17"))).faults[0]
    assert sheets.sentence(fault) == (
        "H2 集合时间：集合时间不得设置特殊到分的时间，最近的可选时间：15:00 / 15:30（RB-03，第十条）。"
    )
    assert sheets.sentence(fault, "en").startswith("H2 Gathering: ")


def test_every_wrong_cell_of_every_row_is_told_at_once(writer: Writer, viewer: Principal) -> None:
    preview = shown(writer, viewer, as_csv(line(C="造船", G="天亮"), line(A="XM-2"), line(A="XM-3", D="抽签")))
    assert places(preview) == [
        ("C2", "sheets.word_unknown"),
        ("G2", "sheets.time_unreadable"),
        ("D4", "sheets.word_unknown"),
    ]
    assert [row.asked["code"] for row in preview.good] == ["XM-2"]


def test_a_code_twice_in_the_file_or_known_already_is_named(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        sheets.take(work, name="a.csv", rows=[row.args() for row in seen(work, viewer, as_csv(line())).good])
        preview = seen(work, viewer, as_csv(line(), line(A="XM-2"), line(A="XM-2")))
    assert places(preview) == [("A2", "projects.reserved_before"), ("A4", "sheets.twice")]


def test_a_formula_in_a_workbook_is_not_used_and_a_cached_value_neither(writer: Writer, viewer: Principal) -> None:
    preview = shown(writer, viewer, as_xlsx(line(B='=HYPERLINK("http://example.test","x")')), "week.xlsx")
    assert places(preview) == [("B2", "sheets.formula")]


# --------------------------------------------------------------------------------------------------- rooms and clashes

ROOMS = [*HEAD, "开标室", "评标室"]


def roomed(code: str, *rooms: str, **changed: Any) -> list[Any]:
    return [*line(A=code, **changed), *rooms]


def test_two_rows_that_want_one_room_at_one_time_clash(writer: Writer, viewer: Principal) -> None:
    content = as_csv(roomed("XM-1", "K1", "E1"), roomed("XM-2", "K1", "E2"), roomed("XM-3", "K2", "E3"), head=ROOMS)
    preview = shown(writer, viewer, content)
    assert places(preview) == [("J3", "bookings.overlap")]
    assert [row.line for row in preview.good] == [2, 4]


def test_a_room_that_is_taken_already_clashes(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        first = seen(work, viewer, as_csv(roomed("XM-1", "K1", "E1"), head=ROOMS))
        sheets.take(work, name="a.csv", rows=[row.args() for row in first.good])
        preview = seen(work, viewer, as_csv(roomed("XM-2", "K2", "E1"), head=ROOMS))
    assert places(preview) == [("K2", "bookings.overlap")]


def test_a_clash_with_a_secret_project_does_not_name_it(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        first = seen(work, viewer, as_csv([*roomed("S-77", "K1", "E1"), "是"], head=[*ROOMS, "是否涉密"]))
        sheets.take(work, name="a.csv", rows=[row.args() for row in first.good])
        preview = seen(work, viewer, as_csv(roomed("XM-2", "K1", "E2"), head=ROOMS))
    assert places(preview) == [("J2", "bookings.overlap")]
    assert "S-77" not in sheets.sentence(preview.faults[0])


def test_wished_rooms_are_claimed_with_the_reservation(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        preview = seen(work, viewer, as_csv(roomed("XM-1", "K1", "E1"), head=ROOMS))
        sheets.take(work, name="a.csv", rows=[row.args() for row in preview.good])
        claimed = [(one.resource, one.purpose) for one in bookings.claims_of(work, "M", "XM-1")]
    assert claimed == [("K1", "opening"), ("E1", "evaluation")]


# ------------------------------------------------------------------------------------------------------------ taking


def rows_of(work: Work, viewer: Principal, *lines: list[Any]) -> list[dict[str, Any]]:
    return [row.args() for row in seen(work, viewer, as_csv(*lines)).rows]


def test_a_preview_stores_nothing(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        seen(work, viewer, as_csv(line(), line(A="XM-2", H="09:17")))
        assert book.lines(work.reading(), viewer) == []


def test_the_good_rows_are_taken_and_the_others_answered(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        said = sheets.take(work, name="a.csv", rows=rows_of(work, viewer, line(), line(A="XM-2", H="09:17")))
        kept = refusals(work.reading(), viewer, since=0, until=work.now)
    assert said["taken"] == ["XM-1"]
    assert [(no["line"], no["project"], no["code"]) for no in said["refused"]] == [
        (3, "XM-2", "projects.gather_odd_minute")
    ]
    assert [no.project for no in kept] == ["XM-2"]


def test_all_or_nothing_means_nothing_when_one_row_is_refused(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        rows = rows_of(work, viewer, line(), line(A="XM-2", H="09:17"))
        with pytest.raises(Refused) as no, work.matter():
            sheets.take(work, name="a.csv", rows=rows, whole=1)
        assert all_projects(work.reading(), viewer) == ()
    assert "第 3 行" in say(no.value.code, no.value.args_)


def test_a_row_whose_room_was_taken_meanwhile_is_refused_whole(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        rows = [row.args() for row in seen(work, viewer, as_csv(roomed("XM-1", "K1", "E1"), head=ROOMS)).good]
        other = {**rows[0]["asked"], "code": "XM-9"}
        reserve(work, asked=other)
        times = {"from_at": at_local(DAY, "09:00"), "until_at": at_local(DAY, "10:00")}
        bookings.claim(work, project="XM-9", kind="room", resource="K1", purpose="opening", **times)
        said = sheets.take(work, name="a.csv", rows=rows)
        assert find_project(work, "M", "XM-1") is None
    assert [no["code"] for no in said["refused"]] == ["bookings.overlap"]


def test_more_rows_than_the_doors_can_wait_for_are_refused(writer: Writer, viewer: Principal) -> None:
    rows = [{"line": number, "asked": {}, "rooms": {}} for number in range(sheets.AT_ONCE + 1)]
    with writer.writing() as work, pytest.raises(Refused, match=r"sheets\.too_many_at_once"):
        sheets.take(work, name="a.csv", rows=rows)


@pytest.mark.parametrize(
    "broken", [{}, {"line": "2", "asked": {}}, {"line": 2, "asked": []}, {"line": 2, "asked": {}, "rooms": 1}]
)
def test_rows_that_no_preview_made_are_refused(writer: Writer, broken: dict[str, Any]) -> None:
    with writer.writing() as work, pytest.raises(Refused, match=r"sheets\.rows_unreadable"):
        sheets.take(work, name="a.csv", rows=[broken])


def test_portions_hold_every_row_once(writer: Writer, viewer: Principal) -> None:
    good = shown(writer, viewer, as_csv(*(line(A=f"XM-{number}") for number in range(12)))).good
    assert [[row["line"] for row in portion] for portion in sheets.portions(good, 5)] == [
        [2, 3, 4, 5, 6],
        [7, 8, 9, 10, 11],
        [12, 13],
    ]


# ------------------------------------------------------------------------------------------------- files that cannot be


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (sheet_files.MAX_UNPACKED + 1))
    return out.getvalue()


def with_entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_xlsx(line()))) as good, zipfile.ZipFile(out, "w") as packed:
        for part in good.infolist():
            text = good.read(part)
            declared = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]>'
            packed.writestr(part.filename, declared + text if part.filename.endswith("sheet1.xml") else text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.csv", "sheets.file_empty"),
        (b"\n \n,,\n", "a.csv", "sheets.file_empty"),
        (b"x" * (sheet_files.MAX_BYTES + 1), "a.csv", "sheets.file_too_big"),
        (bomb(), "a.xlsx", "sheets.file_too_big"),
        (with_entities(), "a.xlsx", "sheets.workbook_broken"),
        (as_xlsx(line())[:-200], "a.xlsx", "sheets.workbook_broken"),
        (sheet_files.OLD_WORKBOOK + b"\0" * 600, "a.xls", "sheets.old_or_locked"),
        (b"\x89PNG\r\n", "a.png", "sheets.form_unknown"),
        (b"\xff\xff\xff\xfe,\x81", "a.csv", "sheets.encoding_unknown"),
        ("甲,乙\n1,2\n".encode(), "a.csv", "sheets.head_missing"),
        (as_csv(*(line(A=f"X{n}") for n in range(sheet_files.MAX_ROWS + 1))), "a.csv", "sheets.too_many_rows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_used_says_why(
    writer: Writer, viewer: Principal, content: bytes, name: str, code: str
) -> None:
    preview = shown(writer, viewer, content, name)
    assert preview.fault is not None
    assert (preview.fault.code, preview.rows) == (code, ())
    assert "〈" not in sheets.sentence(preview.fault)


CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "09:30", "9点半", "2026/12/1", "46357", "0.375", "-1", "1e400", "前一日", "D-1 9:00", "=A1", "12/1", "nan"]
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.lists(CELLS, min_size=1, max_size=len(COLUMNS)), max_size=4))
def test_no_content_of_a_cell_breaks_the_preview(lines: list[list[str]]) -> None:
    table = sheet_files.read_table(as_csv(*lines, head=[column.zh for column in COLUMNS], encoding="utf-16"), "a.csv")
    rows, _ = sheets.read_rows(table, {})
    for row in rows:
        for fault in row.faults:
            assert "〈" not in sheets.sentence(fault) + sheets.sentence(fault, "en")


NUMBERS = st.one_of(st.floats(), st.integers(), st.booleans(), st.datetimes(), st.times(), st.timedeltas(), st.dates())


@given(values=st.lists(NUMBERS, min_size=len(COLUMNS), max_size=len(COLUMNS)))
@settings(max_examples=150, deadline=None)
def test_no_number_or_date_of_a_workbook_breaks_the_preview(values: list[Any]) -> None:
    head = tuple(sheet_files.Cell(sheet_files.place(0, n), column.zh) for n, column in enumerate(COLUMNS))
    row = tuple(sheet_files.Cell(sheet_files.place(1, n), value) for n, value in enumerate(values))
    rows, _ = sheets.read_rows(sheet_files.SheetTable("a", (head, row)), {})
    assert len(rows) == 1


@given(content=st.binary(max_size=300), name=st.sampled_from(["a.csv", "a.xlsx", "a", "b.txt"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_table_or_are_refused(content: bytes, name: str) -> None:
    for start in (b"", b"PK\x03\x04"):
        with contextlib.suppress(sheet_files.UnusableFile):
            assert sheet_files.read_table(start + content, name).rows


# ------------------------------------------------------------------------------------------------------- forms and plan


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_form_has_every_column_and_reads_back(writer: Writer, viewer: Principal, form: str) -> None:
    preview = shown(writer, viewer, sheet_forms.template(form), f"form.{form}")
    assert (preview.fault, preview.ignored, preview.faults) == (None, (), ())


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_plan_that_goes_out_comes_in_again(writer: Writer, viewer: Principal, form: str) -> None:
    since, until = at_local(DAY), at_local("2026-12-02")
    with writer.writing() as work:
        first = seen(
            work,
            viewer,
            as_csv(roomed("XM-1", "K1", "E1", B="城北-A"), roomed("XM-2", "K2", "E2"), head=ROOMS),
        )
        assert len(first.good) == 2
        sheets.take(work, name="a.csv", rows=[row.args() for row in first.good])
        rows = sheet_forms.plan_lines(work.reading(), viewer, since=since, until=until)
        table = sheet_files.read_table(sheet_forms.plan_file(rows, form), f"plan.{form}")
        again, _ = sheets.read_rows(table, {})
    wanted = [{**row.asked, "secret": 0} for row in first.good]
    assert [row.asked for row in again] == wanted
    assert [row.rooms for row in again] == [row.rooms for row in first.good]


def test_a_secret_project_is_on_no_plan_that_goes_out(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        content = as_csv([*line(A="S-77", B="金丝雀项目"), "是"], [*line(), ""], head=[*HEAD, "是否涉密"])
        sheets.take(work, name="a.csv", rows=[row.args() for row in seen(work, viewer, content).good])
        rows = sheet_forms.plan_lines(work.reading(), viewer, since=at_local(DAY), until=at_local("2026-12-02"))
    assert [row[0] for row in rows] == ["XM-1"]


def test_a_title_that_a_spreadsheet_would_run_is_made_harmless_and_read_back() -> None:
    content = sheet_forms.plan_file([["XM-1", "+SUM(A1)", *[""] * (len(COLUMNS) - 2)]], "csv")
    assert b"'+SUM" in content
    rows, _ = sheets.read_rows(sheet_files.read_table(content, "a.csv"), {})
    assert rows[0].asked["title"] == "+SUM(A1)"
