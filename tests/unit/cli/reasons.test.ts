import { afterAll, beforeAll, expect, it } from 'vitest';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	files = await temporaryFolder();
});
afterAll(() => files.remove());

const answerOf = async (...argv: string[]) => {
	const { code, out, error } = await temoto(...argv, '--json');
	expect([code, error]).toEqual([0, '']);
	return JSON.parse(out);
};

it('says why a figure of a column is null', async () => {
	const table = await files.write('t.csv', 'n,one,none,text,same\n1,7,,x,5\n3,,,,5\n');
	const { columns } = await answerOf('profile', table);
	const said = columns.map((column: Record<string, unknown>) => [
		column['name'],
		column['mean'],
		column['std'],
		column['reason']
	]);
	expect(said).toEqual([
		['n', 2, Math.SQRT2, null],
		['one', 7, null, 'a single value has no std'],
		['none', null, null, 'no row has a value'],
		['text', null, null, 'mean, std and quantiles are of finite numbers, and the column holds none'],
		['same', 5, 0, null]
	]);
});

it('says why a run has no metrics', async () => {
	const rows = Array.from({ length: 40 }, (_, row) => `${row},${row % 3},${row % 2 ? 'yes' : 'no'},4`);
	const table = await files.write('all.csv', `x,y,paid,flat\n${rows.join('\n')}\n`);
	const yes = await files.write('yes.csv', `x,y,paid,flat\n${rows.filter((row) => row.includes('yes')).join('\n')}\n`);
	const train = (target: string, ...more: string[]) =>
		answerOf('train', table, '--target', target, '--estimator', 'linear', '-o', files.place('m'), ...more);
	const none = await train('paid', '--test-fraction', '0');
	expect([none.metrics.accuracy, none.reason]).toEqual([null, 'no row was held out to measure on']);
	const one = await train('paid', '--test', yes);
	expect([one.metrics.auc, one.reason]).toEqual([
		null,
		'the held-out rows do not hold every class, so there is no auc'
	]);
	expect(one.metrics.accuracy).not.toBeNull();
	expect((await train('paid')).reason).toBeNull();
	const named = await files.write('named.csv', `x,paid,label,flat\n${rows.join('\n')}\n`);
	const refused = await temoto('train', named, '--target', 'x', '--estimator', 'trees', '-o', files.place('m'));
	expect([refused.code, refused.error]).toEqual([
		2,
		"temoto: the model cannot be written as ONNX: an output is called 'label', so no column may be; rename the column or leave it out.\n"
	]);
	const flat = await files.write('flat.csv', 'x,y,paid,flat\n1,2,yes,4\n2,2,no,4\n');
	const same = await train('y', '--task', 'regression', '--test', flat);
	expect([same.metrics.r2, same.reason]).toEqual([
		null,
		'the target is the same in all held-out rows, so there is no r2'
	]);
});

it('says why nothing is measured between two columns', async () => {
	const before = await files.write('a.csv', 'x,y\n1,\n2,\n3,\n');
	const { columns } = await answerOf('drift', before, before);
	expect(columns[0].missing).toEqual({
		...{ reference: 0, current: 0, pValue: null, drifted: false },
		reason: 'no value is missing in either table'
	});
	expect(columns[1]).toMatchObject({ effect: null, reason: 'neither table has a value in this column' });
});
