import * as v from 'valibot';
import { AppError } from '../errors';

/** Where tables come from that are not files of this device. Secrets are no part of a connection. */
export const ConnectionSchema = v.variant('kind', [
	v.object({ kind: v.literal('url'), address: v.string() }),
	v.object({
		kind: v.literal('s3'),
		/** Of a server that speaks S3; empty for Amazon's own. */
		endpoint: v.string(),
		region: v.string(),
		bucket: v.string(),
		prefix: v.string(),
		/** The bucket in the path of an address, not in its host name. */
		isPathStyle: v.boolean()
	}),
	v.object({
		kind: v.literal('athena'),
		endpoint: v.string(),
		region: v.string(),
		database: v.string(),
		workgroup: v.string(),
		/** `s3://` folder for results; empty where the workgroup has one of its own. */
		output: v.string()
	}),
	/** A database behind the gateway at `address`. */
	v.object({ kind: v.literal('database'), address: v.string() })
]);
export type Connection = v.InferOutput<typeof ConnectionSchema>;
export type ConnectionKind = Connection['kind'];
export type BucketConnection = Extract<Connection, { kind: 's3' }>;
export type AthenaConnection = Extract<Connection, { kind: 'athena' }>;
export const connectionKinds = ['url', 's3', 'athena', 'database'] as const satisfies readonly ConnectionKind[];

export const SecretSchema = v.variant('kind', [
	v.object({
		kind: v.literal('aws'),
		accessKeyId: v.string(),
		secretAccessKey: v.string(),
		/** Of keys for an hour; empty for lasting ones. */
		sessionToken: v.string()
	}),
	v.object({ kind: v.literal('token'), token: v.string() }),
	/** An address whose query lets its holder in. */
	v.object({ kind: v.literal('address'), address: v.string() })
]);
export type Secret = v.InferOutput<typeof SecretSchema>;

export interface AwsKeys {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly sessionToken?: string;
}

/** An http or https address that carries no name and password; refuses with source/address-invalid. */
export function parseAddress(text: string): URL {
	const address = text.trim();
	if (!URL.canParse(address)) throw new AppError('source/address-invalid', { address });
	const url = new URL(address);
	if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
		throw new AppError('source/address-invalid', { address: url.protocol.startsWith('http') ? url.host : address });
	return url;
}

/** The address that requests of a connection go to. */
export function connectionAddress(connection: Connection): URL {
	switch (connection.kind) {
		case 'url':
		case 'database':
			return parseAddress(connection.address);
		case 'athena':
			return parseAddress(connection.endpoint || `https://athena.${connection.region || 'us-east-1'}.amazonaws.com`);
		case 's3':
			return bucketAddress(connection);
	}
}

/** The address of a bucket, `/` at its end. */
export function bucketAddress({ endpoint, region, bucket, isPathStyle }: BucketConnection): URL {
	const url = parseAddress(endpoint || `https://s3.${region || 'us-east-1'}.amazonaws.com`);
	if (bucket === '' || /[/\\?#@:\s]/.test(bucket)) throw new AppError('source/bucket-invalid', { bucket });
	const folder = url.pathname.replace(/\/*$/, '/');
	if (isPathStyle) return new URL(`${url.origin}${folder}${bucket}/`);
	return new URL(`${url.protocol}//${bucket}.${url.host}${folder}`);
}

/** What tells a connection from others, and what people call it by. */
export function connectionTitle(connection: Connection): string {
	switch (connection.kind) {
		case 'url':
		case 'database':
			return connection.address;
		case 's3': {
			const at = connection.endpoint === '' ? connection.region : new URL(connection.endpoint).host;
			return `s3://${connection.bucket}/${connection.prefix} (${at})`;
		}
		case 'athena':
			return `${connection.database || connection.workgroup || 'athena'} (${connectionAddress(connection).host})`;
	}
}
