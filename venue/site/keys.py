"""What the tables of a site file ask for, read off the annotations of their record classes.

A record class declares a key as ``width: Annotated[int, Asked(LENGTH)]``; reading, checking, exporting and storing follow
from that one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

from venue.site.forms import Form


@dataclass(frozen=True)
class Asked:
    """What a key of the site file asks for: its form, the table it points into, and its name there if not the attribute's."""

    form: Form
    key: str = ""
    to: str = ""


@dataclass(frozen=True)
class Key:
    """One key of a table: its name in the file, the attribute it fills, its form, and its default.

    ``default`` is ``dataclasses.MISSING`` when the key must be given; ``to`` is the table whose codes it takes.
    """

    name: str
    attribute: str
    form: Form
    to: str
    default: Any


_KEYS: dict[type[Any], Mapping[str, Key]] = {}


def keys_of(record: type[Any]) -> Mapping[str, Key]:
    """The keys of a table by their names in the file, in the order they are written: the period last."""
    if record not in _KEYS:
        _KEYS[record] = _keys_of(record)
    return _KEYS[record]


def _keys_of(record: type[Any]) -> Mapping[str, Key]:
    hints = get_type_hints(record, include_extras=True)
    found: dict[str, Key] = {}
    for entry in fields(record):
        asked: Asked = hints[entry.name].__metadata__[0]
        name = asked.key or entry.name
        found[name] = Key(name, entry.name, asked.form, asked.to, entry.default)
    return {name: found[name] for name in sorted(found, key=lambda name: name.startswith("valid_"))}
