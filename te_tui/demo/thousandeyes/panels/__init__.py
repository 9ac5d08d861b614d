"""The widgets of dashboards (here called panels): their configuration and the data they show."""
