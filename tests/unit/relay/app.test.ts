import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { EnrolReplySchema, RelayErrorSchema, RelayPackageSchema } from '$lib/core/edge/sync';
import { driftDefaults } from '$lib/core/monitor/drift';
import { FleetDriftSchema, FleetSchema } from '$lib/core/monitor/fleet';
import { foldCells } from '$lib/core/monitor/sketch';
import { driftOfSketches } from '$lib/core/monitor/sketch-drift';
import { zipArchive } from '$lib/engines/zip/archive';
import { batchOf, emptyAge, emptyColour } from './store-contract';
import { TestDevice, testRelay } from './test-relay';
import type { TestRelay } from './test-relay';

const code = async (response: Response): Promise<[number, string]> => {
	const { error } = v.parse(RelayErrorSchema, await response.json());
	return [response.status, error.code];
};
const ok = async (response: Response): Promise<unknown> => {
	expect(response.status, await response.clone().text()).toBe(200);
	return response.json();
};

/** Makes the package that `batchOf` tells of known to a tenant. */
const handOut = async ({ store }: TestRelay, tenant = 'acme') => {
	const about = { hash: 'p1', name: 'model', version: 1, sizeBytes: 3, uploadedAt: 0 };
	const baselines = { age: emptyAge, colour: emptyColour };
	expect(await store.putPackage(tenant, { ...about, baselines }, Uint8Array.of(1, 2, 3), 1e9)).toBe('stored');
};

describe('enrolment', () => {
	it('takes a code once, however it is typed, and answers the same device again', async () => {
		const relay = testRelay();
		const [one, two] = [await TestDevice.make(relay), await TestDevice.make(relay)];
		const fresh = await relay.code();
		const typed = fresh.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
		const first = await ok(await one.enrol(typed));
		expect(first).toMatchObject({ tenant: 'acme', epoch: 1, role: 'device' });
		expect(await ok(await one.enrol(fresh))).toEqual(first);
		expect(await code(await two.enrol(fresh))).toEqual([403, 'code']);
		expect(await code(await two.enrol('AAAAA-AAAAA-AAAAA-AAAAA'))).toEqual([403, 'code']);
	});

	it('refuses an expired code and a key that did not sign', async () => {
		const relay = testRelay();
		const device = await TestDevice.make(relay);
		const late = await relay.code();
		relay.wait(61_000);
		expect(await code(await device.enrol(late))).toEqual([403, 'code']);
		const other = await TestDevice.make(relay);
		const { algorithm, publicKey } = other.key;
		const body = new TextEncoder().encode(
			JSON.stringify({ code: await relay.code(), algorithm, publicKey, name: 'thief' })
		);
		expect(await code(await device.send(await device.sign('POST', '/v1/enrol', body)))).toEqual([401, 'signature']);
	});

	it('slows guessing down', async () => {
		const relay = testRelay(':memory:', { enrolRate: { burst: 3, perSecond: 1 } });
		const device = await TestDevice.make(relay);
		for (let i = 0; i < 3; i++) expect((await device.enrol('AAAAA')).status).toBe(403);
		const slow = await device.enrol('AAAAA');
		expect([slow.status, slow.headers.get('retry-after')]).toEqual([429, '1']);
		relay.wait(1000);
		expect((await device.enrol('AAAAA')).status).toBe(403);
	});
});

