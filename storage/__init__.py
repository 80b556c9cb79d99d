"""The memory: tables, queries and the way to them."""
