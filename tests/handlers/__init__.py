"""The small pure parts of answering."""
