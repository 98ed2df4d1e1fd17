import { AppError } from '../errors';
import type { NetworkRequest } from '../ports';
import { bucketAddress, type BucketConnection } from './connection';
import { xmlElements, xmlText } from './xml';

export interface BucketObject {
	readonly key: string;
	readonly sizeBytes: number;
	readonly changedAt: number | null;
}

export interface BucketListing {
	/** Prefixes one level down, each with `/` at its end. */
	readonly folders: readonly string[];
	readonly objects: readonly BucketObject[];
	/** Asks for the next page; null on the last. */
	readonly next: string | null;
}

const escape = (text: string) =>
	encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** ListObjectsV2 of one level below the prefix. */
export function listRequest(bucket: BucketConnection, next: string | null, pageSize = 1000): NetworkRequest {
	const url = bucketAddress(bucket);
	url.searchParams.set('list-type', '2');
	url.searchParams.set('delimiter', '/');
	url.searchParams.set('encoding-type', 'url');
	url.searchParams.set('max-keys', String(pageSize));
	if (bucket.prefix !== '') url.searchParams.set('prefix', bucket.prefix);
	if (next !== null) url.searchParams.set('continuation-token', next);
	return { method: 'GET', url: url.href, headers: {} };
}

/** GetObject. A segment `.` or `..` cannot be asked for: addresses drop it. */
export function objectRequest(bucket: BucketConnection, key: string): NetworkRequest {
	const segments = key.split('/');
	if (segments.some((segment) => segment === '.' || segment === '..'))
		throw new AppError('source/key-invalid', { key });
	return { method: 'GET', url: bucketAddress(bucket).href + segments.map(escape).join('/'), headers: {} };
}

/** Reads the answer of ListObjectsV2; refuses with source/answer-invalid for anything else. */
export function readListing(xml: string, address: string): BucketListing {
	const result = xmlElements(xml, 'ListBucketResult')[0];
	if (result === undefined) throw new AppError('source/answer-invalid', { address });
	const isEncoded = xmlText(result, 'EncodingType') === 'url';
	const decode = (text: string | null) =>
		isEncoded ? decodeURIComponent((text ?? '').replaceAll('+', ' ')) : (text ?? '');
	const objects = xmlElements(result, 'Contents').map((entry) => {
		const changedAt = Date.parse(xmlText(entry, 'LastModified') ?? '');
		return {
			key: decode(xmlText(entry, 'Key')),
			sizeBytes: Number(xmlText(entry, 'Size')),
			changedAt: Number.isNaN(changedAt) ? null : changedAt
		};
	});
	const next = xmlText(result, 'IsTruncated') === 'true' ? xmlText(result, 'NextContinuationToken') : null;
	return {
		folders: xmlElements(result, 'CommonPrefixes').map((entry) => decode(xmlText(entry, 'Prefix'))),
		objects: objects.filter(({ key }) => !key.endsWith('/')),
		next
	};
}

/** `s3://bucket/key`; null for anything else. */
export function parseS3(place: string): { readonly bucket: string; readonly key: string } | null {
	const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(place) ?? [];
	return bucket === undefined || key === undefined ? null : { bucket, key };
}
