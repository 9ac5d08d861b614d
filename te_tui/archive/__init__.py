"""Snapshots in files of their own, which last longer than the API keeps them, and open without a network."""
