"""A school year played through the running product: teachers of all tempers, and an auditor who believes nobody."""
