"""Capturing a live dashboard: `queries` finds its panels' queries, `writing` puts the answers into panels."""
