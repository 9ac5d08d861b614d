"""Reading of a snapshot's body: panels in reading order, each with its frames, from any Grafana version."""
