"""Plain statistics of series: what changed first, what is better or worse, where it drifts.

Values in, values out; the standard library only. Imported when it is asked for: a start needs none of it.
"""
