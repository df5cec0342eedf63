"""Movable equipment and posts of the site file: what they must say, and that no post is a person."""

from collections import Counter
from pathlib import Path

import pytest

from venue.core.work import Writer
from venue.site.check import check
from venue.site.places import import_site, parts_on
from venue.site.plan import SiteFile
from venue.site.site_file import parse

SAMPLE = Path(__file__).parents[3] / "resources" / "sample_site"


@pytest.fixture(scope="module")
def site() -> SiteFile:
    return parse(SAMPLE)


def test_the_sample_site_has_spare_machines_and_posts(site: SiteFile) -> None:
    kinds = Counter(one.kind for one in site.equipment)
    duties = Counter(post.duty for post in site.posts)
    assert (kinds["spare_decrypt"], kinds["spare_draw"], kinds["conference_set"]) == (3, 1, 2)
    assert duties == {"witness": 4, "centre_service": 4, "it_engineer": 2}


def test_every_device_has_a_store_that_is_a_room(site: SiteFile) -> None:
    assert {one.store for one in site.equipment} <= set(site.room)


def test_posts_are_named_as_posts_and_never_as_people(site: SiteFile) -> None:
    assert [post.name.zh for post in site.posts if not post.name.zh.endswith("岗")] == []


SITE = """
site = { code = "M", name = { zh = "场地", en = "Site" }, kind = "sample" }
building = [{ code = "B", name = { zh = "楼", en = "B" } }]
floor = [{ code = "F", building = "B", level = 1, name = { zh = "层", en = "F" }, width = 9, height = 9 }]
zone = [{ code = "Z0", name = { zh = "区", en = "Z" } }]
room = [
  { code = "OF", name = { zh = "室", en = "R" }, zone = "Z0", floor = "F", type = "hall", use = "support", outline = [0, 0, 9, 9] },
]
access_point = [{ code = "D", name = { zh = "门", en = "D" }, kind = "door", from = "OUT", to = "OF", at = [4, 0] }]
"""


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ('equipment = [{ code = "J", name = { zh = "机", en = "J" }, kind = "car", store = "OF" }]', "kind"),
        ('equipment = [{ code = "J", name = { zh = "机", en = "J" }, kind = "notebook", store = "XX" }]', "store"),
        ('post = [{ code = "P", name = { zh = "岗", en = "P" }, duty = "king" }]', "duty"),
        ('post = [{ code = "P", name = { zh = "岗", en = "P" }, duty = "witness", room = "XX" }]', "room"),
        ('post = [{ code = "P", name = { zh = "岗", en = "P" }, duty = "witness", lines = 0 }]', "post"),
    ],
)
def test_a_wrong_row_is_named(row: str, key: str) -> None:
    faults = check(SITE + row + "\n")
    assert len(faults) == 1
    assert key in faults[0].en


def test_a_right_row_has_no_fault() -> None:
    row = 'equipment = [{ code = "J", name = { zh = "机", en = "J" }, kind = "notebook", store = "OF" }]'
    assert check(SITE + row + "\n") == []


def test_parts_of_a_day_are_those_that_hold_then(writer: Writer) -> None:
    gone = 'name = { zh = "机", en = "J" }, kind = "notebook", store = "OF", valid_to = 2026-01-01 }]'
    kept = 'equipment = [{ code = "K", name = { zh = "机", en = "K" }, kind = "notebook", store = "OF" }, '
    with writer.writing() as work:
        import_site(work, parse(SITE + kept + '{ code = "J", ' + gone + "\n"))
        found = [[one.code for one in parts_on(work, "M", "equipment", day)] for day in ("2025-12-31", "2026-01-01")]
    assert found == [["K", "J"], ["K"]]
