"""The dashboards of the shop."""
