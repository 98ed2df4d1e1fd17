import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import { rules } from '$lib/core/profile/rules/catalogue';
import { resolveRuleParams } from '$lib/core/profile/rules/rule';
import { RuleResultSchema } from '$lib/core/profile/rules/rule-result';
import type { EngineName } from '$lib/core/train/job';
import { formatRuleSettings, parseRuleSettings, steers, wantsBest } from '$lib/core/profile/rules/settings';
import { endOf, issuesOf, resultFor, runnerOf, stepOf, tensorOf } from './rule-frames';

describe('a runner', () => {
	it('finds nothing in a run that goes well, and says what rules had no data and why', () => {
		const { runner, told } = runnerOf();
		for (let step = 1; step <= 40; step++) {
			if (runner.looks(step)) runner.tensors(step, [tensorOf(), tensorOf({ role: 'gradient' })]);
			runner.step(stepOf(step, { trainLoss: 0.9 ** step, heldOutLoss: 0.9 ** step }));
		}
		const results = runner.end(endOf());
		expect(issuesOf(results)).toEqual([]);
		expect(told).toEqual([]);
		expect(results.length).toBe(rules.length);
		expect(resultFor(results, 'tree-depth')).toMatchObject({ status: 'no-data', lacks: 'estimator' });
		expect(resultFor(results, 'dead-relu')).toMatchObject({ status: 'no-data', lacks: 'tensors' });
		expect(resultFor(results, 'vanishing-gradient')).toMatchObject({ status: 'ok', looks: 11, looksOf: 40 });
		expect(resultFor(results, 'loss-not-decreasing').looksOf).toBeNull();
		for (const result of results) v.parse(RuleResultSchema, JSON.parse(JSON.stringify(result)));
	});

	it('tells the first finding at once, counts the rest, and keeps the worst', () => {
		const { runner, told } = runnerOf();
		runner.step(stepOf(1));
		runner.tensors(2, [tensorOf({ name: 'layer 2', notFinite: 3 })]);
		expect(told).toMatchObject([
			{ rule: 'exploding-tensor', first: { step: 2, batch: 2, tensor: 'layer 2', value: 3, limit: 0 } }
		]);
		runner.tensors(3, [tensorOf({ name: 'layer 1', notFinite: 60 })]);
		expect(told.length).toBe(1);
		expect(resultFor(runner.results, 'exploding-tensor')).toMatchObject({
			...{ status: 'issue', severity: 'high', firings: 2, looks: 2 },
			first: { batch: 2, tensor: 'layer 2' },
			worst: { step: 2, batch: 3, tensor: 'layer 1', value: 60 },
			suggestion: { learningRate: 0.0002 }
		});
	});

	it('looks at the first batches and then at every 25th, or as often as the engine says; at each one where a rule may end the run', () => {
		const taken = (settings: string[], every?: number) => {
			const { runner } = runnerOf({}, settings);
			return Array.from({ length: 60 }, (_, at) => at + 1).filter((batch) => runner.looks(batch, every));
		};
		expect(taken([])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 25, 50]);
		expect(taken(['dead-relu:action=stop']).length).toBe(60);
		expect(taken(['overfit:action=stop']).length).toBe(12);
		const tensorRules = rules.filter(({ needs }) => needs === 'tensors').map(({ id }) => `${id}:off`);
		expect(taken(tensorRules)).toEqual([]);
		expect(taken([], 1).length).toBe(60);
		expect(taken([], 20)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 40, 60]);
		expect(taken(tensorRules, 1)).toEqual([]);
	});

	it('takes waiting for a device as learning, not as starving', () => {
		const waiting = { prepare: 8, idle: 40, evaluate: 2 };
		const found = (engine: EngineName, phases: Record<string, number>) => {
			const { runner } = runnerOf({ engine });
			for (let step = 1; step <= 60; step++) runner.step(stepOf(step, { ms: 50, phases }));
			return runner.results;
		};
		for (const engine of ['webgpu', 'tfjs-webgpu'] as const) {
			const results = found(engine, waiting);
			expect(issuesOf(results)).toEqual([]);
			expect(resultFor(results, 'cpu-bottleneck').status).toBe('ok');
			expect(resultFor(results, 'batch-size').status).toBe('no-data');
		}
		expect(issuesOf(found('webgpu', { prepare: 40, idle: 8, evaluate: 2 }))).toEqual(['cpu-bottleneck']);
		expect(issuesOf(found('kernels', waiting))).toEqual(['cpu-bottleneck', 'low-utilisation']);
	});

	it('ends the run within the step for a rule that is to stop it', () => {
		const { runner } = runnerOf({}, ['exploding-loss:factor=3:action=keep-best']);
		expect(runner.step(stepOf(1, { trainLoss: 1 }))).toBe(false);
		expect(runner.step(stepOf(2, { trainLoss: 2.9 }))).toBe(false);
		expect(runner.step(stepOf(3, { trainLoss: 3.1 }))).toBe(true);
		expect(runner.stop).toEqual({ rule: 'exploding-loss', action: 'keep-best', step: 3 });
	});
});

