import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { serveFolder } from '../../../scripts/serve.mjs';

const root = path.resolve('.');
const pages = path.join(root, 'tests/bench/page');
const duckdb = path.join(root, 'node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking');

/**
 * Builds a page of this folder (the ports of the site, without its stages), puts `files` beside it, opens it in Chromium and waits until
 * its title is the JSON of what it found, or of `{"failed": ...}`. `flags` are the browser's.
 */
export async function measureInPage(
	page: string,
	addFiles: (folder: string) => Promise<void> = () => Promise.resolve(),
	flags: readonly string[] = []
): Promise<unknown> {
	const folder = await mkdtemp(path.join(tmpdir(), `temoto-${page}-`));
	try {
		await build({
			configFile: false,
			root: pages,
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
				rollupOptions: { input: path.join(pages, `${page}.html`) }
			}
		});
		await addFiles(folder);
		return await readTitle(folder, `${page}.html`, flags);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function readTitle(folder: string, file: string, flags: readonly string[]): Promise<unknown> {
	const site = await serveFolder(folder, { port: 0 });
	const browser = await chromium.launch({
		executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...flags]
	});
	try {
		// a peer may make functions from text, which the policy of the site refuses
		const page = await browser.newPage({ bypassCSP: true });
		await page.goto(new URL(file, site.url).href);
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
