import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { anomalyColumns } from '$lib/workbench/structure';
import type { CliContext } from '../context';
import { parseShare } from '../options';
import { runStructure, withStructureOptions, type StructureFlags } from '../structure-command';

interface AnomaliesFlags extends StructureFlags {
	readonly share: string;
}

export function registerAnomalies(program: Command, context: CliContext): void {
	withStructureOptions(program.command('anomalies').description('rows unlike the others, by an isolation forest'))
		.option('--share <n>', 'the share of rows to flag, above 0 and at most 0.5', '0.02')
		.action(async (table: string, flags: AnomaliesFlags) => {
			const share = parseShare('share', flags.share, 0.5);
			if (share === 0)
				throw new AppError('usage/bad-option', { option: 'share', value: flags.share, allowed: 'a share above 0' });
			await runStructure(table, flags, context, async ({ structureFinder }, job, { schema }) => {
				const found = await structureFinder.findAnomalies({ ...job, share }, undefined, context.progress);
				const { count, threshold } = found;
				const top = found.top.map(({ row, score, reasons }) => ({ row: row + 1, score, reasons }));
				return {
					added: anomalyColumns(found, schema),
					said: { flagged: count, share, threshold, top },
					lines: [
						`${count} rows flagged, with scores from ${threshold.toFixed(3)}`,
						...top.map(
							({ row, score, reasons }) =>
								`  row ${row}  ${score.toFixed(3)}  ${reasons.map(({ column, value }) => `${column} ${value ?? 'missing'}`).join(', ')}`
						)
					]
				};
			});
		});
}
