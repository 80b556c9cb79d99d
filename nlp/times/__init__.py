"""Times in what neighbours write: our own recognisers, one a language, behind one function."""
