"""The pretend platform's 微信客服: one account, its customers, and the app that speaks for it."""
