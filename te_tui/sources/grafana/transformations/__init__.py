"""Transformations of frames, as far as te-tui's result equals Grafana's own."""
