import { expect, it } from 'vitest';
import { fieldsOf, type Control } from '$lib/core/recipe/control';
import { tokenize } from '$lib/core/recipe/formula/token';
import type { Operation } from '$lib/core/recipe/operation';
import { formulaName, type Params } from '$lib/core/recipe/suggest';
import type { Json } from '$lib/core/json';
import { sqlName } from '$lib/core/table/sql';
import { openWorkspace } from '../../../src/cli/workspace';
import { operationAnswers, type Answer } from '../../operations/answers';
import { exampleParams, exampleSchema } from '../../operations/examples';
import { expectSameAnswers } from '../../operations/same-answer';

/** Names that SQL, a formula, JSON or a pattern could take for something else. */
const shapes = [
	(name: string) => `${name} "b"`,
	(name: string) => `naïve ${name} 😀`,
	(name: string) => `${name}.y`,
	(name: string) => `'${name}' -- ; {0}`,
	(name: string) => `%_${name}\\1 $&`
];
const keywords: Readonly<Record<string, string>> = { city: 'select', k: 'ORDER', at: 'Group' };
const renamed = new Map(
	exampleSchema.map(({ name }, i) => [name, keywords[name] ?? shapes[i % shapes.length]?.(name) ?? name])
);
const rename = (name: string) => renamed.get(name) ?? name;

/** What reads the names of columns as data, or compares them with those of another table, gives something else by right. */
const readNames = new Set([
	...['clean-column-names', 'sort-columns', 'select-by-name', 'replace-in-names', 'unpivot-groups'],
	...['concatenate', 'intersect', 'except', 'hash-encode']
]);

it('gives the same whatever the columns are called', async () => {
	const { workspace, close } = await openWorkspace();
	try {
		const wanted = await operationAnswers(workspace);
		expect(wanted.filter(({ error }) => error !== null)).toEqual([]);
		const schema = exampleSchema.map((field) => ({ ...field, name: rename(field.name) }));
		const found = await operationAnswers(workspace, schema, renamedParams);
		const compared = (answers: readonly Answer[]) =>
			answers.filter(({ op }) => !readNames.has(op)).map((answer) => withPlainNames(answer));
		expectSameAnswers(compared(found), compared(wanted));
	} finally {
		await close();
	}
}, 180_000);

function renamedParams(operation: Operation): Params {
	const params = exampleParams(operation);
	const controls = new Map(fieldsOf(operation.params).map(({ name, control }) => [name, control]));
	return Object.fromEntries(
		Object.entries(params).map(([name, value]) => {
			const control = controls.get(name);
			return [name, control ? renamedValue(control, value) : value];
		})
	);
}

function renamedValue(control: Control, value: Json): Json {
	switch (control.control) {
		case 'column':
			return rename(String(value));
		case 'columns':
			return Array.isArray(value) ? value.map((name) => rename(String(name))) : value;
		case 'renames':
		case 'types':
		case 'keys':
			return withKeys(value, rename);
		case 'order':
		case 'aggregates':
		case 'program':
			return Array.isArray(value) ? value.map(withColumn) : value;
		case 'formula':
			return renamedFormula(String(value));
		case 'code':
			return control.language === 'sql' ? renamedSql(String(value)) : renamedFunction(String(value));
		default:
			return value;
	}
}

function withKeys(value: Json, change: (key: string) => string): Json {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [change(key), each]));
}

function withColumn(entry: Json): Json {
	if (typeof entry !== 'object' || entry === null) return entry;
	return Object.fromEntries(
		Object.entries(entry).map(([key, each]) => [key, key === 'column' ? rename(String(each)) : each])
	);
}

function renamedFormula(formula: string): string {
	return tokenize(formula)
		.map((token) => (token.kind === 'name' && renamed.has(token.value) ? formulaName(rename(token.value)) : token.text))
		.join(' ');
}

const renamedSql = (query: string) =>
	query.replaceAll(/"(\w+)"|\b(\w+)\b/g, (text: string, quoted?: string, bare?: string) => {
		const name = quoted ?? bare ?? '';
		return renamed.has(name) ? sqlName(rename(name)) : text;
	});

const renamedFunction = (code: string) =>
	code.replaceAll(/row\.(\w+)/g, (_, name: string) => `row[${JSON.stringify(rename(name))}]`);

/** The names as they were, wherever they stand in the answer: as they are, or quoted by SQL, by JSON or by the engine's own texts. */
function withPlainNames({ op, error, columns }: Answer): Answer {
	const plain = (text: string) => plainest.reduce((made, [nasty, name]) => made.replaceAll(nasty, name), text);
	return {
		op,
		error: error && plain(error),
		columns: columns.map(({ name, type, cells }) => ({
			name: plain(name),
			type: plain(type),
			cells: cells.map((cell) => (typeof cell === 'string' ? plain(cell) : cell))
		}))
	};
}

const plainest = [...renamed].flatMap(([name, nasty]) =>
	[
		nasty.replaceAll('"', '""'),
		nasty.replaceAll("'", "\\'"),
		JSON.stringify(nasty).slice(1, -1),
		nasty,
		// what the engine quotes only where it must
		`"${name}"`
	].map((written) => [written, name] as const)
);
