"""Trains the forest of rentals.py on a file of events of the sample world.

    train.py EVENTS.csv.gz AS_OF WINDOW_DAYS MODEL
"""

import csv
import gzip
import sys
from datetime import datetime, timedelta

import joblib
import numpy
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score

import rentals


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def train(events, as_of, window, path):
    """What was posted in the window, and known and mature by as_of, as the task file says it; then how good it is after."""
    begin = as_of - timedelta(days=window)
    rows, later = [], []
    with gzip.open(events, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            posted = instant(row["posted_at"])
            if begin <= posted and posted + timedelta(days=10) <= as_of and instant(row["known_at"]) <= as_of:
                rows.append(row)
            elif posted >= as_of and len(later) < 2_000:
                later.append(row)
    encoder = rentals.Encoder(rows)
    forest = RandomForestClassifier(
        n_estimators=200, max_depth=12, min_samples_leaf=5, max_features="sqrt", random_state=7, n_jobs=-1
    )
    forest.fit(numpy.vstack([encoder.encode(row) for row in rows]), [row["scam"] for row in rows])
    joblib.dump((encoder, forest), path)
    documented, walked = rentals.load(path, walked=False), rentals.load(path, walked=True)
    scores = [documented.score(row) for row in later[:300]]
    apart = max(abs(walked.score(row) - score) for row, score in zip(later, scores))
    if not apart < 1e-9:
        sys.exit(f"the two ways to score differ by {apart}")
    auc = roc_auc_score([row["scam"] == "yes" for row in later], [walked.score(row) for row in later])
    nodes = sum(tree.tree_.node_count for tree in forest.estimators_)
    print(f"scikit-learn: {len(rows)} rows, {len(forest.estimators_)} trees, {nodes} nodes, AUC {auc:.3f} on what came next")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit("usage: train.py EVENTS.csv.gz AS_OF WINDOW_DAYS MODEL")
    train(sys.argv[1], instant(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
