import { missingTokens, type TopValue } from '../table/profile';
import { mendsFor } from './mends';
import type { FeatureInsight, NumberStatistics, TargetInsight } from './report';
import { severities, severityOrder, thresholds, type Facts, type InsightWarning, type WarningCode } from './warning';

/** A column and what only warnings need of it. */
export interface MeasuredColumn {
	readonly feature: FeatureInsight;
	/** Cells of text, neither missing nor blank, that are finite numbers, and that are dates or times. */
	readonly numbersInText: number;
	readonly datesInText: number;
	/** The commonest values of a column of text, the most frequent first. */
	readonly values: readonly TopValue[];
}

const tokens = new Set(missingTokens);
const isToken = (value: string) => value.trim() !== '' && tokens.has(value.trim().toLowerCase());
/** Values that a warning names at most. */
const mostNamed = 10;

/** Every warning of a table of `rows` rows, the gravest first. */
export function findWarnings(
	rows: number,
	duplicateRatio: number,
	columns: readonly MeasuredColumn[],
	target: TargetInsight | null
): InsightWarning[] {
	if (rows === 0) return [];
	const own = columns.find(({ feature }) => feature.name === target?.name);
	const encodes = target && own && canEncode(own.feature, target) ? target.name : null;
	const found = columns.flatMap((column) => ofColumn(rows, column, column === own, encodes));
	if (target && own) found.push(...(target.task === 'regression' ? ofNumbers(own.feature) : ofClasses(own, target)));
	if (duplicateRatio > 0) found.push(warning('duplicate_rows', null, { share: duplicateRatio }));
	return found.sort((a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity));
}

function warning(code: WarningCode, column: string | null, facts: Facts): InsightWarning {
	return { code, severity: severities[code], column, facts, mends: mendsFor(code, column, facts) };
}

/** Whether a category can become the mean of the target: a number, or one of two classes. */
function canEncode({ storage }: FeatureInsight, { task, classes }: TargetInsight): boolean {
	return task === 'regression' ? storage !== 'VARCHAR' : classes.length === 2;
}

/** `encodes` is the target that categories can be encoded by. */
function ofColumn(rows: number, measured: MeasuredColumn, isTarget: boolean, encodes: string | null): InsightWarning[] {
	const { feature, values } = measured;
	const { name, missing, distinct, numbers, kind, leakage } = feature;
	const present = rows - missing;
	const found: InsightWarning[] = [];
	const add = (code: WarningCode, facts: Facts) => found.push(warning(code, name, facts));
	if (missing / rows > thresholds.missing)
		add('high_missing_ratio', { share: missing / rows, numeric: feature.storage !== 'VARCHAR' && numbers ? 1 : 0 });
	if (present === 0) return found;
	const disguised = values.filter(({ value }) => isToken(value));
	if (disguised.length > 0)
		add('disguised_missing_values', { values: disguised.map(({ value }) => value), count: totalOf(disguised) });
	const sentinel = numbers?.sentinel && numbers.sentinel.count / rows >= thresholds.sentinel ? numbers.sentinel : null;
	if (sentinel) add('numeric_disguised_missing_value', { value: sentinel.value, count: sentinel.count });
	if (feature.storage === 'VARCHAR') found.push(...ofText(present, measured, totalOf(disguised)));
	if (isTarget) return found;
	if (distinct === 1) add('constant_column', { value: feature.top[0]?.value ?? String(numbers?.min ?? '') });
	else if (kind === 'identifier') add('id_column', { distinct });
	else if (kind === 'categorical' && present > 20 && distinct / present > thresholds.cardinality)
		add('high_cardinality', { distinct, share: distinct / present, ...(encodes !== null && { target: encodes }) });
	else if (feature.type === 'categorical') found.push(...ofCategories(present, measured));
	// what a number that means missing does to the shape is no finding of its own
	else if (feature.type === 'numeric' && feature.storage !== 'VARCHAR' && !sentinel) found.push(...ofFeature(feature));
	if (leakage && leakage.score >= thresholds.leakage)
		add('target_leakage', { metric: leakage.metric, score: leakage.score });
	return found;
}

/** Text that is mostly numbers or dates. */
function ofText(present: number, measured: MeasuredColumn, disguised: number): InsightWarning[] {
	const { feature, numbersInText, datesInText } = measured;
	const real = present - disguised;
	if (real <= 0) return [];
	if (numbersInText / real >= thresholds.parsed) {
		const others = real - numbersInText;
		return others > 0
			? [warning('non_numeric_values', feature.name, { count: others, share: others / real })]
			: [warning('numbers_as_text', feature.name, { count: numbersInText })];
	}
	return datesInText / real >= thresholds.parsed
		? [warning('dates_as_text', feature.name, { count: datesInText })]
		: [];
}

