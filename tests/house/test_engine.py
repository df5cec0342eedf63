"""One access event from the terminal's word to the plan, through the real engine on a real database."""

from __future__ import annotations

import sqlalchemy as sa

import composition
from tests.house.conftest import DAY, HAND, SmallHouse, person, project
from venue.access import admissions, agency_watch, presence
from venue.access.orders import authorise_entry
from venue.core.clock import at_local
from venue.core.messages import (
    Acknowledge,
    CredentialPresented,
    DoorStateChanged,
    EngineTrouble,
    EngineWell,
    Heartbeat,
    OpenDoor,
    PassageSensed,
    PointRead,
    RefuseDoor,
    Tick,
    Unreadable,
)
from venue.journal import book
from venue.monitoring import alarms
from venue.operations.phase_gates import advance
from venue.schedule.guards import missing_guards


def doors_to(house: SmallHouse, room: str) -> list[str]:
    plan = house.engine.floor.ground.plan(house.clock.now())
    return [door.code for door in plan.access_points if door.to_room == room and door.controlled]


def evaluating(house: SmallHouse, code: str = "G01", room: str = "E1") -> str:
    """A project in evaluation in its room; tells the room's door."""
    with house.writing() as work:
        project(work, code, room=room)
    return doors_to(house, room)[0]


def bring(house: SmallHouse, code: str, *phases: str) -> None:
    for phase in phases:
        with house.engine.writer.writing() as work:
            advance(work, project=code, to=phase, source="trading", reason="test")
    house.engine.floor.timetable.forget()  # what is written past the engine stirs no job


TO_EVALUATING = ("scheduled", "arming", "opening", "assembling", "evaluating")


def acts_of(house: SmallHouse) -> list[str]:
    with house.database.reading() as read:
        return [row.act for row in read.all(sa.select(book.journal.c.act).order_by(book.journal.c.position))]


def test_a_permitted_person_opens_the_door_is_moved_and_stands_in_the_book(house: SmallHouse) -> None:
    with house.writing() as work:
        subject = person(work, "card-li", "operator")
    door = "D-10"
    answer = house.go_through("card-li", door)
    assert isinstance(answer, OpenDoor)
    with house.database.reading() as read:
        here = presence.whereabouts(read, "M", subject)
    assert here is not None
    assert here.zone == "Z5"
    assert {"access.decided", "door.changed", "access.passed"} <= set(acts_of(house))


def test_agency_staff_are_refused_at_the_evaluation_room_while_it_evaluates(house: SmallHouse) -> None:
    door = evaluating(house)
    with house.writing() as work:
        person(work, "card-agency", "agency_staff", project="G01")
    bring(house, "G01", *TO_EVALUATING)
    answer = house.present("card-agency", door)
    assert isinstance(answer, RefuseDoor)
    assert answer.code == "agency_barred"
    assert "请" in answer.text_zh


def test_a_committee_member_enters_his_own_room_after_the_authorisation_and_no_other(house: SmallHouse) -> None:
    door = evaluating(house)
    other = doors_to(house, "E2")[0]
    with house.writing() as work:
        member = person(work, "card-expert", "committee_member", project="G01")
    bring(house, "G01", *TO_EVALUATING[:4])
    house.at("10:05")
    with house.writing() as work:
        from venue.access.deposits import declare_nothing_carried

        authorise_entry(work, subject=member, project="G01", room="E1")
        declare_nothing_carried(work, subject=member, until=work.now + 3_600_000)
    assert house.present("card-expert", other).code == "other_committee"
    assert isinstance(house.go_through("card-expert", door), OpenDoor)
    assert house.present("card-expert", door).code == "reentry"


def test_an_unknown_card_leaves_the_door_shut_and_says_what_to_do(house: SmallHouse) -> None:
    answer = house.present("nobody", doors_to(house, "E1")[0])
    assert (answer.code, isinstance(answer, RefuseDoor)) == ("person_unknown", True)


def test_the_same_message_twice_is_judged_once_and_acknowledged_twice(house: SmallHouse) -> None:
    door = doors_to(house, "E1")[0]
    said = CredentialPresented(
        device="T-01", boot=7, seq=1, access_point=door, kind="card", token="x", received_at=house.clock.now()
    )
    first, second = house.hear(said), house.hear(said)
    assert [m for m in first if isinstance(m, RefuseDoor)]
    assert [m for m in second if isinstance(m, RefuseDoor)] == []
    assert [m for m in second if isinstance(m, Acknowledge)] == [Acknowledge(device="T-01", boot=7, seq=1)]


