"""The database's form, step by step from the first table on. The book's table is never rebuilt by any step.

``prepare`` brings a database to the form this program knows, and refuses one of a newer program unchanged.
"""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import venue
from venue.core.database import Database, DatabaseFault

TABLELESS = ("venue.migrations", "venue.schedule.dispatch")


def prepare(database: Database) -> None:
    """Bring the database to this program's form; nothing happens when it is there already.

    Raises :class:`DatabaseFault` for a database of a newer program; it stays as it is.
    """
    config = configuration()
    script = ScriptDirectory.from_config(config)
    with database.engine.connect() as connection:
        with connection.begin():
            present = MigrationContext.configure(connection).get_current_revision()
        if present == script.get_current_head():
            return
        if present is not None and present not in {step.revision for step in script.walk_revisions()}:
            raise DatabaseFault(
                f"数据库由更新版本的程序建立（{present}），本程序不会改动它；请升级程序"
                f" / this database was made by a newer program ({present}); it was left untouched, please upgrade"
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def configuration() -> Config:
    """Alembic's configuration, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def every_table() -> sa.MetaData:
    """The metadata with the tables of every module of the venue; the search is left out: it has none, and weighs 100 MB."""
    for module in pkgutil.walk_packages(venue.__path__, "venue."):
        if not module.name.startswith(TABLELESS):
            importlib.import_module(module.name)
    from venue.core.tables import metadata

    return metadata
