"""The web pages; they write nothing themselves but submit commands."""
