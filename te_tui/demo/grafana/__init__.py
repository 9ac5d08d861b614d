"""The embedded Grafana: its snapshots, dashboards and data sources."""
