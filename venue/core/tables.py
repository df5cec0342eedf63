"""How tables are declared: each says what it is, each column to which of the five data sets it belongs (R-08.5)."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, Table, Text
from sqlalchemy.schema import SchemaItem

INT = BigInteger
TEXT = Text
BLOB = LargeBinary


class Keeping(StrEnum):
    """What becomes of a table when the book is replayed from zero."""

    BOOK = "book"
    """The journal and its heads: append-only, nothing else is the truth."""
    DERIVED = "derived"
    """Rebuilt byte for byte from book, site file and rules."""
    STORE = "store"
    """Kept beside the book: personal fields, templates, raw payloads, measurements, sessions, settings."""


class Dataset(StrEnum):
    """The five databases that the policy orders (健全五个交易数据库, item 八), and what concerns only this machine."""

    TRADING = "trading"
    """交易信息数据库"""
    MARKET = "market"
    """市场主体信息数据库"""
    ANALYSIS = "analysis"
    """交易动态分析数据库"""
    CREDIT = "credit"
    """交易信用数据库"""
    SUPERVISION = "supervision"
    """项目监管信息库"""
    LOCAL = "local"
    """仅本地"""


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, keeping: Keeping, *parts: SchemaItem) -> Table:
    """Declare a table in the module it belongs to. Integers, text and bytes only: the book knows no floats."""
    return Table(name, metadata, *parts, info={"keeping": keeping})


def column(name: str, kind: Any, *parts: SchemaItem, dataset: Dataset, null: bool = False, **more: Any) -> Column[Any]:
    """Declare a column with its data set. Not null unless ``null=True``; text defaults to nothing, not to NULL."""
    return Column(name, kind, *parts, nullable=null, info={"dataset": dataset}, **more)
