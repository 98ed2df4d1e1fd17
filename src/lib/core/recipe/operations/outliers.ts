import { clip } from './outliers/clip';

export const outliersOperations = [clip] as const;
