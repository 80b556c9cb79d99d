"""words of issues, and figures"""

import sqlalchemy as sa
from alembic import op

from bot.domain.words import words
from storage.types import UtcTime

revision = '3d4a204b7113'
down_revision = 'c598a0262cd0'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
WORD = sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')
OPEN = sa.text('closed_at IS NULL')

ISSUE = sa.table(
    'issue',
    sa.column('community_id', ID),
    sa.column('number', sa.Integer()),
    sa.column('text', sa.Text()),
    sa.column('state', sa.Text()),
    sa.column('reported_at', UtcTime()),
    sa.column('claimed_at', UtcTime()),
    sa.column('closed_at', UtcTime()),
    sa.column('claimed_after', sa.Integer()),
    sa.column('accepted_after', sa.Integer()),
)
ISSUE_WORD = sa.table(
    'issue_word', sa.column('community_id', ID), sa.column('word', WORD), sa.column('number', sa.Integer())
)


def upgrade() -> None:
    """Go forward."""
    op.create_table('issue_word',
    sa.Column('community_id', ID, nullable=False),
    sa.Column('word', WORD, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(
        ['community_id', 'number'], ['issue.community_id', 'issue.number'],
        name=op.f('fk_issue_word_community_id_number'),
    ),
    sa.PrimaryKeyConstraint('community_id', 'word', 'number', name=op.f('pk_issue_word')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('issue', schema=None) as batch_op:
        batch_op.add_column(sa.Column('claimed_after', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('accepted_after', sa.Integer(), nullable=True))
        batch_op.create_index(
            'ix_issue_open', ['community_id', 'number'], unique=False, sqlite_where=OPEN, postgresql_where=OPEN
        )
        batch_op.create_index('ix_issue_reported_at', ['community_id', 'reported_at'], unique=False)
    with op.batch_alter_table('offer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('alike', sa.Integer(), nullable=True))
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """Find what was there before, too."""
    for row in connection.execute(sa.select(ISSUE)).all():
        key = {'community_id': row.community_id, 'number': row.number}
        if found := sorted(words(row.text)):
            connection.execute(sa.insert(ISSUE_WORD), [key | {'word': word} for word in found])
        after = {
            'claimed_after': _minutes(row.reported_at, row.claimed_at),
            'accepted_after': _minutes(row.reported_at, row.closed_at if row.state == 'accepted' else None),
        }
        ours = (ISSUE.c.community_id == row.community_id) & (ISSUE.c.number == row.number)
        connection.execute(sa.update(ISSUE).where(ours).values(after))


def _minutes(since, until):
    return None if until is None else int((until - since).total_seconds()) // 60


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table('offer', schema=None) as batch_op:
        batch_op.drop_column('alike')
    with op.batch_alter_table('issue', schema=None) as batch_op:
        batch_op.drop_index('ix_issue_reported_at')
        batch_op.drop_index('ix_issue_open')
        batch_op.drop_column('accepted_after')
        batch_op.drop_column('claimed_after')
    op.drop_table('issue_word')
