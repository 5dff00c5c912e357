"""The understanding and the sentences."""
