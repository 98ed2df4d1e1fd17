import { canonicalJson } from '../json';
import type { Reason, StepRecord } from './pipeline';
import type { Step } from './step';
import { stepVersions } from './step';
import type { Json } from '../json';

/** Everything a step's answer depends on. Its SHA-256 is the step's key. */
export interface StepKeyParts {
	readonly type: string;
	readonly version: number;
	/** Canonical JSON of the parameters, without the ids of the steps it reads. */
	readonly params: string;
	/** Role -> what came in: an artifact's id, a file's hash, a gate's value. */
	readonly inputs: Readonly<Record<string, string>>;
}

export function stepKeyParts(step: Step, params: Json, inputs: Readonly<Record<string, string>>): StepKeyParts {
	return { type: step.type, version: stepVersions[step.type], params: canonicalJson(params), inputs };
}

export function stepKeyBytes(parts: StepKeyParts): Uint8Array {
	return new TextEncoder().encode(canonicalJson({ ...parts }));
}

/** Why a step runs, against what is kept of it: the first difference that explains it. */
export function runReason(parts: StepKeyParts, last: StepRecord | undefined): Reason {
	if (!last) return { code: 'first', about: '' };
	if (last.version !== parts.version) return { code: 'version', about: `${last.version} to ${parts.version}` };
	if (last.params !== parts.params) return { code: 'params', about: '' };
	const changed = [...new Set([...Object.keys(parts.inputs), ...Object.keys(last.inputs)])].filter(
		(role) => parts.inputs[role] !== last.inputs[role]
	);
	return changed.length > 0 ? { code: 'inputs', about: changed.join(', ') } : { code: 'gone', about: '' };
}
