"""How fast and how right; never imported by the bot. ``python -m benchmarks`` prints one table."""
