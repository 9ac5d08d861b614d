"""Snapshots in files of their own, which outlive what the API keeps and open without a network."""
