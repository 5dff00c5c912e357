"""The benchmarks: the product beside bare echoes, in the same run on the same machine."""
