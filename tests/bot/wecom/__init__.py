"""Tests of the WeCom callback protocol."""
