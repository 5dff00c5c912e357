"""Tests of what the benchmarks compute; a benchmark itself asserts no time."""
