import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { effectKinds, type Effect } from '$lib/core/clarify/effect';
import type { EffectAxis } from '$lib/core/clarify/effect-axis';
import { centredCurves } from '$lib/core/clarify/partial-dependence';
import { isTemporalType } from '$lib/core/table/schema';
import { measureEffect } from '$lib/workbench/effects';
import { classIndexOf } from '../class-option';
import type { CliContext } from '../context';
import { readModelFile } from '../models';
import { oneOf, parseInteger, readOptionsOf, repeated, withTableOptions, type TableFlags } from '../options';
import { readTable } from '../tables';
import { inWorkspace } from '../workspace';

const outputs = ['margin', 'probability'] as const;

interface EffectsFlags extends TableFlags {
	readonly column: readonly string[];
	readonly kind: string;
	readonly grid?: string;
	readonly rows: string;
	readonly output: string;
	readonly class?: string;
	readonly centre?: boolean;
	readonly seed: string;
	readonly json?: boolean;
}

export function registerEffects(program: Command, context: CliContext): void {
	withTableOptions(
		program.command('effects').description('how the answer of a model goes with one column or two: PDP, ICE, ALE')
	)
		.argument('<model>')
		.argument('<table>')
		.requiredOption('--column <col>', 'an input of the model; twice for two together', repeated)
		.option('--kind <name>', 'pdp: the mean answer; ice: single rows; ale: local effects, added up', 'pdp')
		.option('--grid <n>', 'places along a column (20; 12 for two)')
		.option('--rows <n>', 'so many rows, evenly spaced', '1000')
		.option('--output <name>', outputs.join(' or '), 'probability')
		.option('--class <label>', 'the class whose probability it is (the last one)')
		.option('--centre', 'curves of ice less their own first value')
		.option('--seed <n>', 'chooses the rows whose curves are kept, 200 at most', '0')
		.option('--json', 'print one JSON document')
		.action((model: string, table: string, flags: EffectsFlags) => runEffects(model, table, flags, context));
}

async function runEffects(place: string, table: string, flags: EffectsFlags, context: CliContext): Promise<void> {
	const kind = oneOf('kind', flags.kind, effectKinds);
	const output = oneOf('output', flags.output, outputs);
	const columns = flags.column;
	if (columns.length > 2 || new Set(columns).size < columns.length)
		throw new AppError('usage/bad-option', {
			option: 'column',
			value: columns.join(', '),
			allowed: 'one column, or two different ones'
		});
	const grid = flags.grid === undefined ? undefined : parseInteger('grid', flags.grid, 2, 500);
	const rows = parseInteger('rows', flags.rows, 1);
	const seed = parseInteger('seed', flags.seed);
	await inWorkspace(async (workspace) => {
		const { model } = await readModelFile(workspace, place);
		const classIndex = classIndexOf(model, flags.class);
		const read = await readTable(workspace, table, readOptionsOf(flags), 'input');
		const found = await measureEffect(
			workspace,
			model,
			read.relation,
			{
				...{ columns, kind, rows, output, seed },
				...(grid === undefined ? {} : { grid }),
				...(classIndex === undefined ? {} : { classIndex })
			},
			undefined,
			context.progress
		);
		const shown = flags.centre ? centred(found) : found;
		const label = model.classes[classIndex ?? model.classes.length - 1] ?? null;
		if (flags.json) context.json({ ...effectJson(shown), class: label, of: read.report.rows });
		else printEffect(shown, label, context);
	});
}

function centred(found: Effect): Effect {
	const { curves, axes } = found;
	const places = axes[0]?.values.length ?? 1;
	return curves ? { ...found, curves: { ...curves, values: centredCurves(curves.values, places, 0) } } : found;
}

/** Values of an axis as people read them: dates in ISO 8601, null for a missing category. */
function placesOf(axis: EffectAxis): (number | string | null)[] {
	if (axis.kind === 'category') return axis.values.map((value) => (value === '' ? null : value));
	return Array.from(axis.values, (value) => (isTemporalType(axis.type) ? new Date(value).toISOString() : value));
}

function effectJson({ axes, values, support, curves, ...found }: Effect): Record<string, unknown> {
	const width = axes[1]?.values.length;
	const shaped = (list: Float64Array) =>
		width === undefined
			? Array.from(list)
			: Array.from({ length: list.length / width }, (_, row) =>
					Array.from(list.subarray(row * width, (row + 1) * width))
				);
	const places = axes[0]?.values.length ?? 1;
	return {
		...found,
		axes: axes.map((axis) => ({ ...axis, values: placesOf(axis), ...listsOf(axis) })),
		values: shaped(values),
		support: shaped(support),
		curves: curves
			? Array.from(curves.rows, (row, at) => ({
					row,
					values: Array.from(curves.values.subarray(at * places, (at + 1) * places))
				}))
			: null
	};
}

function listsOf(axis: EffectAxis): Record<string, number[]> {
	return axis.kind === 'category'
		? { counts: Array.from(axis.counts) }
		: { deciles: Array.from(axis.deciles), histogram: Array.from(axis.histogram) };
}

function printEffect(found: Effect, label: string | null, context: CliContext): void {
	const [first, second] = found.axes;
	if (!first) return;
	const of = label === null ? '' : `, ${label}`;
	context.line(`${found.rows} rows, ${found.kind}${of}, mean ${found.mean.toFixed(4)}`);
	const names = (axis: EffectAxis) => placesOf(axis).map((place) => String(place ?? '(missing)'));
	const inner = second ? names(second) : [''];
	names(first).forEach((name, i) => {
		inner.forEach((other, j) => {
			const at = i * inner.length + j;
			const place = second ? `${name} · ${other}` : name;
			const value = (found.values[at] ?? NaN).toFixed(4).padStart(10);
			context.line(`  ${place.padEnd(24)} ${value}  ${found.support[at] ?? 0} rows near`);
		});
	});
}
