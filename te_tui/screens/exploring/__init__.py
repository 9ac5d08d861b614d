"""Exploring a chart over time: cursor, zoom, legend, choice of series, and the values as a table."""
