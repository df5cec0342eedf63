"""The rule book: what is in force when, its version, and its sentences."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.venue.rules.books import BOOK, LIBRARY, RULES, SAMPLE_DAY, edited, edited_book
from venue.core.clock import at_local
from venue.rules.rule import midnight
from venue.rules.rule_book import NoBookInForce, every_book, in_force, load_rules
from venue.rules.templates import MissingArgument, fill, placeholders

# The phrases that the rules quote, written out by hand from the text of the policy.
QUOTED = {
    "RB-01": ("十", "最迟抽取时间为开标前3小时（远程异地评标项目除外）"),
    "RB-02": ("十", "专家集合时间原则上不超过开标后1小时"),
    "RB-03": ("十", "不得设置特殊到分的时间"),
    "RB-04": ("七", "副场数量可选择1-3个"),
    "RB-05": ("七", "实行副场随机抽取，副场数量可选择1-3个，评标席位随机产生"),
    "RB-06": (
        "八",
        "除评标评审委员会成员外，原则上只允许必要的中心服务、代理机构、信息技术、行政监督、项目实施主体等人员进入",
    ),
    "RB-07": ("八", "评标评审期间代理机构人员退出"),
    "RB-08": ("九", "项目负责人应当到达现场"),
    "RB-09": ("八", "视情节采取提醒、制止、通报批评、纠正等措施"),
    "RB-10": ("八", "州交易中心实行交易现场日巡查制度"),
    "RB-11": ("九", "对中介代理机构服务情况进行“一项目一评价”"),
    "RB-12": ("九", "实行一月一通报"),
    "RB-13": ("十三", "每月初州交易中心组织对上月已完成交易的项目进行数据集中清洗"),
    "RB-14": ("十三", "每月上旬对上月已完成数据清洗的项目进行模型运算筛查"),
    "RB-15": ("十三", "所有项目移交应当建立台账"),
    "RB-16": ("十四", "自行政决定之日起7个工作日内"),
    "RB-17": ("十一", "签订相关保密协议"),
    "RB-18": ("十一", "定期开展应急演练"),
    "RB-19": ("十一", "不得擅自安装、拆卸或改变软件系统、网络系统、硬件设施和支撑平台"),
    "RB-20": ("十一", "经相关行政监督部门同意和州交易中心甄别后"),
    "RB-21": ("八", "州交易中心应全程记录"),
    "RB-22": ("十一", "重点保障电子化交易对服务器容量、网络出口带宽、数据库备份存储空间等需求"),
}
# Hardness by rule as the rules give it ("clock only" is a note).
HARD = {1, 3, 4, 5, 6, 7, 10, 11, 14, 15, 17, 19, 20, 25, 26, 28}
SOFT = {2, 8, 12, 13, 18, 21, 27}
NOTE = {9, 16, 22, 23, 24, 29}
# Parameters that the rules mark as the centre's own assumption [A], with their defaults.
DEFAULTS = {
    ("RB-01", "lead_min"): 180,
    ("RB-01", "not_earlier_min"): 0,
    ("RB-02", "within_min"): 60,
    ("RB-03", "minutes"): (0, 30),
    ("RB-04", "least"): 1,
    ("RB-04", "most"): 3,
    ("RB-06", "zone_scope"): "room",
    ("RB-06", "escort_s"): 30,
    ("RB-07", "grace_s"): 0,
    ("RB-07", "remind_s"): 60,
    ("RB-07", "stop_s"): 180,
    ("RB-08", "warn_min"): 30,
    ("RB-10", "least_rounds"): 1,
    ("RB-10", "rounds"): 4,
    ("RB-10", "window_min"): 20,
    ("RB-11", "scorers"): 3,
    ("RB-11", "due_workdays"): 3,
    ("RB-12", "due_workday"): 5,
    ("RB-13", "to_day"): 5,
    ("RB-14", "to_day"): 10,
    ("RB-16", "within_workdays"): 7,
    ("RB-18", "within_days"): 180,
    ("RB-19", "detect_s"): 60,
    ("RB-22", "warn_percent"): 80,
    ("RB-22", "alarm_percent"): 90,
    ("RB-22", "backup_hours"): 26,
    ("RB-23", "least_members"): 5,
    ("RB-25", "network_stop"): "21:00",
    ("RB-26", "enter_s"): 300,
    ("RB-27", "lines"): 4,
    ("RB-29", "least_staff"): 3,
    ("RB-29", "many_bidders"): 50,
    ("RB-29", "least_staff_many"): 5,
}


def test_all_twenty_nine_rules_stand() -> None:
    assert [code for code in sorted(BOOK.rules) if code.startswith("RB-")] == [
        f"RB-{number:02}" for number in range(1, 30)
    ]


def test_the_centre_s_own_rules_are_marked_as_assumed() -> None:
    own = {code: rule.basis for code, rule in BOOK.rules.items() if code.startswith("RA-")}
    assert own
    assert set(own.values()) == {"A"}


@pytest.mark.parametrize(("rule", "quoted"), QUOTED.items())
def test_rule_quotes_its_clause_word_by_word(rule: str, quoted: tuple[str, str]) -> None:
    assert (BOOK.rules[rule].clause, BOOK.rules[rule].clause_text) == quoted
    assert BOOK.rules[rule].basis.startswith("S")


def test_rules_without_a_clause_of_the_policy_are_marked_as_such() -> None:
    marks = {
        rule_id: rule.basis for rule_id, rule in BOOK.rules.items() if rule_id not in QUOTED and rule_id[:2] == "RB"
    }
    assert marks == {
        **dict.fromkeys(("RB-23", "RB-24"), "K"),
        **dict.fromkeys(("RB-25", "RB-26", "RB-27", "RB-28", "RB-29"), "A"),
    }


def test_legal_knowledge_is_not_shown_as_a_citation_unchecked() -> None:
    assert BOOK.rules["RB-23"].citation("zh") == "依据待核对原文"
    assert BOOK.rules["RB-07"].citation("zh") == "第（八）条“评标评审期间代理机构人员退出”"
    assert BOOK.rules["RB-26"].citation("zh").startswith("本中心为落实")


def test_hardness_is_as_the_rules_give_it() -> None:
    found = {
        hardness: {int(r.id[3:]) for r in BOOK.rules.values() if r.hardness == hardness and r.id[:2] == "RB"}
        for hardness in ("hard", "soft")
    }
    assert found == {"hard": HARD, "soft": SOFT}
    assert {int(r.id[3:]) for r in BOOK.rules.values() if r.hardness == "note" and r.id[:2] == "RB"} == NOTE


@pytest.mark.parametrize(("place", "value"), DEFAULTS.items())
def test_parameter_has_its_default(place: tuple[str, str], value: object) -> None:
    rule, name = place
    assert BOOK.rules[rule].parameters[name].value == value


def test_every_message_says_something_in_both_languages() -> None:
    for rule in BOOK.rules.values():
        for message in rule.messages.values():
            assert placeholders(message.zh) == placeholders(message.en)


# --------------------------------------------------------------------------------------------------------------- dating


def two_versions(folder: Path) -> Path:
    """Rule 26 with 300 s until the end of 2026 and 600 s from then on."""
    text = (RULES / "entry.toml").read_text(encoding="utf-8")
    start = text.index('[[rule]]\nid = "RB-26"')
    end = text.index('[[rule]]\nid = "RB-28"')
    old, new = text[start:end], text[start:end]
    old = old.replace("valid_from = 2020-01-01", "valid_from = 2020-01-01\nvalid_to = 2027-01-01")
    new = new.replace("valid_from = 2020-01-01", "valid_from = 2027-01-01").replace("value = 300", "value = 600")
    return edited(folder, "entry.toml", (text[start:end], old + new))


def test_change_of_a_rule_takes_effect_at_midnight_of_the_site(tmp_path: Path) -> None:
    library = load_rules(two_versions(tmp_path / "rules"))
    turn = at_local("2027-01-01")
    assert [in_force(library, at).number("RB-26", "enter_s") for at in (turn - 1, turn)] == [300, 600]


def test_announced_change_leaves_todays_version_as_it_is(tmp_path: Path) -> None:
    library = load_rules(two_versions(tmp_path / "rules"))
    assert in_force(library, SAMPLE_DAY).version == BOOK.version
    assert in_force(library, at_local("2027-01-01")).version != BOOK.version


def test_book_knows_how_long_it_holds(tmp_path: Path) -> None:
    book = in_force(load_rules(two_versions(tmp_path / "rules")), SAMPLE_DAY)
    turn = at_local("2027-01-01")
    assert (book.starts, book.ends) == (at_local("2020-01-01"), turn)
    assert [book.covers(at) for at in (SAMPLE_DAY, turn - 1, turn)] == [True, True, False]


def test_old_verdict_is_worded_by_the_book_it_was_judged_by(tmp_path: Path) -> None:
    books = every_book(load_rules(two_versions(tmp_path / "rules")))
    assert [book.number("RB-26", "enter_s") for book in books.values()] == [300, 600]
    assert books[BOOK.version].render("admitted") == "验证通过，请进。"


def test_before_the_first_rule_there_is_no_book() -> None:
    with pytest.raises(NoBookInForce) as caught:
        in_force(LIBRARY, at_local("2019-12-31", "23:59"))
    assert "matrix" in caught.value.missing


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("entry.toml", ("value = 300", "value = 301")),
        ("entry.toml", ("请到代理工作室等候", "请在代理工作室等候")),
        ("admission_matrix.toml", ('closing = "E"', 'closing = "D"')),
        ("zones.toml", ('centre_service = "A"', 'centre_service = "N"')),
        ("words.toml", ("评标评审委员会成员", "评委")),
    ],
)
def test_any_change_of_content_changes_the_version(tmp_path: Path, file: str, change: tuple[str, str]) -> None:
    assert edited_book(tmp_path / "rules", file, change).version != BOOK.version


def test_comments_and_order_of_files_do_not_change_the_version(tmp_path: Path) -> None:
    folder = edited(tmp_path / "rules", "entry.toml", ("# Admission", "# Entry"))
    (folder / "words.toml").rename(folder / "a_words.toml")
    assert in_force(load_rules(folder), SAMPLE_DAY).version == BOOK.version


def test_version_is_sixteen_hex_digits() -> None:
    assert len(BOOK.version) == 16
    assert int(BOOK.version, 16) >= 0


@given(st.dates(date(1971, 1, 1), date(2100, 1, 1)))
def test_days_begin_at_midnight_of_the_site(day: date) -> None:
    assert midnight(day) == at_local(day)


# ------------------------------------------------------------------------------------------------------------ sentences


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("最迟 {latest_at:time}", "最迟 06:00"),
        ("可改为 {offers:times}", "可改为 06:00、06:30:30"),
        ("{wait:length}内", "90 秒内"),
        ("{role:role}", "见证人员"),
        ("{column:column}", "准备"),
        ("{zone:zone}", "机房"),
        ("共 {count} 名", "共 3 名"),
    ],
)
def test_arguments_are_shown_in_their_form(template: str, said: str) -> None:
    six = at_local("2026-11-23", "06:00")
    args: dict[str, int | str] = {
        "latest_at": six,
        "offers": f"{six} {six + 1_830_000}",
        "wait": 90_000,
        "role": "witness",
        "column": "prepare",
        "zone": "Z6",
        "count": 3,
    }
    assert fill(template, args, lang="zh", words=BOOK.words) == said


def test_sentence_never_shows_a_gap() -> None:
    with pytest.raises(MissingArgument):
        BOOK.render("escort_needed", {})


def test_code_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        BOOK.render("no_such_code")
