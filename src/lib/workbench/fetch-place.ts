import type { AwsKeys, Connection, Secret } from '$lib/core/connection/connection';
import { withoutSecrets, type FetchedFile, type Item, type Place } from '$lib/core/connection/place';
import { AppError } from '$lib/core/errors';
import type { OnProgress, Ports } from '$lib/core/ports';
import { queryAthena } from './athena';
import { downloadObject } from './bucket';
import { downloadTable } from './download';
import { queryGateway } from './gateway';

export type FetchPorts = Pick<Ports, 'downloads' | 'awsSigner' | 'clock' | 'crypto'>;

/** How much of a table or a query of a database is asked for; all of it when left out. */
export interface FetchedRows {
	readonly rows?: number;
}

/** A connection to an address, and what of the address is secret: an address that lets its holder in is one as a whole. */
export function splitAddress(address: string): { readonly connection: Connection; readonly secret: Secret | null } {
	const { address: open, isCut } = withoutSecrets(address);
	return { connection: { kind: 'url', address: open }, secret: isCut ? { kind: 'address', address } : null };
}

/** Fetches what lies at a place, which the file carries along. Refuses with source/keys-missing where it needs a secret it was not given. */
export async function fetchPlace(
	ports: FetchPorts,
	place: Place,
	secret: Secret | null,
	part: FetchedRows = {},
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<FetchedFile> {
	const { file, options } = await fetchItem(ports, place, secret, part, signal, onProgress);
	return { file: { ...file, place }, options };
}

async function fetchItem(
	ports: FetchPorts,
	{ connection, item }: Place,
	secret: Secret | null,
	part: FetchedRows,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<FetchedFile> {
	switch (connection.kind) {
		case 'url': {
			const address = secret?.kind === 'address' ? secret.address : connection.address;
			return { file: await downloadTable(ports, address, signal, onProgress), options: null };
		}
		case 's3': {
			if (item.kind !== 'object') break;
			const file = await downloadObject(ports, connection, awsKeys(secret), item.key, signal, onProgress);
			return { file, options: null };
		}
		case 'athena': {
			if (item.kind !== 'query') break;
			const keys = awsKeys(secret);
			if (!keys) throw new AppError('source/keys-missing');
			return queryAthena(ports, connection, keys, item.sql, nameOf(item), signal, onProgress);
		}
		case 'database': {
			if (item.kind !== 'query') break;
			if (secret?.kind !== 'token') throw new AppError('source/keys-missing');
			const access = { address: connection.address, token: secret.token };
			const file = await queryGateway(
				ports,
				access,
				item.database,
				{ sql: item.sql, ...part },
				nameOf(item),
				signal,
				onProgress
			);
			return { file, options: { format: 'arrow' } };
		}
	}
	throw new AppError('internal', { reason: `a ${connection.kind} has no ${item.kind}` });
}

/** What to call an answer: after the first table it is from. */
function nameOf({ sql, database }: Extract<Item, { kind: 'query' }>): string {
	return /\bfrom\s+(?:["`\w]+\.)?["`]?(\w+)/i.exec(sql)?.[1] ?? database;
}

/** The keys of AWS among secrets. */
export function awsKeys(secret: Secret | null): AwsKeys | null {
	return secret?.kind === 'aws' ? secret : null;
}
