"""The part of a series that can be seen: within a time window, and within the drawing area of a chart."""
