"""The log of predictions in PostgreSQL: a row is committed, on the disk, before the answer goes out."""

import os
import threading

import psycopg2

TABLE = """
CREATE TABLE IF NOT EXISTS served_prediction (
    event_id text PRIMARY KEY,
    event_time timestamptz NOT NULL,
    input jsonb NOT NULL,
    score double precision NOT NULL,
    label text NOT NULL,
    version text NOT NULL,
    served_at timestamptz NOT NULL DEFAULT now())
"""
# Prepared once a connection, so that the server parses and plans it once.
PREPARE = """
PREPARE keep(text, timestamptz, jsonb, double precision, text, text) AS
INSERT INTO served_prediction (event_id, event_time, input, score, label, version) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (event_id) DO NOTHING
"""


class PredictionLog:
    """A connection for each thread that serves; one statement, one commit."""

    def __init__(self):
        self.threads = threading.local()

    @staticmethod
    def connect():
        connection = psycopg2.connect(
            host="127.0.0.1",
            port=os.environ["PGPORT"],
            dbname=os.environ["PGDATABASE"],
            user=os.environ["PGUSER"],
            password=os.environ["PGPASSWORD"],
        )
        connection.autocommit = True
        return connection

    @classmethod
    def create(cls):
        with cls.connect().cursor() as cursor:
            cursor.execute(TABLE)

    def cursor(self):
        if not hasattr(self.threads, "cursor"):
            self.threads.cursor = self.connect().cursor()
            self.threads.cursor.execute(PREPARE)
        return self.threads.cursor

    def keep(self, event_id, time, raw_input, score, label, version):
        """Returns what stands for the event: an earlier answer, where there is one."""
        cursor = self.cursor()
        cursor.execute("EXECUTE keep(%s, %s, %s, %s, %s, %s)", (event_id, time, raw_input, score, label, version))
        if cursor.rowcount == 1:
            return score, label, version
        cursor.execute("SELECT score, label, version FROM served_prediction WHERE event_id = %s", (event_id,))
        return cursor.fetchone()


if __name__ == "__main__":
    PredictionLog.create()
