import * as v from 'valibot';
import { AppError } from '../errors';

/** What a page and the gateway to databases say to each other. */
export const defaultGateway = 'http://127.0.0.1:4817';

export const databaseKinds = ['postgresql', 'mysql'] as const;
export type DatabaseKind = (typeof databaseKinds)[number];

export const GatewayReplySchema = v.object({
	gateway: v.literal('temoto'),
	databases: v.array(v.object({ name: v.string(), kind: v.picklist(databaseKinds) })),
	limits: v.object({ rows: v.number(), bytes: v.number(), seconds: v.number() })
});
export type GatewayReply = v.InferOutput<typeof GatewayReplySchema>;

export const TablesReplySchema = v.object({
	tables: v.array(
		v.object({
			schema: v.string(),
			name: v.string(),
			columns: v.array(v.object({ name: v.string(), type: v.string() }))
		})
	),
	/** There are more than were listed. */
	isCut: v.boolean()
});
export type TablesReply = v.InferOutput<typeof TablesReplySchema>;
export type TableInfo = TablesReply['tables'][number];

const rows = v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1)));

/** A table, or one SELECT: all of it, or the first `rows`. */
export const QueryRequestSchema = v.union([
	v.strictObject({ table: v.strictObject({ schema: v.string(), name: v.string() }), rows }),
	v.strictObject({ sql: v.pipe(v.string(), v.maxLength(100_000)), rows })
]);
export type QueryRequest = v.InferOutput<typeof QueryRequestSchema>;

/** A table's name as SQL of its database. */
export function quoteTable(kind: DatabaseKind, { schema, name }: Pick<TableInfo, 'schema' | 'name'>): string {
	const quote = kind === 'mysql' ? '`' : '"';
	return [schema, name].map((part) => quote + part.replaceAll(quote, quote + quote) + quote).join('.');
}

export const refusalReasons = [
	'token',
	'missing',
	'invalid',
	'database',
	'statement',
	'sql',
	'value',
	'too-large',
	'too-slow',
	'unavailable',
	'internal'
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export const GatewayErrorSchema = v.object({
	error: v.object({ reason: v.picklist(refusalReasons), message: v.string() })
});
export type GatewayError = v.InferOutput<typeof GatewayErrorSchema>;

/** How an Arrow IPC stream ends: a continuation marker and a length of nothing. */
const endOfStream = [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0];
const failed = new TextEncoder().encode('FAIL');
const tailBytes = 8;

/**
 * What follows in place of the end of an Arrow IPC stream when a query fails after its first rows went out: the error as JSON, its length
 * in 4 bytes (little endian) and `FAIL`. A reader that knows Arrow alone finds no end, so never takes the part for the whole.
 */
export function failureTail(error: GatewayError): Uint8Array {
	const text = new TextEncoder().encode(JSON.stringify(error));
	const tail = new Uint8Array(text.length + tailBytes);
	tail.set(text);
	new DataView(tail.buffer).setUint32(text.length, text.length, true);
	tail.set(failed, text.length + 4);
	return tail;
}

/** Passes a stream that came whole. Refuses with source/gateway-refused for one that failed, source/cut-short for one without an end. */
export async function checkStream(address: string, blob: Blob): Promise<void> {
	const tail = new Uint8Array(await blob.slice(-tailBytes).arrayBuffer());
	if (tail.length === tailBytes && endOfStream.every((byte, i) => tail[i] === byte)) return;
	if (tail.length < tailBytes || !failed.every((byte, i) => tail[i + 4] === byte))
		throw new AppError('source/cut-short', { address });
	const length = new DataView(tail.buffer).getUint32(0, true);
	const text = await blob.slice(-tailBytes - length, -tailBytes).text();
	throw gatewayRefusal(address, text);
}

/** The error that a gateway's JSON tells; source/answer-invalid where no gateway speaks. */
export function gatewayRefusal(address: string, json: string): AppError {
	const said = v.safeParse(v.pipe(v.string(), v.parseJson(), GatewayErrorSchema), json);
	if (!said.success) return new AppError('source/answer-invalid', { address });
	return new AppError('source/gateway-refused', { address, ...said.output.error });
}
