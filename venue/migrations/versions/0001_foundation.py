"""The foundation: every table of the first house, and the guards that make the book append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from venue.journal.guards import guard_statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, then put the guards on the book."""
    op.create_table('account_policies',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('lock_after', sa.BigInteger(), nullable=False),
    sa.Column('lock_minutes', sa.BigInteger(), nullable=False),
    sa.Column('session_hours', sa.BigInteger(), nullable=False),
    sa.Column('password_days', sa.BigInteger(), nullable=False),
    sa.Column('password_least', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'valid_from', name=op.f('pk_account_policies'))
    )
    op.create_table('accounts',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('system', sa.Text(), nullable=False),
    sa.Column('account', sa.Text(), nullable=False),
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('roles', sa.Text(), nullable=False),
    sa.Column('password', sa.Text(), nullable=False),
    sa.Column('generation', sa.BigInteger(), nullable=False),
    sa.Column('sample', sa.BigInteger(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('failures', sa.BigInteger(), nullable=False),
    sa.Column('locked_until', sa.BigInteger(), nullable=False),
    sa.Column('opened_at', sa.BigInteger(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.Column('change_due', sa.BigInteger(), nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=True),
    sa.Column('last_sign_in', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'system', 'account', name=op.f('pk_accounts'))
    )
    op.create_table('admissions',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('boot', sa.BigInteger(), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('access_point', sa.Text(), nullable=False),
    sa.Column('direction', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('received_at', sa.BigInteger(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('offline', sa.BigInteger(), nullable=False),
    sa.Column('facts', sa.LargeBinary(), nullable=False),
    sa.Column('verdict', sa.LargeBinary(), nullable=False),
    sa.Column('commanded', sa.BigInteger(), nullable=False),
    sa.Column('passage', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_admissions'))
    )
    op.create_index('ix_admissions_at', 'admissions', ['site', 'at'], unique=False)
    op.create_index('ix_admissions_door', 'admissions', ['site', 'access_point', 'at'], unique=False)
    op.create_index('ix_admissions_subject', 'admissions', ['site', 'subject', 'at'], unique=False)
    op.create_table('agency_steps',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('inside_since', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('stage', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('left_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'project', 'subject', 'inside_since', 'stage', name=op.f('pk_agency_steps'))
    )
    op.create_table('agreements',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('scope', sa.Text(), nullable=False),
    sa.Column('responsible', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.BigInteger(), nullable=False),
    sa.Column('valid_to', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_agreements'))
    )
    op.create_index('ix_agreements_subject', 'agreements', ['site', 'subject'], unique=False)
    op.create_table('alarms',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('cause', sa.Text(), nullable=False),
    sa.Column('priority', sa.BigInteger(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('args', sa.Text(), nullable=False),
    sa.Column('raised_at', sa.BigInteger(), nullable=False),
    sa.Column('again_at', sa.BigInteger(), nullable=False),
    sa.Column('times', sa.BigInteger(), nullable=False),
    sa.Column('active', sa.BigInteger(), nullable=False),
    sa.Column('cleared_at', sa.BigInteger(), nullable=True),
    sa.Column('acknowledged_at', sa.BigInteger(), nullable=True),
    sa.Column('acknowledged_by', sa.Text(), nullable=False),
    sa.Column('shelved_until', sa.BigInteger(), nullable=True),
    sa.Column('shelved_by', sa.Text(), nullable=False),
    sa.Column('shelved_why', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_alarms'))
    )
    op.create_index('ix_alarms_open', 'alarms', ['site', 'cause'], unique=False)
    op.create_table('category_changes',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('category', sa.Text(), nullable=False),
    sa.Column('from_at', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('enabled', sa.BigInteger(), nullable=False),
    sa.Column('basis', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'category', 'from_at', name=op.f('pk_category_changes'))
    )
    op.create_table('checkpoint_visits',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('round', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('checkpoint', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('proof', sa.Text(), nullable=False),
    sa.Column('answers', sa.Text(), nullable=False),
    sa.Column('wrong', sa.BigInteger(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'round', 'checkpoint', name=op.f('pk_checkpoint_visits'))
    )
    op.create_table('claims',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('resource', sa.Text(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('from_at', sa.BigInteger(), nullable=False),
    sa.Column('until_at', sa.BigInteger(), nullable=False),
    sa.Column('busy_from', sa.BigInteger(), nullable=False),
    sa.Column('busy_until', sa.BigInteger(), nullable=False),
    sa.Column('shared', sa.BigInteger(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('status_since', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_claims'))
    )
    op.create_index('ix_claims_project', 'claims', ['site', 'project'], unique=False)
    op.create_index('ix_claims_resource', 'claims', ['site', 'resource', 'busy_from'], unique=False)
    op.create_table('coded_names',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('blind', sa.Text(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('assigned_at', sa.BigInteger(), nullable=False),
    sa.Column('revealed_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'project', 'code', name=op.f('pk_coded_names')),
    sa.UniqueConstraint('site', 'project', 'blind', name=op.f('uq_coded_names_site_project_blind'))
    )
    op.create_table('credentials',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('token', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.BigInteger(), nullable=False),
    sa.Column('valid_to', sa.BigInteger(), nullable=True),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('status_since', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_credentials'))
    )
    op.create_index('ix_credentials_subject', 'credentials', ['site', 'subject'], unique=False)
    op.create_index('ix_credentials_token', 'credentials', ['site', 'token'], unique=False)
    op.create_table('dead_letters',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('topic', sa.Text(), nullable=False),
    sa.Column('raw', sa.LargeBinary(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('fault', sa.Text(), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('received_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_dead_letters'))
    )
    op.create_index('ix_dead_letters_device', 'dead_letters', ['site', 'device'], unique=False)
    op.create_table('declarations',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('declared_at', sa.BigInteger(), nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=False),
    sa.Column('taken_by', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'subject', name=op.f('pk_declarations'))
    )
    op.create_table('device_health',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('heard_at', sa.BigInteger(), nullable=False),
    sa.Column('source_at', sa.BigInteger(), nullable=False),
    sa.Column('boot', sa.BigInteger(), nullable=False),
    sa.Column('skew', sa.BigInteger(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('firmware', sa.Text(), nullable=False),
    sa.Column('online', sa.BigInteger(), nullable=False),
    sa.Column('recording', sa.BigInteger(), nullable=False),
    sa.Column('view', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'device', name=op.f('pk_device_health'))
    )
    op.create_table('door_states',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('access_point', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.Column('opened_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'access_point', name=op.f('pk_door_states'))
    )
    op.create_table('entry_orders',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('given_at', sa.BigInteger(), nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=False),
    sa.Column('given_by', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_entry_orders'))
    )
    op.create_index('ix_entry_orders_subject', 'entry_orders', ['site', 'subject', 'kind'], unique=False)
    op.create_table('face_consents',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.Column('given_at', sa.BigInteger(), nullable=False),
    sa.Column('withdrawn_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'position', name=op.f('pk_face_consents'))
    )
    op.create_index('ix_face_consents_subject', 'face_consents', ['site', 'subject'], unique=False)
    op.create_table('face_templates',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('model', sa.Text(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('consent', sa.BigInteger(), nullable=False),
    sa.Column('kept_at', sa.BigInteger(), nullable=False),
    sa.Column('keep_until', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_face_templates'))
    )
    op.create_index('ix_face_templates_subject', 'face_templates', ['site', 'subject'], unique=False)
    op.create_table('finding_photos',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('form', sa.Text(), nullable=False),
    sa.Column('picture', sa.LargeBinary(), nullable=False),
    sa.Column('stored_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'digest', name=op.f('pk_finding_photos'))
    )
    op.create_table('findings',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('day', sa.Text(), nullable=False),
    sa.Column('round', sa.BigInteger(), nullable=False),
    sa.Column('checkpoint', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('severity', sa.BigInteger(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('photo', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('found_at', sa.BigInteger(), nullable=False),
    sa.Column('found_by', sa.Text(), nullable=False),
    sa.Column('task_for', sa.Text(), nullable=False),
    sa.Column('task_until', sa.BigInteger(), nullable=True),
    sa.Column('fixed_at', sa.BigInteger(), nullable=True),
    sa.Column('fixed_by', sa.Text(), nullable=False),
    sa.Column('fix_words', sa.Text(), nullable=False),
    sa.Column('fix_photo', sa.Text(), nullable=False),
    sa.Column('closed_at', sa.BigInteger(), nullable=True),
    sa.Column('closed_by', sa.Text(), nullable=False),
    sa.Column('close_words', sa.Text(), nullable=False),
    sa.Column('sent_back', sa.BigInteger(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_findings'))
    )
    op.create_index('ix_findings_day', 'findings', ['site', 'day'], unique=False)
    op.create_index('ix_findings_room', 'findings', ['site', 'room', 'state'], unique=False)
    op.create_table('imported_days',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('day', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'day', name=op.f('pk_imported_days'))
    )
    op.create_table('journal',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('form', sa.Text(), nullable=False),
    sa.Column('algorithm', sa.Text(), nullable=False),
    sa.Column('desk', sa.Text(), nullable=False),
    sa.Column('epoch', sa.BigInteger(), nullable=False),
    sa.Column('source_at', sa.BigInteger(), nullable=False),
    sa.Column('received_at', sa.BigInteger(), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('act', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('payload', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'position', name=op.f('pk_journal'))
    )
    op.create_index('ix_journal_act', 'journal', ['site', 'act', 'position'], unique=False)
    op.create_index('ix_journal_project', 'journal', ['site', 'project', 'position'], unique=False)
    op.create_index('ix_journal_subject', 'journal', ['site', 'subject', 'position'], unique=False)
    op.create_table('journal_heads',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('size', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('previous', sa.BigInteger(), nullable=False),
    sa.Column('root', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('desk', sa.Text(), nullable=False),
    sa.Column('epoch', sa.BigInteger(), nullable=False),
    sa.Column('form', sa.Text(), nullable=False),
    sa.Column('algorithm', sa.Text(), nullable=False),
    sa.Column('scheme', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('signature', sa.Text(), nullable=False),
    sa.Column('leaves', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'size', name=op.f('pk_journal_heads'))
    )
    op.create_table('leaderships',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('epoch', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('desk', sa.Text(), nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'epoch', name=op.f('pk_leaderships'))
    )
    op.create_table('locker_cells',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('cell', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'cell', name=op.f('pk_locker_cells'))
    )
    op.create_index('ix_locker_cells_subject', 'locker_cells', ['site', 'subject'], unique=False)
    op.create_table('needs',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('zone', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('from_at', sa.BigInteger(), nullable=False),
    sa.Column('until_at', sa.BigInteger(), nullable=False),
    sa.Column('escort', sa.BigInteger(), nullable=False),
    sa.Column('applicant', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.BigInteger(), nullable=False),
    sa.Column('approver', sa.Text(), nullable=False),
    sa.Column('approver_role', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('status_since', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_needs'))
    )
    op.create_index('ix_needs_subject', 'needs', ['site', 'subject', 'until_at'], unique=False)
    op.create_table('outbox',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('system', sa.Text(), nullable=False),
    sa.Column('topic', sa.Text(), nullable=False),
    sa.Column('payload', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sa.BigInteger(), nullable=False),
    sa.Column('journal_position', sa.BigInteger(), nullable=False),
    sa.Column('tries', sa.BigInteger(), nullable=False),
    sa.Column('next_try_at', sa.BigInteger(), nullable=False),
    sa.Column('sent_at', sa.BigInteger(), nullable=True),
    sa.Column('receipt', sa.Text(), nullable=False),
    sa.Column('received_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_outbox'))
    )
    op.create_index('ix_outbox_waiting', 'outbox', ['site', 'received_at', 'next_try_at'], unique=False)
    op.create_table('passages',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('access_point', sa.Text(), nullable=False),
    sa.Column('from_zone', sa.Text(), nullable=False),
    sa.Column('from_room', sa.Text(), nullable=False),
    sa.Column('to_zone', sa.Text(), nullable=False),
    sa.Column('to_room', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('admission', sa.BigInteger(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('jumped', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_passages'))
    )
    op.create_index('ix_passages_at', 'passages', ['site', 'at'], unique=False)
    op.create_index('ix_passages_subject', 'passages', ['site', 'subject', 'at'], unique=False)
    op.create_table('patrol_days',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('day', sa.Text(), nullable=False),
    sa.Column('workday', sa.BigInteger(), nullable=False),
    sa.Column('least', sa.BigInteger(), nullable=False),
    sa.Column('allowed', sa.BigInteger(), nullable=False),
    sa.Column('rules', sa.Text(), nullable=False),
    sa.Column('report_at', sa.BigInteger(), nullable=True),
    sa.Column('reported_at', sa.BigInteger(), nullable=True),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'day', name=op.f('pk_patrol_days'))
    )
    op.create_table('patrol_plans',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('day', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('due_at', sa.BigInteger(), nullable=False),
    sa.Column('from_at', sa.BigInteger(), nullable=False),
    sa.Column('to_at', sa.BigInteger(), nullable=False),
    sa.Column('closes_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'day', 'number', name=op.f('pk_patrol_plans'))
    )
    op.create_table('patrol_points',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('day', sa.Text(), nullable=False),
    sa.Column('checkpoint', sa.Text(), nullable=False),
    sa.Column('ordinal', sa.BigInteger(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('room_zh', sa.Text(), nullable=False),
    sa.Column('room_en', sa.Text(), nullable=False),
    sa.Column('form_zh', sa.Text(), nullable=False),
    sa.Column('form_en', sa.Text(), nullable=False),
    sa.Column('items', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'day', 'checkpoint', name=op.f('pk_patrol_points'))
    )
    op.create_table('patrol_rounds',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('day', sa.Text(), nullable=False),
    sa.Column('planned', sa.BigInteger(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('patroller', sa.Text(), nullable=False),
    sa.Column('points', sa.Text(), nullable=False),
    sa.Column('whole', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('begun_at', sa.BigInteger(), nullable=True),
    sa.Column('closes_at', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.Column('ended_by', sa.Text(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('missed', sa.Text(), nullable=False),
    sa.Column('begun_position', sa.BigInteger(), nullable=False),
    sa.Column('ended_position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_patrol_rounds'))
    )
    op.create_index('ix_patrol_rounds_day', 'patrol_rounds', ['site', 'day'], unique=False)
    op.create_index('ix_patrol_rounds_once', 'patrol_rounds', ['site', 'day', 'planned'], unique=True, sqlite_where=sa.text('planned > 0'), postgresql_where=sa.text('planned > 0'))
    op.create_table('permits',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('job', sa.Text(), nullable=False),
    sa.Column('zone', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('equipment', sa.Text(), nullable=False),
    sa.Column('from_at', sa.BigInteger(), nullable=False),
    sa.Column('until_at', sa.BigInteger(), nullable=False),
    sa.Column('applicant', sa.Text(), nullable=False),
    sa.Column('approver', sa.Text(), nullable=False),
    sa.Column('opened_at', sa.BigInteger(), nullable=False),
    sa.Column('closed_at', sa.BigInteger(), nullable=True),
    sa.Column('result', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_permits'))
    )
    op.create_index('ix_permits_subject', 'permits', ['site', 'subject', 'until_at'], unique=False)
    op.create_table('person_roles',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.BigInteger(), nullable=False),
    sa.Column('valid_to', sa.BigInteger(), nullable=True),
    sa.Column('basis', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_person_roles'))
    )
    op.create_index('ix_person_roles_project', 'person_roles', ['site', 'project', 'valid_from'], unique=False)
    op.create_index('ix_person_roles_subject', 'person_roles', ['site', 'subject', 'valid_from'], unique=False)
    op.create_table('personal_fields',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('field', sa.Text(), nullable=False),
    sa.Column('version', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('commitment', sa.Text(), nullable=False),
    sa.Column('salt', sa.LargeBinary(), nullable=False),
    sa.Column('ciphertext', sa.LargeBinary(), nullable=False),
    sa.Column('blind', sa.Text(), nullable=False),
    sa.Column('written_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'subject', 'field', 'version', name=op.f('pk_personal_fields'))
    )
    op.create_index('ix_personal_fields_blind', 'personal_fields', ['site', 'blind'], unique=False)
    op.create_table('persons',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('id_number', sa.Text(), nullable=False),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.BigInteger(), nullable=False),
    sa.Column('valid_to', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'subject', name=op.f('pk_persons'))
    )
    op.create_index('ix_persons_reference', 'persons', ['site', 'reference'], unique=False)
    op.create_table('phase_log',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('from_phase', sa.Text(), nullable=False),
    sa.Column('to_phase', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('stored_at', sa.BigInteger(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('account', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('skipped', sa.Text(), nullable=False),
    sa.Column('irregular', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_phase_log'))
    )
    op.create_index('ix_phase_log_project', 'phase_log', ['site', 'project', 'at'], unique=False)
    op.create_table('point_latest',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('point', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('received_at', sa.BigInteger(), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.Column('quality', sa.Text(), nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'point', name=op.f('pk_point_latest'))
    )
    op.create_table('presence',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('zone', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.Column('passage', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'subject', name=op.f('pk_presence'))
    )
    op.create_index('ix_presence_room', 'presence', ['site', 'room'], unique=False)
    op.create_table('projects',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('category', sa.Text(), nullable=False),
    sa.Column('method', sa.Text(), nullable=False),
    sa.Column('agency', sa.Text(), nullable=False),
    sa.Column('leader', sa.Text(), nullable=False),
    sa.Column('open_at', sa.BigInteger(), nullable=True),
    sa.Column('gather_at', sa.BigInteger(), nullable=True),
    sa.Column('draw_at', sa.BigInteger(), nullable=True),
    sa.Column('remote_basis', sa.Text(), nullable=False),
    sa.Column('remote_document', sa.Text(), nullable=False),
    sa.Column('secret', sa.BigInteger(), nullable=False),
    sa.Column('sub_venues', sa.BigInteger(), nullable=False),
    sa.Column('bidders', sa.BigInteger(), nullable=False),
    sa.Column('minutes', sa.BigInteger(), nullable=False),
    sa.Column('phase', sa.Text(), nullable=False),
    sa.Column('phase_since', sa.BigInteger(), nullable=False),
    sa.Column('irregular', sa.Text(), nullable=False),
    sa.Column('reserved_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', name=op.f('pk_projects'))
    )
    op.create_index('ix_projects_open', 'projects', ['site', 'open_at'], unique=False)
    op.create_table('raw_payloads',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('topic', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('payload', sa.LargeBinary(), nullable=False),
    sa.Column('received_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_raw_payloads'))
    )
    op.create_table('readings',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('point', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('received_at', sa.BigInteger(), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.Column('quality', sa.Text(), nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('boot', sa.BigInteger(), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('batch', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_readings'))
    )
    op.create_index('ix_readings_point', 'readings', ['site', 'point', 'at'], unique=False)
    op.create_table('recording_gaps',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('camera', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=True),
    sa.Column('cause', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_recording_gaps'))
    )
    op.create_index('ix_recording_gaps_camera', 'recording_gaps', ['site', 'camera'], unique=False)
    op.create_table('refused_reservations',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('args', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_refused_reservations'))
    )
    op.create_table('sessions',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('account', sa.Text(), nullable=False),
    sa.Column('generation', sa.BigInteger(), nullable=False),
    sa.Column('desk', sa.Text(), nullable=False),
    sa.Column('started_at', sa.BigInteger(), nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('site', 'digest', name=op.f('pk_sessions'))
    )
    op.create_table('sightings',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('camera', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('score', sa.BigInteger(), nullable=False),
    sa.Column('threshold', sa.BigInteger(), nullable=False),
    sa.Column('quality', sa.Text(), nullable=False),
    sa.Column('grade', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_sightings'))
    )
    op.create_index('ix_sightings_subject', 'sightings', ['site', 'subject', 'at'], unique=False)
    op.create_table('site_access_points',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('from_room', sa.Text(), nullable=False),
    sa.Column('to_room', sa.Text(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('width', sa.BigInteger(), nullable=False),
    sa.Column('controlled', sa.BigInteger(), nullable=False),
    sa.Column('terminal', sa.Text(), nullable=False),
    sa.Column('leave', sa.Text(), nullable=False),
    sa.Column('second_factor', sa.BigInteger(), nullable=False),
    sa.Column('partner', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_access_points'))
    )
    op.create_table('site_buildings',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_buildings'))
    )
    op.create_table('site_checkpoints',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('form', sa.Text(), nullable=False),
    sa.Column('order', sa.BigInteger(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_checkpoints'))
    )
    op.create_table('site_devices',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('door', sa.Text(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('feeder', sa.Text(), nullable=False),
    sa.Column('ups', sa.BigInteger(), nullable=False),
    sa.Column('silent_after_ms', sa.BigInteger(), nullable=False),
    sa.Column('sound', sa.BigInteger(), nullable=False),
    sa.Column('mandatory', sa.BigInteger(), nullable=False),
    sa.Column('simulated', sa.BigInteger(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_devices'))
    )
    op.create_table('site_feeders',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_feeders'))
    )
    op.create_table('site_files',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'number', name=op.f('pk_site_files'))
    )
    op.create_table('site_floors',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('building', sa.Text(), nullable=False),
    sa.Column('level', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('width', sa.BigInteger(), nullable=False),
    sa.Column('height', sa.BigInteger(), nullable=False),
    sa.Column('walls', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_floors'))
    )
    op.create_table('site_form_items',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('form', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_form_items'))
    )
    op.create_table('site_forms',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_forms'))
    )
    op.create_table('site_links',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('from_room', sa.Text(), nullable=False),
    sa.Column('from_at', sa.Text(), nullable=False),
    sa.Column('to_room', sa.Text(), nullable=False),
    sa.Column('to_at', sa.Text(), nullable=False),
    sa.Column('length', sa.BigInteger(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_links'))
    )
    op.create_table('site_lockers',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('bank', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_lockers'))
    )
    op.create_table('site_points',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('quantity', sa.Text(), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('every_ms', sa.BigInteger(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_points'))
    )
    op.create_table('site_rooms',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('zone', sa.Text(), nullable=False),
    sa.Column('floor', sa.Text(), nullable=False),
    sa.Column('type', sa.Text(), nullable=False),
    sa.Column('use', sa.Text(), nullable=False),
    sa.Column('outline', sa.Text(), nullable=False),
    sa.Column('capacity', sa.BigInteger(), nullable=False),
    sa.Column('feeder', sa.Text(), nullable=False),
    sa.Column('through', sa.BigInteger(), nullable=False),
    sa.Column('features', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_rooms'))
    )
    op.create_table('site_seats',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('terminal', sa.Text(), nullable=False),
    sa.Column('pad', sa.BigInteger(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_seats'))
    )
    op.create_table('site_zones',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_site_zones'))
    )
    op.create_table('sites',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('time_zone', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Text(), nullable=False),
    sa.Column('valid_to', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', 'valid_from', name=op.f('pk_sites'))
    )
    op.create_table('stream_ahead',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('boot', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.PrimaryKeyConstraint('site', 'device', 'boot', 'seq', name=op.f('pk_stream_ahead'))
    )
    op.create_table('streams',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('boot', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('dense', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'device', 'boot', name=op.f('pk_streams'))
    )
    op.create_table('subject_keys',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('wrapped', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'subject', name=op.f('pk_subject_keys'))
    )
    op.create_table('units',
    sa.Column('site', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('site', 'code', name=op.f('pk_units'))
    )
    for statement in guard_statements(op.get_bind().dialect.name):
        op.execute(sa.DDL(statement.replace("%", "%%")))
