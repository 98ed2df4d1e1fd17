import { whiteCharacters } from './code';
import type { Dialect } from './dialect';
import { pythonText } from './literal';

/** Functions that a script of pandas holds when a step needs them. */
export const pandasHelpers: Dialect['helpers'] = {
	white_space: { imports: [], code: `WHITE_SPACE = ${pythonText(whiteCharacters)}` },
	choose: {
		imports: [],
		code: `def choose(index, branches, otherwise, dtype):
    """For each row the value of the first branch whose condition holds, as CASE in SQL."""
    result = pd.Series(otherwise, index=index, dtype=dtype)
    for condition, value in reversed(branches):
        result = result.mask(condition, pd.NA if value is pd.NA else value)
    return result.astype(dtype)`
	},
	finite: {
		imports: ['import numpy as np'],
		code: `def finite(values):
    """Numbers, missing where they are not finite."""
    return values.where(np.isfinite(values.to_numpy(dtype="float64", na_value=np.nan)))`
	},
	is_finite: {
		imports: ['import numpy as np'],
		code: `def is_finite(values):
    """True for finite numbers, missing for missing ones."""
    known = np.isfinite(values.to_numpy(dtype="float64", na_value=np.nan))
    return pd.Series(known, index=values.index, dtype="boolean").mask(values.isna())`
	},
	round_half_away: {
		imports: ['import numpy as np'],
		code: `def round_half_away(values, digits):
    """Rounds halves away from zero, as SQL does; numpy rounds them to the even neighbour."""
    scaled = values * 10.0**digits
    whole = np.floor(scaled.abs())
    whole = whole + (scaled.abs() - whole >= 0.5).astype("Float64")
    return (whole * np.sign(scaled)) / 10.0**digits`
	},
	across: {
		imports: [],
		code: `def across(function, dtype, *columns):
    """The largest or smallest of each row, missing ones passed over."""
    return pd.concat(columns, axis=1).agg(function, axis=1).astype(dtype)`
	},
	join_texts: {
		imports: [],
		code: `def join_texts(separator, *columns):
    """The texts of each row one after the other, missing ones passed over."""
    rows = zip(*(column.tolist() for column in columns))
    joined = [separator.join(text for text in row if text is not pd.NA) for row in rows]
    return pd.Series(joined, index=columns[0].index, dtype="string")`
	}
};

export const pandasSqlHelper = `def run_sql(statement: str, types: dict, **tables: pd.DataFrame) -> pd.DataFrame:
    """Runs SQL over data frames by their names, on an engine that forgets them after."""
    with duckdb.connect() as database:
        for name, table in tables.items():
            database.register(name, table)
        return database.execute(statement).df().astype(types)`;
