import { parseS3 } from '$lib/core/connection/bucket';
import type { AwsKeys } from '$lib/core/connection/connection';
import { AppError } from '$lib/core/errors';
import type { SourceFile } from '$lib/core/ports';
import { aws4Signer } from '$lib/engines/fetch/aws-signer';
import { fetchDownloads } from '$lib/engines/fetch/downloads';
import { downloadObject } from '$lib/workbench/bucket';
import { downloadTable } from '$lib/workbench/download';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a TABLE lies elsewhere: an http(s) address or `s3://bucket/key`. */
export function isRemote(place: string): boolean {
	return /^(https?|s3):\/\//i.test(place);
}

/** Fetches a TABLE that lies elsewhere. Keys, region and endpoint come from the variables that AWS's own tools read. */
export async function remoteFile(
	place: string,
	endpoint: string | undefined,
	env: Environment = process.env
): Promise<SourceFile> {
	const downloads = fetchDownloads({ isPage: false });
	if (!place.startsWith('s3:')) return downloadTable({ downloads }, place);
	const object = parseS3(place);
	if (!object) throw new AppError('source/address-invalid', { address: place });
	const clock = { now: () => Date.now(), elapsed: () => performance.now() };
	const at = endpoint ?? env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'] ?? '';
	const bucket = {
		kind: 's3',
		endpoint: at,
		region: env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? '',
		bucket: object.bucket,
		prefix: '',
		// a certificate for *.s3.amazonaws.com does not hold for a name with a dot more
		isPathStyle: at !== '' || object.bucket.includes('.')
	} as const;
	return downloadObject({ downloads, awsSigner: aws4Signer, clock }, bucket, awsKeys(env), object.key);
}

function awsKeys(env: Environment): AwsKeys | null {
	const accessKeyId = env['AWS_ACCESS_KEY_ID'] ?? '';
	const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'] ?? '';
	const sessionToken = env['AWS_SESSION_TOKEN'];
	if (accessKeyId === '' && secretAccessKey === '') return null;
	if (accessKeyId === '' || secretAccessKey === '') throw new AppError('source/keys-missing');
	return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
