"""cards and reminders of anything, and drafts"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = '076689fe03e8'
down_revision = '1fadf3bd81e3'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    """Go forward: what was there before is about issues."""
    with op.batch_alter_table('card', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_card_community_id_number_kind_round'), type_='unique')
        batch_op.drop_constraint(batch_op.f('fk_card_community_id_number'), type_='foreignkey')
        batch_op.add_column(sa.Column('subject', sa.Text(), server_default='issue', nullable=False))
        batch_op.add_column(sa.Column('poll_id', sa.Text(), nullable=True))
        batch_op.alter_column('number', existing_type=sa.Integer(), type_=ID, existing_nullable=False)
        batch_op.create_unique_constraint(
            batch_op.f('uq_card_community_id_subject_number_kind_round_chat_id'),
            ['community_id', 'subject', 'number', 'kind', 'round', 'chat_id'],
        )
        batch_op.create_unique_constraint(batch_op.f('uq_card_poll_id'), ['poll_id'])
        batch_op.create_foreign_key(batch_op.f('fk_card_community_id'), 'community', ['community_id'], ['id'])

    with op.batch_alter_table('reminder', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_reminder_community_id_number_kind_round_attempt'), type_='unique')
        batch_op.drop_constraint(batch_op.f('fk_reminder_community_id_number'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_reminder_due_at'))
        batch_op.alter_column(
            'number', new_column_name='subject', existing_type=sa.Integer(), type_=ID, existing_nullable=False
        )
        batch_op.add_column(sa.Column('urgent', sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table('reminder', schema=None) as batch_op:
        batch_op.create_index('ix_reminder_due_at', ['community_id', 'urgent', 'due_at'], unique=False)
        batch_op.create_unique_constraint(
            batch_op.f('uq_reminder_community_id_kind_subject_round_attempt'),
            ['community_id', 'kind', 'subject', 'round', 'attempt'],
        )
        batch_op.create_foreign_key(batch_op.f('fk_reminder_community_id'), 'community', ['community_id'], ['id'])

    op.create_table('draft',
    sa.Column('chat_id', ID, nullable=False),
    sa.Column('person_id', ID, nullable=False),
    sa.Column('community_id', ID, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('state', sa.JSON(), nullable=False),
    sa.Column('card_id', ID, nullable=True),
    sa.Column('updated_at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['card_id'], ['card.id'], name=op.f('fk_draft_card_id')),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_draft_community_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_draft_person_id')),
    sa.PrimaryKeyConstraint('chat_id', 'person_id', name=op.f('pk_draft'))
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index('ix_draft_updated_at', ['updated_at'], unique=False)


def downgrade() -> None:
    """Go back: what isn't about issues has no place there."""
    op.drop_table('draft')
    op.execute("DELETE FROM reminder WHERE kind <> 'unclaimed'")
    op.execute("DELETE FROM outbox WHERE card_id IN (SELECT id FROM card WHERE subject <> 'issue')")
    op.execute("DELETE FROM card WHERE subject <> 'issue'")
    with op.batch_alter_table('reminder', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_reminder_community_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_reminder_community_id_kind_subject_round_attempt'), type_='unique')
        batch_op.drop_index('ix_reminder_due_at')
        batch_op.alter_column(
            'subject', new_column_name='number', existing_type=ID, type_=sa.Integer(), existing_nullable=False
        )
        batch_op.drop_column('urgent')
    with op.batch_alter_table('reminder', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reminder_due_at'), ['due_at'], unique=False)
        batch_op.create_unique_constraint(
            batch_op.f('uq_reminder_community_id_number_kind_round_attempt'),
            ['community_id', 'number', 'kind', 'round', 'attempt'],
        )
        batch_op.create_foreign_key(
            batch_op.f('fk_reminder_community_id_number'),
            'issue', ['community_id', 'number'], ['community_id', 'number'],
        )

    with op.batch_alter_table('card', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_card_community_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_card_poll_id'), type_='unique')
        batch_op.drop_constraint(batch_op.f('uq_card_community_id_subject_number_kind_round_chat_id'), type_='unique')
        batch_op.drop_column('poll_id')
        batch_op.drop_column('subject')
        batch_op.alter_column('number', existing_type=ID, type_=sa.Integer(), existing_nullable=False)
        batch_op.create_unique_constraint(
            batch_op.f('uq_card_community_id_number_kind_round'), ['community_id', 'number', 'kind', 'round']
        )
        batch_op.create_foreign_key(
            batch_op.f('fk_card_community_id_number'), 'issue', ['community_id', 'number'], ['community_id', 'number']
        )
