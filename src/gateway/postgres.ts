import type { Client, FieldDef } from 'pg';
import type Cursor from 'pg-cursor';
import type { Column } from './column';
import { batchBytes, batchRows, mostListed, tablesOf, type Cell, type Database } from './database';
import { messageOf, Refusal } from './refusal';

const asText = { getTypeParser: () => (text: string) => text };
const firstRows = 100;

/** PostgreSQL, and what speaks as it does: Redshift, for one. */
export function postgres(url: string): Database {
	const connectionString = url.replace(/^\w+:/, 'postgres:');

	const connect = async (): Promise<Client> => {
		const { default: pg } = await import('pg');
		const client = new pg.Client({
			connectionString,
			connectionTimeoutMillis: 10_000,
			application_name: 'temoto gateway'
		});
		// whatever was asked fails with it and says so; between two questions there is nobody to tell
		client.on('error', () => undefined);
		try {
			await client.connect();
			await client.query(`SET TIME ZONE 'UTC'`);
			await client.query(`SET datestyle TO 'ISO'`);
			await client.query('BEGIN TRANSACTION READ ONLY');
			return client;
		} catch (error) {
			await client.end();
			throw new Refusal('unavailable', messageOf(error), { cause: error });
		}
	};

	/** Ends a query that runs on another connection, as its own role may. */
	const cancel = async (pid: string): Promise<void> => {
		const client = await connect();
		try {
			await client.query('SELECT pg_cancel_backend($1)', [pid]);
		} finally {
			await client.end();
		}
	};

	return {
		kind: 'postgresql',
		tables: async () => {
			const client = await connect();
			try {
				const { rows } = await client.query<Cell[]>({ text: listing, rowMode: 'array', types: asText });
				return tablesOf(rows);
			} finally {
				await client.end();
			}
		},
		query: async (sql, signal) => {
			const client = await connect();
			let cancelling: Promise<void> | null = null;
			const end = async () => {
				signal.removeEventListener('abort', stop);
				// a query that is told to stop fails first, then its connection goes
				await cancelling;
				await client.end();
			};
			let pid = '';
			const stop = () => (cancelling ??= cancel(pid).catch((error: unknown) => console.error(error)));
			try {
				const { rows: pids } = await client.query<Cell[]>({ text: 'SELECT pg_backend_pid()', rowMode: 'array' });
				pid = String(pids[0]?.[0]);
				signal.throwIfAborted();
				signal.addEventListener('abort', stop);
				const { default: PgCursor } = await import('pg-cursor');
				const cursor = client.query(new PgCursor<Cell[]>(sql, [], { rowMode: 'array', types: asText }));
				const first = await read(cursor, firstRows);
				return { columns: first.fields.map(columnOf), batches: batches(cursor, first.rows, end) };
			} catch (error) {
				await end();
				signal.throwIfAborted();
				throw new Refusal('sql', messageOf(error), { cause: error });
			}
		}
	};
}

const listing = `SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns
WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
ORDER BY table_schema, table_name, ordinal_position LIMIT ${mostListed + 1}`;

function read(cursor: Cursor<Cell[]>, count: number): Promise<{ rows: Cell[][]; fields: FieldDef[] }> {
	return new Promise((resolve, reject) => {
		cursor.read(count, (error, rows, result) => {
			if (error) reject(error);
			// a cursor that is done gives no result, whatever its types say
			else resolve({ rows, fields: result?.fields ?? [] });
		});
	});
}

/** The first rows and those after them, as many at a time as fit a batch, going by the last. */
async function* batches(cursor: Cursor<Cell[]>, first: Cell[][], end: () => Promise<void>) {
	try {
		for (let rows = first; rows.length > 0;) {
			yield rows;
			const bytes = rows.reduce((sum, row) => sum + row.reduce((size, cell) => size + (cell?.length ?? 0) + 8, 0), 1);
			const fit = Math.floor((batchBytes * rows.length) / bytes);
			rows = (await read(cursor, Math.max(1, Math.min(batchRows, fit)))).rows;
		}
	} catch (error) {
		throw new Refusal('sql', messageOf(error), { cause: error });
	} finally {
		await end();
	}
}

/** Types by their object ids, which PostgreSQL keeps for good (pg_type.dat). */
function columnOf({ name, dataTypeID, dataTypeModifier }: FieldDef): Column {
	switch (dataTypeID) {
		case 16:
			return { name, type: 'boolean' };
		case 20:
		case 21:
		case 23:
		case 26:
			return { name, type: 'integer' };
		case 700:
		case 701:
			return { name, type: 'double' };
		case 1082:
			return { name, type: 'date' };
		case 1114:
		case 1184:
			return { name, type: 'timestamp' };
		case 1700: {
			// precision and scale stand in the modifier; what was computed has none and any number of digits
			const precision = ((dataTypeModifier - 4) >> 16) & 0xffff;
			const scale = (dataTypeModifier - 4) & 0x7ff;
			const isBound = dataTypeModifier >= 4 && precision <= 38 && scale <= precision;
			return isBound ? { name, type: 'decimal', precision, scale } : { name, type: 'double' };
		}
		default:
			return { name, type: 'text' };
	}
}
