"""What is exported reads back equal, and lines are found wherever TOML lets a value stand."""

from __future__ import annotations

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from venue.site.forms import Name
from venue.site.keys import keys_of
from venue.site.lines import lines_of
from venue.site.parts import DEVICE_KINDS, ROOM_TYPES, AccessPoint, Device, Floor, Room, Site
from venue.site.plan import SiteFile
from venue.site.shape import rectangle
from venue.site.site_file import export, parse

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
names = st.builds(Name, zh=words, en=words)
codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,6}", fullmatch=True)
days = st.one_of(st.just(""), st.dates().map(str))
lengths = st.integers(1, 99_999_999)
marks = st.integers(-99_999_999, 99_999_999)
spots = st.tuples(marks, marks)
boxes = st.builds(
    rectangle, st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(1, 9000), st.integers(1, 9000)
)
triangles = st.builds(
    lambda x, y, a: ((x, y), (x + a, y + 1), (x, y + a)),
    marks.map(lambda m: m // 2),
    marks.map(lambda m: m // 2),
    st.integers(1, 999),
)
outlines = st.one_of(boxes, triangles)
dated = {"code": codes, "valid_from": days, "valid_to": days}
sites = st.builds(Site, **dated, name=names, kind=st.sampled_from(["real", "training", "sample"]))
floors = st.builds(
    Floor,
    **dated,
    building=codes,
    level=st.integers(-20, 200),
    name=names,
    width=lengths,
    height=lengths,
    walls=st.lists(st.lists(spots, min_size=2, max_size=4).map(tuple), max_size=3).map(tuple),
)
rooms = st.builds(
    Room,
    **dated,
    name=names,
    zone=codes,
    floor=codes,
    type=st.sampled_from(ROOM_TYPES),
    use=st.sampled_from(["function", "support", "passage"]),
    outline=outlines,
    capacity=st.integers(0, 2**53 - 1),
    feeder=st.one_of(st.just(""), codes),
    through=st.booleans(),
    features=st.lists(codes, unique=True, max_size=3).map(tuple),
)
doors = st.builds(
    AccessPoint,
    **dated,
    name=names,
    kind=st.sampled_from(["door", "gate"]),
    from_room=codes,
    to_room=codes,
    at=spots,
    width=lengths,
    controlled=st.booleans(),
    leave=st.sampled_from(["reader", "button", "free"]),
)
devices = st.builds(
    Device,
    **dated,
    kind=st.sampled_from(DEVICE_KINDS),
    at=st.one_of(st.none(), spots),
    silent_after_ms=st.integers(0, 2**40),
    simulated=st.booleans(),
    sound=st.booleans(),
)
site_files = st.builds(
    SiteFile,
    site=sites,
    floors=st.lists(floors, max_size=2).map(tuple),
    rooms=st.lists(rooms, max_size=3).map(tuple),
    access_points=st.lists(doors, max_size=3).map(tuple),
    devices=st.lists(devices, max_size=3).map(tuple),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(site_files)
def test_an_exported_site_reads_back_equal(site: SiteFile) -> None:
    assert parse(export(site)) == site


@settings(max_examples=60, deadline=None, derandomize=True)
@given(site_files)
def test_every_exported_row_stands_on_a_line_of_its_own(site: SiteFile) -> None:
    text = export(site)
    lines = lines_of(text)
    starts = [text.split("\n")[lines[("room", number)] - 1] for number in range(len(site.rooms))]
    assert all(line.startswith("  { code = ") for line in starts)


def test_lines_are_found_in_every_way_of_writing_toml() -> None:
    text = '''a = """one
two ]] # no comment
"""
"q k" = 'x'   # a comment with [ and "
[t.u]
v.w = [ 1,
  2, # two
  { x = 3, y = [ "]" ] },
]
[[r]]
z = 1979-05-27 07:32:00
[[r]]
  [r.s]
  z = true
[[r.deep]]
k = """"quoted" """
[[r.deep]]
k = -1.5e3
'''
    tomllib.loads(text)
    lines = lines_of(text)
    assert [lines[path] for path in [("a",), ("t", "u"), ("t", "u", "v", "w", 0), ("t", "u", "v", "w", 1)]] == [
        1,
        5,
        6,
        7,
    ]
    assert lines["t", "u", "v", "w", 2, "y", 0] == 8
    assert [lines[path] for path in [("r", 0, "z"), ("r", 1), ("r", 1, "s", "z")]] == [11, 12, 14]
    assert lines["r", 1, "deep", 1, "k"] == 18


def test_every_key_of_every_table_can_be_written() -> None:
    assert [key.name for key in keys_of(AccessPoint).values()][:4] == ["code", "name", "kind", "from"]
