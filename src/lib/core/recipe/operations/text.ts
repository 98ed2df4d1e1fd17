import { cleanText } from './text/clean-text';

export const textOperations = [cleanText] as const;
