"""the council and calendar addresses"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = '7c65dce690d9'
down_revision = '21f0bc47cca0'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table('bench_member',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('bench', sa.Text(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('since', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('until', storage.types.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_bench_member_by_id')),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_bench_member_community_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_bench_member_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bench_member'))
    )
    with op.batch_alter_table('bench_member', schema=None) as batch_op:
        batch_op.create_index('uq_bench_member_open', ['community_id', 'bench', 'person_id'], unique=True, sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))

    op.create_table('calendar_address',
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('digest', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_calendar_address_community_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_calendar_address_person_id')),
    sa.PrimaryKeyConstraint('community_id', 'person_id', 'chat_id', name=op.f('pk_calendar_address')),
    sa.UniqueConstraint('digest', name=op.f('uq_calendar_address_digest'))
    )
    op.create_table('council_sitting',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('starts_at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('place', sa.Text(), server_default='', nullable=False),
    sa.Column('event', sa.Integer(), nullable=True),
    sa.Column('round', sa.Integer(), nullable=True),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('opened_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('opened_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.Column('closed_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_council_sitting_community_id')),
    sa.ForeignKeyConstraint(['opened_by'], ['person.id'], name=op.f('fk_council_sitting_opened_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_council_sitting')),
    sa.UniqueConstraint('community_id', 'event', 'round', name=op.f('uq_council_sitting_community_id_event_round'))
    )
    with op.batch_alter_table('council_sitting', schema=None) as batch_op:
        batch_op.create_index('ix_council_sitting_starts_at', ['community_id', 'starts_at'], unique=False)

    op.create_table('raised_matter',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('raised_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('raised_at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('taken_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_raised_matter_community_id')),
    sa.ForeignKeyConstraint(['raised_by'], ['person.id'], name=op.f('fk_raised_matter_raised_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_raised_matter'))
    )
    with op.batch_alter_table('raised_matter', schema=None) as batch_op:
        batch_op.create_index('uq_raised_matter_waiting', ['community_id', 'kind', 'number'], unique=True, sqlite_where=sa.text('taken_at IS NULL'), postgresql_where=sa.text('taken_at IS NULL'))

    op.create_table('agenda_item',
    sa.Column('sitting_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('since', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('raised_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['raised_by'], ['person.id'], name=op.f('fk_agenda_item_raised_by')),
    sa.ForeignKeyConstraint(['sitting_id'], ['council_sitting.id'], name=op.f('fk_agenda_item_sitting_id')),
    sa.PrimaryKeyConstraint('sitting_id', 'position', name=op.f('pk_agenda_item')),
    sa.UniqueConstraint('sitting_id', 'kind', 'number', name=op.f('uq_agenda_item_sitting_id_kind_number'))
    )
    op.create_table('attendance',
    sa.Column('sitting_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_attendance_person_id')),
    sa.ForeignKeyConstraint(['sitting_id'], ['council_sitting.id'], name=op.f('fk_attendance_sitting_id')),
    sa.PrimaryKeyConstraint('sitting_id', 'person_id', name=op.f('pk_attendance'))
    )
    op.create_table('decision',
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('matter_kind', sa.Text(), nullable=True),
    sa.Column('matter_number', sa.Integer(), nullable=True),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('owner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('owner_name', sa.Text(), server_default='', nullable=False),
    sa.Column('due_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.Column('undated', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('became', sa.Integer(), nullable=True),
    sa.Column('done_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.CheckConstraint('(matter_kind IS NULL) = (matter_number IS NULL)', name=op.f('ck_decision_a_whole_matter')),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_decision_community_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_decision_owner_id')),
    sa.ForeignKeyConstraint(['sitting_id'], ['council_sitting.id'], name=op.f('fk_decision_sitting_id')),
    sa.PrimaryKeyConstraint('community_id', 'number', name=op.f('pk_decision'))
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index('ix_decision_sitting', ['sitting_id'], unique=False)
        batch_op.create_index('ix_decision_state', ['community_id', 'state'], unique=False)

    op.create_table('next_step',
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('owner_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('due_at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('named_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('named_at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id', 'number'], ['issue.community_id', 'issue.number'], name=op.f('fk_next_step_community_id_number')),
    sa.ForeignKeyConstraint(['named_by'], ['person.id'], name=op.f('fk_next_step_named_by')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_next_step_owner_id')),
    sa.PrimaryKeyConstraint('community_id', 'number', name=op.f('pk_next_step'))
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table('next_step')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index('ix_decision_state')
        batch_op.drop_index('ix_decision_sitting')

    op.drop_table('decision')
    op.drop_table('attendance')
    op.drop_table('agenda_item')
    with op.batch_alter_table('raised_matter', schema=None) as batch_op:
        batch_op.drop_index('uq_raised_matter_waiting', sqlite_where=sa.text('taken_at IS NULL'), postgresql_where=sa.text('taken_at IS NULL'))

    op.drop_table('raised_matter')
    with op.batch_alter_table('council_sitting', schema=None) as batch_op:
        batch_op.drop_index('ix_council_sitting_starts_at')

    op.drop_table('council_sitting')
    op.drop_table('calendar_address')
    with op.batch_alter_table('bench_member', schema=None) as batch_op:
        batch_op.drop_index('uq_bench_member_open', sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))

    op.drop_table('bench_member')
