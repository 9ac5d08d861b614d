"""Fields: their configuration, names, mappings, thresholds, calculations and figures, as in Grafana."""
