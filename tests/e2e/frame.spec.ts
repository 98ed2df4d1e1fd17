import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, expect, offlineReady, openStage, serveSite, test } from './site';

test('the first page weighs under 150 kB of script and starts no engine', async ({ page, site }) => {
	const scripts = new Map<string, number>();
	const engines: string[] = [];
	page.on('response', (response) => {
		const { pathname } = new URL(response.url());
		if (response.fromServiceWorker() || response.request().serviceWorker()) return;
		if (pathname.endsWith('.js')) {
			const file = path.join(build, pathname);
			scripts.set(pathname, gzipSync(readFileSync(file)).byteLength);
		}
		if (pathname.endsWith('.wasm') || pathname.includes('/workers/')) engines.push(pathname);
	});
	await page.goto(site.url);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Machine learning, at hand.');
	await page.waitForLoadState('networkidle');
	const bytes = [...scripts.values()].reduce((sum, one) => sum + one, 0);
	expect(scripts.size).toBeGreaterThan(3);
	expect(bytes).toBeLessThan(150_000);
	expect(engines).toEqual([]);
	expect(page.workers()).toEqual([]);
});

test('asks nothing of another origin, from the first visit on', async ({ page, site, watched }) => {
	watched.expected.push(/Content Security Policy/);
	await page.goto(site.url);
	const ask = () =>
		page.evaluate(() =>
			fetch('http://127.0.0.1:9/').then(
				() => 'answered',
				(error: unknown) => String(error)
			)
		);
	const refused = page.waitForEvent('console', (message) => /connect-src/.test(message.text()));
	expect(await ask()).toContain('Failed to fetch');
	await refused;
	await offlineReady(page);
	await page.reload();
	const refusedAgain = page.waitForEvent('console', (message) => /connect-src/.test(message.text()));
	expect(await ask()).toContain('Failed to fetch');
	await refusedAgain;
});

test('is installable, isolated, and says when it is ready for offline use', async ({ page, site }) => {
	await page.goto(site.url);
	await offlineReady(page);
	expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
	const manifest = await (await page.request.get(`${site.url}/manifest.webmanifest`)).json();
	expect(manifest).toMatchObject({ display: 'standalone', start_url: expect.any(String) });
	const sizes = manifest.icons.map((icon: { sizes: string }) => icon.sizes);
	expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512']));
	for (const icon of manifest.icons) expect((await page.request.get(new URL(icon.src, site.url).href)).ok()).toBe(true);
});

test('a host that sets no headers is isolated by the service worker, with one reload', async ({ browser }) => {
	const plain = await serveSite({ headers: false });
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		await page.goto(plain.url);
		await offlineReady(page);
		expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
	} finally {
		await context.close();
		await plain.stop();
	}
});

test('finds and does by keyboard, shows its keys, and speaks two languages in two themes', async ({ page, site }) => {
	await page.goto(site.url);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await page.keyboard.press('ControlOrMeta+k');
	const palette = page.getByRole('dialog');
	await palette.getByRole('combobox').fill('fair');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/fairness$/);
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Find or do');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toHaveCount(0);

	await page.keyboard.press('ControlOrMeta+k');
	await palette.getByRole('combobox').fill('日本語');
	await page.keyboard.press('Enter');
	await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
	await expect(page.getByRole('heading', { level: 1, name: '公平性' })).toBeVisible();
	await page.reload();
	await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
	await page.getByRole('button', { name: 'EN' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Fairness' })).toBeVisible();

	await page.getByRole('button', { name: 'Project', exact: true }).press('Enter');
	await page.getByRole('menuitem', { name: 'New project' }).press('Enter');
	await expect(page.getByRole('button', { name: /^Untitled, Project$/ })).toBeVisible();

	const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	const light = await paper();
	await page.emulateMedia({ colorScheme: 'dark' });
	expect(await paper()).not.toBe(light);
});

test('an address that is not there says so and leads home', async ({ page, site }) => {
	await page.goto(`${site.url}/nowhere`);
	await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
	await page.getByRole('button', { name: 'Go home' }).click();
	await openStage(page, 'Data');
	await expect(page.getByRole('heading', { name: 'No table yet' })).toBeVisible();
});

test('a newer version asks before it takes over', async ({ page, watched }) => {
	const folder = mkdtempSync(path.join(tmpdir(), 'temoto-site-'));
	cpSync(build, folder, { recursive: true });
	const site = await serveSite({ folder });
	watched.allowed.add(site.url);
	try {
		await page.goto(site.url);
		await offlineReady(page);
		appendFileSync(path.join(folder, 'service-worker.js'), '\n// newer');
		await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
		const reload = page.getByRole('button', { name: 'Reload' });
		await expect(reload).toBeVisible();
		await reload.click();
		await expect(reload).toHaveCount(0);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Machine learning, at hand.');
	} finally {
		await site.stop();
		rmSync(folder, { recursive: true });
	}
});

test('stores every file that the build made', async ({ page, site }) => {
	await page.goto(site.url);
	await offlineReady(page);
	const stored = await page.evaluate(async () => {
		const names = await caches.keys();
		const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
		return all.flat().map(({ url }) => new URL(url).pathname);
	});
	const folder = path.join(build, '_app', 'immutable');
	const made = readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => `/${path.relative(build, path.join(entry.parentPath, entry.name))}`);
	expect(made.filter((file) => !stored.includes(file))).toEqual([]);
});
