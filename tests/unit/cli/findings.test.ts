import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main';
import { censusCsv } from '../../fixtures/census';

let folder = '';
const file = (name: string) => path.join(folder, name);

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-findings-'));
	await writeFile(file('later.csv'), censusCsv(1000, 2));
});
afterAll(() => rm(folder, { recursive: true }));

async function temoto(...args: string[]) {
	let out = '';
	let error = '';
	const status = await main(args, {
		out: (text) => void (out += text),
		error: (text) => void (error += text),
		isTerminal: false
	});
	return { status, out, error };
}

describe('findings from the command line', () => {
	it('are tried where that is asked for, stop where a rule says so, and stand in the report of the run', async () => {
		const project = file('ruled.temoto');
		const trained = await temoto(
			...['train', file('later.csv'), '--target', 'income', '--estimator', 'trees', '--param', 'rounds=80'],
			...['--rule', 'overfit:patience=2:action=stop', '--rule', 'step-outlier:off', '--verify'],
			...['--project', project, '-o', file('ruled.temoto-model'), '--json']
		);
		expect(trained.error).not.toMatch(/error/i);
		const overfit = JSON.parse(trained.out).findings.find(({ rule }: { rule: string }) => rule === 'overfit');
		expect(overfit).toMatchObject({
			action: 'stop',
			params: { patience: 2 },
			suggestion: { rounds: overfit.evidence.bestStep },
			verified: { by: 'loss', change: overfit.suggestion, isGain: expect.any(Boolean) }
		});
		expect(overfit.verified.before.length).toBe(3);

		const html = await temoto('run-report', project, '-o', file('run.html'), '--lang', 'ja', '--json');
		expect(JSON.parse(html.out)).toMatchObject({ run: 'ruled', findings: expect.arrayContaining(['overfit']) });
		const page = await readFile(file('run.html'), 'utf8');
		expect(page).toContain('過学習しています');
		expect(page).not.toMatch(/<script|https?:\/\//);
		expect((await temoto('run-report', project, 'ruled', '-o', file('run.json'))).status).toBe(0);
		const report = JSON.parse(await readFile(file('run.json'), 'utf8'));
		expect(report).toMatchObject({
			name: 'ruled',
			run: { stoppedBy: 'overfit', curve: { length: overfit.first.step }, rules: { 'step-outlier': { isOff: true } } },
			intervals: { auc: { lower: expect.any(Number) } }
		});
		expect(report.profile.steps.count).toBeGreaterThanOrEqual(overfit.first.step);
		const nothing = await temoto('run-report', project, 'nobody', '-o', file('no.html'));
		expect([nothing.status, nothing.error]).toEqual([2, expect.stringContaining('it has: ruled')]);
	});
});
