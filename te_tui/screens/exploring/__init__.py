"""Exploring a chart over time on the screen: cursor, zoom, legend, series, and its values as a table."""
