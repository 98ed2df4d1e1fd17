import type { Command } from 'commander';
import type { DriftReport } from '$lib/core/monitor/drift';
import { driftReport } from '$lib/workbench/monitor';
import type { CliContext } from '../context';
import { parseList, parseShare, readOptionsOf, withTableOptions, type TableFlags } from '../options';
import { driftReason } from '../reasons';
import { readTable } from '../tables';
import { inWorkspace } from '../workspace';

interface DriftFlags extends TableFlags {
	readonly columns?: string;
	readonly alpha: string;
	readonly minEffect: string;
	readonly failOnDrift?: boolean;
	readonly json?: boolean;
}

export function registerDrift(program: Command, context: CliContext): void {
	withTableOptions(program.command('drift').description('whether the columns of a table changed since a reference'))
		.argument('<reference>')
		.argument('<current>')
		.option('--columns <a,b>', 'only these columns')
		.option('--alpha <p>', 'false alarms allowed over all columns', '0.05')
		.option('--min-effect <share>', 'the least change that counts: a share of rows', '0.1')
		.option('--fail-on-drift', 'exit 1 when a column drifted')
		.option('--json', 'print one JSON document')
		.action((reference: string, current: string, flags: DriftFlags) => runDrift(reference, current, flags, context));
}

async function runDrift(reference: string, current: string, flags: DriftFlags, context: CliContext): Promise<void> {
	const options = readOptionsOf(flags);
	const columns = parseList(flags.columns);
	const alpha = parseShare('alpha', flags.alpha);
	const minEffect = parseShare('min-effect', flags.minEffect);
	await inWorkspace(async (workspace) => {
		const before = await readTable(workspace, reference, options, 'reference');
		const after = await readTable(workspace, current, options, 'current');
		const report = await driftReport(
			workspace,
			before.relation,
			after.relation,
			{
				alpha,
				minEffect,
				kinds: Object.fromEntries(before.schema.map(({ name, kind }) => [name, kind])),
				...(columns.length > 0 ? { columns } : {})
			},
			undefined,
			context.progress
		);
		if (report.drifted && flags.failOnDrift) context.exitCode = 1;
		if (flags.json)
			context.json({
				...report,
				columns: report.columns.map(({ missing, reason, ...column }) => ({
					...column,
					missing: { ...missing, reason: missing.pValue === null ? 'no value is missing in either table' : null },
					reason: driftReason(reason)
				}))
			});
		else printDrift(report, context);
	});
}

function printDrift(report: DriftReport, context: CliContext): void {
	context.line(`${report.reference} reference rows, ${report.current} current rows`);
	for (const { column, drifted, effect, pAdjusted, reason } of report.columns) {
		const figures = effect === null ? '' : `effect ${effect.toFixed(3)}, adjusted p ${(pAdjusted ?? 1).toPrecision(3)}`;
		const why = driftReason(reason);
		context.line(`${drifted ? 'DRIFT' : '  ok '} ${column.padEnd(24)} ${figures}${why ? `  ${why}` : ''}`);
	}
	if (report.onlyReference.length > 0) context.line(`only in the reference: ${report.onlyReference.join(', ')}`);
	if (report.onlyCurrent.length > 0) context.line(`only in the current table: ${report.onlyCurrent.join(', ')}`);
}
