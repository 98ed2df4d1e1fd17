import type { Translation } from '../translation';
import type { model as english } from './en';

export const model: Translation<typeof english> = {};