describe('settings of rules', () => {
	it('are read from texts and written back', () => {
		const texts = ['overfit:patience=2:ratio=0.2:action=stop', 'step-outlier:off'];
		const settings = parseRuleSettings(texts);
		expect(settings).toEqual({
			overfit: { action: 'stop', params: { patience: 2, ratio: 0.2 } },
			'step-outlier': { isOff: true, params: {} }
		});
		expect(formatRuleSettings(settings)).toEqual(texts);
		expect([steers(settings), wantsBest(settings)]).toEqual([true, false]);
		const { runner } = runnerOf({}, settings);
		expect(runner.results.some(({ rule }) => rule === 'step-outlier')).toBe(false);
		expect(resultFor(runner.results, 'overfit')).toMatchObject({ action: 'stop', params: { ratio: 0.2, rise: 0.01 } });
	});

	it.each([
		['no-such-rule:off', 'no-such-rule'],
		['overfit:depth=3', 'overfit'],
		['overfit:ratio=7', 'overfit'],
		['overfit:ratio=x', 'overfit'],
		['overfit:action=mail', 'overfit']
	])('%s is refused and named', (text, rule) => {
		try {
			parseRuleSettings([text]);
			expect.unreachable();
		} catch (error) {
			expect(error instanceof AppError && [error.code, error.details['rule']]).toEqual(['train/rule-invalid', rule]);
		}
	});

	it.each(rules.map((rule) => [rule.id, rule] as const))('the defaults of %s are within its ranges', (_, rule) => {
		const params = resolveRuleParams(rule, {});
		for (const [name, { initial }] of Object.entries(rule.fields)) expect(params[name]).toBe(initial);
	});
});

it('checks of runs kept before rules had evidence of this shape still open', () => {
	const old = { rule: 'overfit', status: 'issue', evidence: { bestStep: 4 }, suggestion: { rounds: 4 } };
	expect(v.parse(RuleResultSchema, old)).toMatchObject({ ...old, first: null, lacks: null, firings: 0, params: {} });
});

describe('rules of the machine that no kernel of ours sets off', () => {
	const leaking = (bytes: (step: number) => number) => {
		const { runner, told } = runnerOf({ estimator: 'trees' });
		for (let step = 1; step <= 80; step++) runner.step(stepOf(step, { memory: { wasm: 64e6, gpu: bytes(step) } }));
		return told;
	};

	it('a leaked buffer is named, with the step from which it grew for three windows', () => {
		const [leak] = leaking((step) => 20e6 + (step > 20 ? (step - 20) * 1e6 : 0));
		expect(leak).toMatchObject({ rule: 'memory-increase', first: { step: 60, tensor: 'gpu', limit: 0.05 } });
	});

	it('memory that is given back now and then is no leak', () => {
		expect(leaking((step) => 20e6 + (step % 9) * 4e6)).toEqual([]);
	});

	it('workers that share unevenly, and cores that lie idle', () => {
		const { runner, told } = runnerOf({ estimator: 'trees' });
		runner.step(stepOf(1));
		runner.end(
			endOf({ busyMs: { 'kernel 1': 3000, 'kernel 2': 900 }, phases: { histogram: 3000 }, threads: 1, cores: 8 })
		);
		expect(told).toMatchObject([
			{ rule: 'threads', first: { value: 0.125, limit: 0.7 }, evidence: { threads: 1, cores: 8 } },
			{ rule: 'load-balance', first: { tensor: 'kernel 2', value: 0.7, limit: 0.5 } }
		]);
	});
});
