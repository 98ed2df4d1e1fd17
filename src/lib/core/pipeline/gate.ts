import { AppError } from '../errors';
import type { GateResult, StepAnswer } from './pipeline';
import type { StepOf } from './step';

/**
 * Compares a value of an earlier step with its limit. A value that is not defined fails the gate; a name that the step does not
 * know is an error: pipeline/invalid {where, reason}.
 */
export function checkGate(step: StepOf<'gate'>, answers: ReadonlyMap<string, StepAnswer>): GateResult {
	const { metric, atLeast, atMost } = step.with;
	const at = metric.indexOf('.');
	const values = answers.get(metric.slice(0, at))?.values ?? {};
	const value = values[metric.slice(at + 1)];
	if (value === undefined)
		throw new AppError('pipeline/invalid', {
			where: `step ${step.id}`,
			reason: `${metric.slice(0, at)} has no value '${metric.slice(at + 1)}'; it has ${Object.keys(values).join(', ')}`
		});
	const ok = value !== null && (atLeast === undefined ? value <= (atMost ?? Infinity) : value >= atLeast);
	return { id: step.id, metric, value, limit: atLeast === undefined ? `<= ${atMost}` : `>= ${atLeast}`, ok };
}
