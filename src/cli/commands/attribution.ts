import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { attributionLimit } from '$lib/core/monitor/attribution-drift';
import {
	measureAttributionDrift,
	measureBaseline,
	withBaseline,
	type MeasuredAttributions
} from '$lib/workbench/attribution';
import type { CliContext } from '../context';
import { readBytes, writeBytes } from '../files';
import { readModelFile } from '../models';
import { parseShare, readOptionsOf, withTableOptions, type TableFlags } from '../options';
import { attributionReason } from '../reasons';
import { readTable } from '../tables';
import { inWorkspace } from '../workspace';

interface AttributionFlags extends TableFlags {
	readonly output?: string;
	readonly json?: boolean;
}

interface DriftFlags extends TableFlags {
	readonly baseline?: string;
	readonly limit: string;
	readonly failOnDrift?: boolean;
	readonly json?: boolean;
}

export function registerAttribution(program: Command, context: CliContext): void {
	withTableOptions(
		program
			.command('attribution')
			.description('what each column adds to the answers of a model: the baseline of attribution drift')
	)
		.argument('<model>', 'a .temoto-model')
		.argument('<table>', 'the rows it was trained on')
		.option('-o, --output <file>', 'write the model with the baseline inside')
		.option('--json', 'print one JSON document')
		.action((model: string, table: string, flags: AttributionFlags) => keep(model, table, flags, context));
	withTableOptions(
		program.command('attribution-drift').description('whether other columns matter to a model than when it was trained')
	)
		.argument('<model>', 'a .temoto-model')
		.argument('<current>', 'the rows it is asked now')
		.option('--baseline <table>', 'the rows it was trained on, where the model holds no baseline')
		.option('--limit <share>', 'NDCG below it is drift', String(attributionLimit))
		.option('--fail-on-drift', 'exit 1 when attributions drifted, or cannot be compared')
		.option('--json', 'print one JSON document')
		.action((model: string, current: string, flags: DriftFlags) => compare(model, current, flags, context));
}

async function keep(place: string, table: string, flags: AttributionFlags, context: CliContext): Promise<void> {
	await inWorkspace(async (workspace) => {
		const opened = await readModelFile(workspace, place);
		const { relation } = await readTable(workspace, table, readOptionsOf(flags), 'baseline');
		const baseline = await measureBaseline(workspace, opened, relation, undefined, context.progress);
		if (flags.output !== undefined)
			await writeBytes(flags.output, await withBaseline(workspace, await readBytes(place), baseline));
		const { method, exact, output, rows, samples, seed, importance } = baseline;
		const typical = Object.fromEntries(opened.model.inputs.map(({ name }, at) => [name, baseline.typical[at] ?? null]));
		if (flags.json) {
			const about = { method, exact, output, class: baseline.class, rows, samples, seed };
			context.json({ ...about, typical, importance, file: flags.output ?? null });
			return;
		}
		context.line(`${rows} rows, ${method}, ${exact ? 'exact' : 'estimated'}`);
		for (const { feature, meanAbs } of importance) context.line(`  ${feature.padEnd(24)} ${meanAbs.toFixed(4)}`);
	});
}

async function compare(place: string, current: string, flags: DriftFlags, context: CliContext): Promise<void> {
	const limit = parseShare('limit', flags.limit);
	const options = readOptionsOf(flags);
	await inWorkspace(async (workspace) => {
		const opened = await readModelFile(workspace, place);
		const baseline =
			flags.baseline === undefined
				? opened.attribution
				: await measureBaseline(
						workspace,
						opened,
						(await readTable(workspace, flags.baseline, options, 'baseline')).relation,
						undefined,
						context.progress
					);
		if (!baseline) throw new AppError('monitor/no-attributions', { model: place });
		const { relation } = await readTable(workspace, current, options, 'current');
		const found = await measureAttributionDrift(
			workspace,
			opened,
			baseline,
			relation,
			{ limit },
			undefined,
			context.progress
		);
		if (flags.failOnDrift && (found.drift.drifted || found.drift.ndcg === null)) context.exitCode = 1;
		const { drift, ...about } = found;
		if (flags.json) context.json({ ...about, ...drift, reason: attributionReason(drift.reason) });
		else print(found, context);
	});
}

function print({ drift, rows }: MeasuredAttributions, context: CliContext): void {
	const { ndcg, limit, drifted, columns } = drift;
	const why = attributionReason(drift.reason);
	context.line(`${rows.baseline} rows of training, ${rows.current} current rows`);
	context.line(
		`${drifted ? 'DRIFT' : '  ok '} NDCG ${ndcg === null ? '-' : ndcg.toFixed(4)}, limit ${limit}${why === null ? '' : `  ${why}`}`
	);
	for (const { feature, baseline, current, moved } of columns) {
		const way = moved === 0 ? '' : moved > 0 ? `  up ${moved}` : `  down ${-moved}`;
		context.line(
			`  ${feature.padEnd(24)} ${String(baseline.rank).padStart(3)} -> ${String(current.rank).padEnd(3)} ${baseline.meanAbs.toFixed(4)} -> ${current.meanAbs.toFixed(4)}${way}`
		);
	}
}
