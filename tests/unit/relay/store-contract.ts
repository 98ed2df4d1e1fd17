import { describe, expect, it } from 'vitest';
import type { Batch } from '$lib/core/edge/sync';
import { foldCells } from '$lib/core/monitor/sketch';
import type { Sketch } from '$lib/core/monitor/sketch';
import type { Enrolled, RelayStore } from '../../../src/relay/store';

export const emptyAge: Sketch = {
	type: 'numeric',
	edges: [10, 20, 30],
	cuts: [20],
	counts: [0, 0, 0, 0],
	missing: 0,
	mean: 0,
	m2: 0,
	min: null,
	max: null
};
export const emptyColour: Sketch = { type: 'text', values: ['red', 'blue'], counts: [0, 0], other: 0, missing: 0 };

export function batchOf(sequence: number, ages: readonly (number | null)[], changes: Partial<Batch> = {}): Batch {
	return {
		schemaVersion: 1,
		level: 'sketches',
		epoch: 1,
		sequence,
		package: { id: 'p1', name: 'model', version: 1 },
		window: { from: 1000 * sequence, to: 1000 * sequence + 10 },
		count: ages.length,
		sketches: {
			age: foldCells(emptyAge, ages),
			colour: foldCells(
				emptyColour,
				ages.map((age) => (age === null ? null : age > 20 ? 'red' : 'green'))
			)
		},
		predictions: [],
		...changes
	};
}

const key = (name: string) => ({ keyId: `id-${name}`, algorithm: 'Ed25519' as const, publicKey: `key-${name}` });

