"""The day board and door signs on paper: found by a text search, blind where they must be, the same bytes twice."""

from io import BytesIO

import pypdf
import pytest

from venue.core.clock import at_local
from venue.operations.board_pdf import Masthead, board_pdf, signs_pdf
from venue.operations.boards import Meeting, current, for_public, sign_lines

DAY = "2026-11-23"
HEAD = Masthead("临江市公共资源交易中心", "样例数据", at_local(DAY, "08:00"))


def meeting(room: str, since: str, until: str, *, purpose: str = "opening", phase: str = "scheduled") -> Meeting:
    blind = purpose == "evaluation" and room == "Z3r"
    return Meeting(
        room=room,
        room_zh=f"{room} 室",
        room_en=f"Room {room}",
        zone="Z1",
        purpose=purpose,
        from_at=at_local(DAY, since),
        until_at=at_local(DAY, until),
        project="" if blind else "G01",
        title="" if purpose == "evaluation" else "城东中学教学楼",
        phase=phase,
        blind=blind,
    )


MEETINGS = (
    meeting("K1", "09:00", "09:40"),
    meeting("Z3r", "09:30", "12:00", purpose="evaluation"),
    meeting("K1", "14:00", "14:40"),
)


def words(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def test_the_board_is_found_by_a_text_search() -> None:
    text = words(board_pdf(HEAD, DAY, MEETINGS))
    for wanted in ("今日交易场次安排", "2026年11月23日", "城东中学教学楼", "样例数据", "远程异地评标（副场）"):
        assert wanted in text.replace(" ", "")


def test_a_day_without_meetings_says_so() -> None:
    assert "今日无场次安排" in words(board_pdf(HEAD, DAY, ())).replace(" ", "")


def test_each_room_with_a_meeting_has_its_sheet() -> None:
    assert len(pypdf.PdfReader(BytesIO(signs_pdf(HEAD, DAY, MEETINGS))).pages) == 2


def test_the_same_board_is_the_same_bytes() -> None:
    assert board_pdf(HEAD, DAY, MEETINGS) == board_pdf(HEAD, DAY, MEETINGS)


def test_a_public_board_shows_nothing_blind() -> None:
    assert [one.room for one in for_public(MEETINGS)] == ["K1", "K1"]


@pytest.mark.parametrize(
    ("now", "since"), [("08:00", "09:00"), ("09:20", "09:00"), ("09:40", ""), ("12:31", "14:00"), ("14:40", "")]
)
def test_a_sign_shows_the_current_meeting_and_before_it_the_next_that_is_near(now: str, since: str) -> None:
    shown = current(tuple(one for one in MEETINGS if one.room == "K1"), at_local(DAY, now))
    assert (shown.from_at if shown else "") == (at_local(DAY, since) if since else "")


def test_a_meeting_that_is_over_before_its_time_leaves_the_sign() -> None:
    assert current((meeting("K1", "09:00", "09:40", phase="failed"),), at_local(DAY, "09:10")) is None


def test_the_sign_of_an_evaluation_room_says_only_that_it_is_in_use() -> None:
    inside = meeting("E1", "10:00", "12:00", purpose="evaluation")
    assert sign_lines(("评标一室", "Evaluation 1"), inside, at_local(DAY, "11:00"), "zh") == ("评标一室", "使用中")
    assert sign_lines(("评标一室", "Evaluation 1"), None, at_local(DAY, "11:00"), "en") == ("Evaluation 1", "Free")
