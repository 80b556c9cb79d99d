"""Votes: what is asked, who has a ballot, by which rule it counts, and what comes of it."""
