"""The forest over the rental listings, as a Python team would have it: scikit-learn, one-hot columns, one row at a time."""

import joblib
import numpy

NUMERIC = ["price", "price_per_m2", "size_m2", "rooms", "photos", "account_age_days", "hour"]
CATEGORICAL = [
    "city", "district", "seller_kind", "furnished", "photos_reused", "contact", "deposit_before_viewing", "language",
]
THRESHOLD = 0.2


class Encoder:
    """Medians for missing numbers, a column for each category. By hand: ColumnTransformer takes milliseconds for one row."""

    def __init__(self, rows):
        self.medians = [
            float(numpy.median([float(row[name]) for row in rows if row[name] not in ("", None)])) for name in NUMERIC
        ]
        self.columns = {}
        for name in CATEGORICAL:
            for value in sorted({row[name] for row in rows}):
                self.columns[name, value or ""] = len(NUMERIC) + len(self.columns)
        self.width = len(NUMERIC) + len(self.columns)

    def encode(self, row):
        """One row of shape (1, width); a category that training never saw leaves its columns at 0."""
        encoded = numpy.zeros((1, self.width), dtype=numpy.float32)
        for i, name in enumerate(NUMERIC):
            value = row.get(name)
            encoded[0, i] = self.medians[i] if value in ("", None) else value
        for name in CATEGORICAL:
            column = self.columns.get((name, row.get(name) or ""))
            if column is not None:
                encoded[0, column] = 1
        return encoded


class Model:
    """Encoder and forest."""

    def __init__(self, encoder, forest):
        self.encoder = encoder
        self.forest = forest
        self.positive = list(forest.classes_).index("yes")

    def score(self, row):
        """The probability that a listing is a scam."""
        return float(self.forest.predict_proba(self.encoder.encode(row))[0, self.positive])


class WalkedModel(Model):
    """The same number, asking tree after tree for its leaf, past joblib and the checks that predict_proba makes for each
    tree. Nothing that scikit-learn documents; several times as fast for one row."""

    def __init__(self, encoder, forest):
        super().__init__(encoder, forest)
        self.trees = [tree.tree_ for tree in forest.estimators_]

    def score(self, row):
        encoded = self.encoder.encode(row)
        total = 0.0
        for tree in self.trees:
            counts = tree.predict(encoded)[0]
            total += counts[self.positive] / counts.sum()
        return float(total / len(self.trees))


def load(path, walked):
    """A model that train.py has written, warmed up."""
    encoder, forest = joblib.load(path)
    forest.n_jobs = 1  # threads for one row cost more than they bring
    model = (WalkedModel if walked else Model)(encoder, forest)
    for _ in range(20):
        model.score({})
    return model
