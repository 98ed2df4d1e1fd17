import { describe, expect, it } from 'vitest';
import { relayUrl } from '$lib/core/edge/enrolment';
import { enrol, findEnrolment, requireEnrolment } from '$lib/workbench/enrolment';
import { readFleet, revokeDevice } from '$lib/workbench/fleet';
import { relayNetwork, syncPorts } from './memory-workspace';
import { testRelay } from './test-relay';

const url = 'http://127.0.0.1:9';

describe('enrolling this device', () => {
	it('keeps key and answer, and speaks signed from then on', async () => {
		const relay = testRelay();
		const { network } = relayNetwork(relay);
		const ws = { project: 'p', ...syncPorts(relay, network) };
		await expect(requireEnrolment(ws)).rejects.toMatchObject({
			code: 'edge/not-enrolled',
			details: { reason: 'never' }
		});
		const enrolment = await enrol(ws, `${url}/`, await relay.code('operator'), 'my laptop');
		expect(enrolment).toMatchObject({ url, tenant: 'acme', role: 'operator', epoch: 1, name: 'my laptop' });
		expect(await findEnrolment(ws)).toEqual(enrolment);
		const fleet = await readFleet(ws);
		expect(fleet.devices).toMatchObject([{ device: enrolment.device, name: 'my laptop', lastSeenAt: null }]);
	});

	it('asks again with the same key when the answer was lost', async () => {
		const relay = testRelay();
		const { network, state } = relayNetwork(relay);
		const ws = { project: 'p', ...syncPorts(relay, network) };
		const code = await relay.code();
		state.lose = 1;
		await expect(enrol(ws, url, code, 'phone')).rejects.toMatchObject({ code: 'relay/unreachable' });
		const enrolment = await enrol(ws, url, code, 'phone');
		expect((await relay.store.devices('acme')).map((one) => one.device)).toEqual([enrolment.device]);
	});

	it('sets a wrong clock right by the relay', async () => {
		const relay = testRelay();
		const { network } = relayNetwork(relay);
		const behind = { now: () => relay.clock.now() - 3_600_000, elapsed: relay.clock.elapsed };
		const ws = { project: 'p', ...syncPorts(relay, network), clock: behind };
		await enrol(ws, url, await relay.code('operator'), 'old tablet');
		expect((await readFleet(ws)).devices).toHaveLength(1);
	});

	it('says what went wrong', async () => {
		const relay = testRelay(':memory:', { deviceRate: { burst: 1, perSecond: 0.1 } });
		const { network, state } = relayNetwork(relay);
		const ws = { project: 'p', ...syncPorts(relay, network) };
		await expect(enrol(ws, url, 'AAAAA-AAAAA', 'x')).rejects.toMatchObject({ code: 'relay/code-invalid' });
		const { device } = await enrol(ws, url, await relay.code(), 'x');
		await expect(readFleet(ws)).rejects.toMatchObject({ code: 'relay/refused', details: { reason: 'forbidden' } });
		await enrol(ws, url, await relay.code('operator', 'acme'), 'boss');
		await readFleet(ws);
		await expect(readFleet(ws)).rejects.toMatchObject({ code: 'relay/busy', details: { seconds: 10 } });
		relay.wait(60_000);
		await revokeDevice(ws, device);
		state.down = true;
		await expect(readFleet(ws)).rejects.toMatchObject({ code: 'relay/unreachable' });
	});
});

describe('the address of a relay', () => {
	it('is https, or http on this machine', () => {
		expect(relayUrl(' https://relay.example:8443/ ')).toBe('https://relay.example:8443');
		expect(relayUrl('http://localhost:9000')).toBe('http://localhost:9000');
		for (const wrong of [
			'',
			'relay.example',
			'http://relay.example',
			'ftp://localhost',
			'https://a:b@x',
			'https://x/path'
		])
			expect(() => relayUrl(wrong), wrong).toThrow('relay/refused');
	});
});