function ofCategories(present: number, { feature, values }: MeasuredColumn): InsightWarning[] {
	const found: InsightWarning[] = [];
	const rare = values.filter(({ value, count }) => count / present < thresholds.rare && !isToken(value));
	if (rare.length > 0)
		found.push(
			warning('categorical_rare_categories', feature.name, {
				count: rare.length,
				share: totalOf(rare) / present,
				values: rare.slice(0, mostNamed).map(({ value }) => value),
				kept: values.length - rare.length
			})
		);
	for (const [first, ...others] of spellings(values))
		if (first)
			found.push(
				warning('categorical_typo_correction', feature.name, {
					values: others.map(({ value }) => value),
					to: first.value,
					count: totalOf(others)
				})
			);
	return found;
}

/** Values that differ in case and white space only, in groups of at least two, the most frequent of a group first. */
function spellings(values: readonly TopValue[]): TopValue[][] {
	const groups = new Map<string, TopValue[]>();
	for (const each of values) {
		const key = each.value.trim().replaceAll(/\s+/g, ' ').toLowerCase();
		groups.set(key, [...(groups.get(key) ?? []), each]);
	}
	return [...groups.values()].filter(({ length }) => length > 1);
}

/** Median -/+ 5 robust standard deviations, and what lies beyond; null where nothing does. */
function fencesOf({ median, robustStd, outliers }: NumberStatistics) {
	if (robustStd === null || robustStd === 0 || outliers === 0) return null;
	// a little inside, so that what is put on a fence does not lie beyond it by rounding
	const reach = 5 * robustStd * (1 - 1e-9);
	return { count: outliers, lower: median - reach, upper: median + reach };
}

function ofFeature({ name, numbers }: FeatureInsight): InsightWarning[] {
	if (!numbers) return [];
	const { skew, mostFrequent, min, count } = numbers;
	const found: InsightWarning[] = [];
	const inflated = mostFrequent && mostFrequent.count / Math.max(1, count) > thresholds.inflated;
	if (skew !== null && Math.abs(skew) > thresholds.skew)
		found.push(
			warning('skewed_feature', name, {
				skew,
				min,
				...(inflated && mostFrequent.value === min && { common: min, share: mostFrequent.count / count })
			})
		);
	const fences = fencesOf(numbers);
	if (fences) found.push(warning('feature_outliers', name, { ...fences, share: fences.count / Math.max(1, count) }));
	return found;
}

function ofNumbers({ name, numbers }: FeatureInsight): InsightWarning[] {
	if (!numbers) return [];
	const found: InsightWarning[] = [];
	const { skew, kurtosis, min, mostFrequent } = numbers;
	const fences = fencesOf(numbers);
	const add = (code: WarningCode, facts: Facts) => found.push(warning(code, name, facts));
	const present = Math.max(1, numbers.count);
	if (mostFrequent && mostFrequent.count / present > thresholds.frequentLabel)
		add('regression_frequent_label', { value: mostFrequent.value, share: mostFrequent.count / present });
	if (skew !== null && Math.abs(skew) > thresholds.skew) add('skewed_target', { skew, min });
	if (kurtosis !== null && kurtosis > thresholds.kurtosis)
		add('heavy_tailed_target', { kurtosis, min, ...(fences && { lower: fences.lower, upper: fences.upper }) });
	if (fences) add('target_outliers', fences);
	return found;
}

function ofClasses({ feature }: MeasuredColumn, { classes }: TargetInsight): InsightWarning[] {
	const found: InsightWarning[] = [];
	const add = (code: WarningCode, facts: Facts) => found.push(warning(code, feature.name, facts));
	const [largest, smallest] = [classes[0], classes.at(-1)];
	if (feature.distinct > thresholds.classes)
		return [
			warning('high_target_cardinality', feature.name, {
				distinct: feature.distinct,
				numeric: feature.numbers && feature.storage !== 'VARCHAR' ? 1 : 0
			})
		];
	if (!largest || !smallest || classes.length < 2) return found;
	const total = totalOf(classes);
	const below = (code: WarningCode, isTooFew: (count: number) => boolean, facts: Facts = {}) => {
		const few = classes.filter(({ count }) => isTooFew(count));
		if (few.length === 0) return;
		const values = few.map(({ value }) => value);
		add(code, { values, count: smallest.count, share: smallest.count / total, ...facts });
	};
	below('too_few_instances_per_class', (count) => count < thresholds.classRows);
	below('classes_too_imbalanced', (count) => largest.count / count > thresholds.imbalance, {
		ratio: largest.count / smallest.count
	});
	below('very_small_minority_class', (count) => count / total < thresholds.minority);
	return found;
}

function totalOf(values: readonly TopValue[]): number {
	return values.reduce((sum, { count }) => sum + count, 0);
}
