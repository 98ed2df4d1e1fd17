import { asOfJoin } from './tables/as-of-join';
import { compareTables } from './tables/compare-tables';
import { completeCombinations } from './tables/complete-combinations';
import { completeSequence } from './tables/complete-sequence';
import { concatenate } from './tables/concatenate';
import { crossTabulate } from './tables/cross-tabulate';
import { except } from './tables/except';
import { expandGrid } from './tables/expand-grid';
import { fuzzyJoin } from './tables/fuzzy-join';
import { groupBy } from './tables/group-by';
import { intersect } from './tables/intersect';
import { intervalJoin } from './tables/interval-join';
import { join } from './tables/join';
import { lookUp } from './tables/look-up';
import { markInTable } from './tables/mark-in-table';
import { overlapJoin } from './tables/overlap-join';
import { pivot } from './tables/pivot';
import { reconcile } from './tables/reconcile';
import { repeatRows } from './tables/repeat-rows';
import { subtotals } from './tables/subtotals';
import { transpose } from './tables/transpose';
import { unpivot } from './tables/unpivot';
import { unpivotGroups } from './tables/unpivot-groups';
import { updateFromTable } from './tables/update-from-table';

/** Operations that read other tables. */
export const joiningOperations = [
	join,
	lookUp,
	concatenate,
	asOfJoin,
	intervalJoin,
	overlapJoin,
	fuzzyJoin,
	reconcile,
	markInTable,
	updateFromTable,
	intersect,
	except,
	compareTables
] as const;

/** Operations that group rows or give the table another shape. */
export const shapingOperations = [
	groupBy,
	subtotals,
	pivot,
	crossTabulate,
	unpivot,
	unpivotGroups,
	transpose,
	completeCombinations,
	completeSequence,
	expandGrid,
	repeatRows
] as const;

export const tablesOperations = [...joiningOperations, ...shapingOperations] as const;
