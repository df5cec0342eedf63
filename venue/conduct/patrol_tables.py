"""What is stored of patrols (R-08.10): the plan of each day, rounds, visits, findings and the photos that prove them.

The plan of a day keeps its checkpoints, rooms and form lines as they were on that day, so that a round of last year opens with
the names and questions of last year, and so that an act needs no site file to judge whether a checkpoint belongs to its round.
"""

from __future__ import annotations

from sqlalchemy import Index, PrimaryKeyConstraint, text

from venue.core.tables import BLOB, INT, TEXT, Dataset, Keeping, column, table

patrol_days = table(
    "patrol_days",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("day", TEXT, dataset=Dataset.SUPERVISION),
    column("workday", INT, dataset=Dataset.SUPERVISION),
    column("least", INT, dataset=Dataset.SUPERVISION),
    column("allowed", INT, dataset=Dataset.SUPERVISION),
    column("rules", TEXT, dataset=Dataset.LOCAL),
    column("report_at", INT, dataset=Dataset.SUPERVISION, null=True),
    column("reported_at", INT, dataset=Dataset.SUPERVISION, null=True),
    column("position", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "day"),
)

patrol_points = table(
    "patrol_points",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("day", TEXT, dataset=Dataset.SUPERVISION),
    column("checkpoint", TEXT, dataset=Dataset.SUPERVISION),
    column("ordinal", INT, dataset=Dataset.SUPERVISION),
    column("room", TEXT, dataset=Dataset.SUPERVISION),
    column("room_zh", TEXT, dataset=Dataset.SUPERVISION),
    column("room_en", TEXT, dataset=Dataset.SUPERVISION),
    column("form_zh", TEXT, dataset=Dataset.SUPERVISION),
    column("form_en", TEXT, dataset=Dataset.SUPERVISION),
    column("items", TEXT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "day", "checkpoint"),
)

patrol_plans = table(
    "patrol_plans",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("day", TEXT, dataset=Dataset.SUPERVISION),
    column("number", INT, autoincrement=False, dataset=Dataset.SUPERVISION),
    column("due_at", INT, dataset=Dataset.SUPERVISION),
    column("from_at", INT, dataset=Dataset.SUPERVISION),
    column("to_at", INT, dataset=Dataset.SUPERVISION),
    column("closes_at", INT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "day", "number"),
)

patrol_rounds = table(
    "patrol_rounds",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("number", INT, autoincrement=False, dataset=Dataset.SUPERVISION),
    column("day", TEXT, dataset=Dataset.SUPERVISION),
    column("planned", INT, dataset=Dataset.SUPERVISION),
    column("reason", TEXT, dataset=Dataset.SUPERVISION),
    column("patroller", TEXT, dataset=Dataset.SUPERVISION),
    column("points", TEXT, dataset=Dataset.SUPERVISION),
    column("whole", INT, dataset=Dataset.SUPERVISION),
    column("state", TEXT, dataset=Dataset.SUPERVISION),
    column("begun_at", INT, dataset=Dataset.SUPERVISION, null=True),
    column("closes_at", INT, dataset=Dataset.SUPERVISION),
    column("ended_at", INT, dataset=Dataset.SUPERVISION, null=True),
    column("ended_by", TEXT, dataset=Dataset.SUPERVISION),
    column("why", TEXT, dataset=Dataset.SUPERVISION),
    column("missed", TEXT, dataset=Dataset.SUPERVISION),
    column("begun_position", INT, dataset=Dataset.LOCAL),
    column("ended_position", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_patrol_rounds_day", "site", "day"),
    Index(
        "ix_patrol_rounds_once",
        "site",
        "day",
        "planned",
        unique=True,
        sqlite_where=text("planned > 0"),
        postgresql_where=text("planned > 0"),
    ),
)

checkpoint_visits = table(
    "checkpoint_visits",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("round", INT, autoincrement=False, dataset=Dataset.SUPERVISION),
    column("checkpoint", TEXT, dataset=Dataset.SUPERVISION),
    column("at", INT, dataset=Dataset.SUPERVISION),
    column("proof", TEXT, dataset=Dataset.SUPERVISION),
    column("answers", TEXT, dataset=Dataset.SUPERVISION),
    column("wrong", INT, dataset=Dataset.SUPERVISION),
    column("position", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "round", "checkpoint"),
)

findings = table(
    "findings",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("number", INT, autoincrement=False, dataset=Dataset.SUPERVISION),
    column("day", TEXT, dataset=Dataset.SUPERVISION),
    column("round", INT, dataset=Dataset.SUPERVISION),
    column("checkpoint", TEXT, dataset=Dataset.SUPERVISION),
    column("room", TEXT, dataset=Dataset.SUPERVISION),
    column("device", TEXT, dataset=Dataset.SUPERVISION),
    column("project", TEXT, dataset=Dataset.SUPERVISION),
    column("severity", INT, dataset=Dataset.SUPERVISION),
    column("words", TEXT, dataset=Dataset.SUPERVISION),
    column("photo", TEXT, dataset=Dataset.SUPERVISION),
    column("state", TEXT, dataset=Dataset.SUPERVISION),
    column("found_at", INT, dataset=Dataset.SUPERVISION),
    column("found_by", TEXT, dataset=Dataset.SUPERVISION),
    column("task_for", TEXT, dataset=Dataset.SUPERVISION),
    column("task_until", INT, dataset=Dataset.SUPERVISION, null=True),
    column("fixed_at", INT, dataset=Dataset.SUPERVISION, null=True),
    column("fixed_by", TEXT, dataset=Dataset.SUPERVISION),
    column("fix_words", TEXT, dataset=Dataset.SUPERVISION),
    column("fix_photo", TEXT, dataset=Dataset.SUPERVISION),
    column("closed_at", INT, dataset=Dataset.SUPERVISION, null=True),
    column("closed_by", TEXT, dataset=Dataset.SUPERVISION),
    column("close_words", TEXT, dataset=Dataset.SUPERVISION),
    column("sent_back", INT, dataset=Dataset.SUPERVISION),
    column("position", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_findings_day", "site", "day"),
    Index("ix_findings_room", "site", "room", "state"),
)

finding_photos = table(
    "finding_photos",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("digest", TEXT, dataset=Dataset.SUPERVISION),
    column("form", TEXT, dataset=Dataset.SUPERVISION),
    column("picture", BLOB, dataset=Dataset.SUPERVISION),
    column("stored_at", INT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "digest"),
)
