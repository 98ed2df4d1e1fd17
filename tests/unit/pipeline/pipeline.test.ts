import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import { checkGate } from '$lib/core/pipeline/gate';
import { parsePipelineFile, resolvePipeline } from '$lib/core/pipeline/pipeline';
import type { StepAnswer, StepRecord } from '$lib/core/pipeline/pipeline';
import { StepSchema, stepInputs } from '$lib/core/pipeline/step';
import { runReason, stepKeyBytes, stepKeyParts } from '$lib/core/pipeline/step-key';
import * as v from 'valibot';

const file = {
	schemaVersion: 1,
	name: 'loans',
	parameters: { rounds: { default: 50 }, source: { default: 'a.csv' }, must: {} },
	steps: [
		{ id: 'loans', type: 'import', with: { file: '${source}', nulls: ['${must}'] } },
		{
			id: 'fit',
			type: 'train',
			with: { from: 'loans', target: 'paid', estimator: 'trees', params: { rounds: '${rounds}' }, name: 'of ${source}' }
		}
	]
};

function refusal(work: () => unknown): AppError {
	try {
		work();
	} catch (error) {
		if (error instanceof AppError) return error;
		throw error;
	}
	throw new Error('nothing was refused');
}

describe('a pipeline file', () => {
	it('fills parameters in with their types', () => {
		const { steps } = resolvePipeline(parsePipelineFile(file), { must: '007' });
		expect(steps[0]?.with).toMatchObject({ file: 'a.csv' });
		expect(steps[1]?.with).toMatchObject({ params: { rounds: 50 }, name: 'of a.csv', testFraction: 0.25 });
	});

	it('keeps text as text where the default is text, and reads numbers elsewhere', () => {
		const { steps } = resolvePipeline(parsePipelineFile(file), { must: 'NA', source: '12', rounds: '80' });
		expect(steps[0]?.with).toMatchObject({ file: '12' });
		expect(steps[1]?.with).toMatchObject({ params: { rounds: 80 } });
	});

	it('refuses what it cannot run, naming the place', () => {
		const parse = (changes: object) => resolvePipeline(parsePipelineFile({ ...file, ...changes }), { must: '?' });
		expect(refusal(() => parse({ schemaVersion: 2 })).code).toBe('project/version-newer');
		expect(refusal(() => parse({ steps: [] })).code).toBe('pipeline/invalid');
		expect(refusal(() => parsePipelineFile('text')).code).toBe('pipeline/invalid');
		expect(refusal(() => parse({ steps: [{ id: 'a', type: 'teleport', with: {} }] })).details).toMatchObject({
			step: 'a',
			type: 'teleport'
		});
		const later = refusal(() => parse({ steps: [file.steps[1], file.steps[0]] }));
		expect(later.details).toMatchObject({ where: 'step fit', reason: "from names 'loans', which is no earlier step" });
		const twice = refusal(() => parse({ steps: [file.steps[0], file.steps[0]] }));
		expect(twice.details).toMatchObject({ reason: 'this id is used twice' });
		const typo = refusal(() =>
			parse({
				steps: [file.steps[0], { id: 'fit', type: 'train', with: { from: 'loans', target: 'x', estimatr: 'mlp' } }]
			})
		);
		expect(typo.details['where']).toBe('step fit');
	});

	it('refuses parameters that are missing or unknown', () => {
		const parsed = parsePipelineFile(file);
		expect(refusal(() => resolvePipeline(parsed, {})).details).toMatchObject({ name: 'must' });
		expect(refusal(() => resolvePipeline(parsed, { must: '', typo: '1' })).details).toMatchObject({ name: 'typo' });
	});
});

const gate = v.parse(StepSchema, { id: 'good', type: 'gate', with: { metric: 'fit.auc', atLeast: 0.7 } });
const answer = (auc: number | null): ReadonlyMap<string, StepAnswer> =>
	new Map([['fit', { artifacts: {}, values: { auc }, texts: {} }]]);

describe('a gate', () => {
	if (gate.type !== 'gate') throw new Error('not a gate');
	it('holds at its limit and falls below it', () => {
		expect(checkGate(gate, answer(0.7))).toEqual({
			id: 'good',
			metric: 'fit.auc',
			value: 0.7,
			limit: '>= 0.7',
			ok: true
		});
		expect(checkGate(gate, answer(0.6999)).ok).toBe(false);
	});
	it('falls when the value is not defined, and names what there is when it is unknown', () => {
		expect(checkGate(gate, answer(null)).ok).toBe(false);
		const none = new Map([['fit', { artifacts: {}, values: { f1: 1 }, texts: {} }]]);
		expect(refusal(() => checkGate(gate, none)).details['reason']).toContain('f1');
	});
	it('needs exactly one side', () => {
		const parse = (limits: object) =>
			v.safeParse(StepSchema, { ...gate, with: { metric: 'fit.auc', ...limits } }).success;
		expect([parse({}), parse({ atMost: 1 }), parse({ atLeast: 0, atMost: 1 })]).toEqual([false, true, false]);
	});
});

describe('a step key', () => {
	const parts = stepKeyParts(gate, { limit: 1, metric: 'x' }, { from: 'abc' });
	const record = (changes: Partial<StepRecord>): StepRecord => ({
		schemaVersion: 1,
		step: 'good',
		key: 'k',
		version: parts.version,
		params: parts.params,
		inputs: parts.inputs,
		answer: { artifacts: {}, values: {}, texts: {} },
		at: 0,
		...changes
	});
	it('does not depend on the order of keys, and does on every part', () => {
		const text = (value: typeof parts) => new TextDecoder().decode(stepKeyBytes(value));
		expect(text(stepKeyParts(gate, { metric: 'x', limit: 1 }, { from: 'abc' }))).toBe(text(parts));
		const others = [
			{ ...parts, type: 'train' },
			{ ...parts, version: 2 },
			{ ...parts, params: '{}' },
			{ ...parts, inputs: { from: 'abd' } }
		];
		expect(new Set([parts, ...others].map(text)).size).toBe(5);
	});
	it('says why a step runs', () => {
		expect(runReason(parts, undefined)).toEqual({ code: 'first', about: '' });
		expect(runReason(parts, record({ version: 9 }))).toEqual({ code: 'version', about: '9 to 1' });
		expect(runReason(parts, record({ params: '{}' }))).toEqual({ code: 'params', about: '' });
		expect(runReason(parts, record({ inputs: { from: 'old' } }))).toEqual({ code: 'inputs', about: 'from' });
		expect(runReason(parts, record({}))).toEqual({ code: 'gone', about: '' });
	});
	it('knows the steps a step reads', () => {
		expect(stepInputs(gate)).toEqual({ metric: 'fit' });
	});
});
