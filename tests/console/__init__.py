"""The web pages, over real HTTP."""
