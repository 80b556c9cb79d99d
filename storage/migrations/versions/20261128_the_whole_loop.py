"""the whole loop"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = '21f0bc47cca0'
down_revision = '81cfb6dc83d3'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
OWNED_BEFORE = "'accepted', 'claimed', 'resolved'"
OWNED = "'accepted', 'claimed', 'paused', 'resolved', 'waiting'"


def _voices(name: str, *columns: sa.Column, key: list[str]) -> None:
    """Make a table of what people say of issues."""
    op.create_table(name,
    sa.Column('community_id', ID, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('person_id', ID, nullable=False),
    *columns,
    sa.ForeignKeyConstraint(['community_id', 'number'], ['issue.community_id', 'issue.number'], name=op.f(f'fk_{name}_community_id_number')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f(f'fk_{name}_person_id')),
    sa.PrimaryKeyConstraint('community_id', 'number', *key, name=op.f(f'pk_{name}'))
    )
    op.create_index(f'ix_{name}_person_id', name, ['person_id'], unique=False)


def upgrade() -> None:
    """Go forward: the side roads of an issue's life, and what neighbours say of it."""
    with op.batch_alter_table('squad', schema=None) as batch_op:
        batch_op.add_column(sa.Column('accepted', sa.Integer(), server_default='0', nullable=False))
    with op.batch_alter_table('issue', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_issue_one_owner_of_a_claim'), type_='check')
        batch_op.add_column(sa.Column('filed_by', ID, nullable=True))
        batch_op.add_column(sa.Column('for_whom', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('paused_until', storage.types.UtcTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('stopped_at', storage.types.UtcTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('duplicate_of', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('incident', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('supporters', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('urges', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('transfers', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('by_silence', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('call_back', sa.Text(), server_default='', nullable=False))
        batch_op.create_check_constraint(
            batch_op.f('ck_issue_one_owner_of_a_claim'), f'(claimed_by IS NOT NULL) = (state IN ({OWNED}))'
        )
        batch_op.create_check_constraint(
            batch_op.f('ck_issue_duplicate_of_another'), "(duplicate_of IS NOT NULL) = (state = 'duplicate')"
        )
        batch_op.create_check_constraint(
            batch_op.f('ck_issue_paused_until_a_date'), "(paused_until IS NOT NULL) = (state = 'paused')"
        )
        batch_op.create_index('ix_issue_claimed_by_state', ['community_id', 'claimed_by', 'state'], unique=False)
        batch_op.create_index('ix_issue_duplicate_of', ['community_id', 'duplicate_of'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_issue_filed_by'), 'person', ['filed_by'], ['id'])

    _voices(
        'issue_support',
        sa.Column('at', storage.types.UtcTime(timezone=True), nullable=False),
        sa.Column('chat_id', ID, nullable=False),
        sa.Column('merged_from', sa.Integer(), nullable=True),
        key=['person_id'],
    )
    _voices('issue_urge', sa.Column('day', sa.String(length=10), nullable=False), key=['person_id', 'day'])
    _voices(
        'issue_verdict',
        sa.Column('round', sa.Integer(), nullable=False),
        sa.Column('household_id', ID, nullable=True),
        sa.Column('fixed', sa.Boolean(), nullable=False),
        sa.Column('at', storage.types.UtcTime(timezone=True), nullable=False),
        key=['round', 'person_id'],
    )
    _voices(
        'issue_rating',
        sa.Column('round', sa.Integer(), nullable=False),
        sa.Column('stars', sa.Integer(), nullable=False),
        sa.Column('at', storage.types.UtcTime(timezone=True), nullable=False),
        sa.CheckConstraint('stars BETWEEN 1 AND 5', name=op.f('ck_issue_rating_stars')),
        key=['round', 'person_id'],
    )


def downgrade() -> None:
    """Go back: what rests or waits is only claimed then, and what was another issue or not ours is withdrawn."""
    for name in ('issue_rating', 'issue_verdict', 'issue_urge', 'issue_support'):
        op.drop_table(name)
    op.execute("DELETE FROM reminder WHERE kind IN ('wake', 'ask_again', 'accept')")
    with op.batch_alter_table('issue', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_issue_paused_until_a_date'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_issue_duplicate_of_another'), type_='check')
    op.execute("UPDATE issue SET state = 'claimed' WHERE state IN ('paused', 'waiting')")
    op.execute("UPDATE issue SET state = 'withdrawn' WHERE state IN ('duplicate', 'not_ours')")
    with op.batch_alter_table('issue', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_issue_one_owner_of_a_claim'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_issue_filed_by'), type_='foreignkey')
        batch_op.drop_index('ix_issue_duplicate_of')
        batch_op.drop_index('ix_issue_claimed_by_state')
        for name in (
            'call_back', 'by_silence', 'transfers', 'urges', 'supporters', 'incident', 'duplicate_of', 'stopped_at',
            'paused_until', 'for_whom', 'filed_by',
        ):
            batch_op.drop_column(name)
        batch_op.create_check_constraint(
            batch_op.f('ck_issue_one_owner_of_a_claim'), f'(claimed_by IS NOT NULL) = (state IN ({OWNED_BEFORE}))'
        )
    with op.batch_alter_table('squad', schema=None) as batch_op:
        batch_op.drop_column('accepted')
