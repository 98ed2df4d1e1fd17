import type { Dialect, JoinStep, Needs, ScriptTable } from './dialect';
import { isTemporal, valueType } from './expression';
import { pythonText, pythonValue } from './literal';
import { pandasCondition, pandasSeries, pandasType } from './pandas-expression';
import { pandasHelpers, pandasSqlHelper } from './pandas-helpers';

const anew = '.reset_index(drop=True)';

export const pandas: Dialect = {
	id: 'pandas',
	imports: ['import pandas as pd'],
	version: 'pandas 1.5 or later',
	frameType: 'pd.DataFrame',
	helpers: pandasHelpers,
	sqlHelper: pandasSqlHelper,
	typeName: pandasType,
	assign: (made, frame, needs) => {
		const values = made.map(({ name, value }) => ({ name, code: pandasSeries(value, { frame, needs }) }));
		const isApart = made.every(({ value }, i) =>
			made.slice(0, i).every(({ name }) => !JSON.stringify(value).includes(JSON.stringify(name)))
		);
		if (isApart) return values.map(({ name, code }) => `${frame}[${pythonText(name)}] = ${code}`);
		return [
			`${frame} = ${frame}.assign(`,
			'    **{',
			...values.map(({ name, code }) => `        ${pythonText(name)}: ${code},`),
			'    }',
			')'
		];
	},
	filter: (condition, frame, needs: Needs) => [
		`${frame} = ${frame}[${pandasCondition(condition, { frame, needs }).text}]${anew}`
	],
	select: (names, frame) => [`${frame} = ${frame}[${pythonValue([...names])}]`],
	drop: (names, frame) => [`${frame} = ${frame}.drop(columns=${pythonValue([...names])})`],
	rename: (names, frame) => [
		`${frame} = ${frame}.rename(columns={${names.map(([from, to]) => `${pythonText(from)}: ${pythonText(to)}`).join(', ')}})`
	],
	sort: (keys, frame) => {
		const [first] = keys;
		const ascending = keys.map(({ descending }) => !descending);
		const order = keys.length === 1 ? pythonValue(ascending[0] ?? true) : pythonValue(ascending);
		const by = keys.length === 1 ? pythonText(first?.column ?? '') : pythonValue(keys.map(({ column }) => column));
		const place = first?.nullsFirst ? 'first' : 'last';
		return [
			`${frame} = ${frame}.sort_values(${by}, ascending=${order}, na_position="${place}", kind="stable", ignore_index=True)`
		];
	},
	reverse: (frame) => [`${frame} = ${frame}.iloc[::-1]${anew}`],
	head: (count, frame) => [`${frame} = ${frame}.head(${count})${anew}`],
	tail: (count, frame) => [`${frame} = ${frame}.tail(${count})${anew}`],
	skip: (count, frame) => [`${frame} = ${frame}.iloc[${count}:]${anew}`],
	unique: (columns, frame) => [
		`${frame} = ${frame}.drop_duplicates(${columns ? `subset=${pythonValue([...columns])}, ` : ''}ignore_index=True)`
	],
	join: joined,
	copy: (table) => `${table}.copy()`,
	main: mainLines
};

/** Missing keys meet nobody in SQL and each other in pandas, so the other table's are left out. */
function joined({ other, keys, type, brought }: JoinStep, frame: string): string[] {
	const mine = keys.map(([name]) => name);
	const theirs = keys.map(([, name]) => name);
	const known = `${other}.dropna(subset=${pythonValue(theirs)})`;
	if (type === 'semi' || type === 'anti') {
		const [my, their] = [mine[0] ?? '', theirs[0] ?? ''];
		const isIn =
			keys.length === 1
				? `${frame}[${pythonText(my)}].isin(${known}[${pythonText(their)}])`
				: `pd.MultiIndex.from_frame(${frame}[${pythonValue(mine)}]).isin(pd.MultiIndex.from_frame(${known}[${pythonValue(theirs)}]))`;
		return [`${frame} = ${frame}[${type === 'anti' ? '~' : ''}${isIn}]${anew}`];
	}
	// under names of their own, so that a column of this table with the same name stays
	const named = [...theirs.map((name, i) => [name, `__key_${i}`] as const), ...brought];
	const columns = named.map(([from, to]) => `${pythonText(to)}: known[${pythonText(from)}]`);
	return [
		`known = ${known}`,
		`${frame} = ${frame}.merge(`,
		`    pd.DataFrame({${columns.join(', ')}}),`,
		`    how="${type}", left_on=${pythonValue(mine)}, right_on=${pythonValue(theirs.map((_, i) => `__key_${i}`))},`,
		`).drop(columns=${pythonValue(theirs.map((_, i) => `__key_${i}`))})`
	];
}

function mainLines(tables: readonly ScriptTable[]): string[] {
	const read = tables.map(({ schema }, i) => {
		const types = schema.flatMap(({ name, type }) => {
			const known = valueType(type);
			return known && !isTemporal(known) ? [`${pythonText(name)}: ${pandasType(known)}`] : [];
		});
		const dates = schema.filter(({ type }) => isTemporal(valueType(type) ?? 'nothing')).map(({ name }) => name);
		return `read(sys.argv[${i + 1}], {${types.join(', ')}}, ${pythonValue(dates)})`;
	});
	return [
		'def read(path: str, types: dict, dates: list) -> pd.DataFrame:',
		'    """A table from a file; an empty field of a CSV file is a missing value."""',
		'    if path.endswith(".parquet"):',
		'        frame = pd.read_parquet(path).astype(types)',
		'    else:',
		'        frame = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""])',
		'    for name in dates:',
		'        frame[name] = pd.to_datetime(frame[name])',
		'    return frame',
		'',
		'',
		'if __name__ == "__main__":',
		`    result = prepare(`,
		...read.map((line) => `        ${line},`),
		'    )',
		`    result.to_csv(sys.argv[${tables.length + 1}], index=False)`
	];
}
