"""The storage on both of its databases."""
