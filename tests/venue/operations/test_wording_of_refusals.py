"""Every refusal of people, projects, schedule and operations is a sentence in both languages, with the same arguments."""

import ast
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import venue
from venue.core.wording import RESOURCES, sentences
from venue.rules.required import CODES

ROOT = Path(venue.__file__).parent
ROOMS = ("people", "projects", "schedule", "operations")
FOUND = [code for rule in ("RB-01", "RB-02", "RB-03", "RB-04") for code in CODES[rule]]
RULED = {f"projects.{code}": () for code in FOUND} | {
    "operations.agency_still_inside": (),
    "operations.agency_presence_unknown": (),
}


def refusals() -> Iterator[tuple[str, tuple[str, ...]]]:
    for room in ROOMS:
        for file in sorted((ROOT / room).glob("*.py")):
            yield from _in(ast.parse(file.read_text(encoding="utf-8")))


def _in(tree: ast.AST) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Refused", "No", "Refusal.of") and node.args:
            code = node.args[0]
            if isinstance(code, ast.Constant):
                yield str(code.value), _given(node)


def _given(call: ast.Call) -> tuple[str, ...]:
    """The names of the arguments; one that is empty where they cannot be read off the text."""
    names = [keyword.arg or "" for keyword in call.keywords] + [""] * (len(call.args) - 1)
    phases = ast.unparse(call.func) == "Refusal.of"
    return tuple(f"{name}_{lang}" for name in names for lang in ("zh", "en")) if phases else tuple(names)


def shown(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_there_are_refusals_to_look_at() -> None:
    assert len({code for code, _ in refusals()}) > 60


@pytest.mark.parametrize("code", sorted({code for code, _ in refusals()} | set(RULED)))
def test_a_refusal_is_worded(code: str) -> None:
    assert set(sentences().get(code, {})) == {"zh", "en"}


def test_a_sentence_shows_only_what_the_refusal_gives() -> None:
    wrong = [
        (code, name)
        for code, names in refusals()
        if "" not in names
        for text in sentences().get(code, {}).values()
        for name in shown(text) - set(names)
    ]
    assert wrong == []


@pytest.mark.parametrize("file", [f"{room}.toml" for room in ROOMS])
def test_english_shows_no_more_than_chinese(file: str) -> None:
    worded = tomllib.loads((RESOURCES / "wording" / file).read_text(encoding="utf-8"))
    plain = {
        code: {lang: {name.removesuffix(f"_{lang}") for name in shown(text)} for lang, text in both.items()}
        for code, both in worded.items()
    }
    assert [code for code, both in plain.items() if not both["en"] <= both["zh"]] == []
