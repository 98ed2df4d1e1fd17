import type { Translation } from '../translation';
import type { pipeline as english } from './en';

export const pipeline: Translation<typeof english> = {};
