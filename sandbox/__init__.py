"""A pretend WeChat Work with a chat page and a sample school: for the demo, for tests, for looking at."""
