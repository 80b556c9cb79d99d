"""The rules, as tables and invariants."""
