"""The document of a draw: whoever has it computes the result again, and not one member of it can be changed unseen."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.venue.conftest import KEY, SITE
from tests.venue.schedule.drawing import Table, at, hand
from venue.core.acts import Refused
from venue.core.chance import SeededChance
from venue.core.clock import SetClock
from venue.core.database import Database
from venue.core.keys import KeyStore, fresh_keys
from venue.core.work import Standing, Writer
from venue.journal import verify, verify_draw
from venue.journal.verify import canonical_bytes
from venue.journal.verify_draw import verify_document
from venue.records.draw_file import usual_name, write_document
from venue.schedule.draw_document import draw_document

Document = dict[str, Any]


@pytest.fixture(scope="module")
def keys() -> KeyStore:
    return fresh_keys(SeededChance("draw keys"))


@pytest.fixture(scope="module")
def table(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, keys: KeyStore) -> Iterator[Table]:
    path = tmp_path_factory.mktemp("draw") / "site.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}", key=KEY, site=SITE, durable=False)
    clock = SetClock(at("08:05"))
    yield Table(
        Writer(database, Standing(SITE, "sample", "desk-1", 1, clock, SeededChance("d"), keys)), clock
    ).prepare()
    database.close()


@pytest.fixture(scope="module")
def made(table: Table, tmp_path_factory: pytest.TempPathFactory) -> Document:
    first = table.drawn()
    table.drawn("sub_venue")  # another draw of the project stands between
    table.unseal(first)
    return table.document(first, tmp_path_factory.mktemp("heads"))


@pytest.fixture
def document(made: Document) -> Document:
    return copy.deepcopy(made)


def entry(document: Document, act: str, number: int = 0) -> dict[str, Any]:
    found = [part["entry"] for part in document["entries"] if part["entry"]["act"] == f"draws.{act}"]
    first: dict[str, Any] = found[number]
    return first


def kind(document: Document, keys: tuple[str, ...] = ()) -> str:
    fault = verify_document(document, public_keys=keys).fault
    return "" if fault is None else fault.kind


def resealed(document: Document, keys: KeyStore) -> Document:
    """The same entries as a book of their own, signed by the site: what a site that lies could publish."""
    for position, part in enumerate(document["entries"], 1):
        part["entry"]["position"] = position
    lines = [canonical_bytes(part["entry"]) for part in document["entries"]]
    leaves = [verify.leaf_hash(line) for line in lines]
    for index, part in enumerate(document["entries"]):
        part["proof"] = [node.hex() for node in verify.inclusion_proof(leaves, index)]
    head = {**document["head"], "size": len(leaves), "root": verify.tree_root(leaves).hex(), "previous": 0}
    head["signature"] = base64.b64encode(keys.signing_key().sign(verify.head_message(head))).decode()
    document["head"] = head
    return document


# ----------------------------------------------------------------------------------------------------------------- green


def test_the_document_of_a_draw_is_green(document: Document) -> None:
    assert verify_document(document).ok


def test_the_document_is_green_against_the_published_key(document: Document) -> None:
    assert verify_document(document, public_keys=[document["public_key"]]).ok


def test_the_report_tells_the_result(document: Document, table: Table) -> None:
    told = verify_draw.told_result([{"taker": a, "candidate": b} for a, b in table.state("G02/seat/1").result])
    assert any(told in line for line in verify_document(document).lines())


def test_the_command_checks_a_file(document: Document, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "draw.json"
    file.write_bytes(canonical_bytes(document) + b"\n")
    assert verify_draw.main([str(file), "--key", document["public_key"]]) == 0
    assert "通过 PASS" in capsys.readouterr().out


def test_a_file_that_does_not_exist_is_neither_green_nor_red(tmp_path: Path) -> None:
    assert verify_draw.main([str(tmp_path / "none.json")]) == 2


def test_the_two_files_taken_away_check_a_draw_alone(document: Document, tmp_path: Path) -> None:
    for module in (verify, verify_draw):
        shutil.copy(str(module.__file__), tmp_path)
    (tmp_path / "draw.json").write_bytes(canonical_bytes(document) + b"\n")
    words = [sys.executable, "-I", "-c", RUN_ALONE, str(tmp_path), str(tmp_path / "draw.json")]
    done = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "通过 PASS")


RUN_ALONE = """
import sys
sys.path[:] = [sys.argv[1], *[place for place in sys.path if "site-packages" in place or "python3" in place]]
import verify_draw
assert "venue" not in sys.modules
sys.exit(verify_draw.main([sys.argv[2]]))
"""


def test_the_commitment_of_the_how_to_is_the_one_that_is_checked() -> None:
    text = (Path(verify_draw.__file__).parents[2] / "docs" / "how_to" / "check_a_draw.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("printf "))
    told = {"PARTY": "host", "SECRET": "ab" * 32, "TERMS": "cd" * 32, "PATH": os.environ["PATH"]}
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, env=told, check=True)
    assert done.stdout.split()[0] == verify_draw.commitment_of("cd" * 32, "host", "ab" * 32)


# ------------------------------------------------------------------------------------------------- every single change


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from places(part, (*path, key))


def altered(value: Any) -> list[Any]:
    """Other values of the same kind: a character changed, one more, one less, the order turned."""
    if isinstance(value, str):
        first = "1" if value[:1] == "0" else "0"
        return [
            first + value[1:],
            value + "0",
            value.upper() if value.upper() != value else value + " ",
            value[:-1] or "?",
        ]
    if isinstance(value, int):
        return [value + 1, -value - 1, str(value)]
    if isinstance(value, list):
        return [
            value[:-1] or [value],
            [*value, *value[-1:]] if value else [0],
            *([value[::-1]] if len(value) > 1 else []),
        ]
    return [{**value, "more": 1}, dict(list(value.items())[1:]), []]


def with_change(document: Document, path: tuple[Any, ...], value: Any) -> Document:
    changed = json.loads(json.dumps(document))
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return changed


def at_place(document: Document, path: tuple[Any, ...]) -> Any:
    inner: Any = document
    for key in path:
        inner = inner[key]
    return inner


def test_any_single_change_is_red(document: Document) -> None:
    green = [
        (path, value)
        for path in places(document)
        if path
        for value in altered(at_place(document, path))
        if verify_document(with_change(document, path, value)).ok
    ]
    assert green == []


def test_any_changed_byte_of_the_file_is_red(document: Document, tmp_path: Path) -> None:
    content = canonical_bytes(document) + b"\n"
    file = tmp_path / "draw.json"
    for place in range(0, len(content), 37):
        file.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert not verify_draw.verify_file(file).ok, place


# ------------------------------------------------------------------------------------------- the first thing by its name


def changed_candidate(document: Document) -> None:
    entry(document, "open")["payload"]["terms"]["candidates"][4]["code"] = "Z3r-99"


def changed_party(document: Document) -> None:
    entry(document, "open")["payload"]["terms"]["takers"].reverse()


def changed_secret(document: Document) -> None:
    entry(document, "unseal")["payload"]["secrets"][1]["secret"] = "00" * 32


def changed_commitment(document: Document) -> None:
    entry(document, "commit", 2)["payload"]["commitment"] = "00" * 32


def changed_result(document: Document) -> None:
    result = entry(document, "unseal")["payload"]["result"]
    result[0]["candidate"], result[1]["candidate"] = result[1]["candidate"], result[0]["candidate"]


def changed_salt(document: Document) -> None:
    entry(document, "unseal")["payload"]["salt"] = "00" * 32


def secret_before_commitment(document: Document) -> None:
    document["entries"][3], document["entries"][4] = document["entries"][4], document["entries"][3]


def late_secret(document: Document) -> None:
    for number in range(3):
        late = entry(document, "open")["payload"]["terms"]["close_by"]
        entry(document, "reveal", number)["received_at"] = late + number
    for act in ("drawn", "unseal"):
        entry(document, act)["received_at"] += 10**7


def one_account_for_two(document: Document) -> None:
    for act in ("commit", "reveal"):
        entry(document, act, 1)["actor"] = entry(document, act, 0)["actor"]


def another_hand(document: Document) -> None:
    entry(document, "reveal", 1)["actor"] = "somebody"


def no_entries(document: Document) -> None:
    document["entries"] = []


def no_unsealing(document: Document) -> None:
    document["entries"].pop()


def party_left_out(document: Document) -> None:
    document["entries"] = [part for part in document["entries"] if part["entry"]["payload"].get("party") != "LY"]


def another_draw(document: Document) -> None:
    entry(document, "reveal", 1)["subject"] = "G02/seat/2"


def unknown_algorithm(document: Document) -> None:
    entry(document, "open")["payload"]["terms"]["algorithm"] = "dice"


LIES: list[tuple[Callable[[Document], None], str]] = [
    (changed_candidate, "terms"),
    (changed_party, "terms"),
    (changed_secret, "secret"),
    (changed_commitment, "secret"),
    (changed_result, "result"),
    (changed_salt, "sealed"),
    (secret_before_commitment, "order"),
    (late_secret, "late"),
    (one_account_for_two, "two_parties"),
    (another_hand, "other_hand"),
    (no_unsealing, "form"),
    (party_left_out, "form"),
    (another_draw, "other_draw"),
    (unknown_algorithm, "algorithm"),
]


@pytest.mark.parametrize(("lie", "named"), LIES, ids=lambda one: getattr(one, "__name__", one))
def test_a_lie_that_the_site_signed_is_named(
    document: Document, keys: KeyStore, lie: Callable[[Document], None], named: str
) -> None:
    lie(document)
    assert kind(resealed(document, keys)) == named


def test_control_the_same_entries_sealed_anew_are_green(document: Document, keys: KeyStore) -> None:
    assert kind(resealed(document, keys)) == ""


def test_no_entry_at_all_is_not_green(document: Document) -> None:
    no_entries(document)
    assert kind(document) == "empty"


def test_an_entry_that_is_not_in_the_book_is_named_with_its_position(document: Document) -> None:
    entry(document, "drawn")["desk"] = "desk-2"
    fault = verify_document(document).fault
    assert fault is not None
    assert (fault.kind, fault.at) == ("entry", entry(document, "drawn")["position"])


def test_another_key_than_the_published_one_is_named(document: Document) -> None:
    other = fresh_keys(SeededChance("forger"))
    assert kind(document, (verify.public_key_text(other.public_key()),)) == "key"


def test_a_book_forged_with_another_key_is_red_against_the_published_one(document: Document) -> None:
    published = document["public_key"]
    other = fresh_keys(SeededChance("forger"))
    document["public_key"] = verify.public_key_text(other.public_key())
    document["head"]["key"] = verify.key_id(document["public_key"])
    forged = resealed(document, other)
    assert (kind(forged), kind(forged, (published,))) == ("", "key")


# ---------------------------------------------------------------------------------------------------------------- made


def test_a_draw_not_yet_under_a_head_has_no_document(table: Table, made: Document) -> None:
    table.unseal("G02/sub_venue/1")
    with pytest.raises(Refused, match=r"draws\.not_in_a_head_yet"), table.writer.reading() as read:
        draw_document(read, hand("jiandu"), draw="G02/sub_venue/1", public_key="00" * 32)


# ----------------------------------------------------------------------------------------------------------------- file


def test_the_exported_file_is_green_and_in_the_book(document: Document, tmp_path: Path) -> None:
    told: list[Any] = []
    file = write_document(document, tmp_path / "out" / usual_name("M", "sample", "G02/seat/1"), record=told.append)
    assert (file.name, verify_draw.verify_file(file).ok) == ("draw_M-sample_G02-seat-1.jsonl", True)
    assert told[0].digest == hashlib.sha256(file.read_bytes()).hexdigest()


def test_what_the_book_does_not_take_is_not_written(document: Document, tmp_path: Path) -> None:
    def refuse(_: object) -> None:
        raise Refused("engine.not_stored")

    with pytest.raises(Refused):
        write_document(document, tmp_path / "draw.jsonl", record=refuse)
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_is_not_green_does_not_leave_the_house(document: Document, tmp_path: Path) -> None:
    changed_result(document)
    with pytest.raises(ValueError, match="不通过"):
        write_document(document, tmp_path / "draw.jsonl", record=lambda entry: None)
