import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import * as v from 'valibot';
import { failureTail, QueryRequestSchema, quoteTable } from '$lib/core/connection/gateway';
import type { GatewayError, GatewayReply } from '$lib/core/connection/gateway';
import { arrowStream, endOfStream } from './arrow-stream';
import type { Answer, Database } from './database';
import { Refusal, statusOf } from './refusal';
import { readingStatement } from './statement';

export interface GatewayOptions {
	/** Those named on the command line, and no others. */
	readonly databases: ReadonlyMap<string, Database>;
	/** What a page shows that may ask. */
	readonly token: string;
	/** Origins of pages that may read the answers. */
	readonly origins: readonly string[];
	readonly limits: GatewayReply['limits'];
}

export const defaultOrigins = ['http://127.0.0.1:4815', 'http://localhost:4815'];
export const defaultLimits: GatewayReply['limits'] = { rows: 5_000_000, bytes: 1024 ** 3, seconds: 300 };

/** The gateway as a function of what it needs from outside: pages that hold its token read the databases it was given. */
export function createGateway({ databases, token, origins, limits }: GatewayOptions): Hono {
	const app = new Hono();
	app.use(async (c, next) => {
		await next();
		c.header('Cross-Origin-Resource-Policy', 'cross-origin');
		c.header('Cache-Control', 'no-store');
		c.header('X-Content-Type-Options', 'nosniff');
		// Chrome asks before a page of the web may talk to this machine
		if (
			c.req.header('access-control-request-private-network') === 'true' &&
			origins.includes(c.req.header('origin') ?? '')
		)
			c.header('Access-Control-Allow-Private-Network', 'true');
	});
	app.use(
		cors({
			origin: (origin) => (origins.includes(origin) ? origin : null),
			allowMethods: ['GET', 'POST'],
			allowHeaders: ['authorization', 'content-type'],
			maxAge: 600
		})
	);
	app.onError((error, c) => {
		const refusal = asRefusal(error);
		return c.json(errorOf(refusal), statusOf[refusal.reason]);
	});
	app.notFound((c) => c.json(errorOf(new Refusal('missing', 'there is nothing at this address')), 404));
	app.use(async (c, next) => {
		if (!isToken(c.req.header('authorization') ?? '', token))
			throw new Refusal('token', 'the token is not the one printed at the start');
		await next();
	});

	const databaseOf = (c: Context): Database => {
		const name = c.req.param('database') ?? '';
		const database = databases.get(name);
		if (!database) throw new Refusal('database', name);
		return database;
	};

	app.get('/v1', (c) => {
		const named = Array.from(databases, ([name, { kind }]) => ({ name, kind }));
		return c.json({ gateway: 'temoto', databases: named, limits } satisfies GatewayReply);
	});

	app.get('/v1/:database/tables', async (c) => c.json(await databaseOf(c).tables()));

	const tooLong = () => {
		throw new Refusal('invalid', 'the query is too long');
	};
	app.post('/v1/:database/query', bodyLimit({ maxSize: 512 * 1024, onError: tooLong }), async (c) => {
		const database = databaseOf(c);
		const asked = v.safeParse(v.pipe(v.string(), v.parseJson(), QueryRequestSchema), await c.req.text());
		if (!asked.success)
			throw new Refusal('invalid', 'give {"table": {"schema", "name"}} or {"sql"}, and "rows" for the first ones');
		const request = asked.output;
		const sql =
			'sql' in request
				? readingStatement(request.sql, database.kind)
				: `SELECT * FROM ${quoteTable(database.kind, request.table)}`;
		const watch = new Watch(limits.seconds, c.req.raw.signal);
		try {
			const answer = await database.query(sql, watch.signal);
			return c.body(stream(answer, limits, watch, request.rows), 200, {
				'content-type': 'application/vnd.apache.arrow.stream'
			});
		} catch (error) {
			watch.end();
			throw watch.isLate ? late(limits.seconds) : error;
		}
	});
	return app;
}

/** Cancels a query when its time is over or whoever asked has gone. */
class Watch {
	readonly #stop = new AbortController();
	readonly #timer: ReturnType<typeof setTimeout>;
	readonly signal: AbortSignal;
	isLate = false;
	constructor(seconds: number, asker: AbortSignal) {
		this.signal = AbortSignal.any([asker, this.#stop.signal]);
		this.#timer = setTimeout(() => {
			this.isLate = true;
			this.#stop.abort();
		}, seconds * 1000);
	}

	end(): void {
		clearTimeout(this.#timer);
	}

	cancel(): void {
		this.end();
		this.#stop.abort();
	}
}

function late(seconds: number): Refusal {
	return new Refusal('too-slow', `${seconds} s`);
}

/**
 * An Arrow IPC stream that is made as it is read: a batch is asked of the database when the one before has gone out. After `most` rows
 * the query is ended.
 */
function stream(
	{ columns, batches }: Answer,
	limits: GatewayReply['limits'],
	watch: Watch,
	most = Infinity
): ReadableStream<Uint8Array> {
	const arrow = arrowStream(columns);
	let rows = 0;
	let bytes = arrow.head.length;
	return new ReadableStream({
		start: (controller) => controller.enqueue(arrow.head),
		pull: async (controller) => {
			const finish = (tail: Uint8Array) => {
				watch.end();
				controller.enqueue(tail);
				controller.close();
			};
			try {
				const next = await batches.next();
				if (next.done) return finish(endOfStream);
				const wanted = next.value.slice(0, most - rows);
				rows += wanted.length;
				if (rows > limits.rows) throw new Refusal('too-large', `over ${limits.rows} rows`);
				const batch = arrow.batch(wanted);
				bytes += batch.length;
				if (bytes > limits.bytes) throw new Refusal('too-large', `over ${limits.bytes} bytes`);
				controller.enqueue(batch);
				if (rows < most) return;
				watch.cancel();
				await batches.return();
				finish(endOfStream);
			} catch (error) {
				const refusal = watch.isLate ? late(limits.seconds) : asRefusal(error);
				watch.cancel();
				await batches.return();
				finish(failureTail(errorOf(refusal)));
			}
		},
		cancel: async () => {
			watch.cancel();
			await batches.return();
		}
	});
}

function isToken(header: string, token: string): boolean {
	const given = Buffer.from(header);
	const wanted = Buffer.from(`Bearer ${token}`);
	return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function asRefusal(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	console.error(error);
	return new Refusal('internal', 'the gateway failed; what it printed says why', { cause: error });
}

function errorOf({ reason, message }: Refusal): GatewayError {
	return { error: { reason, message } };
}
