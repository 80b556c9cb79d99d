"""Whole conversations, through the playground and over HTTP."""
