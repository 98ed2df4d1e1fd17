import { gunzipSync } from 'node:zlib';
import { Refusal } from './refusal';

/** The body as it travels, refused as soon as it grows past `maxBytes`. */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
	const tooLarge = () => new Refusal(413, 'too-large', `the body is over ${maxBytes} bytes`);
	if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
	if (!request.body) return new Uint8Array();
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = request.body.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		size += value.byteLength;
		if (size > maxBytes) {
			await reader.cancel();
			throw tooLarge();
		}
		chunks.push(value);
	}
	const bytes = new Uint8Array(size);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.byteLength;
	}
	return bytes;
}

/** Inflates a gzip body when it says it is one; stops at `maxBytes`, whatever the body claims. */
export function inflate(body: Uint8Array, encoding: string | undefined, maxBytes: number): Uint8Array {
	if (encoding === undefined || encoding === 'identity') return body;
	if (encoding !== 'gzip') throw new Refusal(415, 'invalid', `the encoding ${encoding} is not known; use gzip`);
	try {
		return new Uint8Array(gunzipSync(body, { maxOutputLength: maxBytes }));
	} catch (error) {
		if (error instanceof RangeError) throw new Refusal(413, 'too-large', `the body inflates to over ${maxBytes} bytes`);
		throw new Refusal(400, 'invalid', 'the body is not gzip');
	}
}

export function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		throw new Refusal(400, 'invalid', 'the body is not JSON in UTF-8');
	}
}
