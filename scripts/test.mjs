import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureChromium, ensureDatabases, installPackages, root, run } from './steps.mjs';

const reports = mkdtempSync(path.join(tmpdir(), 'temoto-test-'));
const bin = (name, file) => path.join(root, 'node_modules', name, file);
const node = process.execPath;
const counts = { passed: 0, failed: 0, skipped: 0 };

function count(title, passed, failed, skipped = 0) {
	counts.passed += passed;
	counts.failed += failed;
	counts.skipped += skipped;
	console.log(`── ${title}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
}

async function check(title, args) {
	console.log(`\n── ${title}`);
	const code = await run(node, args);
	count(title, code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

function readReport(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch (error) {
		console.error(`no report of the run: ${error instanceof Error ? error.message : error}`);
		return null;
	}
}

async function vitest(project) {
	console.log(`\n── ${project} tests`);
	const file = path.join(reports, `${project}.json`);
	const code = await run(node, [
		bin('vitest', 'vitest.mjs'),
		'run',
		'--project',
		project,
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`
	]);
	const report = readReport(file);
	const failed = report?.numFailedTests ?? 0;
	count(
		`${project} tests`,
		report?.numPassedTests ?? 0,
		code !== 0 && failed === 0 ? 1 : failed,
		report?.numPendingTests ?? 0
	);
}

async function endToEnd() {
	console.log('\n── e2e tests');
	const file = path.join(reports, 'e2e.json');
	const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
	const code = await run(node, [bin('@playwright/test', 'cli.js'), 'test', '--reporter=list,json'], { env });
	const stats = readReport(file)?.stats;
	const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0);
	count('e2e tests', stats?.expected ?? 0, code !== 0 && failed === 0 ? 1 : failed, stats?.skipped ?? 0);
}

try {
	await installPackages();
	process.env.CHROMIUM = await ensureChromium();
	await ensureDatabases();
	await check('kernels', ['scripts/build-kernels.mjs']);
	await check('generated types', [bin('@sveltejs/kit', 'svelte-kit.js'), 'sync']);
	await check('lint', [bin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0']);
	await check('types of the page', [
		bin('svelte-check', 'bin/svelte-check'),
		'--tsconfig',
		'tsconfig.json',
		'--fail-on-warnings'
	]);
	await check('types of the workers', [bin('typescript', 'bin/tsc'), '-p', 'workers', '--noEmit']);
	await vitest('unit');
	await check('build', ['scripts/build.mjs']);
	await vitest('browser');
	await endToEnd();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	counts.failed += 1;
} finally {
	rmSync(reports, { recursive: true, force: true });
}
const skipped = counts.skipped ? `, ${counts.skipped} skipped` : '';
console.log(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
