"""Events and reminders, in whole conversations."""
