import { fillMissing } from './missing/fill-missing';
import { fillByGroup } from './missing/fill-by-group';
import { fillForward } from './missing/fill-forward';
import { fillBackward } from './missing/fill-backward';
import { fillFromColumn } from './missing/fill-from-column';
import { fillRandom } from './missing/fill-random';
import { fillNearest } from './missing/fill-nearest';
import { fillRegression } from './missing/fill-regression';
import { fillTail } from './missing/fill-tail';
import { missingIndicator } from './missing/missing-indicator';
import { countMissing } from './missing/count-missing';
import { missingPattern } from './missing/missing-pattern';
import { dropMissing } from './missing/drop-missing';
import { dropRowsWithGaps } from './missing/drop-rows-with-gaps';
import { keepMissing } from './missing/keep-missing';
import { disguisedMissing } from './missing/disguised-missing';
import { emptyToMissing } from './missing/empty-to-missing';
import { zeroToMissing } from './missing/zero-to-missing';
import { notFiniteToMissing } from './missing/not-finite-to-missing';
import { missingWhere } from './missing/missing-where';

export const missingOperations = [
	fillMissing,
	fillByGroup,
	fillForward,
	fillBackward,
	fillFromColumn,
	fillRandom,
	fillNearest,
	fillRegression,
	fillTail,
	missingIndicator,
	countMissing,
	missingPattern,
	dropMissing,
	dropRowsWithGaps,
	keepMissing,
	disguisedMissing,
	emptyToMissing,
	zeroToMissing,
	notFiniteToMissing,
	missingWhere
] as const;
