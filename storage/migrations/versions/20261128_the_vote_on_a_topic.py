"""the vote on a topic"""

import sqlalchemy as sa
from alembic import op

revision = '45e1142938a3'
down_revision = '1ea45acde248'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table('topic', schema=None) as batch_op:
        batch_op.add_column(sa.Column('vote', sa.Integer(), nullable=True))
        batch_op.create_index('ix_topic_vote', ['community_id', 'vote'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_topic_community_id_vote'), 'vote', ['community_id', 'vote'], ['community_id', 'number'])



def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table('topic', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_topic_community_id_vote'), type_='foreignkey')
        batch_op.drop_index('ix_topic_vote')
        batch_op.drop_column('vote')

