import { filter } from './rows/filter';
import { dropDuplicates } from './rows/drop-duplicates';
import { sort } from './rows/sort';
import { split } from './rows/split';

export const rowsOperations = [filter, dropDuplicates, sort, split] as const;
