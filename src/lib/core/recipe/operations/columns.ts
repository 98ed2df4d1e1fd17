import { select } from './columns/select';
import { dropColumns } from './columns/drop-columns';
import { rename } from './columns/rename';
import { duplicateColumn } from './columns/duplicate-column';
import { moveToStart } from './columns/move-to-start';
import { moveToEnd } from './columns/move-to-end';
import { moveBefore } from './columns/move-before';
import { moveAfter } from './columns/move-after';
import { moveToIndex } from './columns/move-to-index';
import { sortColumns } from './columns/sort-columns';
import { swapColumns } from './columns/swap-columns';
import { addConstantColumn } from './columns/add-constant-column';
import { addRowNumber } from './columns/add-row-number';
import { addRowKey } from './columns/add-row-key';
import { combineColumns } from './columns/combine-columns';
import { coalesceColumns } from './columns/coalesce-columns';
import { selectByType } from './columns/select-by-type';
import { selectByName } from './columns/select-by-name';
import { cleanColumnNames } from './columns/clean-column-names';
import { addNamePrefix } from './columns/add-name-prefix';
import { addNameSuffix } from './columns/add-name-suffix';
import { replaceInNames } from './columns/replace-in-names';
import { dropConstant } from './columns/drop-constant';
import { dropMostlyMissing } from './columns/drop-mostly-missing';
import { dropDuplicateColumns } from './columns/drop-duplicate-columns';
import { dropLowVariance } from './columns/drop-low-variance';
import { dropCorrelated } from './columns/drop-correlated';

export const columnsOperations = [
	select,
	dropColumns,
	rename,
	duplicateColumn,
	moveToStart,
	moveToEnd,
	moveBefore,
	moveAfter,
	moveToIndex,
	sortColumns,
	swapColumns,
	addConstantColumn,
	addRowNumber,
	addRowKey,
	combineColumns,
	coalesceColumns,
	selectByType,
	selectByName,
	cleanColumnNames,
	addNamePrefix,
	addNameSuffix,
	replaceInNames,
	dropConstant,
	dropMostlyMissing,
	dropDuplicateColumns,
	dropLowVariance,
	dropCorrelated
] as const;
