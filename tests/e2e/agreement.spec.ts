import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { answersOf, columnOf, records } from '../fixtures/independent';
import { expect, openStage, root, test } from './site';

const probability = 'probability_yes';

async function download(page: Page, button: string): Promise<Buffer> {
	const [file] = await Promise.all([
		page.waitForEvent('download', { timeout: 60_000 }),
		page.getByRole('button', { name: button, exact: true }).click()
	]);
	return readFileSync(await file.path());
}

async function exportNewest(page: Page, name: string): Promise<string[][]> {
	await openStage(page, 'Data');
	const choice = page
		.getByRole('combobox', { name: 'Dataset' })
		.locator('option')
		.filter({ hasText: new RegExp(`^${name}(?: ·|$)`) })
		.first();
	await page.getByRole('combobox', { name: 'Dataset' }).selectOption((await choice.getAttribute('value')) ?? '');
	await expect(page.getByRole('grid', { name: `Table ${name}` })).toBeVisible();
	return records((await download(page, 'Export')).toString());
}

function largestDifference(a: readonly (string | number)[], b: readonly (string | number)[]): number {
	expect(a.length).toBe(b.length);
	return a.reduce<number>((largest, value, row) => Math.max(largest, Math.abs(Number(value) - Number(b[row]))), 0);
}

test('the page, the command line and onnxruntime give the same predictions', async ({ page, site }) => {
	test.setTimeout(180_000);
	await page.goto(site.url);
	await page.getByRole('button', { name: 'Open the sample' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Pipelines' })).toBeVisible({ timeout: 30_000 });
	const byCommand = await exportNewest(page, 'scored catalogue');
	expect(byCommand.length).toBeGreaterThan(40_000);

	await openStage(page, 'Pipelines');
	await page.getByLabel('Run every step again').check();
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	await expect(page.getByText(/asked to run again/i).first()).toBeVisible({ timeout: 120_000 });
	const byPage = await exportNewest(page, 'scored catalogue');
	expect(columnOf(byPage, 'prediction')).toEqual(columnOf(byCommand, 'prediction'));
	expect(largestDifference(columnOf(byPage, probability), columnOf(byCommand, probability))).toBeLessThan(1e-5);

	const table = await exportNewest(page, 'catalogue');
	await openStage(page, 'Models');
	const graph = await download(page, 'Export ONNX');
	const model = await download(page, 'Download model');
	const { labels, probabilities } = await answersOf(graph, table);
	expect(labels).toEqual(columnOf(byPage, 'prediction'));
	const sure = probabilities.filter((_, place) => place % 2 === 1);
	expect(largestDifference(columnOf(byPage, probability), sure)).toBeLessThan(1e-5);

	const folder = mkdtempSync(path.join(tmpdir(), 'temoto-agreement-'));
	const file = (name: string) => path.join(folder, name);
	writeFileSync(file('dances.temoto-model'), model);
	const quote = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
	writeFileSync(file('catalogue.csv'), table.map((row) => row.map(quote).join(',')).join('\n'));
	const args = ['predict', file('dances.temoto-model'), file('catalogue.csv'), '-o', file('out.csv')];
	await promisify(execFile)(process.execPath, [path.join(root, 'bin', 'temoto.js'), ...args]);
	const again = records(readFileSync(file('out.csv'), 'utf8'));
	rmSync(folder, { recursive: true });
	expect(columnOf(again, 'prediction')).toEqual(labels);
	expect(largestDifference(columnOf(again, probability), sure)).toBeLessThan(1e-5);
});
