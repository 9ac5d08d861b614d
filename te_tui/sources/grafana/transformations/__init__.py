"""Applies a panel's transformations to its frames, if te-tui can do it with the same result as Grafana."""
