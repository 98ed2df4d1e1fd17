import { Hono } from 'hono';
import type { Context } from 'hono';
import { cors } from 'hono/cors';
import * as v from 'valibot';
import { canonicalJson } from '$lib/core/json';
import type { Json } from '$lib/core/json';
import type { Archive } from '$lib/core/ports';
import { BatchSchema, EnrolRequestSchema } from '$lib/core/edge/sync';
import type { BatchReply, DeviceReply, EnrolReply, RelayPackage } from '$lib/core/edge/sync';
import { keyIdInput } from '$lib/core/edge/signed-request';
import type { Fleet } from '$lib/core/monitor/fleet';
import { knownKey, readSigned, verifyRequest } from './authenticate';
import type { AuthenticatePorts } from './authenticate';
import { inflate, parseJson, readBody } from './body';
import { asRefusal, checkBins } from './check-bins';
import { fleetDrift } from './drift';
import { readUpload } from './package-upload';
import { RateLimiter } from './rate-limit';
import type { RateLimit } from './rate-limit';
import { Refusal } from './refusal';
import { hashCode } from './enrolment-code';
import type { KnownKey, Role } from './store';

export interface RelayPorts extends AuthenticatePorts {
	readonly archive: Archive;
}

export interface RelayOptions {
	/** Origins of pages that may talk to this relay. */
	readonly origins: readonly string[];
	readonly maxBatchBytes: number;
	readonly maxInflatedBytes: number;
	readonly maxPackageBytes: number;
	/** What the batches and packages of one tenant may take together. */
	readonly maxTenantBytes: number;
	readonly deviceRate: RateLimit;
	/** Of all enrolments together: guessing codes must stay hopeless. */
	readonly enrolRate: RateLimit;
}

export const defaultOptions: RelayOptions = {
	origins: ['http://127.0.0.1:4815', 'http://localhost:4815'],
	maxBatchBytes: 1024 * 1024,
	maxInflatedBytes: 16 * 1024 * 1024,
	maxPackageBytes: 64 * 1024 * 1024,
	maxTenantBytes: 1024 ** 3,
	deviceRate: { burst: 60, perSecond: 2 },
	enrolRate: { burst: 20, perSecond: 1 }
};

/**
 * The relay as a function of what it needs from outside. The same handlers answer in Node, in a test in process, or wherever
 * Request and Response exist. The tenant of a request is that of its key, never of its content.
 */
