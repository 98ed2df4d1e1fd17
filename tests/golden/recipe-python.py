"""What pandas makes of the exported recipes: /usr/bin/python3 tests/golden/recipe-python.py

Runs every step of steps.json and every script beside it over table.csv, and writes results.json. The unit test
tests/unit/recipe/python.test.ts compares that with the recipe itself on DuckDB, and the scripts with what the code writes now.
"""
import json
import math
import re
import runpy
import sys
import warnings
from pathlib import Path

import numpy
import pandas as pd

warnings.simplefilter("error", pd.errors.SettingWithCopyWarning)
here = Path(__file__).parent / "recipe-python"
TYPES = {"id": "Int64", "city": "string", "it's \"q\" 東京": "string", "age": "Int64", "income": "Float64", "ok": "boolean"}
DATES = ["when", "day"]


def plain(value):
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, pd.Timestamp):
        return value.value / 1_000_000
    if isinstance(value, (bool, numpy.bool_)):
        return int(value)
    if isinstance(value, (float, numpy.floating)):
        return None if math.isnan(value) else float(value)
    if isinstance(value, numpy.integer):
        return int(value)
    return value


def output(frame, before={}):
    """The columns' names, and what is in those that are not as before."""
    values = {name: [plain(value) for value in frame[name]] for name in frame.columns}
    changed = {name: column for name, column in values.items() if before.get(name) != column}
    return {"names": list(frame.columns), "changed": changed}


def read():
    frame = pd.read_csv(here / "table.csv", dtype=TYPES, keep_default_na=False, na_values=[""])
    for name in DATES:
        frame[name] = pd.to_datetime(frame[name])
    return frame


given = json.loads((here / "steps.json").read_text())
steps = []
before = output(read())["changed"]
for case in given["steps"]:
    scope = {"pd": pd, "np": numpy, "re": re}
    exec("\n\n".join([*given["prelude"], case["prepare"]]), scope)
    steps.append(output(scope["prepare"](read()), before))

recipes = {}
for script in sorted(here.glob("*.pandas.py")):
    text = script.read_text()
    if "import duckdb" in text:
        continue
    tables = ["table.csv", *(["customers.csv"] if "customers:" in text else [])]
    sys.argv = [str(script), *(str(here / name) for name in tables), "/dev/null"]
    recipes[script.name.split(".")[0]] = output(runpy.run_path(str(script), run_name="__main__")["result"])

(here / "results.json").write_text(
    json.dumps(
        {"versions": {"pandas": pd.__version__, "numpy": numpy.__version__}, "steps": steps, "recipes": recipes},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    + "\n"
)
