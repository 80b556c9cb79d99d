"""The life of an issue after it was filed, a file for each part of it."""
