"""A recipe of Temoto as a Python script for polars 1.27 or later.

Run it as: python prepare.py table.csv customers.csv result.csv
What steps learned (means, categories, bounds) stands here as it was learned; nothing is learned again.
"""

import sys

import polars as pl


def prepare(frame: pl.DataFrame, customers: pl.DataFrame) -> pl.DataFrame:
    # 1. Keep rows
    frame = frame.filter(pl.col("age") > 20.0)

    # older: a branch
    older = frame

    # 1. Keep rows
    older = older.filter(pl.col("age") >= 30.0)

    # 2. Join a table
    frame = frame.join(
        customers.select(pl.col("town").alias("__key_0"), pl.col("region").alias("region"), pl.col("city").alias("city_2")),
        how="left", left_on=["city"], right_on=["__key_0"], coalesce=True, maintain_order="left_right",
    )

    # 3. Join a table
    frame = frame.join(
        older.select(pl.col("id").alias("__key_0")),
        how="semi", left_on=["id"], right_on=["__key_0"],
    )

    return frame


def read(path: str, types: dict) -> pl.DataFrame:
    """A table from a file; an empty field of a CSV file is a missing value."""
    if path.endswith(".parquet"):
        return pl.read_parquet(path).cast(types)
    return pl.read_csv(path, schema_overrides=types)


if __name__ == "__main__":
    result = prepare(
        read(sys.argv[1], {"id": pl.Int64, "city": pl.String, "it's \"q\" 東京": pl.String, "age": pl.Int64, "income": pl.Float64, "when": pl.Datetime("us"), "day": pl.Date, "ok": pl.Boolean}),
        read(sys.argv[2], {"town": pl.String, "region": pl.String, "city": pl.String}),
    )
    result.write_csv(sys.argv[3])
