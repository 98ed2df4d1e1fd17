import * as v from 'valibot';
import {
	ConnectionSchema,
	connectionTitle,
	SecretSchema,
	type Connection,
	type Secret
} from '$lib/core/connection/connection';
import type { Ports } from '$lib/core/ports';

/** Connections belong to this device, not to a project: they stand beside the projects, so none is exported with one. */
const home = '';
const collection = 'connection';
const secrets = 'connection-secret';
const mostKept = 12;

const KeptSchema = v.object({ connection: ConnectionSchema, usedAt: v.number() });
export type KeptConnection = v.InferOutput<typeof KeptSchema>;

type Keeping = Pick<Ports, 'catalog' | 'clock'>;

const keyOf = (connection: Connection) => `${connection.kind} ${connectionTitle(connection)}`;

/** The connections used on this device, the last used first. */
export async function listConnections({ catalog }: Pick<Ports, 'catalog'>): Promise<KeptConnection[]> {
	const records = await catalog.list(home, collection);
	return records.map(({ value }) => v.parse(KeptSchema, value)).sort((a, b) => b.usedAt - a.usedAt);
}

/** Remembers a connection, and its secret if one is given; without one the secret kept before goes. */
export async function keepConnection(
	{ catalog, clock }: Keeping,
	connection: Connection,
	secret: Secret | null
): Promise<void> {
	const key = keyOf(connection);
	const value = { connection: { ...connection }, usedAt: clock.now() };
	const old = (await listConnections({ catalog })).filter((kept) => keyOf(kept.connection) !== key).slice(mostKept - 1);
	await catalog.write([
		{ put: { project: home, collection, key, value } },
		secret
			? { put: { project: home, collection: secrets, key, value: { ...secret } } }
			: { delete: { project: home, collection: secrets, key } },
		...old.flatMap((kept) => forgetting(kept.connection))
	]);
}

/** The secret kept for a connection; null where none was to be kept. */
export async function keptSecret({ catalog }: Pick<Ports, 'catalog'>, connection: Connection): Promise<Secret | null> {
	const value = await catalog.get(home, secrets, keyOf(connection));
	return value === undefined ? null : v.parse(SecretSchema, value);
}

export async function forgetConnection({ catalog }: Pick<Ports, 'catalog'>, connection: Connection): Promise<void> {
	await catalog.write(forgetting(connection));
}

function forgetting(connection: Connection) {
	const key = keyOf(connection);
	return [{ delete: { project: home, collection, key } }, { delete: { project: home, collection: secrets, key } }];
}
