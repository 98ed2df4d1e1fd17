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
const mostKept = 12;

const KeptSchema = v.object({ connection: ConnectionSchema, usedAt: v.number() });
export type KeptConnection = v.InferOutput<typeof KeptSchema>;

type Keeping = Pick<Ports, 'catalog' | 'clock' | 'secrets'>;

/** What a connection is remembered by. */
export const connectionKey = (connection: Connection) => `${connection.kind} ${connectionTitle(connection)}`;

/** The connections used on this device, the last used first. */
export async function listConnections({ catalog }: Pick<Ports, 'catalog'>): Promise<KeptConnection[]> {
	const records = await catalog.list(home, collection);
	return records.map(({ value }) => v.parse(KeptSchema, value)).sort((a, b) => b.usedAt - a.usedAt);
}

/** Remembers a connection, and its secret if one is given; without one the secret kept before goes. */
export async function keepConnection(
	{ catalog, clock, secrets }: Keeping,
	connection: Connection,
	secret: Secret | null
): Promise<void> {
	const key = connectionKey(connection);
	if (secret) await secrets.put(key, { ...secret });
	else await secrets.delete(key);
	const value = { connection: { ...connection }, usedAt: clock.now() };
	await catalog.write([{ put: { project: home, collection, key, value } }]);
	const others = (await listConnections({ catalog })).filter((kept) => connectionKey(kept.connection) !== key);
	for (const old of others.slice(mostKept - 1)) await forgetConnection({ catalog, secrets }, old.connection);
}

/** The secret kept for a connection; null where none was to be kept. */
export async function keptSecret({ secrets }: Pick<Ports, 'secrets'>, connection: Connection): Promise<Secret | null> {
	const value = await secrets.get(connectionKey(connection));
	return value === undefined ? null : v.parse(SecretSchema, value);
}

export async function forgetConnection(
	{ catalog, secrets }: Pick<Ports, 'catalog' | 'secrets'>,
	connection: Connection
): Promise<void> {
	const key = connectionKey(connection);
	await secrets.delete(key);
	await catalog.write([{ delete: { project: home, collection, key } }]);
}
