"""`python -m bot …` is `jiedui …`, for where the console script is not on the path."""

from bot.cli.main import main

main()
