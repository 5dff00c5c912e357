"""The pretend platform, proved over real HTTP against a small bot written here."""
