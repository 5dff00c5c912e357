"""Chinese in and Chinese out: sentences to commands (hear), answers to sentences (say); no input, no output, no clock."""
