import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-features-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const place = (name: string) => path.join(folder, name);
const write = (name: string, text: string) => writeFile(place(name), text);

async function run(...argv: string[]): Promise<{ code: number; out: string; error: string }> {
	let [out, error] = ['', ''];
	const code = await main(argv, {
		out: (text) => (out += text),
		error: (text) => (error += text),
		isTerminal: false
	});
	return { code, out, error };
}
const join = (group: string, ...more: string[]) =>
	run(
		...['features', 'training-set', '--spine', place('spine.csv'), '--entity', 'user,shop', '--at', 'when'],
		...['--group', group, '-o', place('out.csv'), ...more]
	);
const out = async () => (await readFile(place('out.csv'), 'utf8')).trimEnd().split('\n');

describe('temoto features training-set', () => {
	beforeAll(async () => {
		await write(
			'spine.csv',
			'label,user,shop,when\n1,b,1,2026-01-10T00:00:00\n0,a,1,2026-01-05T00:00:00\n1,a,2,2026-01-10T00:00:00\n0,c,1,2026-01-10T00:00:00\n1,a,1,\n'
		);
		await write(
			'visits.csv',
			[
				'user,t,wrote,gone,spent,"a, b"',
				'a,2026-01-01T00:00:00,2026-01-01T00:00:00,0,10,x',
				'a,2026-01-05T00:00:00,2026-01-06T00:00:00,0,20,y',
				'a,2026-01-05T00:00:00,2026-01-07T00:00:00,0,21,"it\'s, ""z"""',
				'a,2026-01-05T00:00:00,,0,22,w',
				'a,2026-01-05T00:00:01,2026-01-05T00:00:01,0,30,v',
				'b,2026-01-09T00:00:00,2026-01-09T00:00:00,1,40,u'
			].join('\n')
		);
	});

	it('keeps the spine in its order and adds what was known then', async () => {
		const { code, error } = await join(
			`v=${place('visits.csv')}:entity=user:event-time=t:write-time=wrote:deleted=gone`
		);
		expect([code, error]).toEqual([0, '5 rows, 2 features\n']);
		const [head, ...rows] = await out();
		expect(head).toBe('label,user,shop,when,v__spent,"v__a, b"');
		expect(rows.map((row) => row.split(',').slice(4).join(','))).toEqual([',', '21,"it\'s, ""z"""', '30,v', ',', ',']);
		expect(rows.map((row) => row.slice(0, 5))).toEqual(['1,b,1', '0,a,1', '1,a,2', '0,c,1', '1,a,1']);
	});

	it('knows as known, ages by ttl, and takes chosen features with escaped commas', async () => {
		const group = `v=${place('visits.csv')}:entity=user:event-time=t:write-time=wrote:ttl=5d:features=a\\, b,spent`;
		expect((await join(group, '--as-known')).code).toBe(0);
		const [head, ...rows] = await out();
		expect(head).toBe('label,user,shop,when,"v__a, b",v__spent');
		expect(rows.map((row) => row.split(',').slice(4).join(','))).toEqual(['u,40', 'x,10', 'v,30', ',', ',']);
		await join(group.replace('5d', '95h'));
		expect((await out())[2]?.endsWith('"it\'s, ""z""",21')).toBe(true);
	});

	it('prints one JSON document when asked', async () => {
		const { out: text } = await join(`v=${place('visits.csv')}:entity=user:event-time=t:features=spent`, '--json');
		expect(JSON.parse(text)).toMatchObject({ rows: 5, columns: ['label', 'user', 'shop', 'when', 'v__spent'] });
	});

	it.each([
		['v=FILE:entity=user', 'give NAME=FILE:entity'],
		['v=FILE:entity=user:event-time=t:typo=1', '(typo)'],
		['v=FILE:entity=user:event-time=t:ttl=10y', 'a time such as'],
		['v=FILE:entity=gone:event-time=t', 'entity columns among --entity'],
		['v=FILE:entity=shop:event-time=t', "there is no column 'shop'; there are: user"],
		['v=FILE:entity=user:event-time=user', "column 'user' holds 'a', which is no time"],
		['v=FILE:entity=user:event-time=spent', 'is compared with TIMESTAMP'],
		['v=nowhere.csv:entity=user:event-time=t', 'nowhere.csv: there is no such file']
	])('refuses %s in one line', async (group, words) => {
		const { code, error, out: text } = await join(group.replace('FILE', place('visits.csv')));
		expect([code, text]).toEqual([2, '']);
		expect(error.trim().split('\n')).toHaveLength(1);
		expect(error).toContain(words);
	});

	it('refuses as known without a write time, and types for a column that no table has', async () => {
		const group = `v=${place('visits.csv')}:entity=user:event-time=t`;
		expect((await join(group, '--as-known')).error).toContain('write-time=COL');
		expect((await join(group, '--types', 'spent=DOUBLE')).code).toBe(0);
		expect((await join(group, '--types', 'nothing=DOUBLE')).error).toContain("no column 'nothing'");
	});
});
