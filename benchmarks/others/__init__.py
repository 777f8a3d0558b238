"""The same work with other packages, each run by the Python of its own environment."""
