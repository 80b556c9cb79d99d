"""Conversations about votes."""
