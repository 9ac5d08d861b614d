"""Archives: snapshots in files, which remain when the snapshot expires, and open without a network."""
