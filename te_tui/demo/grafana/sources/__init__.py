"""The data sources behind the dashboards; what a panel shows is what they answer."""
