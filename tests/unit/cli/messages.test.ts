import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	files = await temporaryFolder();
	await files.write('t.csv', 'a,b,y\n1,x,0\n2,z,1\n3,x,0\n4,z,1\n');
	await mkdir(files.place('bad'));
	await files.write('bad/relay.db', 'this is no database, and is longer than its header would be'.repeat(4));
	await files.write('empty.csv', '');
	await files.write('header.csv', 'a,b\n');
	await files.write('broken.json', '{');
	await files.write('cut.ndjson', '{"a":');
	await files.write('cut.parquet', 'PAR1 and no more');
	await files.write('cut.arrow', 'ARROW1 and no more');
	await files.write('cut.xlsx', 'PK\u0003\u0004 and no more');
	await files.write('bare.json', '{"steps":[]}');
	await files.write('keep.json', '{"schemaVersion":1,"steps":[{"op":"select","params":{"columns":["a"]}}]}');
	await files.write('missing.json', '{"schemaVersion":1,"steps":[{"op":"select","params":{}}]}');
	await files.write('unknown.json', '{"schemaVersion":1,"steps":[{"op":"nope","params":{}}]}');
});
afterAll(() => files.remove());

const wrangle = (recipe: string, ...more: string[]) => ['wrangle', `@${recipe}`, '@t.csv', '-o', '@out.csv', ...more];
const train = (...more: string[]) => ['train', '@t.csv', '--target', 'y', '--estimator', 'trees', '-o', '@m', ...more];
const bias = (...more: string[]) => ['bias', '@t.csv', '--label', 'y', '--positive', '1', '--facet', 'b', ...more];

/** `@name` stands for a file of the folder. */
it.each([
	[['profile', '@none.csv'], '@none.csv: there is no such file, or it cannot be read.'],
	[['profile', '@empty.csv'], 'empty.csv: the file is empty; it needs a header line and at least one row.'],
	[['profile', '@header.csv'], 'header.csv: there is a header but no row under it.'],
	[
		['profile', '@t.csv', '--types', 'a=FOO'],
		'--types a=FOO: give a DuckDB type such as BIGINT, DOUBLE, VARCHAR, DATE.'
	],
	[['profile', '@t.csv', '--types', 'a=DECIMAL(99,2)'], '--types a=DECIMAL(99,2): give a DuckDB type such as'],
	[['profile', '@t.csv', '--types', 'z=DATE'], "there is no column 'z'; there are: a, b, y."],
	[['profile', '@t.csv', '--types', 'a'], '--types a: give name=value.'],
	[['profile', '@t.csv', '--kind', 'a=foo'], '--kind a=foo: give one of numeric, ordinal,'],
	[['profile', '@cut.ndjson'], 'cut.ndjson, line 1: cannot be read: '],
	[['profile', '@cut.parquet'], 'cut.parquet: cannot be read: '],
	[['profile', '@cut.arrow'], 'cut.arrow: cannot be read: '],
	[['profile', '@cut.xlsx'], 'cut.xlsx: cannot be read: it is no Excel workbook ('],
	[['profile', '@t.csv', '--delimiter', ''], '--delimiter : give one character or more.'],
	[['profile', '@t.csv', '--encoding', 'foo'], '--encoding foo: give a WHATWG label such as utf-8,'],
	[['profile', '@t.csv', '--format', 'foo'], '--format foo: give csv, tsv, fwf, json, ndjson,'],
	[wrangle('broken.json'), '@broken.json: cannot be read: it is not JSON ('],
	[wrangle('bare.json'), '@bare.json, schemaVersion: is not a recipe: "schemaVersion" is missing; see docs/cli.md.'],
	[wrangle('missing.json'), "step 1 (select): 'columns' is missing; `temoto operations --json` has the parameters."],
	[wrangle('unknown.json'), "step 1 (nope): there is no operation 'nope'; `temoto operations` lists them."],
	[
		wrangle('keep.json', '--fit-on', 'a >> 3'),
		'--fit-on: the formula is wrong at character 4: > does not belong here.'
	],
	[wrangle('keep.json', '--fit-on', 'z = 3'), "--fit-on: the formula is wrong at character 1: there is no column 'z'"],
	[
		['wrangle', '@keep.json', '@t.csv', '@t.csv', '-o', '@o.csv'],
		'<table> @t.csv: give a table that a step of this recipe reads'
	],
	[train('--param', 'rounds=x'), '--param rounds=x: give a number.'],
	[train('--param', 'depth=4'), '--param depth=4: does not suit trees; allowed: rounds,'],
	[train('--test-fraction', '2'), '--test-fraction 2: give a share from 0 to 0.9.'],
	[train('--task', 'guess'), '--task guess: give one of classification, regression.'],
	[train('--seed', '1.5'), '--seed 1.5: give a whole number from 0.'],
	[bias('--limit', 'FOO<=1'), '--limit FOO<=1: give METRIC<=NUMBER, the metric one of CI,'],
	[bias('--seed', ''), '--seed : give a whole number from 0.'],
	[bias('--intervals', '-1'), '--intervals -1: give a whole number from 0.'],
	[['drift', '@t.csv', '@t.csv', '--alpha', '2'], '--alpha 2: give a share from 0 to 1.'],
	[['drift', '@t.csv', '@t.csv', '--columns', 'a,z'], "there is no column 'z'"],
	[['predict', '@t.csv', '@t.csv', '-o', '@o.csv'], '@t.csv: is not a .temoto-model: it is no archive.'],
	[['export', '@t.csv', '-o', '@o.onnx'], '@t.csv: is not a .temoto-model: it is no archive.'],
	[['relay', 'enroll', '--data', '@bad'], '@bad/relay.db: cannot be opened: file is not a database.'],
	[['relay', '--port', '99999'], '--port 99999: give a whole number from 0 to 65535.'],
	[
		['relay', '--origin', 'foo', '--data', '@relay'],
		'--origin foo: give the address of a page, such as https://example.org.'
	],
	[['features', 'list', '--store', '@none'], '@none: there is no such file, or it cannot be read.'],
	[['run', '@none.json'], '@none.json: there is no such file, or it cannot be read.']
])('answers %j with status 2 and the mend', async (argv, message) => {
	const here = (text: string) => text.replace('@', `${files.place('')}/`);
	const { code, out, error } = await temoto(...argv.map(here));
	expect([code, out]).toEqual([2, '']);
	expect(error.startsWith(`temoto: ${here(message)}`), error).toBe(true);
	expect(error.indexOf('\n')).toBe(error.length - 1);
});
