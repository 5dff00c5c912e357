"""Jobs and delivery, with a clock that the tests move."""
