"""A day from a file: the golden day's lines go in as they are, and every fault is named with its line."""

import dataclasses
from pathlib import Path

import pytest

from venue.core.acts import Refused
from venue.core.chance import SeededChance
from venue.core.clock import SetClock, at_local
from venue.core.database import Database
from venue.core.keys import fresh_keys
from venue.core.tables import metadata
from venue.core.work import Principal, Standing, Writer
from venue.journal import book
from venue.operations import day_plan
from venue.operations.day_form import moment
from venue.operations.day_plan import DayFaults, DayPlan, import_day, load, read_day
from venue.people import coded_names, credentials, needs, passwords, persons, sessions
from venue.projects.projects import all_projects, refusals
from venue.schedule import bookings

GOLDEN = Path(__file__).with_name("golden_lines.toml")
DAY = "2026-11-23"


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "MEMORY_KIB", 8)
    passwords._hasher.cache_clear()


@pytest.fixture(scope="module")
def golden() -> DayPlan:
    return load(GOLDEN)


@pytest.fixture
def early(writer: Writer) -> Writer:
    """The same writer at half past seven, when the building opens."""
    clock = SetClock(at_local(DAY, "07:30"))
    return Writer(writer.database, dataclasses.replace(writer.standing, clock=clock))


def test_the_golden_day_goes_in_with_its_eleven_lines_and_three_refusals(
    early: Writer, golden: DayPlan, viewer: Principal
) -> None:
    with early.writing() as work:
        done = import_day(work, golden)
        read = work.reading()
        codes = [project.code for project in all_projects(read, viewer)]
        phases = {project.phase for project in all_projects(read, viewer)}
        kept = refusals(read, viewer, since=0, until=work.now)
    assert (codes, phases) == ([f"G{number:02}" for number in range(1, 12)], {"scheduled"})
    assert done.refused == [
        ("G02", "projects.remote_without_basis"),
        ("G10", "projects.gather_odd_minute"),
        ("G11", "projects.draw_too_late"),
    ]
    assert [(no.project, no.code) for no in kept] == done.refused


def test_the_rooms_of_the_golden_day_stand_in_the_chart(early: Writer, golden: DayPlan, viewer: Principal) -> None:
    with early.writing() as work:
        import_day(work, golden)
        claims = bookings.claims_on(work.reading(), viewer, day=DAY)
    rooms = {(one.project, one.resource) for one in claims if one.kind == "room" and one.purpose == "evaluation"}
    assert rooms == {
        *(("G01", "E1"), ("G02", "Z3r"), ("G03", "E2"), ("G04", "E3"), ("G05", "E7")),
        *(("G08", "E1"), ("G09", "Z3r"), ("G10", "E3"), ("G11", "E4")),
    }


def test_the_people_of_the_day_have_roles_cards_and_codes(early: Writer, golden: DayPlan, viewer: Principal) -> None:
    with early.writing() as work:
        people = import_day(work, golden).people
        expert = people["g01-x3"]
        card = credentials.holder(work, "M", work.standing.keys, kind="card", token="2013")
        face = credentials.holder(work, "M", work.standing.keys, kind="face", token=expert)
        roles = persons.held_roles(work, "M", expert, at_local(DAY, "10:00"))
        codes = coded_names.codes_of(work.reading(), viewer, project="G01")
        approved = needs.needs_holding(work, "M", people["it-1"], work.now)
    assert card is not None
    assert face is not None
    assert (card.subject, face.subject, [role.role for role in roles]) == (expert, expert, ["committee_member"])
    assert [code.code for code in codes] == ["X1", "X2", "X3", "X4", "X5"]
    assert [(need.room, need.applicant, need.approver) for need in approved] == [("E5", "diaodu", "fuze")]


def test_the_accounts_of_the_day_can_sign_in(early: Writer, golden: DayPlan) -> None:
    with early.writing() as work:
        import_day(work, golden)
        answer = sessions.sign_in(work, account="diaodu", password="yangli-2026")
        assert isinstance(answer, dict)
        principal = sessions.principal_of(work, answer["session"])
    assert principal is not None
    assert principal.may("operator")


def test_the_same_file_again_changes_nothing_and_tells_the_same_codes(
    early: Writer, golden: DayPlan, viewer: Principal
) -> None:
    with early.writing() as work:
        first = import_day(work, golden)
    with early.writing() as work:
        before = book.state(work.reading(), viewer).last
        again = import_day(work, golden)
        assert book.state(work.reading(), viewer).last == before
    assert again.people == first.people


def test_another_file_for_the_same_day_is_refused(early: Writer, golden: DayPlan) -> None:
    other = read_day(GOLDEN.read_text(encoding="utf-8") + "\n# changed\n")
    with early.writing() as work:
        import_day(work, golden)
        with pytest.raises(Refused, match=r"day\.imported_before"):
            import_day(work, other)


