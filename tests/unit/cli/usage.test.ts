import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeContext } from '../../../src/cli/context';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
let table: string;
beforeAll(async () => {
	files = await temporaryFolder();
	table = await files.write('one.csv', 'a,b,c\n1,,x\n2,y,\n');
});
afterAll(() => files.remove());

it.each([
	[[], 'temoto: give a command; `temoto --help` lists what there is.'],
	[['features'], 'temoto: give a command; `temoto features --help` lists what there is.'],
	[['profil'], "temoto: unknown command 'profil' (Did you mean profile?); `temoto --help` lists what there is."],
	[['profile'], "temoto: missing required argument 'table'; `temoto profile --help` lists what there is."],
	[
		['profile', 'x', '--delimeter', ';'],
		"temoto: unknown option '--delimeter' (Did you mean --delimiter?); `temoto profile --help` lists"
	],
	[
		['features', 'list'],
		"temoto: required option '--store <folder>' not specified; `temoto features list --help` lists"
	],
	[['profile', 'a', 'b'], "temoto: too many arguments for 'profile'. Expected 1 argument but got 2; `temoto profile"]
])('answers %j with one line', async (argv, message) => {
	const { code, out, error } = await temoto(...argv);
	expect([code, out]).toEqual([2, '']);
	expect(error.startsWith(message), error).toBe(true);
	expect(error.indexOf('\n')).toBe(error.length - 1);
});

it('prints help on stdout and succeeds', async () => {
	for (const argv of [['--help'], ['help'], ['profile', '--help'], ['help', 'profile']]) {
		const { code, out, error } = await temoto(...argv);
		expect([code, error]).toEqual([0, '']);
		expect(out).toMatch(/^Usage: temoto/);
	}
});

it('takes the progress bar away before it says anything', () => {
	let [out, error] = ['', ''];
	const context = makeContext({ out: (text) => (out += text), error: (text) => (error += text), isTerminal: true });
	context.progress({ phase: 'read', done: 1, total: 2 });
	context.line('done');
	expect(error).toBe('\rread         ############............ 50 %\u001b[K\r\u001b[K');
	context.settle();
	expect([out, error.endsWith('\u001b[K')]).toEqual(['done\n', true]);
});

it('prints one JSON document and nothing else', async () => {
	const { code, out, error } = await temoto('profile', table, '--json');
	expect([code, error, out.indexOf('\n')]).toEqual([0, '', out.length - 1]);
	expect(JSON.parse(out)).toMatchObject({ rows: 2 });
});
