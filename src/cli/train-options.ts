import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { calibrationMethods } from '$lib/core/train/calibration';
import { engineNames, estimatorNames, type EstimatorName, type Task } from '$lib/core/train/job';
import { paramFields } from '$lib/core/train/params';
import type { TrainSpec } from '$lib/core/train/spec';
import {
	oneOf,
	parseInteger,
	parseList,
	parsePair,
	parsePairs,
	parseShare,
	readOptionsOf,
	repeated,
	withTableOptions,
	type TableFlags
} from './options';
import { parseSplit, splitForms } from './split-option';
import { importPlace } from './tables';

/** What a command that trains takes. */
export interface TrainSpecFlags extends TableFlags {
	readonly target: string;
	readonly estimator: string;
	readonly engine?: string;
	readonly task?: string;
	readonly param?: readonly string[];
	readonly monotone?: readonly string[];
	readonly testFraction?: string;
	readonly test?: string;
	readonly folds?: string;
	readonly split?: string;
	readonly gap?: string;
	readonly classWeights?: string;
	readonly calibrate?: string;
	readonly weight?: string;
	readonly ignore?: string;
	readonly seed?: string;
}

const tasks = ['classification', 'regression'] as const satisfies readonly Task[];

export function withTrainOptions(command: Command): Command {
	return withTableOptions(command)
		.argument('<table>')
		.requiredOption('--target <column>', 'the column to predict')
		.requiredOption('--estimator <name>', estimatorNames.join(', '))
		.option('--engine <name>', 'what trains: kernels, or of mlp tfjs-wasm or tfjs-cpu (kernels)')
		.option('--task <name>', `${tasks.join(' or ')} (by the target)`)
		.option('--param <name=value>', 'a parameter of the estimator (repeats)', repeated)
		.option(
			'--monotone <column=+1>',
			'trees: the answer only rises (+1) or only falls (-1) along it (repeats)',
			repeated
		)
		.option(
			'--test-fraction <share>',
			'share of rows held out to measure (0.25); the saved model is refitted on all rows'
		)
		.option('--test <table>', 'measure on this table instead; the model is fitted on all of the first one')
		.option('--folds <n>', 'measure on every row in n folds instead of on a share that is held out')
		.option('--split <how>', `how that share is chosen: ${splitForms} (stratified for classes)`)
		.option('--gap <time>', 'with time=COLUMN: what lies between training and measuring, as 7d or a number')
		.option('--class-weights <how>', 'none, or balanced: every class weighs the same (none)')
		.option('--calibrate <how>', `of probabilities: ${calibrationMethods.join(', ')} (none)`)
		.option('--weight <column>', 'a column of row weights, not a feature')
		.option('--ignore <columns>', 'columns that are not features')
		.option('--seed <number>', 'the seed of everything random (0)');
}

export function readTrainSpec(flags: TrainSpecFlags): TrainSpec {
	const estimator = oneOf('estimator', flags.estimator, estimatorNames);
	const fraction = flags.testFraction === undefined ? undefined : parseShare('test-fraction', flags.testFraction, 0.9);
	return {
		target: flags.target,
		estimator,
		...(flags.engine === undefined ? {} : { engine: oneOf('engine', flags.engine, engineNames) }),
		...(flags.task === undefined ? {} : { task: oneOf('task', flags.task, tasks) }),
		params: paramsOf(estimator, { ...parsePairs('param', flags.param), ...monotoneOf(flags) }),
		seed: parseInteger('seed', flags.seed ?? '0'),
		...(fraction === undefined ? {} : { testFraction: fraction }),
		...parseSplit(flags.split, flags.gap),
		...(flags.folds === undefined ? {} : { folds: parseInteger('folds', flags.folds, 2, 50) }),
		...(flags.calibrate === undefined ? {} : { calibrate: oneOf('calibrate', flags.calibrate, calibrationMethods) }),
		...(flags.classWeights === undefined
			? {}
			: { classWeights: oneOf('class-weights', flags.classWeights, ['none', 'balanced'] as const) }),
		...(flags.weight === undefined ? {} : { weight: flags.weight }),
		ignore: parseList(flags.ignore)
	};
}

/** The table as a dataset of the project. */
export async function readDataset(workspace: Workspace, table: string, flags: TableFlags): Promise<Artifact> {
	return (await importPlace(workspace, table, readOptionsOf(flags))).dataset;
}

/** The columns of --monotone as the one parameter they are. */
function monotoneOf({ monotone = [] }: TrainSpecFlags): Record<string, string> {
	const written = monotone.map((text) => {
		const [column, direction] = parsePair('monotone', text);
		return `${column.replaceAll(/[\\,]/g, '\\$&')}=${direction}`;
	});
	return written.length > 0 ? { monotone: written.join(',') } : {};
}

function paramsOf(estimator: EstimatorName, given: Readonly<Record<string, string>>): Record<string, number | string> {
	const texts = new Set(
		paramFields(estimator).flatMap(({ name, initial }) => (typeof initial === 'string' ? [name] : []))
	);
	const read = (name: string, value: string): number => {
		const number = Number(value);
		if (value.trim() !== '' && !Number.isNaN(number)) return number;
		throw new AppError('usage/bad-option', { option: 'param', value: `${name}=${value}`, allowed: 'a number' });
	};
	return Object.fromEntries(
		Object.entries(given).map(([name, value]) => [name, texts.has(name) ? value : read(name, value)])
	);
}