export function createRelay(ports: RelayPorts, options: RelayOptions = defaultOptions): Hono {
	const { store, crypto, clock } = ports;
	const deviceLimiter = new RateLimiter(options.deviceRate);
	const enrolLimiter = new RateLimiter(options.enrolRate);
	const app = new Hono();

	const slowDown = (seconds: number) =>
		new Refusal(429, 'busy', `too many requests; again in ${seconds} s`, { 'retry-after': String(seconds) });

	const readRequest = async (c: Context, maxBytes: number) => {
		const { pathname, search } = new URL(c.req.url);
		return { method: c.req.method, path: pathname + search, body: await readBody(c.req.raw, maxBytes) };
	};

	/** The key behind a request and its checked body. */
	const authenticate = async (c: Context, role: Role, maxBytes = 0): Promise<{ key: KnownKey; body: Uint8Array }> => {
		const signed = readSigned(c.req.raw.headers);
		const key = await knownKey(ports, signed);
		const request = await readRequest(c, maxBytes);
		await verifyRequest(ports, signed, key, request);
		if (role === 'operator' && key.role !== 'operator')
			throw new Refusal(403, 'forbidden', 'this needs the key of an operator');
		const wait = deviceLimiter.take(`${key.tenant}\n${key.device}`, clock.now());
		if (wait > 0) throw slowDown(wait);
		return { key, body: request.body };
	};

	app.use(
		cors({
			origin: (origin) => (options.origins.includes(origin) ? origin : null),
			allowMethods: ['GET', 'POST', 'PUT'],
			allowHeaders: [
				'content-type',
				'content-encoding',
				'temoto-key',
				'temoto-time',
				'temoto-nonce',
				'temoto-signature'
			],
			exposeHeaders: ['retry-after', 'temoto-time'],
			maxAge: 600
		})
	);
	app.use(async (c, next) => {
		await next();
		c.header('Cross-Origin-Resource-Policy', 'cross-origin');
		c.header('Cache-Control', 'no-store');
		c.header('X-Content-Type-Options', 'nosniff');
	});
	app.onError((error, c) => {
		if (!(error instanceof Refusal)) {
			console.error(error);
			return c.json({ error: { code: 'internal', message: 'the relay failed; its log says why' } }, 500);
		}
		return c.json({ error: { code: error.code, message: error.message } }, error.status, { ...error.headers });
	});
	app.notFound((c) => c.json({ error: { code: 'missing', message: 'there is nothing at this address' } }, 404));

	app.get('/healthz', (c) => c.json({ relay: 'temoto', protocol: 1 }));

	app.post('/v1/enrol', async (c) => {
		const wait = enrolLimiter.take('all', clock.now());
		if (wait > 0) throw slowDown(wait);
		const signed = readSigned(c.req.raw.headers);
		const request = await readRequest(c, 16 * 1024);
		const asked = v.safeParse(EnrolRequestSchema, parseJson(request.body));
		if (!asked.success) throw invalid(asked.issues);
		const { code, algorithm, publicKey, name } = asked.output;
		const keyId = await crypto.sha256(keyIdInput(algorithm, publicKey));
		if (keyId !== signed.key) throw new Refusal(401, 'signature', 'the request is not signed with the key it brings');
		await verifyRequest(ports, signed, { algorithm, publicKey }, request);
		const outcome = await store.enrol(await hashCode(crypto, code), { keyId, algorithm, publicKey }, name, clock.now());
		if (outcome.outcome !== 'enrolled') throw new Refusal(403, 'code', `the code cannot be used: ${outcome.outcome}`);
		return c.json(outcome.enrolled satisfies EnrolReply);
	});

	app.get('/v1/device', async (c) => {
		const { key } = await authenticate(c, 'device');
		await store.seen(key, clock.now());
		const { tenant, device, epoch, role } = key;
		const packages = (await store.packages(tenant)).map(({ hash }) => hash);
		const reply: DeviceReply = { tenant, device, epoch, role, ackedThrough: await store.ackedThrough(key), packages };
		return c.json(reply);
	});

	app.post('/v1/batches', async (c) => {
		const { key, body } = await authenticate(c, 'device', options.maxBatchBytes);
		const asked = v.safeParse(
			BatchSchema,
			parseJson(inflate(body, c.req.header('content-encoding'), options.maxInflatedBytes))
		);
		if (!asked.success) throw invalid(asked.issues);
		const batch = asked.output;
		if (batch.epoch !== key.epoch)
			throw new Refusal(409, 'conflict', `the batch is of epoch ${batch.epoch}, the key of ${key.epoch}`);
		checkBins(batch, (await store.packages(key.tenant)).find((one) => one.hash === batch.package.id)?.baselines);
		const hashOf = (value: Json) => crypto.sha256(new TextEncoder().encode(canonicalJson(value)));
		const { package: of, window, count, sketches } = batch;
		const hashes = { whole: await hashOf(batch), told: await hashOf({ package: of, window, count, sketches }) };
		const outcome = await store.ingest(key, batch, hashes, clock.now(), options.maxTenantBytes).catch(asRefusal);
		if (outcome.outcome === 'full') throw full();
		if (outcome.outcome === 'conflict')
			throw new Refusal(
				409,
				'conflict',
				`batch ${batch.sequence} of epoch ${batch.epoch} is stored with other content`
			);
		const reply: BatchReply = { duplicate: outcome.outcome === 'duplicate', ackedThrough: outcome.ackedThrough };
		return c.json(reply);
	});

	app.get('/v1/packages', async (c) => {
		const { key } = await authenticate(c, 'device');
		const packages = await store.packages(key.tenant);
		return c.json({ packages: packages.map(({ baselines: _, ...info }) => info) });
	});

	app.get('/v1/packages/:hash', async (c) => {
		const { key } = await authenticate(c, 'device');
		const bytes = await store.packageBytes(key.tenant, c.req.param('hash'));
		if (!bytes) throw new Refusal(404, 'missing', 'this tenant has no package with this hash');
		return c.body(Uint8Array.from(bytes), 200, { 'content-type': 'application/octet-stream' });
	});

	app.put('/v1/packages', async (c) => {
		const { key, body } = await authenticate(c, 'operator', options.maxPackageBytes);
		const info = await readUpload(ports, body, options.maxPackageBytes);
		const outcome = await store.putPackage(key.tenant, info, body, options.maxTenantBytes);
		if (outcome === 'full') throw full();
		if (outcome === 'conflict')
			throw new Refusal(409, 'conflict', `${info.name} is already there at version ${info.version} or newer`);
		const { hash, name, version, sizeBytes, uploadedAt } = info;
		return c.json({ hash, name, version, sizeBytes, uploadedAt } satisfies RelayPackage);
	});

	app.get('/v1/fleet', async (c) => {
		const { key } = await authenticate(c, 'operator');
		const [devices, packages] = [await store.devices(key.tenant), await store.packages(key.tenant)];
		const fleet: Fleet = {
			tenant: key.tenant,
			now: clock.now(),
			devices,
			packages: await Promise.all(
				packages.map(async ({ baselines: _, ...info }) => ({
					...info,
					devices: devices.filter((device) => device.package?.id === info.hash).length,
					predictions: (await store.merged(key.tenant, info.hash)).count
				}))
			)
		};
		return c.json(fleet);
	});

	app.get('/v1/drift', async (c) => {
		const { key } = await authenticate(c, 'operator');
		const hash = c.req.query('package') ?? '';
		const info = (await store.packages(key.tenant)).find((one) => one.hash === hash);
		if (!info) throw new Refusal(404, 'missing', 'upload the package first: drift is measured against its baseline');
		return c.json(fleetDrift(info, await store.merged(key.tenant, hash)));
	});

	app.post('/v1/devices/:device/revoke', async (c) => {
		const { key } = await authenticate(c, 'operator');
		const device = c.req.param('device');
		if (!(await store.revoke(key.tenant, device, clock.now())))
			throw new Refusal(404, 'missing', 'this tenant has no such device, or it was revoked before');
		return c.json({ device, revoked: true });
	});

	return app;
}

function full(): Refusal {
	return new Refusal(507, 'full', 'this tenant has no room left at the relay; ask who runs it');
}

function invalid(issues: readonly v.BaseIssue<unknown>[]): Refusal {
	const issue = issues[0];
	const where = issue?.path?.map((part) => String(part.key)).join('.') ?? '';
	return new Refusal(
		400,
		'invalid',
		`the body does not fit${where ? ` at ${where}` : ''}: ${issue?.message ?? 'unknown'}`
	);
}
