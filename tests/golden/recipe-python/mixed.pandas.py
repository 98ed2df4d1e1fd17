"""A recipe of Temoto as a Python script for pandas 1.5 or later, and duckdb.

Run it as: python prepare.py table.csv result.csv
What steps learned (means, categories, bounds) stands here as it was learned; nothing is learned again.
"""

import sys

import duckdb
import pandas as pd


def run_sql(statement: str, types: dict, **tables: pd.DataFrame) -> pd.DataFrame:
    """Runs SQL over data frames by their names, on an engine that forgets them after."""
    with duckdb.connect() as database:
        for name, table in tables.items():
            database.register(name, table)
        return database.execute(statement).df().astype(types)


def prepare(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()

    # 1. Upper case
    frame["city"] = frame["city"].str.upper()

    # 2. Title case
    # 3. Split into train and test
    # As SQL: pandas does not do just the same by itself.
    frame = run_sql(
        r"""
        WITH
          "step 0" AS (
            SELECT
              "id",
              "city",
              "it's ""q"" 東京",
              "age",
              "income",
              "when",
              "day",
              "ok",
              row_number() OVER () AS "__row"
            FROM (SELECT "id", "city", "it's ""q"" 東京", "age", "income", "when"::TIMESTAMP AS "when", "day"::DATE AS "day", "ok" FROM "frame")
          ),
          "step 2 title-case" AS (
            SELECT
              "id",
              "city",
              coalesce(array_to_string(list_transform(regexp_extract_all("it's ""q"" 東京", '(?s)(?:[\p{L}\p{M}\p{N}]+(?:[''’][\p{L}\p{M}\p{N}]+)*)|.'), lambda __part: CASE WHEN regexp_full_match(__part, '(?s)[\p{L}\p{M}\p{N}]+(?:[''’][\p{L}\p{M}\p{N}]+)*') THEN upper(left(__part, 1)) || lower(substring(__part, 2)) ELSE __part END), ''), left("it's ""q"" 東京", 0)) AS "it's ""q"" 東京",
              "age",
              "income",
              "when",
              "day",
              "ok",
              "__row"
            FROM "step 0"
          ),
          "step 3 split" AS (
            SELECT
              "id",
              "city",
              "it's ""q"" 東京",
              "age",
              "income",
              "when",
              "day",
              "ok",
              CASE WHEN row_number() OVER (ORDER BY md5('0:' || "__row"), "__row") <= round(count(*) OVER () * 0.25e0) THEN 'test' ELSE 'train' END AS "split",
              "__row"
            FROM "step 2 title-case"
          )
        SELECT "id", "city", "it's ""q"" 東京", "age", "income", "when", "day", "ok", "split"
        FROM "step 3 split"
        ORDER BY "__row"
        """,
        {"id": "Int64", "city": "string", "it's \"q\" 東京": "string", "age": "Int64", "income": "Float64", "when": "datetime64[ns]", "day": "datetime64[ns]", "ok": "boolean", "split": "string"},
        frame=frame,
    )

    # 4. Drop columns
    frame = frame.drop(columns=["ok"])

    # 5. Shuffle rows
    # As SQL: pandas does not do just the same by itself.
    frame = run_sql(
        r"""
        WITH
          "step 0" AS (
            SELECT
              "id",
              "city",
              "it's ""q"" 東京",
              "age",
              "income",
              "when",
              "day",
              "split",
              row_number() OVER () AS "__row"
            FROM (SELECT "id", "city", "it's ""q"" 東京", "age", "income", "when"::TIMESTAMP AS "when", "day"::DATE AS "day", "split" FROM "frame")
          ),
          "step 5 shuffle-rows" AS (
            SELECT
              "id",
              "city",
              "it's ""q"" 東京",
              "age",
              "income",
              "when",
              "day",
              "split",
              row_number() OVER (ORDER BY md5('0:' || "__row"), "__row") AS "__row"
            FROM "step 0"
          )
        SELECT "id", "city", "it's ""q"" 東京", "age", "income", "when", "day", "split"
        FROM "step 5 shuffle-rows"
        ORDER BY "__row"
        """,
        {"id": "Int64", "city": "string", "it's \"q\" 東京": "string", "age": "Int64", "income": "Float64", "when": "datetime64[ns]", "day": "datetime64[ns]", "split": "string"},
        frame=frame,
    )

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
    )
    result.to_csv(sys.argv[2], index=False)