describe('signatures', () => {
	it('refuse whatever was changed on the way', async () => {
		const relay = testRelay();
		await handOut(relay);
		const device = await TestDevice.enrolled(relay);
		const body = new TextEncoder().encode(JSON.stringify(batchOf(1, [5])));
		const signed = await device.sign('POST', '/v1/batches', body);
		const tampered = Uint8Array.from(body);
		tampered[tampered.length - 2] = 32;
		const other = await TestDevice.enrolled(relay);
		const changes = [
			{ ...signed, body: tampered },
			{ ...signed, path: '/v1/batches?x=1' },
			{ ...signed, headers: { ...signed.headers, 'temoto-nonce': 'AAAAAAAAAAAAAAAAAAAAAA' } },
			{ ...signed, headers: { ...signed.headers, 'temoto-time': String(relay.clock.now() + 1) } },
			{ ...signed, headers: { ...signed.headers, 'temoto-key': other.keyId } }
		];
		for (const parts of changes) expect(await code(await device.send(parts))).toEqual([401, 'signature']);
		expect(await ok(await device.send(signed))).toEqual({ duplicate: false, ackedThrough: 1 });
	});

	it('refuse a request made before, also after a restart', async () => {
		const dir = mkdtempSync(path.join(tmpdir(), 'temoto-relay-'));
		const relay = testRelay(path.join(dir, 'relay.db'));
		const device = await TestDevice.enrolled(relay);
		const signed = await device.sign('GET', '/v1/device');
		await ok(await device.send(signed));
		expect(await code(await device.send(signed))).toEqual([401, 'replay']);
		await relay.store.close();
		const again = testRelay(path.join(dir, 'relay.db'));
		const response = await again.app.request(`http://relay.test${signed.path}`, { headers: signed.headers });
		expect(await code(response)).toEqual([401, 'replay']);
		await again.store.close();
		rmSync(dir, { recursive: true });
	});

	it('refuse a clock that is off by more than five minutes and say what time it is', async () => {
		const relay = testRelay();
		const device = await TestDevice.enrolled(relay);
		const now = relay.clock.now();
		for (const off of [-300_001, 300_001]) {
			const late = await device.send(await device.sign('GET', '/v1/device', undefined, now + off));
			expect(late.headers.get('temoto-time')).toBe(String(now));
			expect(await code(late)).toEqual([401, 'clock']);
		}
		await ok(await device.send(await device.sign('GET', '/v1/device', undefined, now - 299_999)));
	});

	it('refuse strangers, unsigned requests and revoked devices', async () => {
		const relay = testRelay();
		const stranger = await TestDevice.make(relay);
		expect(await code(await stranger.get('/v1/device'))).toEqual([401, 'key-unknown']);
		expect(await code(await relay.app.request('http://relay.test/v1/device'))).toEqual([401, 'unsigned']);
		const operator = await TestDevice.enrolled(relay, 'operator');
		const device = await TestDevice.enrolled(relay);
		const { device: name } = v.parse(EnrolReplySchema, await ok(await device.get('/v1/device')));
		expect(await code(await device.send(await device.sign('POST', `/v1/devices/${name}/revoke`)))).toEqual([
			403,
			'forbidden'
		]);
		const abroad = await TestDevice.enrolled(relay, 'operator', 'other');
		const revoke = `/v1/devices/${name}/revoke`;
		expect(await code(await abroad.send(await abroad.sign('POST', revoke)))).toEqual([404, 'missing']);
		await ok(await operator.send(await operator.sign('POST', revoke)));
		expect(await code(await device.get('/v1/device'))).toEqual([403, 'revoked']);
	});
});

