import { join } from './tables/join';

export const tablesOperations = [join] as const;
