import type { Translation } from '../translation';
import type { clarify as english } from './en';

export const clarify: Translation<typeof english> = {};
