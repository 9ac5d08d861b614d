"""Single values: JSON, numbers, units, dates and regular expressions, as in JavaScript and Grafana."""
