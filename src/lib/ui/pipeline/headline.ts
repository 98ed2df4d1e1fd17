import type { StepResult } from '$lib/core/pipeline/pipeline';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** The one or two figures that tell most of a step, for its line. */
export function headline({ type, answer }: StepResult, i18n: Pick<I18n, 'number' | 'count'>): string {
	const values = answer?.values ?? {};
	const figure = (name: string, label: string) => {
		const value = values[name];
		return value === undefined || value === null ? '' : `${label} ${i18n.number(value)}`;
	};
	const some = (...parts: string[]) => parts.filter(Boolean).join(', ');
	switch (type) {
		case 'train':
		case 'evaluate':
			return some(figure('auc', 'AUC') || figure('accuracy', 'accuracy'), figure('rmse', 'RMSE'));
		case 'bias':
			return some(figure('worst.DPPL', 'DPPL') || figure('worst.DPL', 'DPL'), figure('worst.DI', 'DI'));
		case 'drift':
			return values['drifted'] === undefined || values['drifted'] === null ? '' : `▲ ${i18n.count(values['drifted'])}`;
		case 'package':
			return values['version'] ? `v${values['version']}` : '';
		case 'mitigate':
			return figure('heaviest', '×');
		default:
			return values['rows'] === undefined || values['rows'] === null ? '' : i18n.count(values['rows']);
	}
}
