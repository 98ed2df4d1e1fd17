import { select } from './columns/select';
import { dropColumns } from './columns/drop-columns';
import { rename } from './columns/rename';

export const columnsOperations = [select, dropColumns, rename] as const;
