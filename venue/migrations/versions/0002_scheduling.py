"""Scheduling: bookings in full, blocks, wait-list, draws, proposals, rooms that get ready; no overlap of claims, whoever writes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from venue.schedule.guards import overlap_statements

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, then put the guards on the claims."""
    op.create_table('blocks',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('claim', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('permit', sa.BigInteger(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('set_by', sa.Text(), nullable=False),
    sa.Column('set_at', sa.BigInteger(), nullable=False),
    sa.Column('lifted_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'claim', name=op.f('pk_blocks'))
    )
    op.create_table('calendar_events',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('uid', sa.Text(), nullable=False),
    sa.Column('occurrence', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('sequence', sa.BigInteger(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('block', sa.BigInteger(), nullable=True),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('from_at', sa.BigInteger(), nullable=False),
    sa.Column('until_at', sa.BigInteger(), nullable=False),
    sa.Column('taken_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'uid', 'occurrence', name=op.f('pk_calendar_events'))
    )
    op.create_table('draw_parties',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('draw', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('party', sa.Text(), nullable=False),
    sa.Column('commitment', sa.Text(), nullable=False),
    sa.Column('account', sa.Text(), nullable=False),
    sa.Column('committed_at', sa.BigInteger(), nullable=True),
    sa.Column('revealed_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'draw', 'number', name=op.f('pk_draw_parties')),
    sa.UniqueConstraint('site', 'draw', 'party', name=op.f('uq_draw_parties_site_draw_party'))
    )
    op.create_table('draw_secrets',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('draw', sa.Text(), nullable=False),
    sa.Column('part', sa.Text(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'draw', 'part', name=op.f('pk_draw_secrets'))
    )
    op.create_table('draws',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('round', sa.BigInteger(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('terms', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('opened_at', sa.BigInteger(), nullable=False),
    sa.Column('close_by', sa.BigInteger(), nullable=False),
    sa.Column('commitment', sa.Text(), nullable=False),
    sa.Column('drawn_at', sa.BigInteger(), nullable=True),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('unsealed_at', sa.BigInteger(), nullable=True),
    sa.Column('void_cause', sa.Text(), nullable=False),
    sa.Column('missing', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', name=op.f('pk_draws')),
    sa.UniqueConstraint('site', 'project', 'kind', 'round', name=op.f('uq_draws_site_project_kind_round'))
    )
    op.create_table('holds',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('claim', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('until_at', sa.BigInteger(), nullable=False),
    sa.Column('extended', sa.BigInteger(), nullable=False),
    sa.Column('made_at', sa.BigInteger(), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'claim', name=op.f('pk_holds'))
    )
    op.create_table('proposals',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('day', sa.Text(), nullable=False),
    sa.Column('days', sa.BigInteger(), nullable=False),
    sa.Column('cause', sa.Text(), nullable=False),
    sa.Column('cause_args', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('fault', sa.Text(), nullable=False),
    sa.Column('fault_args', sa.Text(), nullable=False),
    sa.Column('asked_by', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.BigInteger(), nullable=False),
    sa.Column('seconds', sa.BigInteger(), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.Column('stop_asked', sa.BigInteger(), nullable=False),
    sa.Column('better', sa.BigInteger(), nullable=False),
    sa.Column('problem', sa.Text(), nullable=False),
    sa.Column('standing', sa.Text(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_proposals'))
    )
    op.create_index('ix_proposals_day', 'proposals', ['site', 'day'], unique=False)
    op.create_table('room_checks',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('account', sa.Text(), nullable=False),
    sa.Column('finding', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_room_checks'))
    )
    op.create_index('ix_room_checks_room', 'room_checks', ['site', 'room', 'at'], unique=False)
    op.create_table('room_orders',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('claim', sa.BigInteger(), nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('armed', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('failed', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.BigInteger(), nullable=False),
    sa.Column('answered_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_room_orders'))
    )
    op.create_index('ix_room_orders_room', 'room_orders', ['site', 'room', 'number'], unique=False)
    op.create_table('room_readiness',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('claim', sa.BigInteger(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('from_at', sa.BigInteger(), nullable=False),
    sa.Column('turned_over', sa.BigInteger(), nullable=False),
    sa.Column('ready', sa.BigInteger(), nullable=False),
    sa.Column('lacks', sa.Text(), nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'room', name=op.f('pk_room_readiness'))
    )
    op.create_table('room_uses',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('until_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'room', name=op.f('pk_room_uses'))
    )
    op.create_table('series',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('resource', sa.Text(), nullable=False),
    sa.Column('pattern', sa.Text(), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('made_at', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_series'))
    )
    op.create_table('series_days',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('series', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('day', sa.Text(), nullable=False),
    sa.Column('claim', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'series', 'day', name=op.f('pk_series_days'))
    )
    op.create_table('signs_shown',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('lines', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'device', name=op.f('pk_signs_shown'))
    )
    op.create_table('site_equipment',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('store', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_equipment'))
    )
    op.create_table('site_posts',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('duty', sa.Text(), nullable=False),
    sa.Column('lines', sa.BigInteger(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_posts'))
    )
    op.create_table('time_exceptions',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('rule', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('open_at', sa.BigInteger(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('applicant', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.BigInteger(), nullable=False),
    sa.Column('approver', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('status_since', sa.BigInteger(), nullable=False),
    sa.Column('used_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_time_exceptions'))
    )
    op.create_index('ix_time_exceptions_project', 'time_exceptions', ['site', 'project'], unique=False)
    op.create_index('ix_time_exceptions_used', 'time_exceptions', ['site', 'used_at'], unique=False)
    op.create_table('waiting',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('rank', sa.BigInteger(), nullable=False),
    sa.Column('weight_class', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('wanted', sa.Text(), nullable=False),
    sa.Column('complete', sa.BigInteger(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.BigInteger(), nullable=False),
    sa.Column('offered', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('status_since', sa.BigInteger(), nullable=False),
    sa.Column('skipped_code', sa.Text(), nullable=False),
    sa.Column('skipped_args', sa.Text(), nullable=False),
    sa.Column('skipped_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_waiting'))
    )
    op.add_column('projects', sa.Column('drawn_at', sa.BigInteger(), nullable=True))
    op.add_column('projects', sa.Column('approved_plan', sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column('projects', sa.Column('plan_body', sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column('projects', sa.Column('plan_date', sa.Text(), server_default=sa.text("''"), nullable=False))
    for statement in overlap_statements(op.get_bind().dialect.name):
        op.execute(sa.DDL(statement.replace("%", "%%")))
