"""Requests over HTTP, for any vendor: one funnel with its pace, retries and checks of answers."""
