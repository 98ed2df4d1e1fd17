import { describe, expect, it } from 'vitest';
import { aws4Signer } from '$lib/engines/fetch/aws-signer';

/**
 * Keys, requests and signatures as "Signature Calculations for the Authorization Header" in Amazon's S3 API reference prints them. Its
 * first example signs a Range, which aws4fetch leaves unsigned, as it may.
 */
const keys = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const scope = { service: 's3', region: 'us-east-1' } as const;
const now = Date.UTC(2013, 4, 24);
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const bucket = 'https://examplebucket.s3.amazonaws.com';

describe('AWS signature version 4', () => {
	const published: [string, string, string][] = [
		['a subresource', `${bucket}/?lifecycle`, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
		['a listing', `${bucket}/?max-keys=2&prefix=J`, '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7']
	];
	it.each(published)('signs %s as Amazon prints it', async (_, url, signature) => {
		const request = { method: 'GET', url, headers: { 'x-amz-content-sha256': emptyHash } } as const;
		const signed = await aws4Signer.sign(request, keys, scope, now);
		expect(signed.headers['authorization']).toContain(`Signature=${signature}`);
		expect(signed.headers['x-amz-date']).toBe('20130524T000000Z');
	});

	it('signs the token of a session too', async () => {
		const request = { method: 'GET', url: bucket, headers: {} } as const;
		const signed = await aws4Signer.sign(request, { ...keys, sessionToken: 'of an hour' }, scope, now);
		expect(signed.headers['x-amz-security-token']).toBe('of an hour');
		expect(signed.headers['authorization']).toContain('x-amz-security-token');
	});
});
