/** Every way Temoto can refuse. `details` fills the sentence that i18n has for the code. */
export type ErrorCode =
	| 'usage/bad-option'
	| 'usage/port-taken'
	| 'table/unreadable'
	| 'table/empty'
	| 'table/header-only'
	| 'table/format-unknown'
	| 'table/too-wide'
	| 'table/column-missing'
	| 'table/column-duplicate'
	| 'table/column-kind'
	| 'sql/failed'
	| 'sql/out-of-memory'
	| 'sql/unsupported'
	| 'recipe/invalid'
	| 'recipe/operation-unknown'
	| 'recipe/params-invalid'
	| 'recipe/column-missing'
	| 'recipe/table-missing'
	| 'recipe/parameter-missing'
	| 'recipe/formula-invalid'
	| 'recipe/not-fitted'
	| 'recipe/not-computed'
	| 'function/invalid'
	| 'function/failed'
	| 'function/too-slow'
	| 'recipe/not-portable'
	| 'feature/group-missing'
	| 'feature/schema-mismatch'
	| 'feature/key-missing'
	| 'feature/time-invalid'
	| 'feature/group-exists'
	| 'feature/group-invalid'
	| 'feature/group-empty'
	| 'feature/write-time-missing'
	| 'clarify/label-missing'
	| 'clarify/positive-missing'
	| 'clarify/facet-missing'
	| 'clarify/not-explainable'
	| 'clarify/score-missing'
	| 'train/target-missing'
	| 'train/one-class'
	| 'train/constant-target'
	| 'train/no-features'
	| 'train/too-few-rows'
	| 'train/too-many-classes'
	| 'train/diverged'
	| 'train/params-invalid'
	| 'train/too-many-features'
	| 'train/out-of-memory'
	| 'model/invalid'
	| 'model/input-missing'
	| 'model/unsupported'
	| 'pipeline/invalid'
	| 'pipeline/step-failed'
	| 'edge/signature-invalid'
	| 'edge/hash-mismatch'
	| 'edge/rollback'
	| 'edge/expired'
	| 'edge/golden-mismatch'
	| 'edge/preparation-differs'
	| 'edge/no-model'
	| 'edge/key-invalid'
	| 'edge/not-enrolled'
	| 'relay/unreachable'
	| 'relay/refused'
	| 'relay/code-invalid'
	| 'relay/busy'
	| 'relay/package-unknown'
	| 'relay/full'
	| 'relay/answer-invalid'
	| 'pipeline/step-unknown'
	| 'pipeline/parameter-missing'
	| 'monitor/no-shared-columns'
	| 'monitor/edges-differ'
	| 'project/invalid'
	| 'project/version-newer'
	| 'project/missing'
	| 'storage/quota'
	| 'storage/blob-missing'
	| 'storage/blob-corrupt'
	| 'storage/unavailable'
	| 'archive/invalid'
	| 'archive/too-large'
	| 'device/no-webgpu'
	| 'worker/crashed'
	| 'file/missing'
	| 'file/unwritable'
	| 'internal';

export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** The one error type that crosses layers and threads. It holds facts, never prose: texts come from i18n by `code`. */
export class AppError extends Error {
	override readonly name = 'AppError';
	constructor(
		readonly code: ErrorCode,
		readonly details: ErrorDetails = {},
		options?: { cause?: unknown }
	) {
		super(`${code} ${JSON.stringify(details)}`, options);
	}
}

/** Whether `error` is the platform's way of saying that the caller gave up. */
export function isAbort(error: unknown): boolean {
	return error instanceof Error && error.name === 'AbortError';
}
