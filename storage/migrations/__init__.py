"""The history of the schema, one change a file; `storage.migrate` runs it."""
