import type { Translation } from '../translation';
import type { edge as english } from './en';

export const edge: Translation<typeof english> = {};
