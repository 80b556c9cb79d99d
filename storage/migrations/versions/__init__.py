"""One file a change of tables."""
