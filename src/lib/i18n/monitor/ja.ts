import type { Translation } from '../translation';
import type { monitor as english } from './en';

export const monitor: Translation<typeof english> = {};
