"""Policy packs as files: what they say, what is wrong with them, and what a school makes of them."""
