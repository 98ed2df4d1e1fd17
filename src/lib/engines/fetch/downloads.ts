import { AppError, isAbort } from '$lib/core/errors';
import { placeOf } from '$lib/core/connection/answer';
import { GrowingBlob } from '$lib/core/table/growing-blob';
import type { Download, DownloadLimits, Downloads, NetworkRequest, OnProgress } from '$lib/core/ports';

interface Surroundings {
	/** A page reads only what the other server allows, and cannot tell why it did not. */
	readonly isPage: boolean;
}

/** The Downloads port over fetch: no cookies, no cache; a body comes in parts and is counted. */
export function fetchDownloads(surroundings: Surroundings): Downloads {
	return {
		download: async (request, limits, signal, onProgress) => {
			const stall = new Stall(limits.stallMs, signal);
			try {
				const response = await ask(request, surroundings, stall.signal);
				stall.moved();
				return await receive(response, request, limits, stall, onProgress);
			} catch (error) {
				signal?.throwIfAborted();
				if (error instanceof AppError) throw error;
				throw new AppError('source/cut-short', { address: placeOf(request.url) }, { cause: error });
			} finally {
				stall.end();
			}
		}
	};
}

/** Gives up once nothing has moved for a while. */
class Stall {
	readonly #controller = new AbortController();
	readonly signal: AbortSignal;
	#timer: ReturnType<typeof setTimeout> | undefined;
	constructor(
		readonly stallMs: number,
		outer?: AbortSignal
	) {
		this.signal = outer ? AbortSignal.any([outer, this.#controller.signal]) : this.#controller.signal;
		this.moved();
	}

	moved(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#controller.abort(), this.stallMs);
	}

	end(): void {
		clearTimeout(this.#timer);
	}
}

async function ask(request: NetworkRequest, { isPage }: Surroundings, signal: AbortSignal): Promise<Response> {
	const send = (redirect: RequestRedirect) =>
		fetch(request.url, {
			method: request.method,
			headers: { ...request.headers },
			...(request.body ? { body: new Blob([Uint8Array.from(request.body)]) } : {}),
			mode: 'cors',
			credentials: 'omit',
			cache: 'no-store',
			referrerPolicy: 'no-referrer',
			redirect,
			signal
		});
	try {
		return await send('follow');
	} catch (error) {
		if (isAbort(error)) throw error;
		const address = placeOf(request.url);
		const { origin } = new URL(request.url);
		if (isPage && !navigator.onLine && !isLoopback(origin))
			throw new AppError('source/offline', { origin }, { cause: error });
		if (!isPage) throw new AppError('source/unreachable', { address, reason: reasonOf(error) }, { cause: error });
		const leadsElsewhere =
			request.method === 'GET' &&
			(await send('manual').then(
				({ type }) => type === 'opaqueredirect',
				() => false
			));
		const code = leadsElsewhere ? 'source/redirected' : 'source/blocked';
		throw new AppError(code, { address, origin }, { cause: error });
	}
}

function isLoopback(origin: string): boolean {
	return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(origin).hostname);
}

/** What Node says beneath "fetch failed": ECONNREFUSED, ENOTFOUND, a certificate. */
function reasonOf(error: unknown): string {
	const cause = error instanceof Error ? error.cause : undefined;
	if (cause instanceof Error) return 'code' in cause && cause.message === '' ? String(cause.code) : cause.message;
	return error instanceof Error ? error.message : String(error);
}

async function receive(
	response: Response,
	{ url }: NetworkRequest,
	{ maxBytes }: DownloadLimits,
	stall: Stall,
	onProgress?: OnProgress
): Promise<Download> {
	const headers = Object.fromEntries(response.headers);
	const said = Number(headers['content-length'] ?? Number.NaN);
	// what travels packed has another length than what arrives
	const total = Number.isSafeInteger(said) && headers['content-encoding'] === undefined ? said : null;
	const tooLarge = () => new AppError('source/too-large', { address: placeOf(url), maxBytes, sizeBytes: total });
	if (total !== null && total > maxBytes) {
		await response.body?.cancel();
		throw tooLarge();
	}
	const received = new GrowingBlob();
	let done = 0;
	const reader = response.body?.getReader();
	while (reader) {
		const part = await reader.read();
		if (part.done) break;
		stall.moved();
		done += part.value.byteLength;
		if (done > maxBytes) {
			await reader.cancel();
			throw tooLarge();
		}
		received.add(part.value);
		onProgress?.({ phase: 'download', done, total });
	}
	return { status: response.status, headers, blob: received.blob() };
}