def test_a_day_of_another_site_is_refused(early: Writer) -> None:
    plan = read_day('[day]\ndate = "2026-11-23"\nsite = "S"\n')
    with early.writing() as work, pytest.raises(Refused, match=r"day\.other_site"):
        import_day(work, plan)


def test_a_request_that_should_be_refused_and_is_not_stops_the_import(early: Writer) -> None:
    text = GOLDEN.read_text(encoding="utf-8").replace('{ gather = "15:17" }', '{ gather = "16:00" }')
    with early.writing() as work, pytest.raises(Refused, match=r"day\.request_not_refused"):
        import_day(work, read_day(text))


def test_events_are_left_to_the_simulator() -> None:
    plan = read_day('[day]\ndate = "2026-11-23"\n\n[[events]]\nat = "08:05"\nkind = "camera_offline"\n')
    assert plan.form.people == ()


HEAD = '[day]\ndate = "2026-11-23"\n'
PERSON = '[[people]]\nid = "a"\nkind = "expert"\n'


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("[day]\ndate = 2026-11-23\n", 2, "date"),
        ('[day]\ndate = "23.11."\n', 2, "23.11."),
        (HEAD + "[[people]\n", 3, "TOML"),
        (HEAD + PERSON + 'nmae = "张"\n', 3, "nmae"),
        (HEAD + '[[people]]\nid = "a"\nkind = "wizard"\n', 5, "wizard"),
        (HEAD + PERSON + PERSON, 7, "a"),
        (HEAD + PERSON + 'roles = [{ role = "bidder", project = "G77" }]\n', 6, "G77"),
        (HEAD + PERSON + 'roles = [{ role = "bidder" }]\n', 6, "项目"),
        (HEAD + PERSON + 'roles = [{ role = "cleaner", from = "25:00" }]\n', 6, "25:00"),
        (HEAD + PERSON + 'roles = [{ role = "cleaner", from = "09:00", until = "08:00" }]\n', 6, "结束时间"),
        (HEAD + PERSON + 'unit = "A-99"\n', 6, "A-99"),
        (HEAD + PERSON + 'credentials = [{ kind = "card" }]\n', 6, "号码"),
        (HEAD + '[[accounts]]\naccount = "x"\nowner = "nobody"\nroles = ["operator"]\npassword = "p"\n', 5, "nobody"),
        (HEAD + '[[projects]]\ncode = "G1"\ntitle = "t"\ncategory = "c"\nmethod = "open_tender"\n', 6, "c"),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, line: int, word: str) -> None:
    with pytest.raises(DayFaults) as told:
        read_day(text)
    assert [fault.line for fault in told.value.faults] == [line]
    assert word in str(told.value)


def test_all_faults_of_names_are_told_at_once() -> None:
    text = HEAD + PERSON.replace("expert", "wizard") + '[[units]]\ncode = "A"\nkind = "circus"\nname = "n"\n'
    with pytest.raises(DayFaults) as told:
        read_day(text)
    assert len(told.value.faults) == 2


def test_one_card_for_two_people_is_a_fault() -> None:
    card = 'credentials = [{ kind = "card", token = "1" }]\n'
    with pytest.raises(DayFaults, match="given twice"):
        read_day(HEAD + PERSON + card + PERSON.replace('"a"', '"b"') + card)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("09:40", at_local(DAY, "09:40")),
        ("09:40:05", at_local(DAY, "09:40:05")),
        ("D-1 15:30", at_local("2026-11-22", "15:30")),
        ("D+1 11:20", at_local("2026-11-24", "11:20")),
        ("2026-12-01T08:00", at_local("2026-12-01", "08:00")),
    ],
)
def test_times_are_the_walls_of_the_day(text: str, instant: int) -> None:
    assert moment(DAY, text) == instant


def test_two_imports_of_one_seed_write_the_same_book(tmp_path: Path, golden: DayPlan, viewer: Principal) -> None:
    def run(name: str) -> list[book.JournalLine]:
        database = Database(f"sqlite:///{tmp_path / name}", key=b"k" * 32, site="M")
        metadata.create_all(database.engine)
        chance = SeededChance("golden")
        standing = Standing(
            "M", "sample", "d", 1, SetClock(at_local(DAY, "07:30")), chance, fresh_keys(chance.fork("keys"))
        )
        with Writer(database, standing).writing() as work:
            day_plan.import_day(work, golden)
            lines = book.lines(work.reading(), viewer, limit=1000)
        database.close()
        return lines

    assert run("a.db") == run("b.db")
