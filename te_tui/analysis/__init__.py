"""Plain statistics of time series: which changed first, which are better or worse, and which drift.

The package takes and returns plain values, uses the standard library only, and is imported only when it is
needed.
"""
