"""A recipe of Temoto as a Python script for pandas 1.5 or later.

Run it as: python prepare.py table.csv result.csv
What steps learned (means, categories, bounds) stands here as it was learned; nothing is learned again.
"""

import sys

import pandas as pd


WHITE_SPACE = " \t\n\x0b\x0c\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def prepare(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()

    # 1. Rename columns
    frame = frame.rename(columns={"it's \"q\" 東京": "note"})

    # 2. Strip both ends: No spaces around
    frame["city"] = frame["city"].str.strip(WHITE_SPACE)
    frame["note"] = frame["note"].str.strip(WHITE_SPACE)

    # 3. Drop rows with missing values
    frame = frame[frame["city"].notna()].reset_index(drop=True)

    # 4. Fill missing values
    frame["age"] = frame["age"].astype("Float64").fillna(31.5)
    frame["income"] = frame["income"].fillna(1.5)

    # 5. Limit outliers
    frame["income"] = frame["income"].clip(lower=-7.1725, upper=118.46640000000002)

    # 6. Standardise
    frame["age"] = (frame["age"] - 35.333333333333336) / 19.14890481347577
    frame["income"] = (frame["income"] - 19.471575) / 40.62408113262636

    # 7. Take dates apart
    frame["when_year"] = frame["when"].dt.year.astype("Int64")
    frame["when_month"] = frame["when"].dt.month.astype("Int64")

    # 8. One column a category
    frame["city=Aix'en"] = (frame["city"] == "Aix'en").fillna(False).astype("Int64")
    frame["city=Kyoto"] = (frame["city"] == "Kyoto").fillna(False).astype("Int64")
    frame["city=Nara"] = (frame["city"] == "Nara").fillna(False).astype("Int64")
    frame["city=Osaka"] = (frame["city"] == "Osaka").fillna(False).astype("Int64")
    frame["city=São \"Paulo\""] = (frame["city"] == "São \"Paulo\"").fillna(False).astype("Int64")
    frame["city=osaka (2)"] = (frame["city"] == "osaka").fillna(False).astype("Int64")
    frame["city=東京"] = (frame["city"] == "東京").fillna(False).astype("Int64")
    frame = frame[["id", "city=Aix'en", "city=Kyoto", "city=Nara", "city=Osaka", "city=São \"Paulo\"", "city=osaka (2)", "city=東京", "note", "age", "income", "when", "day", "ok", "when_year", "when_month"]]

    # 9. Sort rows
    frame = frame.sort_values("age", ascending=False, na_position="last", kind="stable", ignore_index=True)

    # 10. Drop columns
    frame = frame.drop(columns=["when", "ok"])

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
