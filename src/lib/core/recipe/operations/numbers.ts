import { standardise } from './numbers/standardise';
import { minMax } from './numbers/min-max';
import { robustScale } from './numbers/robust-scale';
import { standardiseRobustly } from './numbers/standardise-robustly';
import { maxAbsScale } from './numbers/max-abs-scale';
import { meanNormalise } from './numbers/mean-normalise';
import { centre } from './numbers/centre';
import { shareOfTotal } from './numbers/share-of-total';
import { normaliseRows } from './numbers/normalise-rows';
import { standardiseByGroup } from './numbers/standardise-by-group';
import { minMaxByGroup } from './numbers/min-max-by-group';
import { centreByGroup } from './numbers/centre-by-group';
import { ratioToGroupMean } from './numbers/ratio-to-group-mean';
import { shareOfGroup } from './numbers/share-of-group';
import { log } from './numbers/log';
import { log1p } from './numbers/log1p';
import { log2 } from './numbers/log2';
import { log10 } from './numbers/log10';
import { signedLog } from './numbers/signed-log';
import { inverseSinh } from './numbers/inverse-sinh';
import { exponential } from './numbers/exponential';
import { square } from './numbers/square';
import { squareRoot } from './numbers/square-root';
import { cubeRoot } from './numbers/cube-root';
import { power } from './numbers/power';
import { reciprocal } from './numbers/reciprocal';
import { boxCox } from './numbers/box-cox';
import { yeoJohnson } from './numbers/yeo-johnson';
import { quantileTransform } from './numbers/quantile-transform';
import { sigmoid } from './numbers/sigmoid';
import { logit } from './numbers/logit';
import { tanh } from './numbers/tanh';
import { round } from './numbers/round';
import { floor } from './numbers/floor';
import { ceiling } from './numbers/ceiling';
import { wholePart } from './numbers/whole-part';
import { roundToMultiple } from './numbers/round-to-multiple';
import { significantDigits } from './numbers/significant-digits';
import { fractionPart } from './numbers/fraction-part';
import { absolute } from './numbers/absolute';
import { negate } from './numbers/negate';
import { sign } from './numbers/sign';
import { modulo } from './numbers/modulo';
import { addConstant } from './numbers/add-constant';
import { subtractConstant } from './numbers/subtract-constant';
import { multiplyBy } from './numbers/multiply-by';
import { divideBy } from './numbers/divide-by';
import { softThreshold } from './numbers/soft-threshold';
import { removeCorrelation } from './numbers/remove-correlation';
import { binarise } from './numbers/binarise';
import { bin } from './numbers/bin';
import { rank } from './numbers/rank';
import { percentRank } from './numbers/percent-rank';
import { cyclic } from './numbers/cyclic';
import { sine } from './numbers/sine';
import { cosine } from './numbers/cosine';
import { degreesToRadians } from './numbers/degrees-to-radians';
import { radiansToDegrees } from './numbers/radians-to-degrees';
import { convertUnit } from './numbers/convert-unit';
import { rowSum } from './numbers/row-sum';
import { rowProduct } from './numbers/row-product';
import { rowMean } from './numbers/row-mean';
import { rowMedian } from './numbers/row-median';
import { rowMinimum } from './numbers/row-minimum';
import { rowMaximum } from './numbers/row-maximum';
import { rowRange } from './numbers/row-range';
import { rowDeviation } from './numbers/row-deviation';
import { rowNorm } from './numbers/row-norm';
import { rowLargest } from './numbers/row-largest';
import { weightedSum } from './numbers/weighted-sum';
import { difference } from './numbers/difference';
import { absoluteDifference } from './numbers/absolute-difference';
import { ratio } from './numbers/ratio';
import { percentChange } from './numbers/percent-change';
import { shareOfPair } from './numbers/share-of-pair';
import { pairProduct } from './numbers/pair-product';
import { polynomialFeatures } from './numbers/polynomial-features';
import { interactions } from './numbers/interactions';
import { splineFeatures } from './numbers/spline-features';

export const numbersOperations = [
	standardise,
	minMax,
	robustScale,
	standardiseRobustly,
	maxAbsScale,
	meanNormalise,
	centre,
	shareOfTotal,
	normaliseRows,
	standardiseByGroup,
	minMaxByGroup,
	centreByGroup,
	ratioToGroupMean,
	shareOfGroup,
	log,
	log1p,
	log2,
	log10,
	signedLog,
	inverseSinh,
	exponential,
	square,
	squareRoot,
	cubeRoot,
	power,
	reciprocal,
	boxCox,
	yeoJohnson,
	quantileTransform,
	sigmoid,
	logit,
	tanh,
	round,
	floor,
	ceiling,
	wholePart,
	roundToMultiple,
	significantDigits,
	fractionPart,
	absolute,
	negate,
	sign,
	modulo,
	addConstant,
	subtractConstant,
	multiplyBy,
	divideBy,
	softThreshold,
	removeCorrelation,
	binarise,
	bin,
	rank,
	percentRank,
	cyclic,
	sine,
	cosine,
	degreesToRadians,
	radiansToDegrees,
	convertUnit,
	rowSum,
	rowProduct,
	rowMean,
	rowMedian,
	rowMinimum,
	rowMaximum,
	rowRange,
	rowDeviation,
	rowNorm,
	rowLargest,
	weightedSum,
	difference,
	absoluteDifference,
	ratio,
	percentChange,
	shareOfPair,
	pairProduct,
	polynomialFeatures,
	interactions,
	splineFeatures
] as const;
