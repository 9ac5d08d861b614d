"""HTTP requests for all vendors: one queue for each source, with pacing, retries and checks of answers."""
