import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { thresholdAims } from '$lib/core/evaluation/costs';
import { evaluationJson } from '$lib/core/evaluation/evaluation-json';
import type { EvaluatedRows } from '$lib/core/evaluation/evaluated-rows';
import { sliceMetrics, type SliceMetric } from '$lib/core/evaluation/slice-metric';
import { sliceName } from '$lib/core/evaluation/slice-words';
import { plainThreshold, thresholdFor } from '$lib/core/model/threshold';
import type { Workspace } from '$lib/core/ports';
import { isTemporalType } from '$lib/core/table/schema';
import { judgeTable, sliceTable, type JudgedTable } from '$lib/workbench/evaluate';
import { classIndexOf } from '../class-option';
import type { CliContext } from '../context';
import { withKinds } from '../kinds';
import { readModelFile } from '../models';
import {
	oneOf,
	parseInteger,
	parseList,
	parseNumber,
	parsePairs,
	readOptionsOf,
	repeated,
	withTableOptions,
	type TableFlags
} from '../options';
import { readTable } from '../tables';
import { parseCosts, parseThreshold } from '../threshold-options';
import { inWorkspace } from '../workspace';

interface EvaluateFlags extends TableFlags {
	readonly target?: string;
	readonly weight?: string;
	readonly class?: string;
	readonly threshold?: string;
	readonly cost?: string;
	readonly quantile?: string;
	readonly by?: string;
	readonly metric?: string;
	readonly kind?: readonly string[];
	readonly columns?: string;
	readonly curves?: boolean;
	readonly seed: string;
	readonly json?: boolean;
}

export function registerEvaluate(program: Command, context: CliContext): void {
	withTableOptions(program.command('evaluate').description('how good a model is on a table, with 95 % intervals'))
		.argument('<model>')
		.argument('<table>', 'rows the model has not seen')
		.option('--target <col>', 'the column of the truth (as the model was trained)')
		.option('--weight <col>', 'a column that says how much a row counts')
		.option('--class <value>', 'the class that is held against the rest (the last)')
		.option(
			'--threshold <number|aim>',
			`the least score called positive, or ${thresholdAims.join(', ')}: the best by it (the model's, or 0.5)`
		)
		.option('--cost <fp=n,fn=n,...>', 'what each outcome costs: fp and fn 1, tp and tn 0 where left out')
		.option('--quantile <share>', 'the model predicts this quantile: measures its pinball loss')
		.option('--by <cols>', 'measures the rows by the values of a column, or of two crossed')
		.option('--metric <name>', 'what is measured by the columns (accuracy, or mae)')
		.option('--kind <col=kind>', 'the kind of a column, against the guess (repeats)', repeated)
		.option('--columns <raw|prepared>', 'what the table is, where its columns fit before and after the recipe (raw)')
		.option('--curves', 'ROC and precision-recall points with their bands in the JSON')
		.option('--seed <n>', 'seed of the resamples', '0')
		.option('--json', 'print one JSON document')
		.action((model: string, table: string, flags: EvaluateFlags) => runEvaluate(model, table, flags, context));
}

async function runEvaluate(place: string, table: string, flags: EvaluateFlags, context: CliContext): Promise<void> {
	const seed = parseInteger('seed', flags.seed);
	const asked = flags.threshold === undefined ? undefined : parseThreshold(flags.threshold);
	const costs = parseCosts(flags.cost);
	const quantile = flags.quantile === undefined ? null : parseQuantile(flags.quantile);
	const by = parseList(flags.by);
	if (by.length > 2)
		throw new AppError('usage/bad-option', { option: 'by', value: flags.by ?? '', allowed: 'one column or two' });
	await inWorkspace(async (workspace) => {
		const opened = await readModelFile(workspace, place);
		const { model } = opened;
		const positive = classIndexOf(model, flags.class) ?? null;
		const own = model.threshold === undefined ? plainThreshold : thresholdFor(positive ?? 1, model.threshold);
		const threshold = asked ?? own;
		const read = await readTable(workspace, table, readOptionsOf(flags), 'input');
		const judged: JudgedTable = {
			relation: read.relation,
			schema: withKinds(read.schema, parsePairs('kind', flags.kind)),
			target: flags.target ?? model.target,
			weight: flags.weight ?? null
		};
		const whenBoth = oneOf('columns', flags.columns ?? 'raw', ['raw', 'prepared']);
		const rows = await judgeTable(workspace, opened, judged, whenBoth, undefined, context.progress);
		const question = { metric: metricOf(rows, positive, flags.metric), positive: slicedClass(rows, positive) };
		const job = { rows, positive, quantile, seed };
		const evaluation = await workspace.evaluator.evaluate(job, undefined, context.progress);
		const wish = { classes: model.classes, threshold, costs, withCurves: flags.curves === true, seed };
		const report = evaluationJson(evaluation, wish);
		const cut = 'threshold' in report && typeof report.threshold === 'number' ? report.threshold : plainThreshold;
		const sliced =
			by.length === 0
				? null
				: await sliceRows(workspace, rows, judged, { ...question, columns: by, threshold: cut, seed }, context);
		if (flags.json) context.json({ ...report, ...(sliced ? { slices: sliced } : {}) });
		else print(report, sliced, context);
	});
}

