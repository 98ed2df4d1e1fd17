import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { serveFolder } from '../../scripts/serve.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const build = path.join(root, 'build');

/** The built site on an address that stays the same when it is stopped and started again. */
export interface Site {
	readonly url: string;
	stop(): Promise<void>;
	start(): Promise<void>;
}

export async function serveSite({ headers = true, folder = build } = {}): Promise<Site> {
	let running = await serveFolder(folder, { headers });
	const { url } = running;
	let isRunning = true;
	return {
		url,
		stop: async () => {
			if (isRunning) await running.close();
			isRunning = false;
		},
		start: async () => {
			if (!isRunning) running = await serveFolder(folder, { headers, port: Number(new URL(url).port) });
			isRunning = true;
		}
	};
}

interface Watched {
	/** Other origins that a test means to ask. */
	readonly allowed: Set<string>;
	/** What went wrong in the page that a test means to provoke. */
	readonly expected: RegExp[];
}

/**
 * Every test is watched: a request to another origin, an uncaught error or a breach of the content security policy fails it, whatever
 * else it asks.
 */
export const test = base.extend<{ site: Site; watched: Watched }>({
	site: async ({}, use) => {
		const site = await serveSite();
		await use(site);
		await site.stop();
	},
	watched: [
		async ({ context, site }, use) => {
			const watched: Watched = { allowed: new Set([new URL(site.url).origin]), expected: [] };
			const asked: string[] = [];
			const wrong: string[] = [];
			context.on('request', (request) => {
				const url = new URL(request.url());
				if (url.protocol.startsWith('http') || url.protocol.startsWith('ws')) asked.push(url.origin);
			});
			context.on('weberror', (error) => wrong.push(String(error.error())));
			context.on('console', (message) => {
				if (message.type() === 'error' && /Content Security Policy/i.test(message.text())) wrong.push(message.text());
			});
			await use(watched);
			expect([...new Set(asked)].filter((origin) => !watched.allowed.has(origin))).toEqual([]);
			expect(wrong.filter((text) => !watched.expected.some((pattern) => pattern.test(text)))).toEqual([]);
		},
		{ auto: true }
	]
});
export { expect };

/** Waits until everything is stored for use without a network. */
export async function offlineReady(page: Page): Promise<void> {
	await expect(page.getByText('offline ready')).toBeVisible({ timeout: 60_000 });
}

/** Opens a stage by its link, as a person does. */
export async function openStage(page: Page, name: string): Promise<void> {
	await page
		.getByRole('navigation', { name: 'Stages' })
		.getByRole('link', { name: new RegExp(`^${name}\\b`) })
		.click();
	await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Chooses a file on the first page, which starts a project of its name. */
export async function importFile(page: Page, name: string, content: string | Buffer): Promise<void> {
	await page
		.locator('main input[type=file]')
		.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
	await expect(page.getByRole('grid')).toBeVisible({ timeout: 60_000 });
}
