import type { FacetBias } from '$lib/core/clarify/bias';
import type { SidePerformance } from '$lib/core/clarify/performance';
import { metricTexts } from '$lib/core/clarify/texts/metric-en';
import { metricReason } from './reasons';

/** The bias of one group as CONTRACT.md writes it: reasons as sentences, `post` only where there are predictions. */
export function facetJson(facet: FacetBias): unknown {
	const { n, nFacet, nRest, missing, inFacet, rest, pre, post, performance } = facet;
	return {
		facet: facet.facet,
		value: facet.value,
		parts: facet.parts,
		n,
		nFacet,
		nRest,
		missing,
		groups: { facet: inFacet, rest },
		pre: withReasons(pre),
		...(post ? { post: withReasons(post) } : {}),
		classes: {
			names: performance.classes,
			facet: sideJson(performance.facet),
			rest: sideJson(performance.rest),
			distances: withReasons(performance.distances)
		},
		warnings: facet.warnings.map((warning) => ({ ...warning, text: metricTexts.warns(warning) }))
	};
}

/** Counts of one side with their shares. */
export function sideJson({ n, labels, predictions }: SidePerformance): unknown {
	const share = (count: number, whole: number) => (whole === 0 ? null : count / whole);
	return {
		n,
		labels,
		labelShares: labels.map((count) => share(count, n)),
		...(predictions
			? {
					predictions: {
						...predictions,
						confusionShares: predictions.confusion.map((row) => row.map((count) => share(count, predictions.n)))
					}
				}
			: {})
	};
}

function withReasons(
	metrics: Readonly<Record<string, { readonly reason: Parameters<typeof metricReason>[0] } | undefined>>
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(metrics).map(([name, metric]) => [
			name,
			metric && { ...metric, reason: metricReason(metric.reason) }
		])
	);
}
