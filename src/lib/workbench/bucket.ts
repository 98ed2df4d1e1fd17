import { checkAwsAnswer } from '$lib/core/connection/answer';
import { listRequest, objectRequest, readListing, type BucketListing } from '$lib/core/connection/bucket';
import type { AwsKeys, BucketConnection } from '$lib/core/connection/connection';
import type { Download, DownloadLimits, NetworkRequest, OnProgress, Ports, SourceFile } from '$lib/core/ports';
import { tableLimits } from './download';

export type AwsPorts = Pick<Ports, 'downloads' | 'awsSigner' | 'clock'>;

const listLimits: DownloadLimits = { maxBytes: 64 * 1024 ** 2, stallMs: 60_000 };

/** Sends a request signed with the keys, or as it is where there are none; refuses with source/aws-refused. */
export async function askAws(
	{ downloads, awsSigner, clock }: AwsPorts,
	request: NetworkRequest,
	keys: AwsKeys | null,
	scope: { readonly service: 's3' | 'athena'; readonly region: string },
	limits: DownloadLimits,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Download> {
	const signed = keys ? await awsSigner.sign(request, keys, scope, clock.now()) : request;
	const answer = await downloads.download(signed, limits, signal, onProgress);
	await checkAwsAnswer(request.url, answer);
	return answer;
}

const scopeOf = ({ region }: BucketConnection) => ({ service: 's3', region: region || 'us-east-1' }) as const;

/** One page of what is in a bucket below its prefix. Without keys only a public bucket answers. */
export async function listBucket(
	ports: AwsPorts,
	bucket: BucketConnection,
	keys: AwsKeys | null,
	next: string | null = null,
	signal?: AbortSignal
): Promise<BucketListing> {
	const request = listRequest(bucket, next);
	const answer = await askAws(ports, request, keys, scopeOf(bucket), listLimits, signal);
	return readListing(await answer.blob.text(), request.url);
}

/** One object of a bucket, as a file. */
export async function downloadObject(
	ports: AwsPorts,
	bucket: BucketConnection,
	keys: AwsKeys | null,
	key: string,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<SourceFile> {
	const request = objectRequest(bucket, key);
	const answer = await askAws(ports, request, keys, scopeOf(bucket), tableLimits, signal, onProgress);
	return { name: key.split('/').pop() ?? key, blob: answer.blob };
}
