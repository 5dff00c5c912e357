"""The edge and the composition root: where WeCom, the real clock, the database and the network meet."""
