import { AppError } from '../errors';
import type { Operation } from './operation';
import { categoriesOperations } from './operations/categories';
import { columnsOperations } from './operations/columns';
import { customOperations } from './operations/custom';
import { datesOperations } from './operations/dates';
import { findOperations } from './operations/find';
import { geoOperations } from './operations/geo';
import { missingOperations } from './operations/missing';
import { nestedOperations } from './operations/nested';
import { numbersOperations } from './operations/numbers';
import { outliersOperations } from './operations/outliers';
import { rowsOperations } from './operations/rows';
import { seriesOperations } from './operations/series';
import { tablesOperations } from './operations/tables';
import { testsOperations } from './operations/tests';
import { textOperations } from './operations/text';
import { typesOperations } from './operations/types';
import { valuesOperations } from './operations/values';
import { windowsOperations } from './operations/windows';
import { vectorsOperations } from './operations/vectors';

/** Every operation, in the order people see them. A new one is one file and one line in the list of its group. */
export const operations = [
	...columnsOperations,
	...rowsOperations,
	...tablesOperations,
	...typesOperations,
	...valuesOperations,
	...textOperations,
	...findOperations,
	...testsOperations,
	...missingOperations,
	...outliersOperations,
	...numbersOperations,
	...categoriesOperations,
	...vectorsOperations,
	...datesOperations,
	...seriesOperations,
	...windowsOperations,
	...nestedOperations,
	...geoOperations,
	...customOperations
] as const;

export type OperationId = (typeof operations)[number]['id'];

const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]));

/** Throws recipe/operation-unknown. */
export function operationNamed(id: string): Operation {
	const operation = byId.get(id);
	if (!operation) throw new AppError('recipe/operation-unknown', { op: id });
	return operation;
}
