import type { Selection, Selector } from '$lib/core/clarify/selector';
import type { StepContext } from './pipeline-context';

/** A facet as a pipeline writes it, as the fairness use cases read it. */
export function facetSelector(facet: StepContext<'mitigate'>['step']['with']['facet']): Selector {
	const selection: Selection =
		facet.above !== undefined
			? { threshold: facet.above }
			: facet.values !== undefined
				? { values: facet.values }
				: { each: true };
	return { column: facet.column, selection };
}
