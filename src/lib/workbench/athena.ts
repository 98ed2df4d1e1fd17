import {
	answerColumns,
	answerLines,
	athenaRequest,
	ExecutionSchema,
	quoted,
	readAthena,
	ResultsSchema,
	StartedSchema,
	startParameters,
	type AthenaAction
} from '$lib/core/connection/athena';
import type { AthenaConnection, AwsKeys } from '$lib/core/connection/connection';
import { AppError } from '$lib/core/errors';
import type { DownloadLimits, OnProgress, Ports, SourceFile } from '$lib/core/ports';
import type { ReadOptions } from '$lib/core/table/source';
import type * as v from 'valibot';
import { askAws, type AwsPorts } from './bucket';

const limits: DownloadLimits = { maxBytes: 64 * 1024 ** 2, stallMs: 60_000 };
const pollMs = 500;
const slowestPollMs = 4000;

export interface AthenaAnswer {
	readonly file: SourceFile;
	readonly options: ReadOptions;
}

/**
 * Runs a query and fetches its answer as a CSV file with the types Athena gave. Whoever gives up stops the query too. Refuses with
 * source/query-failed {message} when Athena could not run it.
 */
export async function queryAthena(
	ports: AwsPorts & Pick<Ports, 'crypto'>,
	connection: AthenaConnection,
	keys: AwsKeys,
	query: string,
	name: string,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<AthenaAnswer> {
	const scope = { service: 'athena', region: connection.region || 'us-east-1' } as const;
	const call = async <S extends v.GenericSchema>(
		action: AthenaAction,
		parameters: Record<string, unknown>,
		schema: S,
		callSignal = signal
	): Promise<v.InferOutput<S>> => {
		const request = athenaRequest(connection, action, parameters);
		return readAthena(schema, request.url, await askAws(ports, request, keys, scope, limits, callSignal));
	};
	const token = Array.from(ports.crypto.randomBytes(24), (byte) => byte.toString(16).padStart(2, '0')).join('');
	// once it was sent the query may run, so its id is waited for whatever happens
	const { QueryExecutionId } = await call(
		'StartQueryExecution',
		startParameters(connection, query, token),
		StartedSchema,
		new AbortController().signal
	);
	try {
		await finished(() => call('GetQueryExecution', { QueryExecutionId }, ExecutionSchema), signal, onProgress);
	} catch (error) {
		if (signal?.aborted) {
			const request = athenaRequest(connection, 'StopQueryExecution', { QueryExecutionId });
			await askAws(ports, request, keys, scope, limits);
		}
		throw error;
	}
	const parts: string[] = [];
	let columns: ReturnType<typeof answerColumns> | null = null;
	let next: string | null = null;
	let rows = 0;
	do {
		const page: v.InferOutput<typeof ResultsSchema> = await call(
			'GetQueryResults',
			{ QueryExecutionId, MaxResults: 1000, ...(next === null ? {} : { NextToken: next }) },
			ResultsSchema
		);
		const isFirst = columns === null;
		if (!columns) {
			columns = answerColumns(page);
			parts.push(`${columns.names.map(quoted).join(',')}\n`);
		}
		parts.push(answerLines(page, isFirst));
		rows += page.ResultSet.Rows.length;
		onProgress?.({ phase: 'download', done: rows, total: null });
		next = page.NextToken ?? null;
	} while (next !== null);
	return {
		file: { name: `${name}.csv`, blob: new Blob(parts) },
		options: { format: 'csv', delimiter: ',', quote: '"', header: true, encoding: 'utf-8', types: columns.types }
	};
}

async function finished(
	look: () => Promise<v.InferOutput<typeof ExecutionSchema>>,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<void> {
	for (let wait = pollMs; ; wait = Math.min(slowestPollMs, wait * 1.5)) {
		const { Status, Statistics } = (await look()).QueryExecution;
		if (Status.State === 'SUCCEEDED') return;
		if (Status.State === 'FAILED' || Status.State === 'CANCELLED')
			throw new AppError('source/query-failed', { message: Status.StateChangeReason ?? Status.State });
		onProgress?.({ phase: 'query', done: Statistics?.DataScannedInBytes ?? 0, total: null });
		await pause(wait, signal);
	}
}

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	signal?.throwIfAborted();
	return new Promise((resolve, reject) => {
		const end = () => {
			clearTimeout(timer);
			reject(signal?.reason);
		};
		const timer = setTimeout(() => {
			signal?.removeEventListener('abort', end);
			resolve();
		}, ms);
		signal?.addEventListener('abort', end, { once: true });
	});
}
