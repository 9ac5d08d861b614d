"""ThousandEyes API v7 as a vendor: requests, bodies, and what its widgets showed."""
