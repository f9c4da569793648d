"""Bodies of prediction calls out of a file of events of the sample world, one a line, without the id that wrk gives them.

    listings.py EVENTS.csv.gz FROM NUMBER FILE
"""

import csv
import gzip
import json
import sys

NOT_INPUT = {"id", "posted_at", "scam", "known_at"}
NUMBERS = {"price", "price_per_m2", "size_m2", "rooms", "photos", "account_age_days", "hour"}


def value(name, text):
    if text == "":
        return None
    return (float(text) if "." in text else int(text)) if name in NUMBERS else text


def main(events, begin, number, file):
    written = 0
    with gzip.open(events, "rt", encoding="utf-8", newline="") as source, open(file, "w", encoding="utf-8") as target:
        for row in csv.DictReader(source):
            if written == number:
                break
            if row["posted_at"] < begin:
                continue
            raw = {name: value(name, text) for name, text in row.items() if name not in NOT_INPUT}
            body = json.dumps({"time": row["posted_at"], "input": raw}, ensure_ascii=False, separators=(",", ":"))
            target.write(body[1:] + "\n")
            written += 1
    if written < number:
        sys.exit(f"{events}: {written} events from {begin}, and {number} were wanted")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit("usage: listings.py EVENTS.csv.gz FROM NUMBER FILE")
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
