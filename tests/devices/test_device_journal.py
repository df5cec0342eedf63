"""A device keeps what it said until the receipt, over its own power too."""

from __future__ import annotations

from pathlib import Path

from devices.device_journal import DeviceJournal, FileJournal


def kept(journal: DeviceJournal) -> list[tuple[int, int]]:
    return [(message.boot, message.seq) for message in journal.waiting(1000)]


def test_a_receipt_lets_go_of_everything_up_to_its_number_and_of_its_boot_only() -> None:
    journal = DeviceJournal()
    for _ in range(3):
        journal.keep("t", b"{}")
    journal.restart()
    journal.keep("t", b"{}")
    assert journal.forget(1, 2) == 2
    assert kept(journal) == [(1, 3), (2, 1)]


def test_numbers_begin_at_one_in_each_boot_and_leave_none_out() -> None:
    journal = DeviceJournal(boot=4)
    numbers = [journal.keep("t", b"{}").seq for _ in range(3)]
    journal.restart()
    assert (numbers, journal.boot, journal.next_seq()) == ([1, 2, 3], 5, 1)


def test_what_was_not_acknowledged_is_there_after_a_power_cut(tmp_path: Path) -> None:
    file = tmp_path / "T-1.jsonl"
    before = FileJournal(file)
    for number in range(4):
        before.keep("topic", b'{"n":%d}' % number)
    before.forget(before.boot, 2)
    before.highest = (3, 99)
    # no close: the power went
    after = FileJournal(file)
    assert kept(after) == [(before.boot, 3), (before.boot, 4)]
    assert (after.boot, after.highest, after.next_seq()) == (before.boot + 1, (3, 99), 1)
    before.close()
    after.close()


def test_a_line_that_was_being_written_when_the_power_went_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "T-1.jsonl"
    first = FileJournal(file)
    first.keep("topic", b"{}")
    first.close()
    file.write_bytes(file.read_bytes() + b'["keep",1,2,"to')
    second = FileJournal(file)
    assert kept(second) == [(1, 1)]
    second.close()


def test_a_journal_in_a_file_does_not_grow_with_what_was_acknowledged(tmp_path: Path) -> None:
    file = tmp_path / "T-1.jsonl"
    for _ in range(5):
        journal = FileJournal(file)
        for _ in range(20):
            journal.forget(journal.boot, journal.keep("topic", b"x" * 100).seq)
        journal.close()
    FileJournal(file).close()
    assert file.stat().st_size < 200
