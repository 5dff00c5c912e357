"""What is wrong with this installation and how to mend it, in the order in which an operator meets it."""
