"""Requests over HTTP, whatever the vendor: one funnel with its pace, retries and checks of answers."""
