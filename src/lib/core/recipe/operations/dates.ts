import { dateParts } from './dates/date-parts';

export const datesOperations = [dateParts] as const;
