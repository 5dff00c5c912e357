"""The sandbox's one SQLite file: its tables, added to but never changed, so that an older file stays readable."""

import sqlite3
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    userid TEXT NOT NULL,
    sender TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    shown_at REAL NOT NULL,
    state TEXT NOT NULL,
    client_id TEXT NOT NULL,
    card TEXT NOT NULL,
    inbound TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS entry_by_phone ON entry (userid, id);
CREATE TABLE IF NOT EXISTS message (
    msgid TEXT PRIMARY KEY,
    agent_id INTEGER NOT NULL,
    sent_at REAL NOT NULL,
    task_id TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS message_by_task ON message (agent_id, task_id);
CREATE TABLE IF NOT EXISTS arrival (
    entry_id INTEGER PRIMARY KEY,
    msgid TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS arrival_by_message ON arrival (msgid);
CREATE TABLE IF NOT EXISTS response_code (
    code TEXT PRIMARY KEY,
    msgid TEXT NOT NULL,
    made_at REAL NOT NULL,
    used INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS kf_news (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    msgid TEXT NOT NULL,
    entry_id INTEGER NOT NULL,
    told_at REAL NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS kf_news_by_entry ON kf_news (entry_id);
CREATE TABLE IF NOT EXISTS kf_token (
    token TEXT PRIMARY KEY,
    made_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS kf_code (
    code TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    kind TEXT NOT NULL,
    state INTEGER NOT NULL,
    made_at REAL NOT NULL,
    used INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS kf_sent (
    msgid TEXT PRIMARY KEY,
    sent_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS attachment (
    entry_id INTEGER PRIMARY KEY,
    media_id TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS media (
    media_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    made_at REAL NOT NULL
);
"""


def open_database(data_dir: Path) -> sqlite3.Connection:
    """The file in `data_dir`, made where it is missing; every statement is a transaction of its own."""
    data_dir.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(data_dir / "sandbox.db", isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=NORMAL")
    database.executescript(_SCHEMA)
    return database
