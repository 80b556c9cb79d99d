"""votes"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = 'f5f990db91c1'
down_revision = '7c65dce690d9'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table('vote',
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('starter_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('question', sa.Text(), nullable=False),
    sa.Column('form', sa.JSON(), nullable=False),
    sa.Column('rule', sa.JSON(), nullable=False),
    sa.Column('secret', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('created_at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('opens_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.Column('closes_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.Column('opened_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.Column('ended_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.Column('extended', sa.Boolean(), nullable=False),
    sa.Column('words', sa.Text(), server_default='', nullable=False),
    sa.Column('doubts', sa.JSON(), server_default='[]', nullable=False),
    sa.Column('issue', sa.Integer(), nullable=True),
    sa.Column('became', sa.Integer(), nullable=True),
    sa.Column('message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('thread_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.CheckConstraint("(ended_at IS NOT NULL) = (state IN ('closed', 'withdrawn'))", name=op.f('ck_vote_ended_when_over')),
    sa.ForeignKeyConstraint(['community_id', 'became'], ['issue.community_id', 'issue.number'], name=op.f('fk_vote_community_id_became')),
    sa.ForeignKeyConstraint(['community_id', 'issue'], ['issue.community_id', 'issue.number'], name=op.f('fk_vote_community_id_issue')),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_vote_community_id')),
    sa.ForeignKeyConstraint(['starter_id'], ['person.id'], name=op.f('fk_vote_starter_id')),
    sa.PrimaryKeyConstraint('community_id', 'number', name=op.f('pk_vote'))
    )
    with op.batch_alter_table('vote', schema=None) as batch_op:
        batch_op.create_index('ix_vote_chat_id', ['community_id', 'chat_id', 'state'], unique=False)

    op.create_table('ballot',
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('vote', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('choice', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['community_id', 'vote'], ['vote.community_id', 'vote.number'], name=op.f('fk_ballot_community_id_vote')),
    sa.PrimaryKeyConstraint('community_id', 'vote', 'name', name=op.f('pk_ballot')),
    sqlite_with_rowid=False
    )
    op.create_table('elector',
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('vote', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('area', sa.Integer(), nullable=False),
    sa.Column('casts', sa.Integer(), server_default='0', nullable=False),
    sa.Column('voted_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.Column('on_paper', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['community_id', 'vote'], ['vote.community_id', 'vote.number'], name=op.f('fk_elector_community_id_vote')),
    sa.PrimaryKeyConstraint('community_id', 'vote', 'number', name=op.f('pk_elector'))
    )
    op.create_table('held_ballot',
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('vote', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('choice', sa.Text(), nullable=False),
    sa.Column('pressed_at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id', 'vote'], ['vote.community_id', 'vote.number'], name=op.f('fk_held_ballot_community_id_vote')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_held_ballot_person_id')),
    sa.PrimaryKeyConstraint('community_id', 'vote', 'person_id', name=op.f('pk_held_ballot'))
    )
    op.create_table('vote_building',
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('vote', sa.Integer(), nullable=False),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['community_id', 'vote'], ['vote.community_id', 'vote.number'], name=op.f('fk_vote_building_community_id_vote')),
    sa.PrimaryKeyConstraint('community_id', 'vote', 'chat_id', name=op.f('pk_vote_building'))
    )
    op.create_table('vote_event',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('vote', sa.Integer(), nullable=False),
    sa.Column('step', sa.Text(), nullable=False),
    sa.Column('at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('update_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('elector', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['community_id', 'vote'], ['vote.community_id', 'vote.number'], name=op.f('fk_vote_event_community_id_vote')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_vote_event_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote_event'))
    )
    with op.batch_alter_table('vote_event', schema=None) as batch_op:
        batch_op.create_index('ix_vote_event_vote', ['community_id', 'vote', 'id'], unique=False)

    op.create_table('paper_ballot',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('vote', sa.Integer(), nullable=False),
    sa.Column('elector', sa.Integer(), nullable=False),
    sa.Column('choice', sa.Text(), nullable=False),
    sa.Column('entered_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('entered_at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('answered_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('answered_at', storage.types.UtcTime(timezone=True), nullable=True),
    sa.Column('confirmed', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['answered_by'], ['person.id'], name=op.f('fk_paper_ballot_answered_by')),
    sa.ForeignKeyConstraint(['community_id', 'vote', 'elector'], ['elector.community_id', 'elector.vote', 'elector.number'], name=op.f('fk_paper_ballot_community_id_vote_elector')),
    sa.ForeignKeyConstraint(['entered_by'], ['person.id'], name=op.f('fk_paper_ballot_entered_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_ballot'))
    )
    op.create_table('proxy',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('vote', sa.Integer(), nullable=False),
    sa.Column('elector', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('given_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('given_at', storage.types.UtcTime(timezone=True), nullable=False),
    sa.Column('until', storage.types.UtcTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id', 'vote', 'elector'], ['elector.community_id', 'elector.vote', 'elector.number'], name=op.f('fk_proxy_community_id_vote_elector')),
    sa.ForeignKeyConstraint(['given_by'], ['person.id'], name=op.f('fk_proxy_given_by')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_proxy_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proxy'))
    )
    with op.batch_alter_table('proxy', schema=None) as batch_op:
        batch_op.create_index('uq_proxy_open', ['community_id', 'vote', 'elector'], unique=True, sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))

    op.create_table('vote_dwelling',
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('vote', sa.Integer(), nullable=False),
    sa.Column('household_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('elector', sa.Integer(), nullable=False),
    sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('area', sa.Integer(), nullable=False),
    sa.Column('owner', sa.Text(), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['community_id', 'vote', 'elector'], ['elector.community_id', 'elector.vote', 'elector.number'], name=op.f('fk_vote_dwelling_community_id_vote_elector')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_vote_dwelling_household_id')),
    sa.PrimaryKeyConstraint('community_id', 'vote', 'household_id', name=op.f('pk_vote_dwelling'))
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table('vote_dwelling')
    with op.batch_alter_table('proxy', schema=None) as batch_op:
        batch_op.drop_index('uq_proxy_open', sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))

    op.drop_table('proxy')
    op.drop_table('paper_ballot')
    with op.batch_alter_table('vote_event', schema=None) as batch_op:
        batch_op.drop_index('ix_vote_event_vote')

    op.drop_table('vote_event')
    op.drop_table('vote_building')
    op.drop_table('held_ballot')
    op.drop_table('elector')
    op.drop_table('ballot')
    with op.batch_alter_table('vote', schema=None) as batch_op:
        batch_op.drop_index('ix_vote_chat_id')

    op.drop_table('vote')
