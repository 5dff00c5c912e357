"""How a school is called before it has said its name."""

UNNAMED = "我们学校"
