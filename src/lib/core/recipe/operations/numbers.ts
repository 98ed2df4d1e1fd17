import { standardise } from './numbers/standardise';
import { minMax } from './numbers/min-max';
import { bin } from './numbers/bin';

export const numbersOperations = [standardise, minMax, bin] as const;
