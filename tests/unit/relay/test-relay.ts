import { gzipSync } from 'node:zlib';
import { base64Url, keyIdInput, requestHeaders, signedBytes } from '$lib/core/edge/signed-request';
import type { Clock, Crypto, KeyPair } from '$lib/core/ports';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { zipArchive } from '$lib/engines/zip/archive';
import { createRelay, defaultOptions } from '../../../src/relay/app';
import type { RelayOptions } from '../../../src/relay/app';
import { hashCode, newCode } from '../../../src/relay/enrolment-code';
import { sqliteStore } from '../../../src/relay/sqlite-store';
import type { Role } from '../../../src/relay/store';

export const crypto: Crypto = webCrypto;

/** A relay in process on its own file, with a clock that the test moves. */
export function testRelay(file = ':memory:', changes: Partial<RelayOptions> = {}) {
	let now = Date.UTC(2026, 10, 23);
	const clock: Clock = { now: () => now, elapsed: () => now };
	const store = sqliteStore(file, () => base64Url(crypto.randomBytes(8)));
	const app = createRelay({ store, crypto, clock, archive: zipArchive }, { ...defaultOptions, ...changes });
	return {
		app,
		store,
		clock,
		wait: (ms: number) => (now += ms),
		code: async (role: Role = 'device', tenant = 'acme', device: string | null = null) => {
			const code = newCode(crypto);
			await store.addCode({ hash: await hashCode(crypto, code), tenant, role, device, expiresAt: now + 60_000 });
			return code;
		}
	};
}
export type TestRelay = ReturnType<typeof testRelay>;

export interface SignedParts {
	method: string;
	path: string;
	body: Uint8Array;
	headers: Record<string, string>;
}

/** A device that signs by hand, apart from the client code of the workbench. */
export class TestDevice {
	private constructor(
		readonly relay: TestRelay,
		readonly key: KeyPair,
		readonly keyId: string
	) {}

	static async make(relay: TestRelay): Promise<TestDevice> {
		const key = await crypto.generateKey(false);
		return new TestDevice(relay, key, await crypto.sha256(keyIdInput(key.algorithm, key.publicKey)));
	}

	static async enrolled(relay: TestRelay, role: Role = 'device', tenant = 'acme'): Promise<TestDevice> {
		const device = await TestDevice.make(relay);
		const response = await device.enrol(await relay.code(role, tenant));
		if (response.status !== 200) throw new Error(await response.text());
		return device;
	}

	async sign(
		method: string,
		path: string,
		body: Uint8Array = new Uint8Array(),
		time = this.relay.clock.now()
	): Promise<SignedParts> {
		const nonce = base64Url(crypto.randomBytes(16));
		const bodyHash = await crypto.sha256(Uint8Array.from(body));
		const signature = await crypto.sign(this.key, signedBytes({ method, path, bodyHash, time, nonce }));
		const headers = {
			[requestHeaders.key]: this.keyId,
			[requestHeaders.time]: String(time),
			[requestHeaders.nonce]: nonce,
			[requestHeaders.signature]: signature
		};
		return { method, path, body, headers };
	}

	async send({ method, path, body, headers }: SignedParts): Promise<Response> {
		const init = method === 'GET' ? { method, headers } : { method, headers, body: Uint8Array.from(body) };
		return this.relay.app.request(`http://relay.test${path}`, init);
	}

	async get(path: string): Promise<Response> {
		return this.send(await this.sign('GET', path));
	}

	async enrol(code: string, name = 'phone'): Promise<Response> {
		const { algorithm, publicKey } = this.key;
		const body = new TextEncoder().encode(JSON.stringify({ code, algorithm, publicKey, name }));
		return this.send(await this.sign('POST', '/v1/enrol', body));
	}

	/** A batch as a device sends it, gzipped. */
	async post(batch: unknown): Promise<Response> {
		const parts = await this.sign('POST', '/v1/batches', new Uint8Array(gzipSync(JSON.stringify(batch))));
		return this.send({ ...parts, headers: { ...parts.headers, 'content-encoding': 'gzip' } });
	}
}