/** What every store must do, whatever it stands on. `open` opens the same store again each time it is called. */
export function storeContract(name: string, setUp: () => { open: () => RelayStore; end: () => void }): void {
	const withStore = async (work: (store: RelayStore, reopen: () => Promise<RelayStore>) => Promise<void>) => {
		const { open, end } = setUp();
		let store = open();
		try {
			await work(store, async () => {
				await store.close();
				store = open();
				return store;
			});
		} finally {
			await store.close();
			end();
		}
	};
	const ingest = (store: RelayStore, from: Enrolled, batch: Batch, hash: string, now: number, mostBytes = 1e9) =>
		store.ingest(from, batch, { whole: hash, told: `told-${hash}` }, now, mostBytes);
	const enrol = async (store: RelayStore, who: string, tenant = 'acme', role: 'device' | 'operator' = 'device') => {
		await store.addCode({ hash: `code-${who}`, tenant, role, device: null, expiresAt: 100 });
		const outcome = await store.enrol(`code-${who}`, key(who), who, 10);
		if (outcome.outcome !== 'enrolled') throw new Error(outcome.outcome);
		return outcome.enrolled;
	};

	describe(`${name}: enrolment`, () => {
		it('uses a code once', () =>
			withStore(async (store) => {
				const first = await enrol(store, 'a');
				expect(first).toMatchObject({ tenant: 'acme', epoch: 1, role: 'device' });
				expect((await store.enrol('code-a', key('b'), 'b', 10)).outcome).toBe('used');
				expect((await store.enrol('code-x', key('b'), 'b', 10)).outcome).toBe('unknown');
			}));
		it('answers the same again when the answer was lost', () =>
			withStore(async (store, reopen) => {
				const first = await enrol(store, 'a');
				const again = await (await reopen()).enrol('code-a', key('a'), 'a', 50);
				expect(again).toEqual({ outcome: 'enrolled', enrolled: first });
			}));
		it('refuses codes past their time, and keys that are known', () =>
			withStore(async (store) => {
				await store.addCode({ hash: 'late', tenant: 'acme', role: 'device', device: null, expiresAt: 100 });
				expect((await store.enrol('late', key('a'), 'a', 100)).outcome).toBe('expired');
				await enrol(store, 'a');
				expect((await store.enrol('late', key('a'), 'a', 99)).outcome).toBe('key-known');
			}));
		it('gives an existing device a new epoch and ends its old key', () =>
			withStore(async (store) => {
				const { device } = await enrol(store, 'a');
				await store.addCode({ hash: 'again', tenant: 'acme', role: 'device', device, expiresAt: 100 });
				const outcome = await store.enrol('again', key('a2'), 'a', 20);
				expect(outcome).toMatchObject({ outcome: 'enrolled', enrolled: { device, epoch: 2 } });
				expect(await store.findKey('id-a')).toMatchObject({ revoked: true });
				expect(await store.findKey('id-a2')).toMatchObject({ revoked: false, epoch: 2 });
				await store.addCode({ hash: 'none', tenant: 'other', role: 'device', device, expiresAt: 100 });
				expect((await store.enrol('none', key('c'), 'c', 20)).outcome).toBe('device-missing');
			}));
		it('revokes within the tenant only', () =>
			withStore(async (store, reopen) => {
				const { device } = await enrol(store, 'a');
				expect(await store.revoke('other', device, 30)).toBe(false);
				expect(await store.revoke('acme', device, 30)).toBe(true);
				expect(await store.revoke('acme', device, 31)).toBe(false);
				expect(await (await reopen()).findKey('id-a')).toMatchObject({ revoked: true });
			}));
		it('knows a nonce until its time is over', () =>
			withStore(async (store, reopen) => {
				expect(await store.useNonce('k', 'n', 100, 0)).toBe(true);
				expect(await (await reopen()).useNonce('k', 'n', 100, 50)).toBe(false);
			}));
	});

	describe(`${name}: batches`, () => {
		it('stores a batch once and says so again', () =>
			withStore(async (store, reopen) => {
				const from = await enrol(store, 'a');
				const batch = batchOf(1, [5, 25, null]);
				expect(await ingest(store, from, batch, 'h1', 20)).toEqual({ outcome: 'stored', ackedThrough: 1 });
				store = await reopen();
				expect(await ingest(store, from, batch, 'h1', 21)).toEqual({ outcome: 'duplicate', ackedThrough: 1 });
				expect(await ingest(store, from, batchOf(1, [5]), 'h2', 22)).toEqual({ outcome: 'conflict' });
				expect(await store.merged('acme', 'p1')).toMatchObject({ count: 3, devices: 1, sketches: batch.sketches });
			}));
		it('acknowledges only what has no gap before it', () =>
			withStore(async (store) => {
				const from = await enrol(store, 'a');
				const through = async (sequence: number) => {
					const outcome = await ingest(store, from, batchOf(sequence, [1]), `h${sequence}`, 20);
					return 'ackedThrough' in outcome ? outcome.ackedThrough : NaN;
				};
				expect([await through(2), await through(4), await through(1), await through(3)]).toEqual([0, 0, 2, 4]);
				expect(await store.ackedThrough(from)).toBe(4);
			}));
		it('merges parts to the whole, in any order and from any device, and keeps tenants apart', () =>
			withStore(async (store, reopen) => {
				const [a, b] = [await enrol(store, 'a'), await enrol(store, 'b')];
				const stranger = await enrol(store, 'c', 'other');
				const ages = Array.from({ length: 300 }, (_, i) => (i % 17 === 0 ? null : (i * 7919) % 41));
				const parts = [ages.slice(0, 40), ages.slice(40, 41), ages.slice(41, 200), ages.slice(200)];
				const senders: [Enrolled, number, number][] = [
					[a, 2, 3],
					[b, 1, 0],
					[a, 1, 2],
					[b, 2, 1]
				];
				for (const [from, sequence, part] of senders)
					await ingest(store, from, batchOf(sequence, parts[part] ?? []), `h${part}`, 20);
				await ingest(store, stranger, batchOf(1, [1, 2, 3]), 'x', 20);
				store = await reopen();
				const merged = await store.merged('acme', 'p1');
				const whole = batchOf(1, ages).sketches;
				expect(merged).toMatchObject({ count: 300, devices: 2, from: 1000, to: 2010 });
				expect(merged.sketches['colour']).toEqual(whole['colour']);
				const [got, want] = [merged.sketches['age'], whole['age']];
				if (got?.type !== 'numeric' || want?.type !== 'numeric') throw new Error('age is numbers');
				expect({ ...got, mean: 0, m2: 0 }).toEqual({ ...want, mean: 0, m2: 0 });
				expect(got.mean).toBeCloseTo(want.mean, 10);
				expect(got.m2 / want.m2).toBeCloseTo(1, 10);
				expect((await store.merged('other', 'p1')).count).toBe(3);
			}));
		it('stores nothing of a batch that does not fit the bins it merges into', () =>
			withStore(async (store) => {
				const from = await enrol(store, 'a');
				await ingest(store, from, batchOf(1, [5]), 'h1', 20);
				const other = batchOf(2, [5]);
				const wrong = {
					...other,
					sketches: { ...other.sketches, colour: { ...emptyColour, values: ['blue', 'red'] } }
				};
				await expect(ingest(store, from, wrong, 'h2', 20)).rejects.toMatchObject({ code: 'monitor/edges-differ' });
				expect(await store.merged('acme', 'p1')).toMatchObject({ count: 1, sketches: batchOf(1, [5]).sketches });
				expect(await ingest(store, from, other, 'h2', 20)).toEqual({ outcome: 'stored', ackedThrough: 2 });
			}));
		it('counts what was told once, though it comes again at another place', () =>
			withStore(async (store, reopen) => {
				const from = await enrol(store, 'a');
				const batch = batchOf(1, [5, 25]);
				await ingest(store, from, batch, 'h1', 20);
				await store.addCode({ hash: 'again', tenant: 'acme', role: 'device', device: null, expiresAt: 100 });
				const outcome = await store.enrol('again', key('a2'), 'a', 30);
				if (outcome.outcome !== 'enrolled') throw new Error(outcome.outcome);
				store = await reopen();
				const hashes = { whole: 'h2', told: 'told-h1' };
				const anew = () => store.ingest(outcome.enrolled, batch, hashes, 40, 1e9);
				expect(await anew()).toEqual({ outcome: 'duplicate', ackedThrough: 1 });
				expect(await anew()).toEqual({ outcome: 'duplicate', ackedThrough: 1 });
				expect(await store.merged('acme', 'p1')).toMatchObject({ count: 2, devices: 1, sketches: batch.sketches });
				const other = await enrol(store, 'b', 'other');
				expect(await ingest(store, other, batch, 'h1', 50)).toMatchObject({ outcome: 'stored' });
			}));
		it('stores nothing past what a tenant may take, and goes on for the others', () =>
			withStore(async (store, reopen) => {
				const [from, other] = [await enrol(store, 'a'), await enrol(store, 'b', 'other')];
				const size = JSON.stringify(batchOf(1, [5])).length;
				const most = size + 10;
				expect(await ingest(store, from, batchOf(1, [5]), 'h1', 20, most)).toMatchObject({ outcome: 'stored' });
				store = await reopen();
				expect(await ingest(store, from, batchOf(2, [6]), 'h2', 20, most)).toEqual({ outcome: 'full' });
				expect(await ingest(store, from, batchOf(1, [5]), 'h1', 20, most)).toMatchObject({ outcome: 'duplicate' });
				expect(await ingest(store, other, batchOf(1, [6]), 'h3', 20, most)).toMatchObject({ outcome: 'stored' });
				expect(await store.ackedThrough(from)).toBe(1);
				expect((await store.merged('acme', 'p1')).count).toBe(1);
				expect(await ingest(store, from, batchOf(2, [6]), 'h2', 20, 2 * most)).toEqual({
					outcome: 'stored',
					ackedThrough: 2
				});
			}));
		it('counts what a device sent and when it was seen', () =>
			withStore(async (store) => {
				const from = await enrol(store, 'a');
				await enrol(store, 'z', 'other');
				await ingest(store, from, batchOf(1, [5, 6]), 'h1', 20);
				await ingest(store, from, batchOf(2, [5], { package: { id: 'p2', name: 'model', version: 2 } }), 'h2', 25);
				expect(await store.devices('acme')).toEqual([
					{
						device: from.device,
						name: 'a',
						role: 'device',
						epoch: 1,
						enrolledAt: 10,
						lastSeenAt: 25,
						revokedAt: null,
						package: { id: 'p2', name: 'model', version: 2 },
						batches: 2,
						predictions: 3,
						ackedThrough: 2
					}
				]);
			}));
	});

	describe(`${name}: packages`, () => {
		const info = (hash: string, version: number) => ({
			hash,
			name: 'model',
			version,
			sizeBytes: 3,
			uploadedAt: 7,
			baselines: { age: emptyAge }
		});
		it('keeps bytes per tenant and never goes back a version', () =>
			withStore(async (store, reopen) => {
				const bytes = Uint8Array.of(1, 2, 3);
				expect(await store.putPackage('acme', info('h1', 1), bytes, 100)).toBe('stored');
				expect(await store.putPackage('acme', info('h1', 1), bytes, 100)).toBe('stored');
				expect(await store.putPackage('acme', info('h2', 1), bytes, 100)).toBe('conflict');
				expect(await store.putPackage('acme', info('h3', 3), bytes, 100)).toBe('stored');
				expect(await store.putPackage('acme', info('h4', 2), bytes, 100)).toBe('conflict');
				expect(await store.putPackage('acme', info('h5', 5), bytes, 8)).toBe('full');
				expect(await store.putPackage('acme', info('h3', 3), bytes, 6)).toBe('stored');
				store = await reopen();
				expect((await store.packages('acme')).map((one) => one.version)).toEqual([3, 1]);
				expect((await store.packages('acme'))[1]).toEqual(info('h1', 1));
				expect(await store.packageBytes('acme', 'h1')).toEqual(bytes);
				expect(await store.packageBytes('other', 'h1')).toBeUndefined();
				expect(await store.packages('other')).toEqual([]);
			}));
	});
}
