import type { Dialect, JoinStep, ScriptTable } from './dialect';
import { tight, whiteCharacters } from './code';
import { valueType } from './expression';
import { pythonText, pythonValue } from './literal';
import { polarsCode, polarsType } from './polars-expression';

export const polars: Dialect = {
	id: 'polars',
	imports: ['import polars as pl'],
	version: 'polars 1.27 or later',
	frameType: 'pl.DataFrame',
	helpers: { white_space: { imports: [], code: `WHITE_SPACE = ${pythonText(whiteCharacters)}` } },
	sqlHelper: `def run_sql(statement: str, types: dict, **tables: pl.DataFrame) -> pl.DataFrame:
    """Runs SQL over data frames by their names, on an engine that forgets them after (by way of pyarrow)."""
    with duckdb.connect() as database:
        for name, table in tables.items():
            database.register(name, table.to_arrow())
        return database.execute(statement).pl().cast(types)`,
	typeName: polarsType,
	assign: (made, frame, needs) => [
		`${frame} = ${frame}.with_columns(`,
		...made.map(({ name, value }) => `    ${tight(polarsCode(value, needs))}.alias(${pythonText(name)}),`),
		')'
	],
	filter: (condition, frame, needs) => [`${frame} = ${frame}.filter(${polarsCode(condition, needs).text})`],
	select: (names, frame) => [`${frame} = ${frame}.select(${pythonValue([...names])})`],
	drop: (names, frame) => [`${frame} = ${frame}.drop(${pythonValue([...names])})`],
	rename: (names, frame) => [
		`${frame} = ${frame}.rename({${names.map(([from, to]) => `${pythonText(from)}: ${pythonText(to)}`).join(', ')}})`
	],
	sort: (keys, frame) => {
		const by = pythonValue(keys.map(({ column }) => column));
		const descending = pythonValue(keys.map((key) => key.descending));
		const last = pythonValue(keys.map(({ nullsFirst }) => !nullsFirst));
		return [`${frame} = ${frame}.sort(${by}, descending=${descending}, nulls_last=${last}, maintain_order=True)`];
	},
	reverse: (frame) => [`${frame} = ${frame}.reverse()`],
	head: (count, frame) => [`${frame} = ${frame}.head(${count})`],
	tail: (count, frame) => [`${frame} = ${frame}.tail(${count})`],
	skip: (count, frame) => [`${frame} = ${frame}.slice(${count})`],
	unique: (columns, frame) => [
		`${frame} = ${frame}.unique(${columns ? `subset=${pythonValue([...columns])}, ` : ''}keep="first", maintain_order=True)`
	],
	join: joined,
	copy: (table) => table,
	main: mainLines
};

function joined({ other, keys, type, brought }: JoinStep, frame: string): string[] {
	const mine = keys.map(([name]) => name);
	const theirs = keys.map(([, name]) => name);
	const on = `left_on=${pythonValue(mine)}, right_on=${pythonValue(theirs.map((_, i) => `__key_${i}`))}`;
	const columns = [
		...theirs.map((name, i) => `pl.col(${pythonText(name)}).alias("__key_${i}")`),
		...(type === 'semi' || type === 'anti'
			? []
			: brought.map(([from, to]) => `pl.col(${pythonText(from)}).alias(${pythonText(to)})`))
	];
	const order = type === 'left' || type === 'inner' ? ', coalesce=True, maintain_order="left_right"' : '';
	return [
		`${frame} = ${frame}.join(`,
		`    ${other}.select(${columns.join(', ')}),`,
		`    how="${type}", ${on}${order},`,
		')'
	];
}

function mainLines(tables: readonly ScriptTable[]): string[] {
	const read = tables.map(({ schema }, i) => {
		const types = schema.flatMap(({ name, type }) => {
			const known = valueType(type);
			return known ? [`${pythonText(name)}: ${polarsType(known)}`] : [];
		});
		return `read(sys.argv[${i + 1}], {${types.join(', ')}})`;
	});
	return [
		'def read(path: str, types: dict) -> pl.DataFrame:',
		'    """A table from a file; an empty field of a CSV file is a missing value."""',
		'    if path.endswith(".parquet"):',
		'        return pl.read_parquet(path).cast(types)',
		'    return pl.read_csv(path, schema_overrides=types)',
		'',
		'',
		'if __name__ == "__main__":',
		'    result = prepare(',
		...read.map((line) => `        ${line},`),
		'    )',
		`    result.write_csv(sys.argv[${tables.length + 1}])`
	];
}
