import * as v from 'valibot';
import type { SourceFile } from '../ports';
import type { ReadOptions } from '../table/source';
import { ConnectionSchema, connectionTitle } from './connection';

/** What of a connection was read. */
export const ItemSchema = v.variant('kind', [
	/** The file at an address. */
	v.object({ kind: v.literal('file') }),
	v.object({ kind: v.literal('object'), key: v.string() }),
	/** `database` is one behind a gateway; Athena has its own in the connection. */
	v.object({ kind: v.literal('query'), database: v.string(), sql: v.string() })
]);
export type Item = v.InferOutput<typeof ItemSchema>;

/** Where a table was fetched from, so that it can be fetched again. It holds no secret: keys, tokens and signed addresses stand apart. */
export const PlaceSchema = v.object({
	connection: ConnectionSchema,
	item: ItemSchema,
	/** Whether a secret went along, which reading it again needs too. */
	hasSecret: v.boolean()
});
export type Place = v.InferOutput<typeof PlaceSchema>;

/** What was fetched of a place. */
export interface FetchedFile {
	readonly file: SourceFile;
	/** How it is to be read where that is known; null where it is to be guessed, as of any file. */
	readonly options: ReadOptions | null;
}

/** A place in one line, for people. */
export function placeTitle({ connection, item }: Place): string {
	if (item.kind === 'object' && connection.kind === 's3') return `s3://${connection.bucket}/${item.key}`;
	if (item.kind === 'query') return item.sql.replaceAll(/\s+/g, ' ').trim();
	return connectionTitle(connection);
}

const secretNames =
	/sig|token|key|secret|passw|pwd|auth|cred|session|expires|policy|^x-(amz|goog|ms)-|^(se|sp|sv|sr|st|code)$/i;
/** Long and without a space: a key more likely than a word. */
const secretValue = /^[\w\-+/=.~]{32,}$/;

/** An address without what its query may hold of secrets, and whether there was any. */
export function withoutSecrets(address: string): { readonly address: string; readonly isCut: boolean } {
	const url = new URL(address);
	const secret = [...url.searchParams].filter(([name, value]) => secretNames.test(name) || secretValue.test(value));
	url.hash = '';
	for (const [name] of secret) url.searchParams.delete(name);
	return { address: url.href, isCut: secret.length > 0 };
}
