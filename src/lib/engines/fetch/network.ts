import { AppError, isAbort } from '$lib/core/errors';
import type { Network, NetworkRequest, NetworkResponse } from '$lib/core/ports';

/** The Network port over fetch: no cookies, no redirects, no cache. */
export function fetchNetwork(timeoutMs = 30_000): Network {
	return { send: (request, signal) => send(request, timeoutMs, signal), gzip };
}

async function send(request: NetworkRequest, timeoutMs: number, signal?: AbortSignal): Promise<NetworkResponse> {
	const timeout = AbortSignal.timeout(timeoutMs);
	try {
		const response = await fetch(request.url, {
			method: request.method,
			headers: { ...request.headers },
			...(request.body ? { body: new Blob([Uint8Array.from(request.body)]) } : {}),
			mode: 'cors',
			credentials: 'omit',
			cache: 'no-store',
			redirect: 'error',
			signal: signal ? AbortSignal.any([signal, timeout]) : timeout
		});
		return {
			status: response.status,
			headers: Object.fromEntries(response.headers),
			body: new Uint8Array(await response.arrayBuffer())
		};
	} catch (error) {
		if (isAbort(error) && signal?.aborted) throw error;
		throw new AppError('relay/unreachable', { url: request.url }, { cause: error });
	}
}

async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
	const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new CompressionStream('gzip'));
	return new Uint8Array(await new Response(stream).arrayBuffer());
}
