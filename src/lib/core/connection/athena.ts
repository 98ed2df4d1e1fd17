import * as v from 'valibot';
import { AppError } from '../errors';
import type { Download, NetworkRequest } from '../ports';
import { uniqueNames } from '../table/sniff';
import { placeOf } from './answer';
import { connectionAddress, type AthenaConnection } from './connection';

export const StartedSchema = v.object({ QueryExecutionId: v.string() });

export const ExecutionSchema = v.object({
	QueryExecution: v.object({
		Status: v.object({
			State: v.picklist(['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED']),
			StateChangeReason: v.optional(v.string())
		}),
		Statistics: v.optional(v.object({ DataScannedInBytes: v.optional(v.number()) }))
	})
});

export const ResultsSchema = v.object({
	NextToken: v.optional(v.nullable(v.string())),
	ResultSet: v.object({
		Rows: v.array(v.object({ Data: v.array(v.object({ VarCharValue: v.optional(v.string()) })) })),
		ResultSetMetadata: v.object({
			ColumnInfo: v.array(
				v.object({
					Name: v.string(),
					Type: v.string(),
					Precision: v.optional(v.number()),
					Scale: v.optional(v.number())
				})
			)
		})
	})
});
type Results = v.InferOutput<typeof ResultsSchema>;

export type AthenaAction = 'StartQueryExecution' | 'GetQueryExecution' | 'GetQueryResults' | 'StopQueryExecution';

/** A call of Athena's API, which is JSON over POST. */
export function athenaRequest(
	connection: AthenaConnection,
	action: AthenaAction,
	parameters: Readonly<Record<string, unknown>>
): NetworkRequest {
	return {
		method: 'POST',
		url: connectionAddress(connection).href,
		headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AmazonAthena.${action}` },
		body: new TextEncoder().encode(JSON.stringify(parameters))
	};
}

/** What StartQueryExecution is asked: the query and where it reads and writes. `token` makes a repeated call the same query. */
export function startParameters(
	{ database, workgroup, output }: AthenaConnection,
	query: string,
	token: string
): Record<string, unknown> {
	return {
		QueryString: query,
		ClientRequestToken: token,
		...(database === '' ? {} : { QueryExecutionContext: { Database: database } }),
		...(workgroup === '' ? {} : { WorkGroup: workgroup }),
		...(output === '' ? {} : { ResultConfiguration: { OutputLocation: output } })
	};
}

/** An answer that fits `schema`; anything else is source/answer-invalid. */
export async function readAthena<S extends v.GenericSchema>(
	schema: S,
	address: string,
	{ blob }: Download
): Promise<v.InferOutput<S>> {
	const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), await blob.text());
	if (!parsed.success) throw new AppError('source/answer-invalid', { address: placeOf(address) });
	return parsed.output;
}

/** The DuckDB type of an Athena one; what has none of its own (arrays, maps, times with a zone) stays text. */
function typeOf({ Type, Precision, Scale }: Results['ResultSet']['ResultSetMetadata']['ColumnInfo'][number]): string {
	switch (Type.toLowerCase()) {
		case 'tinyint':
		case 'smallint':
		case 'integer':
		case 'int':
		case 'bigint':
			return 'BIGINT';
		case 'float':
		case 'real':
		case 'double':
			return 'DOUBLE';
		case 'decimal':
			return Precision !== undefined && Precision <= 38 ? `DECIMAL(${Precision},${Scale ?? 0})` : 'DOUBLE';
		case 'boolean':
			return 'BOOLEAN';
		case 'date':
			return 'DATE';
		case 'timestamp':
			return 'TIMESTAMP';
		default:
			return 'VARCHAR';
	}
}

/** Names and types of the answer's columns, as options of a CSV whose every value stands in quotes. */
export function answerColumns(results: Results): { names: string[]; types: Record<string, string> } {
	const info = results.ResultSet.ResultSetMetadata.ColumnInfo;
	const { names } = uniqueNames(info.map(({ Name }) => Name));
	return { names, types: Object.fromEntries(info.map((column, i) => [names[i] ?? '', typeOf(column)])) };
}

/**
 * One page of the answer as CSV. A value that is missing is an empty field, any other stands in quotes. The first page of a SELECT
 * begins with a row of the column names, which `isFirst` leaves out.
 */
export function answerLines(results: Results, isFirst: boolean): string {
	const info = results.ResultSet.ResultSetMetadata.ColumnInfo;
	const rows = results.ResultSet.Rows;
	const hasHeader = isFirst && rows[0]?.Data.every(({ VarCharValue }, i) => VarCharValue === info[i]?.Name) === true;
	return rows
		.slice(hasHeader ? 1 : 0)
		.map(({ Data }) => `${Data.map(({ VarCharValue }) => quoted(VarCharValue)).join(',')}\n`)
		.join('');
}

export function quoted(text: string | undefined): string {
	return text === undefined ? '' : `"${text.replaceAll('"', '""')}"`;
}
