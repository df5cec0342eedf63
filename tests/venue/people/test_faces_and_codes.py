"""Sealed face templates and coded names: nothing without consent, nobody behind a code before the reveal."""

import base64

import pytest
import sqlalchemy as sa

from venue.core.acts import Refused
from venue.core.clock import DAY, SetClock
from venue.core.keys import seal, unseal
from venue.core.tables import metadata
from venue.core.work import Principal, Work, Writer
from venue.journal import book
from venue.people import coded_names, face_templates
from venue.people.persons import register

MODEL = "fb143eea07838aa5"


def sealed_for(work: Work, subject: str) -> str:
    raw = seal(work.standing.keys.key("gallery"), b"128 numbers", bound_to=subject, chance=work.chance)
    return base64.b64encode(raw).decode()


def kept(work: Work, subject: str, **more: int) -> int:
    consent = face_templates.consent(work, subject=subject, purpose="admission", document="同意书-1")
    sealed = sealed_for(work, subject)
    version = face_templates.next_version(work, subject=subject, model=MODEL, purpose="admission")
    facts = {"model": MODEL, "purpose": "admission", "sealed": sealed, "consent": consent, "version": version}
    return face_templates.keep_template(work, subject=subject, **{**facts, **more})


def test_a_template_sealed_for_a_version_that_is_taken_is_refused(writer: Writer) -> None:
    with writer.writing() as work:
        subject = register(work, kind="expert")
        kept(work, subject)
        with pytest.raises(Refused, match=r"faces\.version_taken"):
            kept(work, subject, version=1)


def test_a_template_comes_back_to_the_worker_as_it_was_sealed(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        subject = register(work, kind="expert")
        kept(work, subject)
        found = face_templates.sealed_templates(work.reading(), viewer, model=MODEL, at=work.now)[0]
    assert unseal(writer.standing.keys.key("gallery"), found.sealed, bound_to=subject) == b"128 numbers"


def test_templates_of_another_model_are_not_loaded(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        kept(work, register(work, kind="expert"))
        assert face_templates.sealed_templates(work.reading(), viewer, model="other", at=work.now) == ()


def test_a_new_template_replaces_the_old_one_with_the_next_version(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        subject = register(work, kind="expert")
        kept(work, subject)
        kept(work, subject)
        found = face_templates.sealed_templates(work.reading(), viewer, model=MODEL, at=work.now)
    assert [one.version for one in found] == [2]


@pytest.mark.parametrize("mine", [True, False])
def test_without_the_persons_own_consent_nothing_is_kept(writer: Writer, mine: bool) -> None:
    with writer.writing() as work:
        subject, other = register(work, kind="expert"), register(work, kind="expert")
        consent = face_templates.consent(work, subject=other, purpose="admission", document="1") if mine else 1
        facts = {
            "model": MODEL,
            "purpose": "admission",
            "sealed": sealed_for(work, subject),
            "consent": consent,
            "version": 1,
        }
        with pytest.raises(Refused, match=r"faces\.no_consent"):
            face_templates.keep_template(work, subject=subject, **facts)


def test_erased_templates_are_gone_and_so_is_the_consent(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        subject = register(work, kind="expert")
        consent = face_templates.consent(work, subject=subject, purpose="admission", document="1")
        facts = {
            "model": MODEL,
            "purpose": "admission",
            "sealed": sealed_for(work, subject),
            "consent": consent,
            "version": 1,
        }
        face_templates.keep_template(work, subject=subject, **facts)
        assert face_templates.erase_templates(work, subject=subject, reason="本人撤回同意") == 1
        assert face_templates.enrolled(work.reading(), viewer) == ()
        with pytest.raises(Refused, match=r"faces\.no_consent"):
            face_templates.keep_template(work, subject=subject, **facts)


def test_a_template_is_kept_no_longer_than_said(writer: Writer, clock: SetClock, viewer: Principal) -> None:
    with writer.writing() as work:
        kept(work, register(work, kind="expert"), keep_until=work.now + DAY)
        kept(work, register(work, kind="expert"))
    clock.advance(DAY)
    with writer.writing() as work:
        found = face_templates.sealed_templates(work.reading(), viewer, model=MODEL, at=work.now)
        erased = face_templates.erase_lapsed(work)
        assert face_templates.enrolled(work.reading(), viewer) == ("P-2",)
    assert ([one.subject for one in found], erased) == (["P-2"], 1)


@pytest.mark.parametrize("sealed", ["", "%%%", "c2hvcnQ="])
def test_what_cannot_be_a_template_is_refused(writer: Writer, sealed: str) -> None:
    with writer.writing() as work:
        subject = register(work, kind="expert")
        consent = face_templates.consent(work, subject=subject, purpose="admission", document="1")
        facts = {"model": MODEL, "purpose": "admission", "sealed": sealed, "consent": consent, "version": 1}
        with pytest.raises(Refused, match=r"faces\.template_unreadable"):
            face_templates.keep_template(work, subject=subject, **facts)


def committee(work: Work, count: int = 3) -> list[str]:
    members = [register(work, kind="expert") for _ in range(count)]
    for member in members:
        coded_names.assign(work, project="G01", subject=member)
    return members


def test_members_are_numbered_in_the_order_of_assignment_once_each(writer: Writer) -> None:
    with writer.writing() as work:
        members = committee(work)
        again = [coded_names.assign(work, project="G01", subject=member) for member in members]
    assert again == ["X1", "X2", "X3"]


def test_before_the_reveal_no_table_says_who_is_behind_a_code(writer: Writer) -> None:
    with writer.writing() as work:
        expert = [register(work, kind="expert") for _ in range(8)][-1]
        coded_names.assign(work, project="G01", subject=expert)
    with writer.reading() as read:
        linked = [
            table.name
            for table in metadata.sorted_tables
            for row in read.all(sa.select(table))
            if expert in str(tuple(row)) and ("X1" in str(tuple(row)) or "G01" in str(tuple(row)))
        ]
    assert linked == []


def test_the_reveal_tells_everybody_behind_the_codes_and_says_so_in_the_book(writer: Writer, viewer: Principal) -> None:
    with writer.writing(viewer) as work:
        members = committee(work)
        supervisor = register(work, kind="supervision")
        opened = coded_names.reveal(work, project="G01", supervisor=supervisor, reason="集合时间到，监督下启封")
        newest = next(line for line in book.lines(work.reading(), viewer) if line.act == "names.reveal")
    assert list(opened.values()) == members
    assert newest.project == "G01"


def test_what_is_revealed_is_not_sealed_again_and_a_replacement_is(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        committee(work)
        supervisor = register(work, kind="supervision")
        coded_names.reveal(work, project="G01", supervisor=supervisor, reason="启封")
        with pytest.raises(Refused, match=r"names\.nothing_sealed"):
            coded_names.reveal(work, project="G01", supervisor=supervisor, reason="启封")
        coded_names.assign(work, project="G01", subject=register(work, kind="expert"))
        codes = coded_names.codes_of(work.reading(), viewer, project="G01")
    assert [(code.code, code.revealed_at is None) for code in codes] == [
        *(("X1", False), ("X2", False), ("X3", False), ("X4", True))
    ]


def test_the_engine_finds_the_code_of_a_person_it_knows(writer: Writer) -> None:
    with writer.writing() as work:
        member = committee(work)[1]
        keys = work.standing.keys
        found = [
            coded_names.code_of(work, work.site, keys, project=project, subject=member) for project in ("G01", "G02")
        ]
    assert found == ["X2", ""]
