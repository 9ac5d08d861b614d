"""The API operations (kinds of requests) that the embedded Grafana offers."""
