import type { AwsSigner } from '$lib/core/ports';

/** The AwsSigner port over aws4fetch, which is fetched when first used. A body is signed with its hash. */
export const aws4Signer: AwsSigner = {
	sign: async (request, keys, scope, now) => {
		const { AwsV4Signer } = await import('aws4fetch');
		const signer = new AwsV4Signer({
			method: request.method,
			url: request.url,
			headers: { ...request.headers },
			...(request.body ? { body: Uint8Array.from(request.body) } : {}),
			accessKeyId: keys.accessKeyId,
			secretAccessKey: keys.secretAccessKey,
			...(keys.sessionToken ? { sessionToken: keys.sessionToken } : {}),
			...scope,
			datetime: new Date(now).toISOString().replaceAll(/[:-]|\.\d{3}/g, '')
		});
		const signed = await signer.sign();
		return { ...request, url: signed.url.href, headers: Object.fromEntries(signed.headers) };
	}
};
