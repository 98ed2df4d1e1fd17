import * as v from 'valibot';
import { parseAddress } from '$lib/core/connection/connection';
import {
	checkStream,
	gatewayRefusal,
	GatewayReplySchema,
	TablesReplySchema,
	type GatewayReply,
	type QueryRequest,
	type TablesReply
} from '$lib/core/connection/gateway';
import { AppError } from '$lib/core/errors';
import type { Download, DownloadLimits, OnProgress, Ports, SourceFile } from '$lib/core/ports';

type Asking = Pick<Ports, 'downloads'>;

/** Where a gateway is, and the token it printed when it started. */
export interface GatewayAccess {
	readonly address: string;
	readonly token: string;
}

/** A query may think for long before its first row; the gateway has a limit of its own. */
const limits: DownloadLimits = { maxBytes: 2 * 1024 ** 3, stallMs: 15 * 60_000 };

/** The databases of a gateway. Refuses with source/gateway-refused, source/answer-invalid, or as Downloads does. */
export async function readGateway(ports: Asking, access: GatewayAccess, signal?: AbortSignal): Promise<GatewayReply> {
	return readReply(GatewayReplySchema, access, await ask(ports, access, '/v1', null, signal));
}

/** The tables of a database behind a gateway. */
export async function readTables(
	ports: Asking,
	access: GatewayAccess,
	database: string,
	signal?: AbortSignal
): Promise<TablesReply> {
	const path = `/v1/${encodeURIComponent(database)}/tables`;
	return readReply(TablesReplySchema, access, await ask(ports, access, path, null, signal));
}

/** A table or the answer of a query, as an Arrow file. */
export async function queryGateway(
	ports: Asking,
	access: GatewayAccess,
	database: string,
	request: QueryRequest,
	name: string,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<SourceFile> {
	const path = `/v1/${encodeURIComponent(database)}/query`;
	const answer = await ask(ports, access, path, request, signal, onProgress);
	await checkStream(access.address, answer.blob);
	return { name: `${name.replaceAll(/[/\\]/g, '_')}.arrow`, blob: answer.blob };
}

async function ask(
	{ downloads }: Asking,
	{ address, token }: GatewayAccess,
	path: string,
	request: QueryRequest | null,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Download> {
	const url = parseAddress(address).origin + path;
	const authorization = `Bearer ${token.trim()}`;
	const answer = await downloads.download(
		request === null
			? { method: 'GET', url, headers: { authorization } }
			: {
					method: 'POST',
					url,
					headers: { authorization, 'content-type': 'application/json' },
					body: new TextEncoder().encode(JSON.stringify(request))
				},
		limits,
		signal,
		onProgress
	);
	if (answer.status === 200) return answer;
	throw gatewayRefusal(address, await answer.blob.slice(0, 65_536).text());
}

async function readReply<S extends v.GenericSchema>(
	schema: S,
	{ address }: GatewayAccess,
	{ blob }: Download
): Promise<v.InferOutput<S>> {
	const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), await blob.text());
	if (!parsed.success) throw new AppError('source/answer-invalid', { address });
	return parsed.output;
}
