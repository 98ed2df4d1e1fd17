import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import type { SideOutcome, ThresholdChoice } from '$lib/core/clarify/threshold';
import type { Workspace } from '$lib/core/ports';
import { selectionText, type Selector } from '$lib/core/clarify/selector';
import { reweigh, type MitigationSpec } from '$lib/workbench/mitigate';
import { equaliseApproval } from '$lib/workbench/threshold';
import type { CliContext } from '../context';
import { facetJson } from '../facet-json';
import { withKinds } from '../kinds';
import { oneOf, parsePairs, readOptionsOf, repeated, withTableOptions, type TableFlags } from '../options';
import { categoricalColumns, facetSelector, positiveSelection } from '../selections';
import { readTable, writeTable } from '../tables';
import { inWorkspace } from '../workspace';

const methods = ['reweigh', 'threshold'] as const;

interface MitigateFlags extends TableFlags {
	readonly label: string;
	readonly positive: string;
	readonly facet: string;
	readonly method: string;
	readonly score?: string;
	readonly column?: string;
	readonly kind?: readonly string[];
	readonly output: string;
	readonly json?: boolean;
}

export function registerMitigate(program: Command, context: CliContext): void {
	withTableOptions(
		program.command('mitigate').description('lessen the bias of labels or scores between groups of rows')
	)
		.argument('<table>')
		.requiredOption('--label <col>', 'the column that holds the outcome')
		.requiredOption('--positive <values>', "the good outcome: V[,V], or '>NUMBER' for a number")
		.requiredOption('--facet <selector>', "the groups: COL, COL=V[,V] or 'COL>NUMBER'")
		.requiredOption('--method <name>', 'reweigh: a weight a row; threshold: a cut of the scores a side')
		.option('--score <col>', 'the probabilities that --method threshold cuts')
		.option('--column <name>', 'the added column (weight, or approved)')
		.option('--kind <col=kind>', 'categorical or continuous, against the guess (repeats)', repeated)
		.requiredOption('-o, --output <file>', 'the table with the column beside its others, rows in order')
		.option('--json', 'print one JSON document')
		.action((table: string, flags: MitigateFlags) => runMitigate(table, flags, context));
}

async function runMitigate(table: string, flags: MitigateFlags, context: CliContext): Promise<void> {
	const method = oneOf('method', flags.method, methods);
	await inWorkspace(async (workspace) => {
		const read = await readTable(workspace, table, readOptionsOf(flags), 'input');
		const named = parsePairs('kind', flags.kind);
		withKinds(read.schema, named);
		const isCategorical = categoricalColumns(read.schema, named);
		const spec = {
			label: flags.label,
			positive: positiveSelection(flags.positive, isCategorical(flags.label)),
			facet: facetSelector(flags.facet, isCategorical)
		};
		const mitigate = method === 'reweigh' ? weigh : cut;
		const { said, lines } = await mitigate(workspace, read.relation, spec, flags);
		const { rows, rejected } = read.report;
		if (flags.json) context.json({ method, rows, rejected, ...said, output: flags.output });
		else for (const line of lines) context.line(line);
	});
}

interface Mitigated {
	readonly said: Readonly<Record<string, unknown>>;
	readonly lines: readonly string[];
}

async function weigh(
	workspace: Workspace,
	relation: string,
	spec: MitigationSpec,
	flags: MitigateFlags
): Promise<Mitigated> {
	const { select, column, weights, before, after } = await reweigh(workspace, relation, spec, flags.column);
	await writeTable(workspace, select, flags.output);
	const groups = weights.map(({ facet, ...weight }) => ({ value: groupName(spec.facet, facet), ...weight }));
	return {
		said: { column, weights: groups, before: before.map(facetJson), after: after.map(facetJson) },
		lines: groups.map(
			({ value, label, count, weight }) =>
				`${spec.facet.column} ${value ?? '(missing)'}, ${spec.label} ${label ? '' : 'not '}positive: ${count} rows, ${column} ${weight.toFixed(4)}`
		)
	};
}

/** A group as people named it; where values were named, all other rows are the rest. */
function groupName({ selection }: Selector, facet: string | null): string | null {
	if (facet === null || 'each' in selection) return facet;
	return facet === '1' ? selectionText(selection) : 'rest';
}

async function cut(
	workspace: Workspace,
	relation: string,
	spec: MitigationSpec,
	flags: MitigateFlags
): Promise<Mitigated> {
	if (flags.score === undefined)
		throw new AppError('usage/bad-option', {
			option: 'score',
			value: '',
			allowed: 'a column of probabilities, such as a probability_<class> of temoto predict'
		});
	if ('each' in spec.facet.selection)
		throw new AppError('usage/bad-option', {
			option: 'facet',
			value: flags.facet,
			allowed: "two sides: COL=V[,V] or 'COL>NUMBER'"
		});
	const options = { ...spec, score: flags.score, ...(flags.column === undefined ? {} : { column: flags.column }) };
	const { select, column, before, after } = await equaliseApproval(workspace, relation, options);
	await writeTable(workspace, select, flags.output);
	const thresholds = { facet: after.facet.threshold, rest: after.rest.threshold };
	return {
		said: { column, thresholds, before, after },
		lines: [...sides('before', before), ...sides('after', after)]
	};
}

function sides(when: string, { facet, rest }: ThresholdChoice): string[] {
	const line = (name: string, { threshold, n, approved, accuracy }: SideOutcome) =>
		`${when.padEnd(6)}  ${name}: ${n} rows, from ${threshold} on, ${percent(approved)} approved, ${percent(accuracy)} right`;
	return [line('facet', facet), line('rest', rest)];
}

function percent(share: number): string {
	return `${(100 * share).toFixed(1)} %`;
}
