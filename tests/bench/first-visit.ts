import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from '@playwright/test';
import { serveFolder } from '../../scripts/serve.mjs';

export const name = 'first visit: an empty browser, this machine as the server, medians of five';

const build = path.resolve('build');
const visits = 5;
const bare =
	'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title></head><body><h1>Bare</h1></body></html>\n';

/** What the benchmark cannot do without, in one line; null when all is there. */
export function lacking(): string | null {
	return existsSync(path.join(build, 'engines.json')) ? null : 'there is no build: run npm run build first';
}

interface Visit {
	/** Milliseconds until the heading is seen and the main thread is quiet. */
	readonly interactive: number;
	readonly requests: number;
	readonly bytes: number;
	readonly scriptBytes: number;
	/** Over the wire, all that was fetched in the background too. */
	readonly allBytes: number;
}

/** A folder served through a wire that counts what flows to the browser, whoever asked for it. */
async function serveCounted(folder: string) {
	const site = await serveFolder(folder);
	const { hostname, port } = new URL(site.url);
	let bytes = 0;
	const wire = createServer((socket) => {
		const behind = connect(Number(port), hostname);
		behind.on('data', (chunk) => (bytes += chunk.byteLength));
		socket.pipe(behind).pipe(socket);
		for (const end of [socket, behind]) end.on('error', () => [socket, behind].forEach((one) => one.destroy()));
	});
	await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
	const { port: outer } = wire.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${outer}`,
		bytes: () => bytes,
		close: async () => {
			wire.close();
			await site.close();
		}
	};
}

/** Runs in the page: when the first heading was painted, or the last long task after it ended; quiet is a second without one. */
function interactiveAt(): Promise<number> {
	return new Promise((resolve) => {
		let seen = 0;
		let busyUntil = 0;
		new PerformanceObserver((list) => {
			for (const { startTime, duration } of list.getEntries()) busyUntil = Math.max(busyUntil, startTime + duration);
		}).observe({ type: 'longtask', buffered: true });
		const look = () => {
			const box = document.querySelector('h1')?.getBoundingClientRect();
			if (seen === 0 && box && box.height > 0) seen = performance.now();
			const since = Math.max(seen, busyUntil);
			if (seen > 0 && performance.now() - since > 1000) resolve(since);
			else requestAnimationFrame(look);
		};
		look();
	});
}

async function visit(browser: Browser, folder: string, stored: (page: Page) => Promise<void>): Promise<Visit> {
	const site = await serveCounted(folder);
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		let requests = 0;
		let scriptBytes = 0;
		const sizes: Promise<number>[] = [];
		page.on('requestfinished', (request) => {
			requests += 1;
			const { pathname } = new URL(request.url());
			if (pathname.endsWith('.js')) scriptBytes += gzipSync(readFileSync(path.join(folder, pathname))).byteLength;
			sizes.push(request.sizes().then((size) => size.responseHeadersSize + size.responseBodySize));
		});
		await page.addInitScript(`globalThis.interactive = (${interactiveAt.toString()})()`);
		await page.goto(site.url);
		const interactive = Number(await page.evaluate('globalThis.interactive'));
		const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
		const seen = { interactive, requests, scriptBytes, bytes };
		await stored(page);
		return { ...seen, allBytes: site.bytes() };
	} finally {
		await context.close();
		await site.close();
	}
}

function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Bytes of every script of the site: what a page would load that does not split its code. */
function allScriptBytes(folder: string): number {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.js'))
		.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).byteLength, 0);
}

export async function run() {
	const folder = await mkdtemp(path.join(tmpdir(), 'temoto-bare-'));
	await writeFile(path.join(folder, 'index.html'), bare);
	const browser = await chromium.launch({
		executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync']
	});
	try {
		const offlineReady = (page: Page) => page.getByText('offline ready').waitFor({ timeout: 120_000 });
		const ours: Visit[] = [];
		const peers: Visit[] = [];
		await visit(browser, folder, () => Promise.resolve());
		for (let i = 0; i < visits; i++) {
			peers.push(await visit(browser, folder, () => Promise.resolve()));
			ours.push(await visit(browser, build, offlineReady));
		}
		const row = (what: string, our: number, peer: number, peerName: string) => ({
			what,
			ours: our,
			peer,
			peerName,
			ratio: peer / our
		});
		const of = (all: readonly Visit[], figure: keyof Visit) => median(all.map((one) => one[figure]));
		const page = 'a bare static page';
		return {
			rows: [
				row('time to interactive, ms', of(ours, 'interactive'), of(peers, 'interactive'), page),
				row('requests of the page', of(ours, 'requests'), of(peers, 'requests'), page),
				row('kB of the page, uncompressed', of(ours, 'bytes') / 1e3, of(peers, 'bytes') / 1e3, page),
				row(
					'kB of the page, uncompressed',
					of(ours, 'bytes') / 1e3,
					of(ours, 'allBytes') / 1e3,
					'all stored for offline'
				),
				row('kB of script, gzipped', of(ours, 'scriptBytes') / 1e3, allScriptBytes(build) / 1e3, 'every script at once')
			]
		};
	} finally {
		await browser.close();
		await rm(folder, { recursive: true, force: true });
	}
}
