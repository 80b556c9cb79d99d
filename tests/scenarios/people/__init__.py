"""Conversations about people: who lives where, who may do what."""
