"""Votes: proposed, opened, cast, closed, told."""
