"""Policy packs as files that schools read and write: the packs that ship, and the reader of any such file."""
