const mostLag = 400;
/** A season repeats at least so often in the series. */
const leastRepeats = 3;
const leastCorrelation = 0.3;
/** How far a peak stands above the lowest autocorrelation before it. */
const leastRise = 0.2;

/** Autocorrelation at lags 0 to `lags`, divided by n at every lag (Box and Jenkins), of what a straight line leaves. */
export function autocorrelation(values: Float64Array, lags: number): Float64Array {
	const n = values.length;
	const middle = (n - 1) / 2;
	const mean = values.reduce((sum, value) => sum + value, 0) / n;
	let [products, squares] = [0, 0];
	values.forEach((value, i) => {
		products += (i - middle) * (value - mean);
		squares += (i - middle) ** 2;
	});
	const slope = squares > 0 ? products / squares : 0;
	const rest = values.map((value, i) => value - mean - slope * (i - middle));
	const variance = rest.reduce((sum, value) => sum + value * value, 0);
	return Float64Array.from({ length: lags + 1 }, (_, lag) => {
		let sum = 0;
		for (let i = lag; i < n; i++) sum += (rest[i] ?? 0) * (rest[i - lag] ?? 0);
		return variance > 0 ? sum / variance : 0;
	});
}

/** The lag from 2 on at which the autocorrelation has its highest peak; 1 when none is high enough to be a season. */
export function findSeason(values: Float64Array): number {
	const most = Math.min(mostLag, Math.floor(values.length / leastRepeats));
	const found = autocorrelation(values, most + 1);
	const at = (lag: number) => found[lag] ?? 0;
	let [best, lowest] = [1, at(1)];
	for (let lag = 2; lag <= most; lag++) {
		const isPeak = at(lag) >= at(lag - 1) && at(lag) >= at(lag + 1);
		const isHigh = at(lag) > Math.max(leastCorrelation, 2 / Math.sqrt(values.length)) && at(lag) - lowest > leastRise;
		if (isPeak && isHigh && (best === 1 || at(lag) > at(best))) best = lag;
		lowest = Math.min(lowest, at(lag));
	}
	return best;
}
