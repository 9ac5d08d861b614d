"""The embedded Grafana, te-tui's imitation of Grafana: its snapshots, dashboards and data sources."""
