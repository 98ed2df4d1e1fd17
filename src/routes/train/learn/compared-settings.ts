import { paramFields } from '$lib/core/train/params';
import type { Holdout } from '$lib/core/train/run-meta';
import type { I18n } from '$lib/i18n/i18n.svelte';
import type { Run } from '$lib/state/trained-runs.svelte';

/** A setting of runs that lie beside each other, a value for each. */
export interface ComparedSetting {
	readonly name: string;
	readonly values: readonly string[];
	/** It tells the runs apart: they differ, and not only in that one of them has no such setting or leaves it at its default. */
	readonly isApart: boolean;
}

const absent = '–';

/** The settings of runs in a fixed order; `tables`: the name of each run's table. */
export function comparedSettings(runs: readonly Run[], tables: readonly string[], i18n: I18n): ComparedSetting[] {
	const t = i18n.t.train;
	const facts: [string, (run: Run, at: number) => string][] = [
		[t.columns.dataset, (_, at) => tables[at] ?? ''],
		[t.target, ({ meta }) => meta.target],
		[t.columns.estimator, ({ meta }) => t.estimators[meta.estimator]],
		[t.columns.engine, ({ meta }) => t.engines[meta.engine]],
		[t.split.title, ({ meta }) => holdoutText(meta.holdout, i18n)],
		[t.split.classWeights, ({ meta }) => (meta.classWeights === 'balanced' ? t.split.balanced : t.split.asTheyAre)],
		[t.split.calibrate, ({ meta }) => t.split.methods[meta.calibrate]],
		[t.weight, ({ meta }) => meta.weight ?? t.noWeight],
		[t.dropReasons.ignored, ({ meta }) => meta.ignore.join(t.comma) || absent],
		[t.columns.seed, ({ meta }) => String(meta.seed)]
	];
	const told = facts.map(([name, of]) => {
		const values = runs.map(of);
		return { name, values, isApart: new Set(values).size > 1 };
	});
	const names = [...new Set(runs.flatMap(({ meta }) => Object.keys(meta.params)))];
	return [...told, ...names.map((name) => comparedParam(runs, name, i18n))];
}

function comparedParam(runs: readonly Run[], param: string, i18n: I18n): ComparedSetting {
	const { names, choices }: Record<'names' | 'choices', Readonly<Record<string, string>>> = i18n.t.train.params;
	const values = runs.map(({ meta }) => {
		const value = meta.params[param];
		if (value === undefined) return absent;
		return typeof value === 'number' ? String(value) : (choices[value] ?? (value || absent));
	});
	const isSet = runs.some(({ meta }) => {
		const field = paramFields(meta.estimator).find(({ name }) => name === param);
		return param in meta.params && field?.initial !== meta.params[param];
	});
	const isShared = runs.every(({ meta }) => param in meta.params);
	return { name: names[param] ?? param, values, isApart: new Set(values).size > 1 && (isShared || isSet) };
}

function holdoutText(holdout: Holdout, i18n: I18n): string {
	const { split: t } = i18n.t.train;
	switch (holdout.type) {
		case 'none':
		case 'table':
			return absent;
		case 'column':
			return `${holdout.column} = ${holdout.value}`;
		case 'folds':
			return [`${t.foldCount} ${holdout.count}`, t.ways[holdout.by], holdout.column ?? ''].filter(Boolean).join(' · ');
		case 'fraction':
			return `${i18n.percent(holdout.fraction)} · ${t.ways.stratified}`;
		case 'random':
			return `${i18n.percent(holdout.fraction)} · ${t.ways.random}`;
		case 'group':
		case 'time':
			return `${i18n.percent(holdout.fraction)} · ${t.ways[holdout.type]} · ${holdout.column}`;
	}
}
