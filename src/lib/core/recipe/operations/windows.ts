import { rowNumberInGroup } from './windows/row-number-in-group';
import { cumulativeDistribution } from './windows/cumulative-distribution';
import { relativeRank } from './windows/relative-rank';
import { denseRank } from './windows/dense-rank';
import { nTile } from './windows/n-tile';
import { lag } from './windows/lag';
import { lead } from './windows/lead';
import { firstInGroup } from './windows/first-in-group';
import { lastInGroup } from './windows/last-in-group';
import { nthInGroup } from './windows/nth-in-group';
import { changeFromBefore } from './windows/change-from-before';
import { percentChangeFromBefore } from './windows/percent-change-from-before';
import { logReturn } from './windows/log-return';
import { indexToFirst } from './windows/index-to-first';
import { drawdown } from './windows/drawdown';
import { cumulativeSum } from './windows/cumulative-sum';
import { cumulativeMean } from './windows/cumulative-mean';
import { cumulativeMinimum } from './windows/cumulative-minimum';
import { cumulativeMaximum } from './windows/cumulative-maximum';
import { cumulativeMedian } from './windows/cumulative-median';
import { cumulativeDeviation } from './windows/cumulative-deviation';
import { cumulativeProduct } from './windows/cumulative-product';
import { cumulativeCount } from './windows/cumulative-count';
import { cumulativeDistinct } from './windows/cumulative-distinct';
import { cumulativeShare } from './windows/cumulative-share';
import { rollingMean } from './windows/rolling-mean';
import { rollingSum } from './windows/rolling-sum';
import { rollingMinimum } from './windows/rolling-minimum';
import { rollingMaximum } from './windows/rolling-maximum';
import { rollingRange } from './windows/rolling-range';
import { rollingDeviation } from './windows/rolling-deviation';
import { rollingMedian } from './windows/rolling-median';
import { rollingCount } from './windows/rolling-count';
import { rollingDistinct } from './windows/rolling-distinct';
import { rollingZScore } from './windows/rolling-z-score';
import { rollingQuantile } from './windows/rolling-quantile';
import { rollingCorrelation } from './windows/rolling-correlation';
import { exponentialMean } from './windows/exponential-mean';
import { exponentialDeviation } from './windows/exponential-deviation';
import { groupMean } from './windows/group-mean';
import { groupSum } from './windows/group-sum';
import { groupMinimum } from './windows/group-minimum';
import { groupMaximum } from './windows/group-maximum';
import { groupMedian } from './windows/group-median';
import { groupDeviation } from './windows/group-deviation';
import { groupCount } from './windows/group-count';
import { groupDistinct } from './windows/group-distinct';
import { othersMean } from './windows/others-mean';
import { keepFirstOfGroup } from './windows/keep-first-of-group';
import { keepLastOfGroup } from './windows/keep-last-of-group';
import { markFirstOfGroup } from './windows/mark-first-of-group';
import { markLastOfGroup } from './windows/mark-last-of-group';
import { changeFlag } from './windows/change-flag';
import { runNumber } from './windows/run-number';
import { streak } from './windows/streak';
import { runLength } from './windows/run-length';
import { sessions } from './windows/sessions';
import { rowsSince } from './windows/rows-since';
import { timeSincePrevious } from './windows/time-since-previous';
import { timeToNext } from './windows/time-to-next';
import { timeSinceFirst } from './windows/time-since-first';

export const windowsOperations = [
	rowNumberInGroup,
	cumulativeDistribution,
	relativeRank,
	denseRank,
	nTile,
	lag,
	lead,
	firstInGroup,
	lastInGroup,
	nthInGroup,
	changeFromBefore,
	percentChangeFromBefore,
	logReturn,
	indexToFirst,
	drawdown,
	cumulativeSum,
	cumulativeMean,
	cumulativeMinimum,
	cumulativeMaximum,
	cumulativeMedian,
	cumulativeDeviation,
	cumulativeProduct,
	cumulativeCount,
	cumulativeDistinct,
	cumulativeShare,
	rollingMean,
	rollingSum,
	rollingMinimum,
	rollingMaximum,
	rollingRange,
	rollingDeviation,
	rollingMedian,
	rollingCount,
	rollingDistinct,
	rollingZScore,
	rollingQuantile,
	rollingCorrelation,
	exponentialMean,
	exponentialDeviation,
	groupMean,
	groupSum,
	groupMinimum,
	groupMaximum,
	groupMedian,
	groupDeviation,
	groupCount,
	groupDistinct,
	othersMean,
	keepFirstOfGroup,
	keepLastOfGroup,
	markFirstOfGroup,
	markLastOfGroup,
	changeFlag,
	runNumber,
	streak,
	runLength,
	sessions,
	rowsSince,
	timeSincePrevious,
	timeToNext,
	timeSinceFirst
] as const;
