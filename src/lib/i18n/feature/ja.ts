import type { Translation } from '../translation';
import type { feature as english } from './en';

export const feature: Translation<typeof english> = {};
