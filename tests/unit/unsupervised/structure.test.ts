import { expect, test } from 'vitest';
import { anomalyScore } from '$lib/core/insight/isolation-forest';
import { seededRandom } from '$lib/core/random';
import { findAnomalies } from '$lib/core/unsupervised/anomalies';
import { findComponents } from '$lib/core/unsupervised/components';
import { byFallingScore, flagRows } from '$lib/core/unsupervised/flagged-rows';
import { findGroups } from '$lib/core/unsupervised/groups';
import { table } from '../train/jobs';

const unstopped = () => Promise.resolve();

/** Three clouds of 60, 40 and 20 rows; each has a colour of its own. */
function clouds() {
	const random = seededRandom(3);
	const rows = Array.from({ length: 120 }, (_, row) => (row % 6 < 3 ? 0 : row % 6 < 5 ? 1 : 2));
	return {
		truth: rows,
		columns: table({
			x: rows.map((cloud) => [0, 10, 0][cloud] ?? 0).map((centre) => centre + random()),
			y: rows.map((cloud) => [0, 0, 10][cloud] ?? 0).map((centre) => centre + random()),
			colour: rows.map((cloud) => ['red', 'blue', 'green'][cloud] ?? '')
		})
	};
}

test('the number of groups is found, the largest comes first, and what sets it apart is told in its own unit', async () => {
	const { columns, truth } = clouds();
	const job = { columns, kinds: {}, ignore: [], seed: 1, groups: 'auto' as const };
	const found = await findGroups(job, unstopped);
	expect(found.groups).toBe(3);
	expect([...found.labels]).toEqual(truth);
	expect(found.profiles.map(({ rows }) => rows)).toEqual([60, 40, 20]);
	expect(found.tried.map(({ groups }) => groups)).toEqual([2, 3, 4, 5, 6, 7, 8]);
	const trait = found.profiles[1]?.traits.find(({ feature }) => feature === 'x');
	expect(trait?.inGroup).toBeGreaterThan(10);
	expect(trait?.inGroup).toBeLessThan(11);
	expect(found.profiles[2]?.traits).toContainEqual(
		expect.objectContaining({ feature: 'colour=green', type: 'share', inGroup: 1 })
	);
	expect(await findGroups(job, unstopped)).toEqual(found);
});

test('a group is told by one feature a column; the numbers of groups are tried when one is asked for too', async () => {
	const { columns } = clouds();
	const found = await findGroups({ columns, kinds: {}, ignore: ['y'], seed: 1, groups: 2 }, unstopped);
	expect(found.groups).toBe(2);
	expect(found.tried.map(({ groups }) => groups)).toEqual([2, 3, 4, 5, 6, 7, 8]);
	expect(found.dropped).toEqual([{ column: 'y', reason: 'ignored' }]);
	for (const { traits } of found.profiles) expect(traits.map(({ column }) => column).sort()).toEqual(['colour', 'x']);
});

test('components tell the shares of all there are', async () => {
	const { columns } = clouds();
	const found = await findComponents({ columns, kinds: {}, ignore: [], seed: 1, count: 'auto' }, unstopped);
	expect(found.components.length).toBe(5);
	expect(found.meanings[2]).toEqual({ column: 'colour', type: 'share', category: 'red' });
	expect(found.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
	expect(found.components[1]?.share).toBe(found.shares[1]);
});

test('a share of rows is flagged by their score, the first of equals first, and one at the least', () => {
	const scores = Float64Array.of(0.4, 0.6, 0.5, 0.6);
	const order = byFallingScore(scores);
	expect([...order]).toEqual([1, 3, 2, 0]);
	expect(flagRows(scores, order, 0.25)).toMatchObject({ count: 1, threshold: 0.6, flagged: Uint8Array.of(0, 1, 0, 0) });
	expect(flagRows(scores, order, 0.75)).toMatchObject({ count: 3, threshold: 0.5 });
	expect(flagRows(scores, order, 0.001).count).toBe(1);
});

test('what cannot be grouped or projected is refused', async () => {
	const job = { kinds: {}, ignore: [], seed: 0 };
	const three = table({ x: [1, 2, 3] });
	await expect(findGroups({ ...job, columns: three, groups: 4 }, unstopped)).rejects.toMatchObject({
		code: 'train/too-few-groups'
	});
	const pairs = table({ x: [1, 1, 2, 2] });
	await expect(findGroups({ ...job, columns: pairs, groups: 3 }, unstopped)).rejects.toMatchObject({
		code: 'train/too-few-groups',
		details: { rows: 4, distinct: 2, groups: 3 }
	});
	expect((await findGroups({ ...job, columns: pairs, groups: 'auto' }, unstopped)).groups).toBe(2);
	await expect(findComponents({ ...job, columns: three, count: 2 }, unstopped)).rejects.toMatchObject({
		code: 'train/too-many-components'
	});
	for (const columns of [table({ x: [1, 1, 1, 1] }), table({ x: [null, null, null] })])
		await expect(findGroups({ ...job, columns, groups: 2 }, unstopped)).rejects.toMatchObject({
			code: 'train/no-features',
			details: { dropped: 1, constant: 1, identifier: 0, ignored: 0 }
		});
});

test('planted rows are the most anomalous, by the columns they were planted in', async () => {
	const random = seededRandom(9);
	const plain = Array.from({ length: 300 }, () => random());
	const columns = table({
		x: plain.map((value, row) => (row === 17 ? 8 : value)),
		y: plain.map((_, row) => (row === 230 ? -9 : random())),
		shade: plain.map((_, row) => (row === 100 ? 'odd' : ['light', 'dark'][row % 2]) ?? '')
	});
	const found = await findAnomalies({ columns, kinds: {}, ignore: [], seed: 0, share: 0.01 }, unstopped);
	expect(found.count).toBe(3);
	expect(found.top.map(({ row }) => row).sort((a, b) => a - b)).toEqual([17, 100, 230]);
	expect(found.flagged.reduce((sum, one) => sum + one, 0)).toBe(3);
	const why = (row: number) => found.top.find((one) => one.row === row)?.reasons[0];
	expect(why(17)).toMatchObject({ column: 'x', value: 8 });
	expect(why(230)).toMatchObject({ column: 'y', value: -9 });
	expect(why(100)).toMatchObject({ column: 'shade', value: 'odd' });
});

test('the anomaly score of a tiny forest is the formula of Liu, Ting and Zhou', () => {
	// one tree over 4 rows: below 1 a leaf of one row at depth 1, else a leaf of three rows
	const tree = { column: [0, -1, -1], cut: [1, 0, 0], left: [1, 0, 0], right: [2, 0, 0], size: [4, 1, 3] };
	const columns = [Float64Array.of(0, 5)];
	const c = (n: number) => 2 * (Math.log(n - 1) + 0.5772156649015329) - (2 * (n - 1)) / n;
	const forest = { trees: [tree], size: 4 };
	expect(anomalyScore(forest, columns, 0)).toBeCloseTo(2 ** (-1 / c(4)), 12);
	expect(anomalyScore(forest, columns, 1)).toBeCloseTo(2 ** (-(1 + c(3)) / c(4)), 12);
});
