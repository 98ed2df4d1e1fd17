import type { Command } from 'commander';
import { parsePairs, readOptionsOf, repeated, withTableOptions, type TableFlags } from '../options';
import type { CliContext } from '../context';
import { withKinds } from '../kinds';
import { profileReason } from '../reasons';
import { readTable } from '../tables';
import { inWorkspace } from '../workspace';
import { profileTable } from '$lib/workbench/table-profile';

export function registerProfile(program: Command, context: CliContext): void {
	withTableOptions(
		program.command('profile').description('what is in a table: types, missing, distinct, distribution, warnings')
	)
		.argument('<table>')
		.option('--kind <col=kind>', 'the kind of a column, against the guess (repeats)', repeated)
		.option('--json', 'print one JSON document')
		.action(async (table: string, flags: TableFlags & { kind?: string[]; json?: boolean }) => {
			await inWorkspace(async (workspace) => {
				const read = await readTable(workspace, table, readOptionsOf(flags), 'input');
				const schema = withKinds(read.schema, parsePairs('kind', flags.kind));
				const profile = await profileTable(
					workspace,
					read.relation,
					schema,
					{ exact: true },
					undefined,
					context.progress
				);
				if (flags.json) {
					const columns = profile.columns.map((column) => ({ ...column, reason: profileReason(column) }));
					context.json({ ...profile, columns, rejected: read.report.rejected });
					return;
				}
				context.line(
					`${profile.rows} rows, ${profile.columns.length} columns${read.report.rejected ? `, ${read.report.rejected} rejected` : ''}`
				);
				for (const { name, type, kind, missing, distinct, warnings } of profile.columns)
					context.line(
						`${name.padEnd(24)} ${type.padEnd(10)} ${kind.padEnd(12)} missing ${missing}, distinct ${distinct}${warnings.map(({ code }) => `  ! ${code}`).join('')}`
					);
			});
		});
}
