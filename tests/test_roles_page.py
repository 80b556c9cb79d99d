"""The page of who may do what says what the table says."""

from bot.domain.roles import Action, Role
from docs import roles


def test_the_page_is_made_of_the_table() -> None:
    assert set(roles.ACTIONS) == set(Action)
    assert set(roles.ROLES) == set(Role)
    assert roles.PAGE.read_text(encoding="utf-8") == roles.document(), "python -m docs.roles writes it anew"
