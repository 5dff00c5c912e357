"""Consent: which version of its text is asked for now."""

# A new text is a new version: who agreed to another one is asked again. A test keeps text and version together.
VERSION = "1"
