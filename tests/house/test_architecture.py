"""The architecture as a test: two minutes to read, and it fails where the house is not kept."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from venue.core.acts import ACTS
from venue.core.database import Database, DatabaseFault
from venue.core.tables import Dataset, Keeping
from venue.core.views import VIEWS
from venue.core.wording import sentences
from venue.journal.guards import check_triggers
from venue.migrations import every_table, prepare
from venue.people.persons import ROLES

ROOT = Path(__file__).resolve().parents[2]
META = every_table()
CODE = [path for folder in ("venue", "devices", "app") for path in (ROOT / folder).rglob("*.py")]


@pytest.mark.parametrize("table", META.sorted_tables, ids=lambda table: table.name)
def test_every_table_says_what_it_is_and_each_column_its_data_set(table: sa.Table) -> None:
    assert isinstance(table.info.get("keeping"), Keeping)
    assert [column.name for column in table.columns if not isinstance(column.info.get("dataset"), Dataset)] == []


@pytest.mark.parametrize("table", META.sorted_tables, ids=lambda table: table.name)
def test_tables_hold_integers_text_and_bytes_only_and_belong_to_a_site(table: sa.Table) -> None:
    kinds = {type(column.type) for column in table.columns}
    assert kinds <= {sa.BigInteger, sa.Text, sa.LargeBinary}
    assert "site" in table.primary_key.columns


def test_the_book_is_the_journal_and_its_heads_and_nothing_else() -> None:
    books = {table.name for table in META.tables.values() if table.info["keeping"] is Keeping.BOOK}
    assert books == {"journal", "journal_heads"}


def test_every_view_has_a_viewer_and_every_act_its_roles() -> None:
    assert len(VIEWS) > 30
    lacking = {name: wanted.roles for name, wanted in ACTS.items() if not wanted.roles}
    assert lacking == {}
    unknown = {role for wanted in ACTS.values() for role in wanted.roles} - ROLES - {"anybody", "signed_in"}
    assert unknown == set()


def test_every_refusal_has_its_words() -> None:
    codes = set()
    for path in CODE:
        codes |= set(re.findall(r'Refused\(\s*"([a-z_.]+)"', path.read_text()))
        codes |= set(re.findall(r'\bNo\(\s*"([a-z_.]+)"', path.read_text()))
    assert codes - sentences().keys() == set()


def test_no_docstring_is_missing_its_sentence_end_and_no_module_its_purpose() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in CODE
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert [name for name in silent if "/versions/" not in name] == []


def fresh(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'site.db'}", key=b"k" * 32, site="M")


def test_the_migrations_give_exactly_the_tables_that_are_declared(database_url: str) -> None:
    database = Database(database_url, key=b"k" * 32 if database_url.startswith("sqlite") else None, site="M")
    prepare(database)
    with database.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), META)
        assert check_triggers(connection) == []
    database.close()
    assert [difference for difference in found if not _only_a_type(difference)] == []


def _only_a_type(difference: object) -> bool:
    return isinstance(difference, list) and all(one[0] == "modify_type" for one in difference)


def test_a_database_of_a_newer_program_is_named_and_left_alone(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    prepare(database)
    with database.transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseFault, match="更新版本"):
        prepare(database)
    with database.transaction() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "9999"
    database.close()


def test_preparing_twice_changes_nothing(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    prepare(database)
    before = (tmp_path / "site.db").stat().st_size
    prepare(database)
    assert (tmp_path / "site.db").stat().st_size == before
    database.close()


def test_nothing_committed_names_a_machine_or_a_registry() -> None:
    told = re.compile(r"/work/|files\.pythonhosted|pypi\.org/simple|registry\.npmjs|/root/")
    texts = [
        *CODE,
        *ROOT.glob("*.py"),
        *ROOT.glob("requirements/*.txt"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob(".ci/*"),
    ]
    assert [str(path.relative_to(ROOT)) for path in texts if told.search(path.read_text())] == []


def test_the_engine_loads_no_solver() -> None:
    """Two solvers cannot live in one process, and each weighs a second and 100 MB: they run in processes of their own."""
    asked = "import sys, composition; composition.import_acts(); print(*{'ortools', 'highspy', 'pandas'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""
