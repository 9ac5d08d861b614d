"""Archives: files with whole snapshots, which open without a network, even after the snapshots expired."""
