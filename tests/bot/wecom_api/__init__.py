"""The calls to WeCom, over real HTTP."""
