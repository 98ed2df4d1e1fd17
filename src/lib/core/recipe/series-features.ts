/**
 * Features of a series as SQL, named and defined as in tsfresh, over `s` (its values in order, none missing, as DOUBLE[]), their mean `m`,
 * standard deviation `d` (of the population), smallest `low` and largest `high`. What is not defined for so few values, or divides by zero, is missing.
 */
export interface SeriesSql {
	readonly s: string;
	readonly m: string;
	readonly d: string;
	readonly low: string;
	readonly high: string;
	/** The values in the order of their size. */
	readonly sorted: string;
}

type Feature = (series: SeriesSql) => string;

const steps = (s: string, sql: (a: string, b: string) => string) =>
	`list_transform(${s}[2:], lambda v, i: ${sql('v', `${s}[i]`)})`;
const each = (s: string, sql: string) => `list_transform(${s}, lambda v: ${sql})`;
const count = (s: string, condition: string) => `len(list_filter(${s}, lambda v: ${condition}))`;
const strike = (s: string, condition: string) =>
	`list_max(list_transform(string_split(array_to_string(${each(s, `CASE WHEN ${condition} THEN '1' ELSE ' ' END`)}, ''), ' '), lambda part: length(part)))`;
const where = (s: string, value: string) => `(list_position(${s}, ${value}) - 1) / nullif(len(${s}), 0)`;
const whereLast = (s: string, value: string) =>
	`1 - (list_position(list_reverse(${s}), ${value}) - 1) / nullif(len(${s}), 0)`;
const twice = (s: string, value: string) =>
	`(list_position(${s}, ${value}) + list_position(list_reverse(${s}), ${value}) < len(${s}) + 1)::INTEGER`;
const quantile =
	(q: number): Feature =>
	({ sorted }) => {
		const place = `${q}e0 * (len(${sorted}) - 1)`;
		const below = `floor(${place})::BIGINT + 1`;
		return `${sorted}[${below}] + (coalesce(${sorted}[${below} + 1], ${sorted}[-1]) - ${sorted}[${below}]) * (${place} - floor(${place}))`;
	};
const autocorrelation =
	(lag: number): Feature =>
	({ s, m, d }) =>
		`list_avg(list_transform(${s}[${lag + 1}:], lambda v, i: (v - ${m}) * (${s}[i] - ${m}))) / nullif(${d} * ${d}, 0)`;
const c3 =
	(lag: number): Feature =>
	({ s }) =>
		`list_avg(list_transform(${s}[${2 * lag + 1}:], lambda v, i: v * ${s}[i + ${lag}] * ${s}[i]))`;
const peaks =
	(support: number): Feature =>
	({ s }) => {
		const sides = Array.from({ length: support }, (_, k) => k + 1).flatMap((k) => [
			`v > ${s}[i + ${support - k}]`,
			`v > ${s}[i + ${support + k}]`
		]);
		return `CASE WHEN len(${s}) > 0 THEN len(list_filter(list_transform(${s}[${support + 1}:-${support + 1}], lambda v, i: ${sides.join(' AND ')}), lambda peak: peak)) END`;
	};
const beyond =
	(sigmas: number): Feature =>
	({ s, m, d }) =>
		`${count(s, `abs(v - ${m}) > ${sigmas} * ${d}`)} / nullif(len(${s}), 0)`;
const fourier =
	(k: number): Feature =>
	({ s }) => {
		const part = (fn: string) =>
			`list_sum(list_transform(${s}, lambda v, i: v * ${fn}(2 * pi() * ${k} * (i - 1) / len(${s}))))`;
		return `CASE WHEN len(${s}) > ${k} THEN sqrt(pow(${part('cos')}, 2) + pow(${part('sin')}, 2)) END`;
	};
/** Each value that is there more than once. */
const repeated = (sorted: string) =>
	`list_filter(${sorted}[2:], lambda v, i: v = ${sorted}[i] AND (i = 1 OR ${sorted}[i - 1] <> v))`;
