"""HTTP requests for all vendors: each source has a queue with a rate, retries and checks of the answers."""
