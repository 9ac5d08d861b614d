"""The operations of the embedded Grafana's HTTP API."""
