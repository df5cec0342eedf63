"""Methods and their templates, as data; a wrong file is named."""

from pathlib import Path

import pytest

from venue.core.clock import at_local
from venue.projects import methods
from venue.projects.methods import all_methods, method_at

ELEVEN = {
    *("open_tender", "invited_tender", "competitive_consultation", "competitive_negotiation", "inquiry"),
    *("single_source", "auction", "listing", "online_bidding", "remote_main", "remote_sub"),
}


def test_there_is_a_template_for_every_method() -> None:
    assert {method.code for method in all_methods()} == ELEVEN


@pytest.mark.parametrize("code", sorted(ELEVEN))
def test_every_method_asks_for_a_witness_line(code: str) -> None:
    method = method_at(code, at_local("2026-11-23"))
    assert method is not None
    assert method.need("witness", "witness") is not None


@pytest.mark.parametrize(
    ("code", "purpose", "asked"),
    [
        ("online_bidding", "opening", False),
        ("open_tender", "opening", True),
        ("auction", "auction", True),
        ("auction", "evaluation", False),
        ("remote_sub", "opening", False),
        ("remote_sub", "agency", False),
        ("remote_sub", "evaluation", True),
    ],
)
def test_which_rooms_a_method_asks_for(code: str, purpose: str, asked: bool) -> None:
    method = method_at(code, at_local("2026-11-23"))
    assert method is not None
    assert (method.need(purpose) is not None) is asked


def test_a_method_holds_from_its_first_day() -> None:
    assert method_at("auction", at_local("2021-12-31")) is None


def test_a_wrong_key_in_a_method_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (methods.FOLDER / "auction.toml").read_text(encoding="utf-8").replace("phases", "phasen", 1)
    (tmp_path / "auction.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(methods, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"auction\.toml.*phasen"):
        all_methods.__wrapped__()
