import type { GateResult, StepResult } from '$lib/core/pipeline/pipeline';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** The one or two figures that tell most of a step, for its line. */
export function headline({ id, type, answer }: StepResult, gates: readonly GateResult[], i18n: I18n): string {
	const t = i18n.t.pipeline.headlines;
	const values = answer?.values ?? {};
	const figure = (name: string, text: (value: string) => string) => {
		const value = values[name];
		return value === undefined || value === null ? '' : text(i18n.number(value));
	};
	const labelled = (name: string, label: string) => figure(name, (value) => `${label} ${value}`);
	const counted = (name: string, text: (count: string) => string) => {
		const value = values[name];
		return value === undefined || value === null ? '' : text(i18n.count(value));
	};
	const brokenLimits = (count: number) => (count === 0 ? '' : t.brokenLimits(i18n.count(count)));
	const some = (...parts: string[]) => parts.filter(Boolean).join(', ');
	switch (type) {
		case 'train':
		case 'evaluate':
			return some(labelled('auc', 'AUC') || labelled('accuracy', t.accuracy), labelled('rmse', 'RMSE'));
		case 'bias':
			return some(
				labelled('worst.DPPL', 'DPPL') || labelled('worst.DPL', 'DPL'),
				labelled('worst.DI', 'DI'),
				brokenLimits(gates.filter((gate) => gate.id === id && !gate.ok).length)
			);
		case 'drift':
			return counted('drifted', t.drifted);
		case 'package':
			return figure('version', t.version);
		case 'mitigate':
			return figure('heaviest', t.heaviest);
		case 'explain':
			return mostImportant(values, t.most);
		case 'gate': {
			const gate = gates.find((each) => each.id === id);
			if (!gate) return '';
			return `${gate.value === null ? i18n.t.pipeline.undefinedValue : i18n.number(gate.value)} ${limitText(gate.limit)}`;
		}
		default:
			return counted('rows', t.rows);
	}
}

/** A limit as people write it: ≥ 0.75. */
export function limitText(limit: string): string {
	return limit.replace('>=', '≥').replace('<=', '≤');
}

function mostImportant(values: Readonly<Record<string, number | null>>, text: (feature: string) => string): string {
	const prefix = 'importance.';
	const [most] = Object.entries(values)
		.filter(([name]) => name.startsWith(prefix))
		.sort(([, a], [, b]) => (b ?? 0) - (a ?? 0));
	return most ? text(most[0].slice(prefix.length)) : '';
}
