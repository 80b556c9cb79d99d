"""households and roles"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = '81cfb6dc83d3'
down_revision = '076689fe03e8'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table('appointment',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('squad', sa.Text(), nullable=False),
    sa.Column('since', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('until', storage.types.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_appointment_community_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_appointment_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointment'))
    )
    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.create_index('ix_appointment_role', ['community_id', 'role', 'chat_id', 'squad'], unique=False)
        batch_op.create_index('uq_appointment_open', ['community_id', 'person_id', 'role', 'chat_id', 'squad'], unique=True, sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))

    op.create_table('choice',
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('squad', sa.Text(), server_default='', nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_choice_community_id')),
    sa.PrimaryKeyConstraint('community_id', 'chat_id', 'squad', 'key', name=op.f('pk_choice'))
    )
    op.create_table('household',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('area', sa.Integer(), server_default='0', nullable=False),
    sa.Column('owner', sa.Text(), server_default='', nullable=False),
    sa.Column('names', sa.Text(), server_default='', nullable=False),
    sa.Column('gone_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.CheckConstraint('area >= 0', name=op.f('ck_household_area')),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_household_community_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_household')),
    sa.UniqueConstraint('community_id', 'chat_id', 'unit', 'room', name=op.f('uq_household_community_id_chat_id_unit_room'))
    )
    op.create_table('join_token',
    sa.Column('token', sa.String(length=32), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_join_token_community_id')),
    sa.PrimaryKeyConstraint('token', name=op.f('pk_join_token')),
    sa.UniqueConstraint('chat_id', name=op.f('uq_join_token_chat_id'))
    )
    op.create_table('wrong_code',
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('since', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_wrong_code_community_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_wrong_code_person_id')),
    sa.PrimaryKeyConstraint('community_id', 'person_id', name=op.f('pk_wrong_code'))
    )
    op.create_table('binding',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('household_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('tie', sa.Text(), nullable=False),
    sa.Column('stands_for', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('since', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('until', storage.types.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_binding_community_id')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_binding_household_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_binding_person_id')),
    sa.ForeignKeyConstraint(['stands_for'], ['person.id'], name=op.f('fk_binding_stands_for')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_binding'))
    )
    with op.batch_alter_table('binding', schema=None) as batch_op:
        batch_op.create_index('ix_binding_person_id', ['person_id'], unique=False)
        batch_op.create_index('uq_binding_open', ['household_id', 'person_id'], unique=True, sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))

    op.create_table('duty',
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('squad', sa.Text(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('is_on', sa.Boolean(), server_default=sa.true(), nullable=False),
    sa.Column('cap', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['community_id', 'squad'], ['squad.community_id', 'squad.key'], name=op.f('fk_duty_community_id_squad')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_duty_person_id')),
    sa.PrimaryKeyConstraint('community_id', 'squad', 'person_id', name=op.f('pk_duty'))
    )
    op.create_table('invitation',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('household_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('code_hash', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('used_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.Column('used_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('revoked_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_invitation_community_id')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_invitation_household_id')),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_invitation_made_by')),
    sa.ForeignKeyConstraint(['used_by'], ['person.id'], name=op.f('fk_invitation_used_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_invitation_code_hash'))
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index('ix_invitation_household_id', ['household_id'], unique=False)

    op.create_table('join_request',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('household_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('asked_at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('answered_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('confirmed', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['answered_by'], ['person.id'], name=op.f('fk_join_request_answered_by')),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_join_request_community_id')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_join_request_household_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_join_request_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_join_request'))
    )
    with op.batch_alter_table('join_request', schema=None) as batch_op:
        batch_op.create_index('ix_join_request_person_id', ['person_id'], unique=False)

    op.create_table('people_trail',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('change', sa.Text(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('role', sa.Text(), nullable=True),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('squad', sa.Text(), nullable=True),
    sa.Column('household_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('detail', sa.Text(), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_people_trail_by_id')),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_people_trail_community_id')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_people_trail_household_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_people_trail_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people_trail'))
    )
    with op.batch_alter_table('people_trail', schema=None) as batch_op:
        batch_op.create_index('ix_people_trail_at', ['community_id', 'at'], unique=False)

    # Without a batch: SQLite would make the tables anew, and what refers to them forbids it.
    op.add_column('building', sa.Column('set_up', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('squad', sa.Column('set_up', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('squad', sa.Column('categories', sa.Text(), server_default='', nullable=False))


def downgrade() -> None:
    """Go back."""
    op.drop_column('squad', 'categories')
    op.drop_column('squad', 'set_up')
    op.drop_column('building', 'set_up')
    with op.batch_alter_table('people_trail', schema=None) as batch_op:
        batch_op.drop_index('ix_people_trail_at')

    op.drop_table('people_trail')
    with op.batch_alter_table('join_request', schema=None) as batch_op:
        batch_op.drop_index('ix_join_request_person_id')

    op.drop_table('join_request')
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_index('ix_invitation_household_id')

    op.drop_table('invitation')
    op.drop_table('duty')
    with op.batch_alter_table('binding', schema=None) as batch_op:
        batch_op.drop_index('uq_binding_open', sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))
        batch_op.drop_index('ix_binding_person_id')

    op.drop_table('binding')
    op.drop_table('wrong_code')
    op.drop_table('join_token')
    op.drop_table('household')
    op.drop_table('choice')
    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.drop_index('uq_appointment_open', sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))
        batch_op.drop_index('ix_appointment_role')

    op.drop_table('appointment')
