import type { Command } from 'commander';
import type { Counterfactual, Counterfactuals, Wanted } from '$lib/core/clarify/counterfactual';
import { AppError } from '$lib/core/errors';
import { rowsOf } from '$lib/core/clarify/counterfactual-space';
import { calledClass } from '$lib/core/model/called-class';
import type { Model } from '$lib/core/model/model';
import { counterfactualsOf, readBackground } from '$lib/workbench/counterfactual';
import { readInputs } from '$lib/workbench/model';
import { parseBounds, parseRules, type RuleFlags } from '../column-rules';
import type { CliContext } from '../context';
import { readModelFile } from '../models';
import {
	parseDuration,
	parseInteger,
	parseNumber,
	parseShare,
	readOptionsOf,
	repeated,
	withTableOptions,
	type TableFlags
} from '../options';
import { readTable } from '../tables';
import { inWorkspace } from '../workspace';

interface CounterfactualFlags extends TableFlags, RuleFlags {
	readonly background: string;
	readonly want: string;
	readonly probability?: string;
	readonly row?: readonly string[];
	readonly rows?: string;
	readonly maxChanges?: string;
	readonly changePenalty: string;
	readonly count: string;
	readonly timeLimit: string;
	readonly seed: string;
	readonly json?: boolean;
}

export function registerCounterfactuals(program: Command, context: CliContext): void {
	withTableOptions(
		program.command('counterfactuals').description('the nearest rows for which the model answers otherwise')
	)
		.argument('<model>')
		.argument('<table>')
		.requiredOption('--want <answer>', 'a class, or for numbers LO..HI, LO.. or ..HI')
		.requiredOption('--background <table>', 'rows that say what is usual: ranges, categories, scales')
		.option('--probability <share>', 'the wanted class must be at least so probable (the likeliest)')
		.option('--row <n>', 'a row of the table, counted from 1 (repeats)', repeated)
		.option('--rows <n>', 'the first so many rows')
		.option('--immutable <columns>', 'columns that may not change (repeats)', repeated)
		.option('--range <col=LO..HI>', 'bounds of what a number may become (repeats)', repeated)
		.option('--increase-only <columns>', 'numbers that may only rise (repeats)', repeated)
		.option('--decrease-only <columns>', 'numbers that may only fall (repeats)', repeated)
		.option('--categories <col=a,b>', 'what a category may become (repeats)', repeated)
		.option('--whole <columns>', 'numbers that may only become whole ones (repeats)', repeated)
		.option('--max-changes <n>', 'at most so many changed columns')
		.option('--change-penalty <cost>', 'what one more changed column costs, in units of distance', '0.5')
		.option('--count <n>', 'how many a row, each with other columns changed', '3')
		.option('--time-limit <time>', 'for each row, as 500ms or 2s', '2s')
		.option('--seed <n>', 'seed of the search', '0')
		.option('--json', 'print one JSON document')
		.action((model: string, table: string, flags: CounterfactualFlags) =>
			runCounterfactuals(model, table, flags, context)
		);
}

async function runCounterfactuals(
	place: string,
	table: string,
	flags: CounterfactualFlags,
	context: CliContext
): Promise<void> {
	const rules = parseRules(flags);
	const options = {
		rules,
		count: parseInteger('count', flags.count, 1, 100),
		maxChanges: flags.maxChanges === undefined ? null : parseInteger('max-changes', flags.maxChanges, 1),
		changePenalty: positive('change-penalty', flags.changePenalty),
		timeLimit: parseDuration('time-limit', flags.timeLimit),
		seed: parseInteger('seed', flags.seed)
	};
	const first = flags.rows === undefined ? null : parseInteger('rows', flags.rows, 1);
	const named = (flags.row ?? []).map((text) => parseInteger('row', text, 1) - 1);
	await inWorkspace(async (workspace) => {
		const { model } = await readModelFile(workspace, place);
		const wanted = parseWanted(model, flags);
		const read = readOptionsOf(flags);
		const asked = await readTable(workspace, table, read, 'input');
		const usual = await readTable(workspace, flags.background, read, 'background');
		const rows = rowsOf(model.inputs, await readInputs(workspace, { model }, asked.relation));
		const background = await readBackground(workspace, model, usual.relation);
		const count = Math.min(rows.length, first ?? (named.length > 0 ? 0 : 1));
		const places = [...named, ...Array.from({ length: count }, (_, row) => row)];
		const beyond = places.find((row) => row >= rows.length);
		if (beyond !== undefined)
			throw new AppError('usage/bad-option', {
				option: 'row',
				value: String(beyond + 1),
				allowed: `a whole number from 1 to ${rows.length}`
			});
		const answers: { row: number; found: Counterfactuals }[] = [];
		for (const place of new Set(places)) {
			const row = rows[place];
			if (!row) continue;
			const question = { ...options, wanted };
			const found = await counterfactualsOf(workspace, model, row, background, question, undefined, context.progress);
			answers.push({ row: place + 1, found });
		}
		if (flags.json) {
			const json = answers.map(({ row, found }) => ({ row, ...counterfactualsJson(model, found) }));
			context.json({ wanted: flags.want, background: background.length, rows: json });
		} else for (const { row, found } of answers) print(model, row, found, context);
	});
}

