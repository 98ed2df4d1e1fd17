import { filter } from './rows/filter';
import { dropDuplicates } from './rows/drop-duplicates';
import { sort } from './rows/sort';
import { split } from './rows/split';
import { firstRows } from './rows/first-rows';
import { lastRows } from './rows/last-rows';
import { skipRows } from './rows/skip-rows';
import { everyNthRow } from './rows/every-nth-row';
import { sampleRows } from './rows/sample-rows';
import { stratifiedSample } from './rows/stratified-sample';
import { shuffleRows } from './rows/shuffle-rows';
import { reverseRows } from './rows/reverse-rows';
import { topRows } from './rows/top-rows';
import { keepMatching } from './rows/keep-matching';
import { keepListed } from './rows/keep-listed';
import { dropListed } from './rows/drop-listed';
import { keepInRange } from './rows/keep-in-range';
import { dropEmptyRows } from './rows/drop-empty-rows';
import { keepDuplicates } from './rows/keep-duplicates';
import { markDuplicates } from './rows/mark-duplicates';
import { undersample } from './rows/undersample';
import { smote } from './rows/smote';
import { oversample } from './rows/oversample';
import { splitByKey } from './rows/split-by-key';
import { splitByTime } from './rows/split-by-time';
import { splitThree } from './rows/split-three';
import { foldNumber } from './rows/fold-number';

export const rowsOperations = [
	filter,
	dropDuplicates,
	sort,
	split,
	firstRows,
	lastRows,
	skipRows,
	everyNthRow,
	sampleRows,
	stratifiedSample,
	shuffleRows,
	reverseRows,
	topRows,
	keepMatching,
	keepListed,
	dropListed,
	keepInRange,
	dropEmptyRows,
	keepDuplicates,
	markDuplicates,
	undersample,
	oversample,
	smote,
	splitByKey,
	splitByTime,
	splitThree,
	foldNumber
] as const;
