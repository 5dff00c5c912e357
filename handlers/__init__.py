"""Small functions that turn what a person asked into an outcome and a reply."""
