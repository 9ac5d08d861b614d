"""Single values: JSON, numbers, units, dates and patterns as JavaScript and Grafana treat them."""
