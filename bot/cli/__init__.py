"""The console script `jiedui`, a module a group of commands."""