/** Sums over the places 0, 1, 2 ... and the values, of which a straight line is made. */
const crossProduct = ({ s, m }: SeriesSql) =>
	`list_sum(list_transform(${s}, lambda v, i: (i - (len(${s}) + 1) / 2) * (v - ${m})))`;
const placeSquares = (s: string) => `nullif(len(${s}) * (len(${s}) * len(${s}) - 1) / 12, 0)`;
const slope = (series: SeriesSql) => `${crossProduct(series)} / ${placeSquares(series.s)}`;

const features = {
	length: ({ s }) => `len(${s})`,
	sum: ({ s }) => `list_sum(${s})`,
	mean: ({ m }) => m,
	median: quantile(0.5),
	deviation: ({ d }) => d,
	variance: ({ d }) => `${d} * ${d}`,
	minimum: ({ low }) => low,
	maximum: ({ high }) => high,
	first: ({ s }) => `${s}[1]`,
	last: ({ s }) => `${s}[-1]`,
	range: ({ low, high }) => `${high} - ${low}`,
	'absolute-maximum': ({ s }) => `list_max(${each(s, 'abs(v)')})`,
	'root-mean-square': ({ s }) => `sqrt(list_avg(${each(s, 'v * v')}))`,
	'absolute-energy': ({ s }) => `list_sum(${each(s, 'v * v')})`,
	'mean-absolute-change': ({ s }) => `list_avg(${steps(s, (a, b) => `abs(${a} - ${b})`)})`,
	'absolute-sum-of-changes': ({ s }) => `list_sum(${steps(s, (a, b) => `abs(${a} - ${b})`)})`,
	'mean-change': ({ s }) => `(${s}[-1] - ${s}[1]) / nullif(len(${s}) - 1, 0)`,
	'mean-second-derivative': ({ s }) =>
		`CASE WHEN len(${s}) > 2 THEN (${s}[-1] - ${s}[-2] - ${s}[2] + ${s}[1]) / (2 * (len(${s}) - 2)) END`,
	complexity: ({ s }) => `sqrt(list_sum(${steps(s, (a, b) => `pow(${a} - ${b}, 2)`)}))`,
	skewness: ({ s, d }) => `CASE WHEN len(${s}) > 2 AND ${d} > 0 THEN list_skewness(${s}) END`,
	kurtosis: ({ s, d }) => `CASE WHEN len(${s}) > 3 AND ${d} > 0 THEN list_kurtosis(${s}) END`,
	'variation-coefficient': ({ m, d }) => `${d} / nullif(${m}, 0)`,
	'quantile-10': quantile(0.1),
	'quantile-25': quantile(0.25),
	'quantile-75': quantile(0.75),
	'quantile-90': quantile(0.9),
	'interquartile-range': (series) => `(${quantile(0.75)(series)}) - (${quantile(0.25)(series)})`,
	'autocorrelation-1': autocorrelation(1),
	'autocorrelation-2': autocorrelation(2),
	'autocorrelation-3': autocorrelation(3),
	'autocorrelation-7': autocorrelation(7),
	'trend-slope': slope,
	'trend-intercept': (series) => `${series.m} - (${slope(series)}) * (len(${series.s}) - 1) / 2`,
	'trend-correlation': (series) =>
		`${crossProduct(series)} / nullif(sqrt(${placeSquares(series.s)} * len(${series.s})) * ${series.d}, 0)`,
	'count-above-mean': ({ s, m }) => count(s, `v > ${m}`),
	'count-below-mean': ({ s, m }) => count(s, `v < ${m}`),
	'longest-above-mean': ({ s, m }) => strike(s, `v > ${m}`),
	'longest-below-mean': ({ s, m }) => strike(s, `v < ${m}`),
	'mean-crossings': ({ s, m }) =>
		`len(list_filter(${steps(s, (a, b) => `(${a} > ${m}) <> (${b} > ${m})`)}, lambda crossed: crossed))`,
	'peaks-1': peaks(1),
	'peaks-3': peaks(3),
	'peaks-5': peaks(5),
	'first-place-of-maximum': ({ s, high }) => where(s, high),
	'last-place-of-maximum': ({ s, high }) => whereLast(s, high),
	'first-place-of-minimum': ({ s, low }) => where(s, low),
	'last-place-of-minimum': ({ s, low }) => whereLast(s, low),
	'c3-1': c3(1),
	'c3-2': c3(2),
	'time-reversal-asymmetry': ({ s }) =>
		`list_avg(list_transform(${s}[3:], lambda v, i: v * v * ${s}[i + 1] - ${s}[i + 1] * ${s}[i] * ${s}[i]))`,
	'beyond-1-sigma': beyond(1),
	'beyond-2-sigma': beyond(2),
	'distinct-share': ({ s }) => `len(list_distinct(${s})) / nullif(len(${s}), 0)`,
	'sum-of-reoccurring-values': ({ sorted }) => `coalesce(list_sum(${repeated(sorted)}), 0)`,
	'reoccurring-share': ({ s, sorted }) => `len(${repeated(sorted)}) / nullif(len(list_distinct(${s})), 0)`,
	'has-duplicate': ({ s }) => `(len(list_distinct(${s})) < len(${s}))::INTEGER`,
	'has-duplicate-maximum': ({ s, high }) => twice(s, high),
	'has-duplicate-minimum': ({ s, low }) => twice(s, low),
	'variance-larger': ({ d }) => `(${d} > 1)::INTEGER`,
	'large-deviation': ({ d, low, high }) => `(${d} > 0.25 * (${high} - ${low}))::INTEGER`,
	symmetric: (series) =>
		`(abs(${series.m} - (${quantile(0.5)(series)})) < 0.05 * (${series.high} - ${series.low}))::INTEGER`,
	'binned-entropy': ({ s, low, high }) =>
		`list_entropy(${each(s, `len(list_filter(range(1, 10), lambda k: v >= k * ((${high} - ${low}) / 10) + ${low}))`)}) * ln(2)`,
	'fourier-1': fourier(1),
	'fourier-2': fourier(2),
	'fourier-3': fourier(3)
} as const satisfies Record<string, Feature>;

