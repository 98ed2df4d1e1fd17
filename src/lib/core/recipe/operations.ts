import { AppError } from '../errors';
import type { Operation } from './operation';
import { bin } from './operations/bin';
import { cast } from './operations/cast';
import { cleanText } from './operations/clean-text';
import { clip } from './operations/clip';
import { dateParts } from './operations/date-parts';
import { dropColumns } from './operations/drop-columns';
import { dropDuplicates } from './operations/drop-duplicates';
import { dropMissing } from './operations/drop-missing';
import { fillMissing } from './operations/fill-missing';
import { filter } from './operations/filter';
import { formula } from './operations/formula';
import { minMax } from './operations/min-max';
import { oneHot } from './operations/one-hot';
import { ordinal } from './operations/ordinal';
import { rename } from './operations/rename';
import { replaceValue } from './operations/replace-value';
import { select } from './operations/select';
import { sort } from './operations/sort';
import { split } from './operations/split';
import { standardise } from './operations/standardise';

/** Every operation, in the order people see them. A new one is one file and one line here. */
export const operations = [
	select,
	dropColumns,
	rename,
	cast,
	filter,
	dropDuplicates,
	sort,
	split,
	formula,
	replaceValue,
	cleanText,
	fillMissing,
	dropMissing,
	standardise,
	minMax,
	clip,
	bin,
	oneHot,
	ordinal,
	dateParts
] as const;

export type OperationId = (typeof operations)[number]['id'];

const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]));

/** Throws recipe/operation-unknown. */
export function operationNamed(id: string): Operation {
	const operation = byId.get(id);
	if (!operation) throw new AppError('recipe/operation-unknown', { op: id });
	return operation;
}