def test_a_presentation_that_arrives_late_is_stored_and_opens_nothing(house: SmallHouse) -> None:
    with house.writing() as work:
        person(work, "card-li", "operator")
    door = "D-10"
    late = house.clock.now() - 60_000
    assert isinstance(house.present("card-li", door, at=late), RefuseDoor)
    assert isinstance(house.present("card-li", door), OpenDoor)


def test_agency_staff_inside_at_the_start_are_alarmed_reminded_and_stopped(house: SmallHouse) -> None:
    evaluating(house)
    with house.writing() as work:
        agent = person(work, "card-agency", "agency_staff", project="G01")
        where = presence.Present(agent, "agency_staff", "G01", "Z3", "E1", work.now)
        presence.move(
            work, where, access_point="D", come_from=presence.Place("Z1"), at=work.now, admission=0, evidence="test"
        )
    bring(house, "G01", *TO_EVALUATING[:4])
    house.at("10:15")
    bring(house, "G01", "evaluating")
    house.hear(Tick(now=house.clock.now()))
    for wall in ("10:15:59", "10:16:00", "10:17:59", "10:18:00"):
        house.at(wall)
    with house.writing() as work:
        out = presence.Present(agent, "agency_staff", "G01", "Z1", "", work.now)
        presence.move(
            work, out, access_point="D", come_from=presence.Place("Z3", "E1"), at=work.now, admission=0, evidence="test"
        )
    house.engine.floor.timetable.forget()
    house.at("10:19")
    with house.database.reading() as read:
        steps = agency_watch.steps_of(read, HAND, project="G01")
        irregular = read.scalar(sa.text("SELECT irregular FROM projects WHERE code = 'G01'"))
    begins = at_local(DAY, "10:15")
    assert [(step.stage, (step.at - begins) // 1000) for step in steps] == [("alarm", 0), ("remind", 60), ("stop", 180)]
    assert {step.left_at for step in steps} == {at_local(DAY, "10:18")}
    assert irregular == ""


def test_a_silent_device_becomes_unknown_and_is_welcomed_back(house: SmallHouse) -> None:
    camera = next(d for d in house.engine.floor.ground.site.devices if d.kind == "camera")
    house.hear(Heartbeat(device=camera.code))
    house.clock.advance(camera.silent_after_ms + 1)
    house.hear(Tick(now=house.clock.now()))
    assert open_alarms(house) == [("device_silent", True)]
    house.hear(Heartbeat(device=camera.code), Tick(now=house.clock.now()))
    assert open_alarms(house) == [("device_silent", False)]


def open_alarms(house: SmallHouse) -> list[tuple[str, bool]]:
    with house.database.reading() as read:
        return [(one.kind, one.active) for one in alarms.open_alarms(read, HAND, now=house.clock.now())]


def test_a_door_forced_or_held_open_is_an_alarm(house: SmallHouse) -> None:
    door = doors_to(house, "E1")[0]
    for state in ("forced", "closed", "opened", "held", "closed"):
        house.hear(DoorStateChanged(device="D-X", access_point=door, state=state))
    assert sorted(open_alarms(house)) == [("door_forced", False), ("door_held", False)]


def test_one_matter_that_cannot_be_judged_is_kept_and_the_others_go_on(house: SmallHouse, monkeypatch) -> None:
    from venue import engine

    def breaks(work, said, floor) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(engine.HANDLERS, DoorStateChanged, breaks)
    told = house.hear(
        DoorStateChanged(device="D-X", access_point="D-01", state="opened"),
        Heartbeat(device="C-1"),
        Heartbeat(device="C-2"),
    )
    assert {m.device for m in told if isinstance(m, Acknowledge)} == {"D-X", "C-1", "C-2"}
    with house.database.reading() as read:
        assert read.scalar(sa.text("SELECT fault FROM dead_letters")) == "engine_fault"


def test_while_the_database_cannot_be_written_nothing_is_acknowledged_and_the_engine_says_so(
    house: SmallHouse, monkeypatch
) -> None:
    class FullDisk(Exception):
        pass

    def fails(*args, **more):
        raise FullDisk("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(house.database, "transaction", fails)
        told = house.hear(Heartbeat(device="C-1", boot=1, seq=1))
        answer = house.ask("alarms.acknowledge", {"number": 1})
    assert [type(m) for m in told] == [EngineTrouble]
    assert answer.code == "engine.not_stored"
    told = house.hear(Heartbeat(device="C-1", boot=1, seq=1, received_at=house.clock.now()))
    assert [m for m in told if isinstance(m, EngineWell)]
    assert Acknowledge(device="C-1", boot=1, seq=1) in told


def test_an_act_without_signing_in_is_refused(house: SmallHouse) -> None:
    assert house.ask("alarms.acknowledge", {"number": 1}).code == "act.sign_in_first"


def test_every_decision_can_be_judged_again_with_the_same_result(house: SmallHouse) -> None:
    from venue.access.entry_facts import stored_form
    from venue.access.entry_rules import judge

    door = evaluating(house)
    with house.writing() as work:
        person(work, "card-agency", "agency_staff", project="G01")
    bring(house, "G01", *TO_EVALUATING)
    house.present("card-agency", door)
    with house.database.reading() as read:
        row = read.first(sa.select(admissions.admissions))
        found = admissions.admission(read, HAND, number=1)
    assert found is not None
    rules = house.engine.floor.ground.book(house.clock.now())
    assert stored_form(judge(found[1], rules)) == row.verdict


def test_an_unreadable_message_with_a_number_is_kept_once_and_its_stream_goes_on(house: SmallHouse) -> None:
    bad = Unreadable(device="T-01", boot=1, seq=1, topic="x", raw=b"?", fault="not_json", received_at=house.clock.now())
    house.hear(bad)
    told = house.hear(bad, Heartbeat(device="T-01", boot=1, seq=2, received_at=house.clock.now()))
    assert Acknowledge(device="T-01", boot=1, seq=2) in told
    with house.database.reading() as read:
        assert read.scalar(sa.text("SELECT count(*) FROM dead_letters")) == 1


def test_a_retained_value_does_not_make_a_silent_device_look_alive(house: SmallHouse) -> None:
    camera = next(d for d in house.engine.floor.ground.site.devices if d.kind == "camera")
    house.hear(Heartbeat(device=camera.code))
    house.clock.advance(camera.silent_after_ms + 1)
    house.hear(PointRead(device=camera.code, point="p", value=1, quality="retained"), Tick(now=house.clock.now()))
    assert open_alarms(house) == [("device_silent", True)]


def test_on_a_full_disk_nothing_is_acknowledged_and_with_room_again_the_same_messages_are_stored(
    house: SmallHouse,
) -> None:
    with house.database.transaction() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    unreadable = [
        Unreadable(
            device="T-01", boot=1, seq=seq, topic="x", raw=b"?" * 4096, fault="not_json", received_at=house.clock.now()
        )
        for seq in range(1, 40)
    ]
    told = house.hear(*unreadable)
    assert [type(message) for message in told] == [EngineTrouble]
    with house.database.transaction() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    told = house.hear(*unreadable)
    assert Acknowledge(device="T-01", boot=1, seq=39) in told
    with house.database.reading() as read:
        assert read.scalar(sa.text("SELECT count(*) FROM dead_letters")) == 39


def test_who_leaves_unidentified_is_written_down_and_is_no_tailgater(house: SmallHouse) -> None:
    answer = house.go_through("nobody's card", "D-10", direction="out")
    assert isinstance(answer, OpenDoor)
    assert "access.passed_unidentified" in acts_of(house)
    assert open_alarms(house) == []


def test_who_slips_through_without_any_grant_is_an_alarm(house: SmallHouse) -> None:
    house.hear(PassageSensed(device="T-10", access_point="D-10", token="x"))
    assert open_alarms(house) == [("tailgating", False)]


def test_who_leaves_keeps_the_role_in_which_he_came(house: SmallHouse) -> None:
    with house.writing() as work:
        subject = person(work, "card-li", "operator")
    house.go_through("card-li", "D-10")
    house.go_through("card-li", "D-10", direction="out")
    with house.database.reading() as read:
        gone = presence.whereabouts(read, "M", subject)
    assert gone is not None
    assert (gone.role, gone.room) == ("operator", "HALL")


def test_a_way_without_a_controlled_door_is_no_jump_and_one_past_a_door_is(house: SmallHouse) -> None:
    ground, at = house.engine.floor.ground, house.clock.now()
    assert ground.joined("OUT", "HALL", at)
    assert not ground.joined("HALL", "E1", at)


def test_a_guard_against_double_bookings_that_somebody_took_away_is_put_back_at_the_start(house: SmallHouse) -> None:
    with house.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER claims_no_overlap_insert")
        assert missing_guards(connection) == ["claims_no_overlap_insert"]
        composition.mend_guards(connection)
        assert missing_guards(connection) == []
