"""Arithmetic that vendors and drawings share: valid values, sort order, statistics and size limits."""
