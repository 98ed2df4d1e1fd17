import { cast } from './types/cast';

export const typesOperations = [cast] as const;
