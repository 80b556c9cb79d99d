"""an index for the figures of a week"""

from alembic import op

revision = 'd9af56c16fe4'
down_revision = 'f178b061c987'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table('timeline_event', schema=None) as batch_op:
        batch_op.create_index('ix_timeline_event_at', ['community_id', 'at'], unique=False)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table('timeline_event', schema=None) as batch_op:
        batch_op.drop_index('ix_timeline_event_at')
