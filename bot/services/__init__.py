"""One function for one thing that neighbours do: understand, load, decide, keep, owe."""
