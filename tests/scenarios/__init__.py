"""Stories: what people do, over real HTTP, on both databases."""
