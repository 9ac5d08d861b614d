"""The widgets of dashboards, called panels: their configuration and the data they show."""
