import * as v from 'valibot';
import type { Suggestion } from '../profile/rules/rule';
import { TrainSpecSchema, type TrainSpec } from './spec';

/** Settings with what a rule suggests: `engine` and `classWeights` are the run's own, everything else is a parameter of the estimator. */
export function suggestedSpec(spec: TrainSpec, { engine, classWeights, ...params }: Suggestion): TrainSpec {
	return v.parse(TrainSpecSchema, {
		...spec,
		params: { ...spec.params, ...params },
		...(engine === undefined ? {} : { engine }),
		...(classWeights === undefined ? {} : { classWeights })
	});
}