function positive(option: string, text: string): number {
	const value = parseNumber(option, text);
	if (value >= 0) return value;
	throw new AppError('usage/bad-option', { option, value: text, allowed: 'a number from 0' });
}

function parseWanted({ classes }: Model, { want, probability }: CounterfactualFlags): Wanted {
	if (classes.length === 0) {
		const { least = null, most = null } = parseBounds('want', want);
		return { type: 'range', least, most };
	}
	const classIndex = classes.indexOf(want);
	if (classIndex < 0)
		throw new AppError('usage/bad-option', { option: 'want', value: want, allowed: `one of ${classes.join(', ')}` });
	return {
		type: 'class',
		classIndex,
		probability: probability === undefined ? null : parseShare('probability', probability)
	};
}

/** Probabilities by class, or the number. */
function answerJson({ classes, threshold }: Model, answer: readonly number[]): Record<string, unknown> {
	if (classes.length === 0) return { prediction: answer[0] ?? null };
	return {
		prediction: classes[calledClass(answer, 0, classes.length, threshold)] ?? null,
		probabilities: Object.fromEntries(classes.map((name, at) => [name, answer[at] ?? null]))
	};
}

function foundJson(model: Model, { changes, answer, ...found }: Counterfactual): unknown {
	const known = (value: number | string) => (value === '' || Number.isNaN(value) ? null : value);
	return {
		changes: changes.map(({ from, to, ...change }) => ({ ...change, from: known(from), to })),
		...answerJson(model, answer),
		...found
	};
}

function counterfactualsJson(model: Model, { before, found, closest, blockers, ...rest }: Counterfactuals) {
	const one = (counterfactual: Counterfactual | null) => counterfactual && foundJson(model, counterfactual);
	return {
		...rest,
		before: answerJson(model, before),
		found: found.map((counterfactual) => foundJson(model, counterfactual)),
		closest: closest && answerJson(model, closest),
		blockers: blockers.map(({ column, instead }) => ({ column, instead: one(instead) })),
		withMoreChanges: one(rest.withMoreChanges),
		withoutRules: one(rest.withoutRules)
	};
}

function print(model: Model, row: number, found: Counterfactuals, context: CliContext): void {
	const changed = ({ changes }: Counterfactual) =>
		changes.map(({ column, from, to }) => `${column} ${String(from) || 'missing'} -> ${to}`).join(', ');
	const answer = (values: readonly number[]) => {
		const { prediction } = answerJson(model, values);
		const sure = model.classes.length === 0 ? '' : ` (${Math.max(...values).toFixed(3)})`;
		return `${String(prediction)}${sure}`;
	};
	const when = found.ended === 'time' ? ', ended by the time limit' : '';
	if (found.status === 'already') context.line(`row ${row}: ${answer(found.before)}, as wanted already`);
	else if (found.status === 'found') {
		const sure = found.provenChanges > 0 ? `; nothing nearer with up to ${found.provenChanges} changes` : '';
		context.line(`row ${row}: ${answer(found.before)}${sure}${when}`);
		for (const one of found.found)
			context.line(`  ${one.distance.toFixed(3)}  ${answer(one.answer)}  ${changed(one)}  [${one.method}]`);
	} else {
		context.line(`row ${row}: ${answer(found.before)}; no way found${when}`);
		for (const { column, instead } of found.blockers)
			context.line(`  if the rule for ${column} is let go: ${changed(instead)}`);
		if (found.withMoreChanges) context.line(`  with more changes: ${changed(found.withMoreChanges)}`);
		if (found.withoutRules) context.line(`  without any rule: ${changed(found.withoutRules)}`);
	}
}
