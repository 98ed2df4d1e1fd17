import { formula } from './custom/formula';

export const customOperations = [formula] as const;