describe('batches', () => {
	it('are stored once: the same again is a duplicate, another content a conflict', async () => {
		const relay = testRelay();
		await handOut(relay);
		const device = await TestDevice.enrolled(relay);
		const batch = batchOf(1, [5, 25]);
		expect(await ok(await device.post(batch))).toEqual({ duplicate: false, ackedThrough: 1 });
		const reordered = Object.fromEntries(Object.entries(batch).reverse());
		expect(await ok(await device.post(reordered))).toEqual({ duplicate: true, ackedThrough: 1 });
		expect(await code(await device.post(batchOf(1, [6, 25])))).toEqual([409, 'conflict']);
		expect(await code(await device.post(batchOf(2, [6], { epoch: 2 })))).toEqual([409, 'conflict']);
		expect((await relay.store.merged('acme', 'p1')).count).toBe(2);
	});

	it('never say whose they are: the tenant is that of the key', async () => {
		const relay = testRelay();
		await handOut(relay);
		const device = await TestDevice.enrolled(relay, 'device', 'acme');
		expect(await code(await device.post({ ...batchOf(1, [5]), tenant: 'other' }))).toEqual([400, 'invalid']);
		await ok(await device.post(batchOf(1, [5])));
		const abroad = await TestDevice.enrolled(relay, 'operator', 'other');
		expect(await ok(await abroad.get('/v1/fleet'))).toMatchObject({ tenant: 'other', devices: [{ batches: 0 }] });
		expect((await relay.store.merged('other', 'p1')).count).toBe(0);
	});

	it('that do not hold together are refused', async () => {
		const relay = testRelay();
		await handOut(relay);
		const device = await TestDevice.enrolled(relay);
		const batch = batchOf(1, [5, 25]);
		const wrong: unknown[] = [
			{ ...batch, count: 3 },
			{ ...batch, predictions: [{ at: 1, prediction: 'yes', probability: 0.5 }] },
			{ ...batch, level: 'predictions' },
			{ ...batch, sequence: 0 },
			{ ...batch, sketches: { age: { ...batch.sketches['age'], counts: [1, 1] } } },
			{ ...batch, window: { from: 2, to: 1 } },
			{ ...batch, extra: 1 },
			[],
			null
		];
		for (const one of wrong) expect(await code(await device.post(one))).toEqual([400, 'invalid']);
		await ok(await device.post(batch));
		const other = batchOf(2, [5]);
		const bins = {
			...other,
			sketches: { ...other.sketches, colour: { ...other.sketches['colour'], values: ['x', 'y'] } }
		};
		expect(await code(await device.post(bins))).toEqual([409, 'conflict']);
	});

	it('of a package nobody handed out are refused, so that nobody else fixes its bins', async () => {
		const relay = testRelay();
		const device = await TestDevice.enrolled(relay);
		const first = batchOf(1, [5, 25]);
		const bins = {
			...first,
			sketches: { ...first.sketches, colour: { ...first.sketches['colour'], values: ['x', 'y'] } }
		};
		for (const one of [first, bins]) expect(await code(await device.post(one))).toEqual([409, 'package-unknown']);
		expect(await ok(await device.get('/v1/device'))).toMatchObject({ ackedThrough: 0, packages: [] });
		await handOut(relay, 'other');
		expect(await code(await device.post(first))).toEqual([409, 'package-unknown']);
		await handOut(relay);
		expect(await ok(await device.get('/v1/device'))).toMatchObject({ packages: ['p1'] });
		expect(await code(await device.post(bins))).toEqual([409, 'conflict']);
		expect(await ok(await device.post(first))).toEqual({ duplicate: false, ackedThrough: 1 });
	});

	it('count once though the device comes back under a new key, or tells less of the same', async () => {
		const relay = testRelay();
		await handOut(relay);
		const lost = await TestDevice.enrolled(relay);
		const batch = batchOf(1, [5, 25]);
		const rows = [1, 2].map((at) => ({ at, prediction: 'yes', probability: 0.5 }));
		await ok(await lost.post({ ...batch, level: 'predictions', predictions: rows }));
		const anew = await TestDevice.enrolled(relay);
		expect(await ok(await anew.post(batch))).toEqual({ duplicate: true, ackedThrough: 1 });
		expect((await relay.store.merged('acme', 'p1')).count).toBe(2);
		expect(await ok(await anew.post(batchOf(2, [7])))).toEqual({ duplicate: false, ackedThrough: 2 });
		expect((await relay.store.merged('acme', 'p1')).count).toBe(3);
	});

	it('past what a tenant may take are refused, and taken again when there is room', async () => {
		const relay = testRelay(':memory:', { maxTenantBytes: 1500 });
		await handOut(relay);
		const device = await TestDevice.enrolled(relay);
		let sent = 0;
		let response = await device.post(batchOf(1, [5]));
		while (response.status === 200) response = await device.post(batchOf((sent += 1) + 1, [5]));
		expect(sent).toBeGreaterThan(0);
		expect(await code(response)).toEqual([507, 'full']);
		expect(await ok(await device.get('/v1/device'))).toMatchObject({ ackedThrough: sent });
	});

	it('too large, or growing too large, are refused without being read whole', async () => {
		const relay = testRelay(':memory:', { maxBatchBytes: 2000, maxInflatedBytes: 100_000 });
		const device = await TestDevice.enrolled(relay);
		const post = async (body: Uint8Array<ArrayBuffer>, encoding: string) => {
			const parts = await device.sign('POST', '/v1/batches', body);
			return device.send({ ...parts, headers: { ...parts.headers, 'content-encoding': encoding } });
		};
		expect(await code(await post(new Uint8Array(2001), 'identity'))).toEqual([413, 'too-large']);
		const bomb = Uint8Array.from(gzipSync(new Uint8Array(1_000_000)));
		expect(bomb.length).toBeLessThan(2000);
		expect(await code(await post(bomb, 'gzip'))).toEqual([413, 'too-large']);
		expect(await code(await post(Uint8Array.of(1, 2, 3), 'gzip'))).toEqual([400, 'invalid']);
		expect(await code(await post(new TextEncoder().encode('{'), 'identity'))).toEqual([400, 'invalid']);
		expect(await code(await post(Uint8Array.of(1), 'br'))).toEqual([415, 'invalid']);
	});

	it('that come too fast are told when to come again, device by device', async () => {
		const relay = testRelay(':memory:', { deviceRate: { burst: 2, perSecond: 0.5 } });
		await handOut(relay);
		const [device, other] = [await TestDevice.enrolled(relay), await TestDevice.enrolled(relay)];
		await ok(await device.post(batchOf(1, [1])));
		await ok(await device.post(batchOf(2, [1])));
		const slow = await device.post(batchOf(3, [1]));
		expect([slow.status, slow.headers.get('retry-after')]).toEqual([429, '2']);
		await ok(await other.post(batchOf(1, [1])));
		relay.wait(2000);
		expect(await ok(await device.post(batchOf(3, [1])))).toMatchObject({ ackedThrough: 3 });
	});
});

