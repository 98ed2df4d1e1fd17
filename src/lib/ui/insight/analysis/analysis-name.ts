import type { AnalysisSpec } from '$lib/core/insight/analysis';
import type { InsightTexts } from '$lib/i18n/insight/catalogue';

/** What an analysis is called until someone calls it otherwise. */
export function analysisName(spec: AnalysisSpec, t: InsightTexts['analyses']): string {
	const kind = t.kinds[spec.type];
	switch (spec.type) {
		case 'histogram':
			return t.names.of(kind, spec.column);
		case 'scatter':
		case 'heatmap':
			return t.names.against(spec.x, spec.y);
		case 'box':
			return spec.by === null ? t.names.of(kind, spec.value) : t.names.by(spec.value, spec.by);
		case 'lasso':
		case 'leakage':
			return t.names.of(kind, spec.target);
		case 'decomposition':
			return t.names.of(kind, spec.value);
		default:
			return kind;
	}
}
