"""Events: called, shown, answered, changed, and brought to mind."""