describe('a page of another origin', () => {
	it('may talk to the relay only when it is allowed', async () => {
		const relay = testRelay(':memory:', { origins: ['https://app.example'] });
		const preflight = (origin: string) =>
			relay.app.request('http://relay.test/v1/batches', {
				method: 'OPTIONS',
				headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'temoto-key' }
			});
		const allowed = await preflight('https://app.example');
		expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example');
		expect(allowed.headers.get('access-control-allow-headers')).toContain('temoto-signature');
		expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
		const refused = await relay.app.request('http://relay.test/v1/device', {
			headers: { origin: 'https://app.example' }
		});
		expect(refused.status).toBe(401);
		expect(refused.headers.get('access-control-allow-origin')).toBe('https://app.example');
		expect(refused.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
		expect(refused.headers.get('access-control-expose-headers')).toContain('temoto-time');
	});
});

describe('packages and drift', () => {
	const manifest = (version: number) => ({ name: 'model', version, baselines: { age: ages([5, 15, 25, 35]) } });
	const pack = (value: unknown) =>
		zipArchive.pack(new Map([['manifest.json', new TextEncoder().encode(JSON.stringify(value))]]));
	const ages = (values: readonly number[]) => foldCells(emptyAge, values);
	const put = async (device: TestDevice, bytes: Uint8Array) =>
		device.send(await device.sign('PUT', '/v1/packages', bytes));

	it('go up from operators only and come down to devices of the tenant', async () => {
		const relay = testRelay();
		const [operator, device] = [await TestDevice.enrolled(relay, 'operator'), await TestDevice.enrolled(relay)];
		const bytes = await pack(manifest(2));
		expect(await code(await put(device, bytes))).toEqual([403, 'forbidden']);
		const info = v.parse(RelayPackageSchema, await ok(await put(operator, bytes)));
		expect(info).toMatchObject({ name: 'model', version: 2, sizeBytes: bytes.length });
		expect(await ok(await put(operator, bytes))).toMatchObject({ hash: info.hash });
		expect(await code(await put(operator, await pack(manifest(1))))).toEqual([409, 'conflict']);
		expect(await code(await put(operator, await pack({ name: 'x' })))).toEqual([400, 'invalid']);
		expect(await code(await put(operator, Uint8Array.of(1, 2, 3)))).toEqual([400, 'invalid']);
		expect(await ok(await device.get('/v1/packages'))).toEqual({ packages: [info] });
		const down = await device.get(`/v1/packages/${info.hash}`);
		expect(new Uint8Array(await down.arrayBuffer())).toEqual(bytes);
		const abroad = await TestDevice.enrolled(relay, 'operator', 'other');
		expect(await code(await abroad.get(`/v1/packages/${info.hash}`))).toEqual([404, 'missing']);
		expect(await code(await abroad.get(`/v1/drift?package=${info.hash}`))).toEqual([404, 'missing']);
	});

	it('measure what all devices told against the baseline of the package', async () => {
		const relay = testRelay();
		const [operator, one, two] = [
			await TestDevice.enrolled(relay, 'operator'),
			await TestDevice.enrolled(relay),
			await TestDevice.enrolled(relay)
		];
		const train = Array.from({ length: 400 }, (_, i) => (i * 17) % 40);
		const bytes = await pack({ ...manifest(1), baselines: { age: ages(train) } });
		const { hash } = v.parse(RelayPackageSchema, await ok(await put(operator, bytes)));
		const told = (values: readonly number[]) =>
			batchOf(1, values, { package: { id: hash, name: 'model', version: 1 }, sketches: { age: ages(values) } });
		expect(await code(await one.post(batchOf(1, [5], { package: { id: hash, name: 'model', version: 1 } })))).toEqual([
			400,
			'invalid'
		]);
		const shifted = train.map((age) => age / 4);
		await ok(await one.post(told(shifted.slice(0, 150))));
		await ok(await two.post(told(shifted.slice(150))));
		const drift = v.parse(FleetDriftSchema, await ok(await operator.get(`/v1/drift?package=${hash}`)));
		expect(drift).toMatchObject({
			devices: 2,
			predictions: 400,
			report: { reference: 400, current: 400, drifted: true }
		});
		expect(drift.report).toEqual(
			driftOfSketches({ age: ages(train) }, { age: drift.current['age'] ?? ages([]) }, driftDefaults)
		);
		const share = (values: readonly number[], edge: number) =>
			values.filter((age) => age <= edge).length / values.length;
		const gap = Math.max(...[10, 20, 30].map((edge) => Math.abs(share(train, edge) - share(shifted, edge))));
		expect(drift.report.columns[0]?.tests.ks?.statistic).toBeCloseTo(gap, 12);
		const fleet = v.parse(FleetSchema, await ok(await operator.get('/v1/fleet')));
		expect(fleet.packages).toMatchObject([{ hash, devices: 2, predictions: 400 }]);
		expect(fleet.devices.map((device) => device.predictions).sort()).toEqual([0, 150, 250]);
	});
});
