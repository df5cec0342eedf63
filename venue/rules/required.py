"""What the program asks of the rule files: rules that must be in force, their parameters, and the codes it will use.

A file that lacks any of it never becomes a book, so that no door finds out at work that a sentence or a number is missing.
Codes name the arguments that the program gives; a template may show any of them and no other, and none of them tells a
person's or a project's name.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["number", "word", "list"]

PARAMETERS: dict[str, dict[str, Kind]] = {
    "RB-01": {"lead_min": "number", "not_earlier_min": "number"},
    "RB-02": {"within_min": "number", "from_min": "number"},
    "RB-03": {"minutes": "list"},
    "RB-04": {"least": "number", "most": "number"},
    "RB-06": {
        "escort_s": "number",
        "gathering_early_min": "number",
        "skew_s": "number",
        "vouchers": "number",
        "zone_scope": "word",
        "least_grade": "word",
        "escort_roles": "list",
        "credentials": "list",
        "never_alone": "list",
    },
    "RB-07": {
        "grace_s": "number",
        "remind_s": "number",
        "stop_s": "number",
        "exception_min": "number",
        "exception_roles": "list",
    },
    "RB-10": {"least_rounds": "number", "rounds": "number", "window_min": "number", "due": "list"},
    "RB-17": {"roles": "list", "zones": "list"},
    "RB-25": {},
    "RB-26": {"enter_s": "number", "roles": "list"},
    "RB-28": {"exempt_roles": "list"},
    "RA-01": {"arm_min": "number", "warn_min": "number", "answer_s": "number"},
}

# In ascending order: a reminder after the stop would never be given.
ASCENDING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("RB-04", ("least", "most")),
    ("RB-07", ("grace_s", "remind_s", "stop_s")),
    ("RB-02", ("from_min", "within_min")),
)

SEEN = ("column", "role", "zone")
"""What every verdict of a door carries: the role that decided, the column it was read in, and the zone."""

CODES: dict[str, dict[str, tuple[str, ...]]] = {
    "RB-01": {"draw_too_late": ("latest_at", "open_from_at"), "draw_too_early": ("earliest_at",)},
    "RB-02": {"gather_too_late": ("latest_at", "offers"), "gather_before_opening": ("earliest_at", "offers")},
    "RB-03": {"gather_odd_minute": ("offers",)},
    "RB-04": {"sub_venues_out_of_range": ("least", "most", "count")},
    "RB-06": {
        **dict.fromkeys(("open_zone", "egress", "exit_supervised", "emergency_open", "emergency_crew"), SEEN),
        **dict.fromkeys(("zone_unknown", "person_unknown", "person_blocked", "not_recognised"), SEEN),
        "terminal_elsewhere": SEEN,
        **dict.fromkeys(("credential_unaccepted", "second_factor_needed", "grade_too_low"), SEEN),
        **dict.fromkeys(("interlock_wait", "interlock_unknown", "role_none", "role_barred"), SEEN),
        **dict.fromkeys(("zone_role_barred", "zone_not_now", "phase_unknown", "gather_time_unknown"), SEEN),
        **dict.fromkeys(("other_project", "other_committee", "room_not_ready", "clarification_only"), SEEN),
        **dict.fromkeys(("need_missing", "need_incomplete", "need_self_approved", "need_elsewhere"), SEEN),
        **dict.fromkeys(("permit_missing", "permit_unknown", "not_called", "call_unknown"), SEEN),
        **dict.fromkeys(("admitted", "admitted_logged", "may_stay", "role_inside", "need_lapsed_inside"), SEEN),
        **dict.fromkeys(("basis_unknown_inside", "unknown_inside", "blocked_inside"), SEEN),
        **dict.fromkeys(("admitted_with_need", "admitted_with_escort", "need_expired"), (*SEEN, "until_at")),
        **dict.fromkeys(("too_early", "need_not_yet"), (*SEEN, "from_at")),
        "vouchers_needed": (*SEEN, "needed"),
        "escort_needed": (*SEEN, "wait"),
    },
    "RB-07": {
        "agency_barred": SEEN,
        "agency_exception_invalid": SEEN,
        "agency_exception_admitted": (*SEEN, "until_at"),
        "agency_inside": SEEN,
        "agency_alarm": ("since_at",),
        "agency_remind": ("since_at", "after"),
        "agency_stop": ("since_at", "after"),
        "start_allowed": (),
        "agency_still_inside": ("count",),
        "agency_presence_unknown": (),
        "started_in_breach": ("count",),
        "started_presence_unknown": (),
    },
    "RB-17": {
        "agreement_missing": SEEN,
        "agreement_not_yet": (*SEEN, "from_at"),
        "agreement_lapsed": (*SEEN, "until_at"),
        "agreement_lapsed_inside": SEEN,
    },
    "RB-25": {"overnight_exit": SEEN},
    "RB-26": {
        **dict.fromkeys(("wrong_room", "seat_unknown", "not_authorised", "reentry", "returned"), SEEN),
        "window_over": (*SEEN, "window"),
        "return_late": (*SEEN, "wait"),
        "exit_unsupervised": SEEN,
    },
    "RB-28": {"phone_not_deposited": SEEN, "phone_unknown": SEEN},
}
