import type { Explainer, Predictor } from '../ports';
import { askModel } from '../model/asked-model';
import { distributionsOf } from '../monitor/distributions';
import { measureDrift } from '../monitor/drift';
import type { Columns } from '../table/columns';
import { measureFacets } from './bias';
import { checkpointsOf } from './checkpoint';
import { answerOf } from './coalition';
import { measureEffect } from './effect';
import { findErrorSlices } from './error-tree';
import { findCounterfactuals } from './counterfactuals';
import { decisionLines, decisionMap } from './decision-boundary';
import { explain } from './explain';
import { interact } from './interaction';
import { permutationImportance } from './permutation-importance';
import { tradeThresholds } from './threshold-trade';

/**
 * The Explainer in plain TypeScript: in the clarify worker, or in place in Node. `pause` lets waiting messages in when it is
 * time, so that an abort is heard in the middle of long work, and says whether it did. `predictor` runs models that are graphs,
 * `now` is monotonic milliseconds.
 */
export function createExplainer(pause: () => Promise<boolean>, predictor: Predictor, now: () => number): Explainer {
	const checkpoint = checkpointsOf(pause);
	return {
		explain: (job, signal, onProgress, onPartial) =>
			explain(job, predictor, checkpoint('explain', signal, onProgress), onPartial),
		explainInteractions: (job, signal, onProgress) =>
			interact(job, predictor, checkpoint('interactions', signal, onProgress)),
		measureEffect: async (job, signal, onProgress) => {
			const asked = await askModel(job.model, predictor);
			const answer = answerOf(asked, job);
			return measureEffect(job, (rows) => answer(asked.encode(rows)), checkpoint('effect', signal, onProgress));
		},
		measurePermutation: async (job, signal, onProgress) => {
			const asked = await askModel(job.model, predictor);
			const ask = (rows: Columns) => asked.answers(asked.encode(rows));
			return permutationImportance(job, ask, checkpoint('importance', signal, onProgress));
		},
		findErrorSlices: (job, signal, onProgress) => findErrorSlices(job, checkpoint('errors', signal, onProgress)),
		findCounterfactuals: (job, signal, onProgress) =>
			findCounterfactuals(job, predictor, now, checkpoint('counterfactuals', signal, onProgress)),
		drawDecision: async (job, signal) => {
			signal?.throwIfAborted();
			return decisionLines(job, predictor);
		},
		mapDecision: async (job, signal) => {
			signal?.throwIfAborted();
			return decisionMap(job, predictor);
		},
		measureBias: (jobs, signal, onProgress) => measureFacets(jobs, checkpoint('bias', signal, onProgress)),
		tradeThresholds: (job, signal, onProgress) => tradeThresholds(job, checkpoint('thresholds', signal, onProgress)),
		measureDrift: async (job, signal, onProgress) => {
			await checkpoint('drift', signal, onProgress)(0, 1);
			return { ...measureDrift(job), distributions: distributionsOf(job) };
		}
	};
}
