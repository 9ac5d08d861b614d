"""Where snapshots come from; what is above knows the protocol in `base` and the errors in `errors` alone."""
