import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { writerFor } from '$lib/core/document/writer';
import { isFinding } from '$lib/core/profile/rules/rule-result';
import { ArtifactSchema } from '$lib/core/project/artifact';
import { readRunMeta, specOfRun, type RunMeta } from '$lib/core/train/run-meta';
import { runReportHtml } from '$lib/core/train/run-report-html';
import { runReportJson } from '$lib/core/train/run-report';
import { runReportTexts } from '$lib/core/train/texts/run-report-en';
import written from '../../fixtures/first-run.json';

// `temoto train census.csv --project`, as commit 2f9adc3 kept it: five rules, no places, no validation rows, spans for a profile
const artifact = v.parse(ArtifactSchema, written);

function read(): RunMeta {
	const meta = readRunMeta(artifact);
	if (!meta) throw new Error('the run does not read');
	return meta;
}

describe('a run that the first version kept', () => {
	it('reads, with all that was written in it', () => {
		expect(read()).toMatchObject(written.meta);
	});

	it('has plain values for what it did not know', () => {
		const { rules, folds, bestStep, stoppedBy, stopAfter, classWeights, calibrate, notices, data } = read();
		expect({ rules, folds, bestStep, stoppedBy, stopAfter, classWeights, calibrate, notices, data }).toEqual({
			...{ rules: {}, folds: [], bestStep: 0, stoppedBy: null, stopAfter: null },
			...{ classWeights: 'none', calibrate: 'none', notices: [], data: null }
		});
		expect(new Set(read().curve.map(({ validationLoss }) => validationLoss))).toEqual(new Set([null]));
	});

	it('shows its findings with their suggestions, without a place', () => {
		const [overfit, ...others] = read().checks.filter(isFinding);
		expect(others).toEqual([]);
		expect(overfit).toMatchObject({ rule: 'overfit', suggestion: { rounds: 1 }, first: null, worst: null, firings: 0 });
	});

	it('can be asked for again', () => {
		expect(specOfRun(read())).toMatchObject({
			...{ target: 'income', estimator: 'trees', testFraction: 0.25, seed: 0, ignore: ['person'] },
			params: written.meta.params
		});
	});

	it('has a report, which says that there is no profile', () => {
		const report = {
			...{ name: artifact.name, made: artifact.createdAt, dataset: 'census', meta: read() },
			...{ threshold: null, profile: null, intervals: {}, verified: [] }
		};
		const html = runReportHtml(report, runReportTexts, writerFor('en'));
		expect(html).toContain('Report of the run “m”');
		expect(html).toContain('It learns the training rows by heart');
		expect(html).toContain('rounds=1');
		expect(html).toContain('No profile was kept of this run.');
		expect(runReportJson(report)).toMatchObject({ profile: null, run: written.meta });
	});
});

it('a run of a shape that nobody knows is no run', () => {
	expect(readRunMeta({ ...artifact, meta: { ...written.meta, schemaVersion: 2 } })).toBeNull();
	expect(readRunMeta({ ...artifact, type: 'model' })).toBeNull();
});
