"""Reactions to time: what is due is decided here, sent, and remembered; no message starts it."""
