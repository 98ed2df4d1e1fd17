import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { serveFolder } from '../../scripts/serve.mjs';
import type { FeatureFigures } from './page/features';

export const name = 'features: 1,000,000 rows x 12 features in Chromium; goals in brackets';

const root = path.resolve('.');
const duckdb = path.join(root, 'node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking');

/** Builds the page that measures: the ports of the site, in a real browser, without its stages. */
async function buildPage(folder: string): Promise<void> {
	await build({
		configFile: false,
		root: path.join(root, 'tests/bench/page'),
		logLevel: 'error',
		publicDir: false,
		resolve: {
			alias: { $lib: path.join(root, 'src/lib'), $workers: path.join(root, 'workers'), 'duckdb-blocking': duckdb }
		},
		worker: { format: 'es' },
		build: {
			target: 'esnext',
			outDir: folder,
			emptyOutDir: true,
			rollupOptions: { input: path.join(root, 'tests/bench/page/features.html') }
		}
	});
}

async function readFigures(folder: string): Promise<FeatureFigures> {
	const site = await serveFolder(folder, { port: 0 });
	const browser = await chromium.launch({
		executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync']
	});
	try {
		const page = await browser.newPage();
		await page.goto(new URL('features.html', site.url).href);
		for (;;) {
			const title = await page.title();
			if (title.startsWith('{"failed"')) throw new Error(title);
			if (title.startsWith('{')) return JSON.parse(title);
			await page.waitForTimeout(500);
		}
	} finally {
		await browser.close();
		await site.close();
	}
}

export async function run() {
	const folder = await mkdtemp(path.join(tmpdir(), 'temoto-features-'));
	try {
		await buildPage(folder);
		const figures = await readFigures(folder);
		const putMicroseconds = 1e6 / figures.plainPutRowsASecond;
		const row = (what: string, ours: number, peer: number, peerName: string) => ({
			what,
			ours,
			peer,
			peerName,
			ratio: peer / ours
		});
		const put = 'IndexedDB, a put a row';
		const get = 'IndexedDB, a get a key';
		return {
			rows: [
				...figures.ingest.map(({ entities, extra, seconds }) =>
					row(
						`ingest of ${entities} entities${extra ? ', a column left out' : ''}, µs a row (5)`,
						seconds,
						putMicroseconds,
						put
					)
				),
				row('get, µs p50 (300)', figures.getP50 * 1000, figures.plainGetP50 * 1000, get),
				row('get, µs p95', figures.getP95 * 1000, figures.plainGetP50 * 1000, get),
				row(
					'get after a pause, µs p50: asks the catalogue',
					figures.pausedGetP50 * 1000,
					figures.plainGetP50 * 1000,
					get
				),
				row('the first get, ms: reads a page', figures.firstGet, figures.plainGetP50, get),
				row('100 keys, ms p50 (3)', figures.hundredP50, figures.plainHundredP50, get),
				row(
					'history into DuckDB, ms, best of three (500)',
					Math.min(...figures.history),
					putMicroseconds * 1000,
					'putting the rows one by one, from 20,000'
				)
			]
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
