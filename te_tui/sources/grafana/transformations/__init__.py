"""Transformations of frames, for as many as give what Grafana itself would give."""
