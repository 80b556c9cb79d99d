"""notices, and offers to one steward"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = 'b23eee7a5dcf'
down_revision = '8ee077bf9922'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table('notice',
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(
        ['community_id', 'number'], ['issue.community_id', 'issue.number'],
        name=op.f('fk_notice_community_id_number'),
    ),
    sa.PrimaryKeyConstraint('community_id', 'chat_id', 'number', name=op.f('pk_notice'))
    )
    with op.batch_alter_table('issue', schema=None) as batch_op:
        batch_op.add_column(sa.Column('offered_to', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.add_column(sa.Column('offered_until', storage.types.UtcTime(timezone=True), nullable=True))

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('notices', sa.Text(), server_default='on', nullable=False))


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_column('notices')

    with op.batch_alter_table('issue', schema=None) as batch_op:
        batch_op.drop_column('offered_until')
        batch_op.drop_column('offered_to')

    op.drop_table('notice')