import { oneHot } from './categories/one-hot';
import { ordinal } from './categories/ordinal';
import { binaryEncode } from './categories/binary-encode';
import { countEncode } from './categories/count-encode';
import { frequencyEncode } from './categories/frequency-encode';
import { targetEncode } from './categories/target-encode';
import { leaveOneOutEncode } from './categories/leave-one-out-encode';
import { orderedTargetEncode } from './categories/ordered-target-encode';
import { jamesSteinEncode } from './categories/james-stein-encode';
import { weightOfEvidence } from './categories/weight-of-evidence';
import { rankByTarget } from './categories/rank-by-target';
import { hashEncode } from './categories/hash-encode';
import { similarityEncode } from './categories/similarity-encode';
import { splitIndicators } from './categories/split-indicators';
import { keepTop } from './categories/keep-top';
import { dropUnknown } from './categories/drop-unknown';
import { limitToKnown } from './categories/limit-to-known';
import { crossCategories } from './categories/cross-categories';

export const categoriesOperations = [
	oneHot,
	ordinal,
	binaryEncode,
	countEncode,
	frequencyEncode,
	targetEncode,
	leaveOneOutEncode,
	orderedTargetEncode,
	jamesSteinEncode,
	weightOfEvidence,
	rankByTarget,
	hashEncode,
	similarityEncode,
	splitIndicators,
	keepTop,
	limitToKnown,
	dropUnknown,
	crossCategories
] as const;
