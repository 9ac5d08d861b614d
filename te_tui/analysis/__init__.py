"""Plain statistics of series: what changed first, what is better or worse, where values drift.

It takes and returns plain values, uses the standard library only, and is imported only when it is needed.
"""
