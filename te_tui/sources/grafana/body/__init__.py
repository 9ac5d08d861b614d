"""Reads the answer with a snapshot, from any Grafana version: its panels in reading order, and their data."""
