"""What is owed to a child, when, and by whom: pure functions of data, standard library only."""
