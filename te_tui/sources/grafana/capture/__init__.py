"""Capturing a live dashboard: `queries` says what its panels ask, `writing` puts the answers into them."""
