import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAddress } from '$lib/core/connection/connection';
import type { Progress } from '$lib/core/ports';
import { fetchDownloads } from '$lib/engines/fetch/downloads';
import { downloadTable } from '$lib/workbench/download';

const csv = 'name,age\nAda,36\n';
const answers: Record<string, (response: ServerResponse) => void> = {
	'/people.csv': (r) => r.writeHead(200, { 'content-type': 'text/csv', 'content-length': csv.length }).end(csv),
	'/moved.csv': (r) => r.writeHead(302, { location: '/people.csv' }).end(),
	'/locked.csv': (r) => r.writeHead(403).end(),
	'/broken.csv': (r) => r.writeHead(500).end(),
	'/login': (r) => r.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>Log in</p>'),
	'/page.csv': (r) => r.writeHead(200, { 'content-type': 'text/csv' }).end('\n<!DOCTYPE html><title>x</title>'),
	'/cut.csv': (r) => {
		r.writeHead(200, { 'content-length': '1000' }).write(csv);
		setTimeout(() => r.destroy(), 50);
	},
	'/silent.csv': (r) => void r.writeHead(200).write(csv),
	'/endless.csv': (r) => {
		const timer = setInterval(() => r.write('x'.repeat(1000)), 1);
		r.on('close', () => clearInterval(timer));
	}
};
const server = createServer(({ url = '' }, response) => {
	const answer = answers[url.split('?')[0] ?? ''];
	if (answer) answer(response);
	else response.writeHead(404).end();
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => {
	server.closeAllConnections();
	server.close();
});
const downloads = fetchDownloads({ isPage: false });
const limits = { maxBytes: 10_000, stallMs: 300 };
const get = (path: string, signal?: AbortSignal) =>
	downloads.download({ method: 'GET', url: origin + path, headers: {} }, limits, signal);

describe('a table at an address', () => {
	it('becomes a file, through a redirect too, and its progress is told', async () => {
		const told: Progress[] = [];
		const file = await downloadTable({ downloads }, `${origin}/people.csv#top`, undefined, (p) => told.push(p));
		expect(file.name).toBe('people.csv');
		expect(await file.blob?.text()).toBe(csv);
		expect(told.at(-1)).toEqual({ phase: 'download', done: csv.length, total: csv.length });
		expect(await (await downloadTable({ downloads }, `${origin}/moved.csv`)).blob?.text()).toBe(csv);
	});

	it.each([
		['/nothing.csv', 'source/missing'],
		['/locked.csv', 'source/forbidden'],
		['/broken.csv', 'source/status'],
		['/login', 'source/web-page'],
		['/page.csv', 'source/web-page'],
		['/cut.csv', 'source/cut-short']
	])('%s is refused with %s, without its query', async (path, code) => {
		const address = `${origin}${path}`;
		const refused = downloadTable({ downloads }, `${address}?token=secret`);
		await expect(refused).rejects.toMatchObject({ code, details: { address } });
	});

	it('is refused once it is too large, whether its length is told or not', async () => {
		await expect(get('/endless.csv')).rejects.toMatchObject({ code: 'source/too-large', details: { sizeBytes: null } });
		const small = downloads.download(
			{ method: 'GET', url: `${origin}/people.csv`, headers: {} },
			{ ...limits, maxBytes: 5 }
		);
		await expect(small).rejects.toMatchObject({ code: 'source/too-large', details: { sizeBytes: csv.length } });
	});

	it('is given up when nothing comes, and when it is told to', async () => {
		await expect(get('/silent.csv')).rejects.toMatchObject({ code: 'source/cut-short' });
		await expect(get('/silent.csv', AbortSignal.timeout(20))).rejects.toMatchObject({ name: 'TimeoutError' });
		const stop = new AbortController();
		const stopped = get('/silent.csv', stop.signal);
		setTimeout(() => stop.abort(), 20);
		await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
	});

	it('says that nobody is there, and in a page that it cannot know', async () => {
		const request = { method: 'GET', url: 'http://127.0.0.1:9/x.csv', headers: {} } as const;
		await expect(downloads.download(request, limits)).rejects.toMatchObject({
			code: 'source/unreachable',
			details: { reason: expect.stringMatching(/bad port|ECONNREFUSED/) }
		});
	});
});

describe('an address', () => {
	it.each(['people.csv', 'ftp://h.example/x.csv', 'file:///etc/passwd', 'https://me:secret@h.example/x.csv', ''])(
		'is not %j',
		(text) => {
			expect(() => parseAddress(text)).toThrow(/source\/address-invalid/);
			expect(() => parseAddress(text)).not.toThrow(/secret/);
		}
	);
});
