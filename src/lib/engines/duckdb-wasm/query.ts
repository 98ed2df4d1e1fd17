import type { DuckDBBindings, DuckDBConnection } from 'duckdb-blocking';
import { AppError } from '$lib/core/errors';
import { sqlError } from '$lib/core/table/sql-error';

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** Lets messages in: an abort, another query. */
export function breathe(): Promise<void> {
	return new Promise((resolve) => {
		waiting.push(resolve);
		channel.port2.postMessage(null);
	});
}

/** Runs a statement on a connection of its own. */
export async function runQuery(bindings: DuckDBBindings, sql: string, signal?: AbortSignal): Promise<Uint8Array> {
	const connection = bindings.connect();
	try {
		return await runStatement(connection, sql, signal);
	} finally {
		connection.close();
	}
}

/**
 * Runs a statement a slice at a time, so that other queries and an abort come in between. The answer is an Arrow IPC stream. A
 * connection runs one statement at a time.
 */
export async function runStatement(
	connection: DuckDBConnection,
	sql: string,
	signal?: AbortSignal
): Promise<Uint8Array> {
	signal?.throwIfAborted();
	try {
		return await connection.useUnsafe(async (bindings, id) => {
			const parts: Uint8Array[] = [];
			let header = bindings.startPendingQuery(id, sql, false);
			while (header === null) {
				await breathe();
				if (signal?.aborted) {
					bindings.cancelPendingQuery(id);
					signal.throwIfAborted();
				}
				header = bindings.pollPendingQuery(id);
			}
			parts.push(header);
			for (;;) {
				const part = bindings.fetchQueryResults(id);
				if (part === null) {
					await breathe();
					continue;
				}
				if (part.byteLength === 0) break;
				parts.push(part);
				signal?.throwIfAborted();
			}
			return joined(parts);
		});
	} catch (error) {
		signal?.throwIfAborted();
		throw error instanceof AppError ? error : sqlError(error, sql);
	}
}

/** Schema and batches in a row, and the mark that ends a stream. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
	const end = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);
	const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, end.byteLength));
	let place = 0;
	for (const part of [...parts, end]) {
		bytes.set(part, place);
		place += part.byteLength;
	}
	return bytes;
}
