"""Chinese in, Chinese out: sentences to commands (hear), answers to sentences (say); no I/O, no clock."""
