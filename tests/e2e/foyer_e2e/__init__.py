"""Foyer's real programs, driven from outside. Start at scenario.py; Python's standard library only."""