export type SeriesFeature = keyof typeof features;

export const isSeriesFeature = (name: string): name is SeriesFeature => Object.hasOwn(features, name);
export const seriesFeatures: readonly SeriesFeature[] = Object.keys(features).filter(isSeriesFeature);

/** As SQL of a DOUBLE. */
export function featureSql(feature: SeriesFeature, series: SeriesSql): string {
	return `(${features[feature](series)})::DOUBLE`;
}

const minimal: readonly SeriesFeature[] = [
	'sum',
	'median',
	'mean',
	'length',
	'deviation',
	'variance',
	'maximum',
	'minimum'
];
/** They take the most time, or say little that the others do not. */
const costly: readonly SeriesFeature[] = [
	'fourier-1',
	'fourier-2',
	'fourier-3',
	'binned-entropy',
	'sum-of-reoccurring-values',
	'reoccurring-share',
	'peaks-5',
	'first',
	'last',
	'range'
];

export const featureSubsets = ['minimal', 'efficient', 'all', 'chosen'] as const;
export type FeatureSubset = (typeof featureSubsets)[number];

export function featuresOf(subset: FeatureSubset, chosen: readonly SeriesFeature[]): readonly SeriesFeature[] {
	const sets: Readonly<Record<FeatureSubset, readonly SeriesFeature[]>> = {
		minimal,
		efficient: seriesFeatures.filter((feature) => !costly.includes(feature)),
		all: seriesFeatures,
		chosen
	};
	return sets[subset];
}
