"""The dashboards of the embedded Grafana, which show the servers of an invented web shop."""