type Report = ReturnType<typeof evaluationJson>;
type Sliced = Awaited<ReturnType<typeof sliceRows>>;

async function sliceRows(
	workspace: Workspace,
	rows: EvaluatedRows,
	judged: JudgedTable,
	by: Parameters<typeof sliceTable>[3],
	{ progress }: CliContext
) {
	const temporal = new Set(judged.schema.filter(({ type }) => isTemporalType(type)).map(({ name }) => name));
	const { slices, ...whole } = await sliceTable(workspace, rows, judged, by, undefined, progress);
	return {
		...{ by: by.columns, metric: by.metric },
		...whole,
		slices: slices.map((slice) => ({
			text: slice.parts.map((part) => sliceName(part, temporal)).join(' and '),
			...slice
		}))
	};
}

/** Of two classes one is always held against the other; of more only where it is asked for. */
function slicedClass({ classes }: EvaluatedRows, positive: number | null): number | null {
	return classes.length === 2 ? (positive ?? 1) : positive;
}

function metricOf(rows: EvaluatedRows, positive: number | null, asked: string | undefined): SliceMetric {
	const task = rows.task === 'regression' ? 'numbers' : slicedClass(rows, positive) === null ? 'classes' : 'binary';
	const allowed: readonly SliceMetric[] = sliceMetrics[task];
	return oneOf('metric', asked ?? allowed[0] ?? '', allowed);
}

function parseQuantile(text: string): number {
	const share = parseNumber('quantile', text);
	if (share > 0 && share < 1) return share;
	throw new AppError('usage/bad-option', { option: 'quantile', value: text, allowed: 'a share between 0 and 1' });
}

function print(report: Report, sliced: Sliced | null, context: CliContext): void {
	const figure = (value: number | null | undefined) =>
		value === null || value === undefined ? '-' : Math.abs(value) >= 100 ? value.toPrecision(6) : value.toFixed(4);
	const range = (lower: number | null | undefined, upper: number | null | undefined) =>
		lower === null || lower === undefined ? '' : `  (${figure(lower)} to ${figure(upper)})`;
	context.line(`${report.rows.measured} rows, ${report.task}; 95 % intervals in brackets`);
	for (const [name, value] of Object.entries(report.metrics)) {
		const { lower, upper } = report.intervals[name] ?? {};
		if (value !== null) context.line(`${name.padEnd(18)} ${figure(value)}${range(lower, upper)}`);
	}
	if ('threshold' in report) {
		const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = report.confusion;
		const cut = report.threshold === null ? '-' : figure(report.threshold);
		context.line(
			`'${report.positive ?? ''}' from ${cut} on: found ${tp}, missed ${fn}, false alarms ${fp}, rightly left ${tn}`
		);
		context.line(
			`mean cost ${figure(report.cost)}; least ${figure(report.best['cost']?.cost)} from ${figure(report.best['cost']?.threshold)} on`
		);
	}
	if (report.reason !== null) context.log(report.reason);
	if (!sliced) return;
	context.line(
		`${sliced.metric} by ${sliced.by.join(' and ')}, the worst first; all rows ${figure(sliced.overall.value)}`
	);
	for (const { text, rows, value, isSmall, isWorse } of sliced.slices)
		context.line(
			`${isWorse ? '!' : ' '} ${figure(value.value).padStart(8)}${range(value.lower, value.upper)} of ${rows} rows${isSmall ? ', few' : ''}: ${text}`
		);
}
