"""A recipe of Temoto as a Python script for polars 1.27 or later.

Run it as: python prepare.py table.csv result.csv
What steps learned (means, categories, bounds) stands here as it was learned; nothing is learned again.
"""

import sys

import polars as pl


WHITE_SPACE = " \t\n\x0b\x0c\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def prepare(frame: pl.DataFrame) -> pl.DataFrame:
    # 1. Rename columns
    frame = frame.rename({"it's \"q\" 東京": "note"})

    # 2. Strip both ends: No spaces around
    frame = frame.with_columns(
        pl.col("city").str.strip_chars(WHITE_SPACE).alias("city"),
        pl.col("note").str.strip_chars(WHITE_SPACE).alias("note"),
    )

    # 3. Drop rows with missing values
    frame = frame.filter(pl.col("city").is_not_null())

    # 4. Fill missing values
    frame = frame.with_columns(
        pl.col("age").cast(pl.Float64).fill_null(31.5).alias("age"),
        pl.col("income").fill_null(1.5).alias("income"),
    )

    # 5. Limit outliers
    frame = frame.with_columns(
        pl.col("income").clip(-7.1725, 118.46640000000002).alias("income"),
    )

    # 6. Standardise
    frame = frame.with_columns(
        ((pl.col("age") - 35.333333333333336) / 19.14890481347577).alias("age"),
        ((pl.col("income") - 19.471575) / 40.62408113262636).alias("income"),
    )

    # 7. Take dates apart
    frame = frame.with_columns(
        pl.col("when").dt.year().cast(pl.Int64).alias("when_year"),
        pl.col("when").dt.month().cast(pl.Int64).alias("when_month"),
    )

    # 8. One column a category
    frame = frame.with_columns(
        (pl.col("city") == pl.lit("Aix'en")).fill_null(False).cast(pl.Int64).alias("city=Aix'en"),
        (pl.col("city") == pl.lit("Kyoto")).fill_null(False).cast(pl.Int64).alias("city=Kyoto"),
        (pl.col("city") == pl.lit("Nara")).fill_null(False).cast(pl.Int64).alias("city=Nara"),
        (pl.col("city") == pl.lit("Osaka")).fill_null(False).cast(pl.Int64).alias("city=Osaka"),
        (pl.col("city") == pl.lit("São \"Paulo\"")).fill_null(False).cast(pl.Int64).alias("city=São \"Paulo\""),
        (pl.col("city") == pl.lit("osaka")).fill_null(False).cast(pl.Int64).alias("city=osaka (2)"),
        (pl.col("city") == pl.lit("東京")).fill_null(False).cast(pl.Int64).alias("city=東京"),
    )
    frame = frame.select(["id", "city=Aix'en", "city=Kyoto", "city=Nara", "city=Osaka", "city=São \"Paulo\"", "city=osaka (2)", "city=東京", "note", "age", "income", "when", "day", "ok", "when_year", "when_month"])

    # 9. Sort rows
    frame = frame.sort(["age"], descending=[True], nulls_last=[True], maintain_order=True)

    # 10. Drop columns
    frame = frame.drop(["when", "ok"])

    return frame


def read(path: str, types: dict) -> pl.DataFrame:
    """A table from a file; an empty field of a CSV file is a missing value."""
    if path.endswith(".parquet"):
        return pl.read_parquet(path).cast(types)
    return pl.read_csv(path, schema_overrides=types)


if __name__ == "__main__":
    result = prepare(
        read(sys.argv[1], {"id": pl.Int64, "city": pl.String, "it's \"q\" 東京": pl.String, "age": pl.Int64, "income": pl.Float64, "when": pl.Datetime("us"), "day": pl.Date, "ok": pl.Boolean}),
    )
    result.write_csv(sys.argv[2])
