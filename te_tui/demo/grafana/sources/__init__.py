"""The data sources that answer the queries of the panels."""
