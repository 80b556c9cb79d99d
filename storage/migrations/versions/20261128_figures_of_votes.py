"""figures of votes"""

import sqlalchemy as sa
from alembic import op

revision = '1ea45acde248'
down_revision = 'b23eee7a5dcf'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table('vote', schema=None) as batch_op:
        batch_op.add_column(sa.Column('result', sa.JSON(none_as_null=True), nullable=True))
        batch_op.drop_column('doubts')


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table('vote', schema=None) as batch_op:
        batch_op.add_column(sa.Column('doubts', sa.JSON(), server_default='[]', nullable=False))
        batch_op.drop_column('result')
