"""Fields (columns of frames): their configuration, names, mappings, thresholds and figures, as in Grafana."""
