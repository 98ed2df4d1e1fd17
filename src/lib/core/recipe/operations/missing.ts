import { fillMissing } from './missing/fill-missing';
import { dropMissing } from './missing/drop-missing';

export const missingOperations = [fillMissing, dropMissing] as const;
