import { resample } from './series/resample';
import { fillTimeGaps } from './series/fill-time-gaps';
import { mergeRepeatedTimes } from './series/merge-repeated-times';
import { markTimeGaps } from './series/mark-time-gaps';
import { keepCommonTimes } from './series/keep-common-times';
import { trimSeries } from './series/trim-series';
import { dropShortSeries } from './series/drop-short-series';
import { dropSparseSeries } from './series/drop-sparse-series';
import { fillSeries } from './series/fill-series';
import { interpolateCurve } from './series/interpolate-curve';
import { fillLists } from './series/fill-lists';
import { seriesToLists } from './series/series-to-lists';
import { standardiseLength } from './series/standardise-length';
import { listFeatures } from './series/list-features';
import { seriesFeatures } from './series/series-features';
import { rollingFeatures } from './series/rolling-features';
import { lagFeatures } from './series/lag-features';
import { changeSince } from './series/change-since';
import { percentChangeSince } from './series/percent-change-since';
import { valueAsOf } from './series/value-as-of';
import { valueLater } from './series/value-later';
import { timeSinceEvent } from './series/time-since-event';
import { fourierTerms } from './series/fourier-terms';
import { detrend } from './series/detrend';
import { removeSeasonalMean } from './series/remove-seasonal-mean';
import { decomposeSeries } from './series/decompose-series';
import { markUnusual } from './series/mark-unusual';
import { repairSpikes } from './series/repair-spikes';
import { smoothPolynomial } from './series/smooth-polynomial';
import { smoothLocally } from './series/smooth-locally';
import { markPeaks } from './series/mark-peaks';
import { markCrossings } from './series/mark-crossings';
import { cumulativeDeviationFromMean } from './series/cumulative-deviation-from-mean';

export const seriesOperations = [
	resample,
	fillTimeGaps,
	mergeRepeatedTimes,
	markTimeGaps,
	keepCommonTimes,
	trimSeries,
	dropShortSeries,
	dropSparseSeries,
	fillSeries,
	interpolateCurve,
	fillLists,
	seriesToLists,
	standardiseLength,
	listFeatures,
	seriesFeatures,
	rollingFeatures,
	lagFeatures,
	changeSince,
	percentChangeSince,
	valueAsOf,
	valueLater,
	timeSinceEvent,
	fourierTerms,
	detrend,
	removeSeasonalMean,
	decomposeSeries,
	markUnusual,
	repairSpikes,
	smoothPolynomial,
	smoothLocally,
	markPeaks,
	markCrossings,
	cumulativeDeviationFromMean
] as const;
