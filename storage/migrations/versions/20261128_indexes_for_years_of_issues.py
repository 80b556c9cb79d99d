"""indexes for years of issues"""

import sqlalchemy as sa
from alembic import op

revision = 'f178b061c987'
down_revision = 'c20b40f1ebde'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table('issue', schema=None) as batch_op:
        batch_op.create_index(
            'ix_issue_incident', ['community_id', 'chat_id', 'squad', 'category'], unique=False,
            sqlite_where=sa.text('incident = 1'), postgresql_where=sa.text('incident'),
        )
        batch_op.create_index(
            'ix_issue_stats',
            [
                'community_id', 'squad', 'category', 'reported_at', 'chat_id', 'round',
                'claimed_after', 'accepted_after',
            ],
            unique=False,
        )


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table('issue', schema=None) as batch_op:
        batch_op.drop_index('ix_issue_stats')
        batch_op.drop_index('ix_issue_incident')
