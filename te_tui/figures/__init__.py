"""Arithmetic on the values of widgets: checks, order, statistics, colour scales and size limits."""
