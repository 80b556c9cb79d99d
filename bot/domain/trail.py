"""What the trail of changes among people tells."""

from enum import StrEnum


class Change(StrEnum):
    """What was changed. Nothing is deleted from the trail."""

    APPOINTED = "appointed"
    DISMISSED = "dismissed"
    BOUND = "bound"
    UNBOUND = "unbound"
    DELEGATE_NAMED = "delegate_named"
    INVITED = "invited"
    """Codes were made for a building's households."""
    REVOKED = "revoked"
    REFUSED = "refused"
    """Somebody asked to be bound, and the lead said no."""
    ROSTER_CHANGED = "roster_changed"
    ROSTER_EXPORTED = "roster_exported"
    SET_UP = "set_up"
    SETTING_CHANGED = "setting_changed"
    DUTY_CHANGED = "duty_changed"
    HANDED_OVER = "handed_over"
    ERASED = "erased"
