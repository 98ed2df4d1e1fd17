import type { Connection, FieldPacket, Query } from 'mysql2';
import type { Column } from './column';
import { batchBytes, batchRows, mostListed, tablesOf, type Cell, type Database } from './database';
import { messageOf, Refusal } from './refusal';

/** MySQL and MariaDB. */
export function mysql(url: string): Database {
	const uri = url.replace(/^\w+:/, 'mysql:');

	const connect = async (): Promise<Connection> => {
		const driver = await import('mysql2');
		const connection = driver.createConnection({
			uri,
			charset: 'utf8mb4',
			connectTimeout: 10_000,
			multipleStatements: false
		});
		// whatever was asked fails with it and says so; between two questions there is nobody to tell
		connection.on('error', () => undefined);
		try {
			await run(connection, `SET SESSION time_zone = '+00:00', SESSION sql_mode = 'STRICT_ALL_TABLES'`);
			await run(connection, 'START TRANSACTION READ ONLY');
			return connection;
		} catch (error) {
			connection.destroy();
			throw new Refusal('unavailable', messageOf(error), { cause: error });
		}
	};

	/** Ends a query that runs on another connection, as its own user may. */
	const cancel = async (thread: number): Promise<void> => {
		const connection = await connect();
		try {
			await run(connection, `KILL QUERY ${thread}`);
		} finally {
			connection.destroy();
		}
	};

	return {
		kind: 'mysql',
		tables: async () => {
			const connection = await connect();
			try {
				const answer = await ask(connection, listing);
				const rows: Cell[][] = [];
				for await (const batch of answer.batches) rows.push(...batch);
				return tablesOf(rows);
			} finally {
				connection.destroy();
			}
		},
		query: async (sql, signal) => {
			const connection = await connect();
			let cancelling: Promise<void> | null = null;
			const stop = () => (cancelling ??= cancel(connection.threadId).catch((error: unknown) => console.error(error)));
			const end = async () => {
				signal.removeEventListener('abort', stop);
				await cancelling;
				connection.destroy();
			};
			try {
				signal.throwIfAborted();
				signal.addEventListener('abort', stop);
				const answer = await ask(connection, sql);
				return { columns: answer.columns, batches: ending(answer.batches, end) };
			} catch (error) {
				await end();
				signal.throwIfAborted();
				throw error;
			}
		}
	};
}

const listing = `SELECT table_schema, table_name, column_name, column_type FROM information_schema.columns
WHERE table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')
ORDER BY table_schema, table_name, ordinal_position LIMIT ${mostListed + 1}`;

function run(connection: Connection, sql: string): Promise<void> {
	return new Promise((resolve, reject) => {
		connection.query(sql, (error: unknown) => {
			if (error) reject(error);
			else resolve();
		});
	});
}

type Rows = AsyncGenerator<Cell[][], void, undefined>;

/** Asks, and waits for the columns, which come before the rows. */
async function ask(connection: Connection, sql: string): Promise<{ columns: Column[]; batches: Rows }> {
	const query = connection.query({ sql, rowsAsArray: true, typeCast: false });
	const stream = query.stream({ highWaterMark: 256 });
	const fields = await new Promise<FieldPacket[]>((resolve, reject) => {
		query.once('fields', (found: FieldPacket[]) => resolve(found));
		stream.once('error', (error) => reject(new Refusal('sql', messageOf(error), { cause: error })));
	});
	return { columns: fields.map(columnOf), batches: batches(stream, fields.map(reader)) };
}

async function* ending(rows: Rows, end: () => Promise<void>): Rows {
	try {
		yield* rows;
	} finally {
		await end();
	}
}

async function* batches(stream: ReturnType<Query['stream']>, readers: readonly ((bytes: Buffer) => string)[]): Rows {
	let rows: Cell[][] = [];
	let bytes = 0;
	try {
		for await (const row of stream as AsyncIterable<(Buffer | null)[]>) {
			rows.push(row.map((cell, i) => (cell === null ? null : (readers[i]?.(cell) ?? ''))));
			bytes += row.reduce((sum, cell) => sum + (cell?.length ?? 0) + 8, 0);
			if (bytes < batchBytes && rows.length < batchRows) continue;
			yield rows;
			[rows, bytes] = [[], 0];
		}
	} catch (error) {
		if (error instanceof Refusal) throw error;
		throw new Refusal('sql', messageOf(error), { cause: error });
	}
	if (rows.length > 0) yield rows;
}

/** Of the protocol (enum_field_types); the driver's own list is not typed. */
const wire = {
	decimal: 0x00,
	tiny: 0x01,
	short: 0x02,
	long: 0x03,
	float: 0x04,
	double: 0x05,
	timestamp: 0x07,
	longlong: 0x08,
	int24: 0x09,
	date: 0x0a,
	datetime: 0x0c,
	year: 0x0d,
	newDate: 0x0e,
	bit: 0x10,
	newDecimal: 0xf6,
	geometry: 0xff
};
const binaryCharset = 63;
const texts = [0x0f, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe];
const unsignedFlag = 0x20;

function columnOf({ name, columnType, columnLength = 0, decimals, flags }: FieldPacket): Column {
	switch (columnType) {
		case wire.tiny:
		case wire.short:
		case wire.long:
		case wire.int24:
		case wire.longlong:
		case wire.year:
		case wire.bit:
			return { name, type: 'integer' };
		case wire.float:
		case wire.double:
			return { name, type: 'double' };
		case wire.decimal:
		case wire.newDecimal: {
			// the length counts digits, a point, and a sign
			const isUnsigned = typeof flags === 'number' && (flags & unsignedFlag) !== 0;
			const precision = columnLength - (decimals > 0 ? 1 : 0) - (isUnsigned ? 0 : 1);
			const isBound = precision >= 1 && precision <= 38 && decimals <= precision;
			return isBound ? { name, type: 'decimal', precision, scale: decimals } : { name, type: 'double' };
		}
		case wire.date:
		case wire.newDate:
			return { name, type: 'date' };
		case wire.timestamp:
		case wire.datetime:
			return { name, type: 'timestamp' };
		default:
			return { name, type: 'text' };
	}
}

function reader({ columnType, characterSet }: FieldPacket): (bytes: Buffer) => string {
	if (columnType === wire.bit) return (bytes) => String(BigInt(`0x0${bytes.toString('hex')}`));
	const isBinary = columnType === wire.geometry || (texts.includes(columnType ?? -1) && characterSet === binaryCharset);
	return isBinary ? (bytes) => `\\x${bytes.toString('hex')}` : (bytes) => bytes.toString('utf8');
}
