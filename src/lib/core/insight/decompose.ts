/** A series at even steps: y = trend + seasonal + residual. */
export interface Decomposition {
	readonly trend: Float64Array;
	readonly seasonal: Float64Array;
	readonly residual: Float64Array;
	/** Robustness weights of the last pass, 1 where nothing is odd. */
	readonly weights: Float64Array;
}

export interface DecomposeOptions {
	/** Steps after which the season comes again, 2 or more. */
	readonly period: number;
	/** Span of the seasonal smoother in periods, odd, 7 or more. */
	readonly seasonalSpan?: number;
	/** Passes that weigh down odd points; 0 for plain. */
	readonly robustPasses?: number;
}

const innerPasses = 2;

/**
 * STL: seasonal-trend decomposition by LOESS (Cleveland, Cleveland, McRae & Terpenning 1990), degree 1 everywhere. `y` holds no gaps and at
 * least two periods.
 */
export function decompose(
	y: Float64Array,
	{ period, seasonalSpan = 7, robustPasses = 5 }: DecomposeOptions
): Decomposition {
	const n = y.length;
	const trendSpan = nextOdd((1.5 * period) / (1 - 1.5 / seasonalSpan));
	const lowSpan = nextOdd(period);
	let weights: Float64Array = new Float64Array(n).fill(1);
	let trend: Float64Array = new Float64Array(n);
	let seasonal: Float64Array = new Float64Array(n);
	for (let pass = 0; pass <= robustPasses; pass++) {
		for (let inner = 0; inner < innerPasses; inner++) {
			const rest = y.map((value, i) => value - (trend[i] ?? 0));
			const cycle = smoothCycles(rest, weights, period, seasonalSpan);
			const low = loess(movingMean(movingMean(movingMean(cycle, period), period), 3), lowSpan, null, 0, n - 1);
			seasonal = Float64Array.from({ length: n }, (_, i) => (cycle[i + period] ?? 0) - (low[i] ?? 0));
			trend = loess(
				y.map((value, i) => value - (seasonal[i] ?? 0)),
				trendSpan,
				weights,
				0,
				n - 1
			);
		}
		if (pass < robustPasses) weights = robustness(residualOf(y, trend, seasonal));
	}
	return { trend, seasonal, residual: residualOf(y, trend, seasonal), weights };
}

function residualOf(y: Float64Array, trend: Float64Array, seasonal: Float64Array): Float64Array {
	return y.map((value, i) => value - (trend[i] ?? 0) - (seasonal[i] ?? 0));
}

/** Smooths each cycle-subseries (all Januaries ...) and carries it one period beyond both ends: n + 2 periods long. */
function smoothCycles(y: Float64Array, weights: Float64Array, period: number, span: number): Float64Array {
	const n = y.length;
	const cycle = new Float64Array(n + 2 * period);
	for (let phase = 0; phase < period; phase++) {
		const own = y.filter((_, i) => i % period === phase);
		const ownWeights = weights.filter((_, i) => i % period === phase);
		const smooth = loess(own, span, ownWeights, -1, own.length);
		smooth.forEach((value, i) => (cycle[phase + i * period] = value));
	}
	return cycle;
}

function movingMean(y: Float64Array, span: number): Float64Array {
	const means = new Float64Array(y.length - span + 1);
	for (let i = 0; i < means.length; i++) {
		let sum = 0;
		for (let k = 0; k < span; k++) sum += y[i + k] ?? 0;
		means[i] = sum / span;
	}
	return means;
}

const nextOdd = (value: number) => {
	const whole = Math.ceil(value);
	return whole % 2 === 0 ? whole + 1 : whole;
};

/**
 * Locally weighted lines over points 0..n-1, evaluated at the whole numbers `from`..`to`: tricube weights over the `span` nearest
 * points; a span beyond n widens the neighbourhood by span / n. `weights` multiply; null for all 1.
 */
export function loess(
	y: Float64Array,
	span: number,
	weights: Float64Array | null,
	from: number,
	to: number
): Float64Array {
	const n = y.length;
	return Float64Array.from({ length: to - from + 1 }, (_, place) => {
		const x = from + place;
		const width = Math.min(span, n);
		const first = Math.max(0, Math.min(n - width, Math.round(x - (width - 1) / 2)));
		const farthest = Math.max(Math.abs(x - first), Math.abs(first + width - 1 - x));
		const reach = span > n ? (farthest * span) / n : farthest;
		let [w, wx, wy, wxx, wxy] = [0, 0, 0, 0, 0];
		for (let i = first; i < first + width; i++) {
			const u = reach === 0 ? 0 : Math.abs(i - x) / reach;
			const rest = u >= 1 ? 0 : 1 - u * u * u;
			const each = rest * rest * rest * (weights?.[i] ?? 1);
			const d = i - x;
			w += each;
			wx += each * d;
			wy += each * (y[i] ?? 0);
			wxx += each * d * d;
			wxy += each * d * (y[i] ?? 0);
		}
		const spread = w * wxx - wx * wx;
		if (spread > 1e-12 * w * wxx) return (wxx * wy - wx * wxy) / spread;
		return w > 0 ? wy / w : (y[Math.max(0, Math.min(n - 1, x))] ?? 0);
	});
}

/** Bisquare weights: 0 from six times the median residual. */
function robustness(residual: Float64Array): Float64Array {
	const sizes = residual.map(Math.abs).sort();
	const half = Math.floor(sizes.length / 2);
	const median = sizes.length % 2 === 1 ? (sizes[half] ?? 0) : ((sizes[half - 1] ?? 0) + (sizes[half] ?? 0)) / 2;
	return residual.map((value) => {
		const u = median > 0 ? Math.abs(value) / (6 * median) : 0;
		return u >= 1 ? 0 : (1 - u * u) ** 2;
	});
}

/** Places whose residual lies more than `k` standard deviations from the mean residual. */
export function seriesAnomalies(residual: Float64Array, k: number): number[] {
	const mean = residual.reduce((sum, value) => sum + value, 0) / residual.length;
	const deviation = Math.sqrt(residual.reduce((sum, value) => sum + (value - mean) ** 2, 0) / residual.length);
	return Array.from(residual.keys()).filter((i) => Math.abs((residual[i] ?? 0) - mean) > k * deviation);
}
