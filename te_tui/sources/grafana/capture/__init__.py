"""Capturing: fetches what a live dashboard shows in a time range, to make a snapshot of it.

`queries` finds the panels' queries, and `writing` puts the answers into the panels.
"""
