"""A recipe of Temoto as a Python script for pandas 1.5 or later.

Run it as: python prepare.py table.csv customers.csv result.csv
What steps learned (means, categories, bounds) stands here as it was learned; nothing is learned again.
"""

import sys

import pandas as pd


def prepare(frame: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()

    # 1. Keep rows
    frame = frame[(frame["age"] > 20.0).fillna(False)].reset_index(drop=True)

    # older: a branch
    older = frame.copy()

    # 1. Keep rows
    older = older[(older["age"] >= 30.0).fillna(False)].reset_index(drop=True)

    # 2. Join a table
    known = customers.dropna(subset=["town"])
    frame = frame.merge(
        pd.DataFrame({"__key_0": known["town"], "region": known["region"], "city_2": known["city"]}),
        how="left", left_on=["city"], right_on=["__key_0"],
    ).drop(columns=["__key_0"])

    # 3. Join a table
    frame = frame[frame["id"].isin(older.dropna(subset=["id"])["id"])].reset_index(drop=True)

    return frame


def read(path: str, types: dict, dates: list) -> pd.DataFrame:
    """A table from a file; an empty field of a CSV file is a missing value."""
    if path.endswith(".parquet"):
        frame = pd.read_parquet(path).astype(types)
    else:
        frame = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""])
    for name in dates:
        frame[name] = pd.to_datetime(frame[name])
    return frame


if __name__ == "__main__":
    result = prepare(
        read(sys.argv[1], {"id": "Int64", "city": "string", "it's \"q\" 東京": "string", "age": "Int64", "income": "Float64", "ok": "boolean"}, ["when", "day"]),
        read(sys.argv[2], {"town": "string", "region": "string", "city": "string"}, []),
    )
    result.to_csv(sys.argv[3], index=False)
