import type { FacetBias } from '$lib/core/clarify/bias';
import { metricReason } from './reasons';

/** The bias of one facet value as CONTRACT.md writes it: reasons as sentences, `post` only where there are predictions. */
export function facetJson({ facet, value, n, nFacet, nRest, missing, inFacet, rest, pre, post }: FacetBias): unknown {
	return {
		facet,
		value,
		n,
		nFacet,
		nRest,
		missing,
		groups: { facet: inFacet, rest },
		pre: withReasons(pre),
		...(post ? { post: withReasons(post) } : {})
	};
}

function withReasons(metrics: FacetBias['pre'] | NonNullable<FacetBias['post']>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(metrics).map(([name, metric]) => [name, { ...metric, reason: metricReason(metric.reason) }])
	);
}
