import type { ErrorCode, ErrorDetails } from '$lib/core/errors';
import { forecastErrors } from './forecast-en';
import { importProblem } from './import-en';
import { megabytes } from './megabytes';
import { sourceErrors } from './source-en';

export interface ErrorText {
	/** What happened, and where. */
	readonly what: (details: ErrorDetails) => string;
	/** What to do. */
	readonly mend: string;
}

const text = (what: string | ((details: ErrorDetails) => string), mend: string): ErrorText => ({
	what: typeof what === 'string' ? () => what : what,
	mend
});

const damaged = 'The file or what was stored is damaged. Import it again, or open an older export.';

export const errors: Readonly<Record<ErrorCode, ErrorText>> = {
	'usage/bad-option': text(({ option, value }) => `${option}: “${value}” does not fit.`, 'Choose another value.'),
	'usage/port-taken': text(({ port }) => `Port ${port} is taken.`, 'Stop what listens there or choose another port.'),
	'table/unreadable': text(
		({ file, line, reason }) => `${file} cannot be read${line ? ` (line ${line})` : ''}: ${reason}`,
		'Check that the file is whole and what its name says; of text, the delimiter and the encoding. Then import again.'
	),
	'table/empty': text(({ file }) => `${file} is empty.`, 'A table needs a header line and at least one row.'),
	'table/header-only': text(
		({ file }) => `${file} has a header but no rows.`,
		'Add rows, or say that the first line is data.'
	),
	'table/format-unknown': text(
		({ file }) => `The format of ${file || 'the file'} is not known here.`,
		'Use CSV, TSV, JSON, NDJSON, Parquet, Arrow, Excel or SQLite.'
	),
	'table/too-wide': text(
		({ columns, limit }) => `${columns} columns are more than the ${limit} that fit.`,
		'Split the table, or check the delimiter.'
	),
	'table/part-missing': text(
		({ file, part, parts }) =>
			part ? `${file} holds no “${part}”; it holds ${parts}.` : `${file} holds several tables: ${parts}.`,
		'Choose one of them.'
	),
	'table/no-shared-columns': text(
		({ file, other }) => `${file} and ${other} have no column in common.`,
		'Import them as a dataset each.'
	),
	'table/sheet-limit': text(
		({ what, count, limit }) => `A worksheet holds ${limit} ${what}, not ${count}.`,
		'Leave some out, or save as CSV or Parquet.'
	),
	'table/column-missing': text(
		({ column }) => `There is no column “${column}”.`,
		'Choose one of the columns of this table.'
	),
	'table/column-duplicate': text(({ column }) => `There are two columns named “${column}”.`, 'Rename one of them.'),
	'table/column-kind': text(
		({ column, kind }) => `“${column}” is ${kind}, which does not fit here.`,
		'Change the kind of the column, or choose another.'
	),
	'sql/failed': text(({ message }) => `The query failed: ${message}`, 'Mend the expression or the step it belongs to.'),
	'sql/out-of-memory': text(
		'The query needs more memory than this page may take.',
		'Work on fewer columns or rows, or use the temoto command on a larger machine.'
	),
	'sql/unsupported': text(
		({ message }) => `The engine cannot do that here: ${message}`,
		'Use another function or format.'
	),
	'recipe/invalid': text(
		({ reason }) => `This is not a recipe: ${reason}`,
		'Check the file; a recipe is JSON with schemaVersion and steps.'
	),
	'recipe/operation-unknown': text(
		({ operation }) => `There is no operation “${operation}”.`,
		'Update Temoto, or remove the step.'
	),
	'recipe/params-invalid': text(
		({ operation, reason }) => `The settings of ${operation ?? 'a step'} do not fit: ${reason}`,
		'Edit the step.'
	),
	'recipe/column-missing': text(
		({ column }) => `A step needs the column “${column}”, which is not there any more.`,
		'Edit the step, or the one that removed the column.'
	),
	'recipe/not-computed': text(
		({ op }) => `The step ${op} is code of your own: it cannot be written as SQL.`,
		'Turn the step off for the SQL, or save the recipe as JSON.'
	),
	'analysis/no-columns': text(
		({ found, least }) => `This analysis needs ${least} columns that fit; the table has ${found}.`,
		'Choose another analysis, or change the kind of a column to number or category.'
	),
	'analysis/too-short': text(
		({ steps, least }) => `The series has ${steps} steps; two seasons are ${least}.`,
		'Choose shorter steps or a shorter season.'
	),
	'function/invalid': text(
		({ reason }) => `The code is not a function of a row: ${reason}`,
		'Write a function such as (row) => row.price * 2.'
	),
	'function/failed': text(
		({ row, reason }) => `The function failed on row ${row}: ${reason}`,
		'Mend the code for such a row, or let rows that fail be missing.'
	),
	'function/too-slow': text(
		({ row, seconds }) => `The function took more than ${seconds} s for the rows from ${row} on, and was ended.`,
		'Look for a loop that never ends, or do less for each row.'
	),
	'recipe/table-missing': text(
		({ table }) => `A step reads the table “${table}”, which is not there.`,
		'Import a table of that name, or choose another in the step.'
	),
	'recipe/parameter-missing': text(
		({ parameter }) => `A step takes the parameter “${parameter}”, which the recipe does not have.`,
		'Add the parameter to the recipe, or write the value in the step.'
	),
	'recipe/parameter-invalid': text(
		({ parameter, wanted }) => `The parameter “${parameter}” takes ${wanted}.`,
		'Give it a value of that type.'
	),
	'recipe/formula-invalid': text(
		({ reason, position }) =>
			`The formula does not work${position === undefined ? '' : ` at place ${position}`}: ${reason}`,
		'Mend the formula.'
	),
	'recipe/sql-invalid': text(({ reason, found, line, column }) => {
		const said: Readonly<Record<string, string>> = {
			empty: 'there is nothing in it',
			'not-select': `it begins with “${found}”`,
			several: 'a second statement begins here',
			quote: `“${found}” is not closed`,
			bracket: `the bracket “${found}” has no partner`,
			file: `it reads a file, “${found}”`,
			function: `“${found}” reads more than tables`,
			schema: `“${found}” names another schema`
		};
		return `The SQL does not work at line ${line}, column ${column}: ${said[String(reason)] ?? found}`;
	}, 'Write one SELECT that reads this and other tables by their names.'),
	'recipe/not-fitted': text('The recipe has not learned from data yet.', 'Run it on a table first.'),
	'recipe/not-python': text(
		({ step, op }) => `Step ${step ?? ''} (${op ?? ''}) runs a function in TypeScript, which a Python script cannot.`,
		'Say it as a formula or as SQL, or switch the step off before the export.'
	),
	'recipe/not-portable': text(
		({ operation }) => `A step (${operation ?? ''}) cannot go with the model to a device.`,
		'Move it before the steps the model should do itself.'
	),
	'feature/group-missing': text(
		({ group }) => `There is no feature group “${group}”.`,
		'Choose another group, or make this one.'
	),
	'feature/schema-mismatch': text(
		({ group, column, type, wanted }) => `“${column}” is ${type}, but the group “${group}” keeps it as ${wanted}.`,
		'Choose the right columns, or make a new version of the group.'
	),
	'feature/key-missing': text(
		({ column }) => `Rows without an entity key (“${column}”) cannot be kept.`,
		'Drop or fill them first.'
	),
	'feature/time-invalid': text(
		({ column, value, wanted }) =>
			wanted
				? `“${column}” (${value}) and the times it is compared with (${wanted}) are on different scales.`
				: `“${column}” holds ${value ? `“${value}”, which is` : 'values that are'} not a time.`,
		'Cast the column to a time first.'
	),
	'feature/group-exists': text(
		({ group }) => `There is a feature group “${group}” already.`,
		'Choose another name, or ingest into that one.'
	),
	'feature/group-invalid': text(
		({ group, reason }) => `“${group}” cannot be a feature group: ${reason}`,
		'Give it a name, at least one key, a time and at least one feature.'
	),
	'feature/group-empty': text(
		({ group }) => `The feature group “${group}” holds no records.`,
		'Ingest a table into it first.'
	),
	'feature/write-time-missing': text(
		({ group }) => `“${group}” does not say when its records were written.`,
		'Leave “as known” off, or give the group a column with the write time.'
	),
	'feature/request-missing': text(
		({ columns, group }) => `“${group}” computes features of ${columns}, which was not told.`,
		'Give a value for each; an empty one counts as missing.'
	),
	'feature/request-invalid': text(
		({ column, value }) => `“${value}” is no value for “${column}”.`,
		'Write a number, true or false, or a time such as 2026-01-31 12:00, as the column wants.'
	),
	'feature/source-missing': text(
		({ group, source }) =>
			source === ''
				? `“${group}” is bound to no table and recipe.`
				: `“${source}”, from which “${group}” is made, is not in this project.`,
		'Bind the group to a table and a recipe that are here, or bring that one back.'
	),
	'clarify/label-missing': text(
		({ column }) => `There is no label column “${column}”.`,
		'Choose the column that says how it came out.'
	),
	'clarify/positive-missing': text(
		({ column, value }) => `No row has the good outcome “${value}” in “${column}”.`,
		'Choose a value that occurs.'
	),
	'clarify/facet-missing': text(
		({ column }) => `There is no facet column “${column}”.`,
		'Choose the column that names the groups.'
	),
	'clarify/not-explainable': text(
		({ reason }) => `The model cannot be explained that way${reason ? `: ${reason}` : ''}.`,
		'Choose another method.'
	),
	'clarify/no-interactions': text(
		({ columns, most, rows }) =>
			Number(columns) > Number(most)
				? `Pairs of ${columns} columns cannot be worked out for this model: only trees and lines answer for more than ${most}.`
				: `Pairs of ${columns} columns over ${rows} rows would ask this model too often.`,
		'Ask for the margin of a tree or a linear model, or for fewer rows.'
	),
	'clarify/label-continuous': text(
		({ column }) => `“${column}” is cut at a number, so there is no other value to give a row.`,
		'Use a label of named values, or another mitigation.'
	),
	'clarify/no-numbers': text(
		'No column of numbers is left beside the label and the groups.',
		'Add one, set a kind to numeric, or use another mitigation.'
	),
	'clarify/score-missing': text('This mitigation needs a score for each row.', 'Train a model first.'),
	'clarify/wanted-invalid': text(({ reason }) => {
		if (reason === 'classes') return 'The model tells classes apart, so it cannot give a number within bounds.';
		if (reason === 'number') return 'The model gives a number, so it cannot give a class.';
		if (reason === 'no-class') return 'The model has no such class.';
		if (reason === 'no-probability') return 'A probability lies between 0 and 1.';
		return 'The wanted answer has its least above its most.';
	}, 'Ask for an answer that the model can give.'),
	'clarify/rule-invalid': text(({ column, reason }) => {
		const about = `The rule for “${String(column)}”`;
		if (reason === 'not-number') return `${about} speaks of numbers, and the column holds categories.`;
		if (reason === 'not-category') return `${about} lists categories, and the column holds numbers.`;
		if (reason === 'empty-range') return `${about} has its least above its most.`;
		return `The model does not read a column “${String(column)}”.`;
	}, 'Change the rule or take it away.'),
	'train/target-missing': text(
		({ column }) => `There is no column “${column}” to predict.`,
		'Choose what the model should learn.'
	),
	'train/one-class': text(
		({ column, value }) => `“${column}” is “${value}” in every row to learn from: there is nothing to tell apart.`,
		'Choose another target, or add rows of another class.'
	),
	'train/constant-target': text(
		({ column, value }) => `“${column}” is ${value} in every row: there is nothing to learn.`,
		'Choose another target.'
	),
	'train/negative-target': text(
		({ column, value }) => `“${column}” holds ${value}, but the Poisson objective is for counts: 0 or more.`,
		'Choose the squared or absolute objective, or mend the values below 0.'
	),
	'train/no-features': text(({ constant, identifier, ignored }) => {
		const why = [
			constant ? `${constant} empty or the same in every row` : [],
			identifier ? `${identifier} naming rows` : [],
			ignored ? `${ignored} left out by you` : []
		].flat();
		return `No column is left to learn from${why.length > 0 ? ` (${why.join(', ')})` : ''}.`;
	}, 'Leave out fewer columns, fill them in, or mend their kinds on the Data page.'),
	'train/too-few-groups': text(
		({ rows, distinct, groups }) =>
			`${groups} groups cannot be made of ${rows} rows${rows === distinct ? '' : `, of which ${distinct} differ`}.`,
		'Ask for fewer groups, add rows, or ignore fewer columns.'
	),
	'train/too-many-components': text(
		({ asked, most }) => `${asked} components are more than these columns and rows have: at most ${most}.`,
		'Ask for fewer components.'
	),
	'train/too-few-rows': text(
		({ rows, least }) => `${rows} rows with a target are too few to learn from: at least ${least} are needed.`,
		'Add rows, fill in missing targets, or hold out a smaller share.'
	),
	'train/too-many-classes': text(
		({ column, classes, limit }) => `“${column}” has ${classes} different values; at most ${limit} can be classes.`,
		'Group the rare ones in the recipe, or choose “a number” as the task.'
	),
	...forecastErrors,
	'train/one-unit': text(
		({ by, units, least }) =>
			by === 'group'
				? `The rows fall into ${units} ${units === 1 ? 'group' : 'groups'}; this split needs ${least}.`
				: by === 'gap'
					? 'No row to learn from lies before the gap.'
					: `The rows are of ${units} ${units === 1 ? 'moment' : 'moments'}; this split needs ${least}, and rows before the gap.`,
		'Choose another column to split by, fewer folds, or a smaller gap.'
	),
	'train/diverged': text(
		'The loss ran away: training stopped.',
		'Lower the learning rate, or standardise the columns.'
	),
	'train/params-invalid': text(
		({ param, value, allowed }) => `“${param}” cannot be ${value}: it takes ${allowed}.`,
		'Change it, or clear it to use the default.'
	),
	'train/no-run': text(({ run }) => `There is no run “${run}”.`, 'Train one first, or choose another.'),
	'train/no-holdout': text('No row is held out to measure on.', 'Hold out a share of the rows.'),
	'train/rule-invalid': text(
		({ rule, param, value, allowed }) => `The rule ${rule} cannot have ${param} ${value}: ${allowed}.`,
		'Give it a value within its range, or leave it out.'
	),
	'train/too-many-features': text(
		({ features }) => `${features} features are more than fit.`,
		'Drop columns, or group rare categories.'
	),
	'train/out-of-memory': text('Training needs more memory than this page may take.', 'Use fewer rows or columns.'),
	'train/gpu-too-small': text(
		({ bytes, most }) => `The graphics processor takes ${megabytes(most)} at once, and ${megabytes(bytes)} are needed.`,
		'Choose the kernels, or use fewer rows or columns.'
	),
	'train/engine-unsuited': text(
		({ estimator, engine }) => `The engine ${engine} does not train ${estimator}.`,
		'Choose the kernels, which train everything.'
	),
	'model/invalid': text(({ reason }) => `The model cannot be read: ${reason}`, damaged),
	'model/input-missing': text(
		({ column }) => `The model needs the column “${column}”.`,
		'Give a table that has it. A model made elsewhere can be imported again with the names of your columns.'
	),
	'model/unsupported': text(
		({ reason }) => `The model has a part that is not supported: ${reason}`,
		'Export it in another way.'
	),
	'model/no-threshold': text(
		({ reason }) =>
			reason === 'range'
				? 'A threshold lies between 0 and 1.'
				: reason === 'graph'
					? 'This model is run as its graph, whose labels are its own.'
					: 'Only a model of two classes has a threshold.',
		'Leave the threshold out.'
	),
	'model/classes-differ': text(
		({ column, values, classes }) =>
			`The model tells ${classes}, but “${column}” holds ${values}: predictions and labels cannot be compared.`,
		'Choose the column the model predicts, or import the model again with the labels of its classes.'
	),
	'model/not-importable': text(importProblem, 'ONNX files, and JSON of XGBoost’s save_model, can be imported.'),
	'pipeline/invalid': text(({ reason }) => `This is not a pipeline: ${reason}`, 'Mend the file.'),
	'pipeline/step-failed': text(
		({ step, reason }) => `Step “${step}” failed${reason ? `: ${reason}` : ''}.`,
		'Mend the step and run again; what is unchanged is not repeated.'
	),
	'pipeline/step-unknown': text(
		({ step }) => `A step refers to “${step}”, which is not in the pipeline.`,
		'Mend the name.'
	),
	'pipeline/parameter-missing': text(({ parameter }) => `The parameter “${parameter}” has no value.`, 'Give it one.'),
	'edge/signature-invalid': text(
		'The package is not signed by someone this device trusts, or was changed since.',
		'Ask for the package again, or trust its key.'
	),
	'edge/key-invalid': text('The key file is not a Temoto key.', 'Make one, or choose the right file.'),
	'edge/hash-mismatch': text(({ entry }) => `The package is damaged${entry ? ` (${entry})` : ''}.`, 'Fetch it again.'),
	'edge/rollback': text(
		({ version }) => `Version ${version} is not newer than what this device holds.`,
		'Make a package with a higher version.'
	),
	'edge/expired': text('The package has expired.', 'Make a new one.'),
	'edge/golden-mismatch': text(
		'On this device the model does not answer as it did where it was made.',
		'The package was refused; the last good model stays. Report it.'
	),
	'edge/preparation-differs': text(
		'The graph for devices does not answer raw rows as the recipe and the model do here.',
		'No package was made. Change the recipe step that differs, or train on a table without a recipe, and report it.'
	),
	'edge/no-model': text('No model is installed on this device.', 'Install one from Models.'),
	'edge/not-enrolled': text('This device is not enrolled with a relay.', 'Enter the relay’s address and a code.'),
	'relay/unreachable': text(
		({ url }) => `The relay${url ? ` at ${url}` : ''} does not answer.`,
		'What was to be sent is kept. Check the address and the connection.'
	),
	'relay/refused': text(
		({ reason }) => `The relay refused${reason ? `: ${reason}` : ''}.`,
		'Enrol again, or ask who runs the relay.'
	),
	'relay/code-invalid': text('The enrolment code is wrong, used or too old.', 'Ask for a new one.'),
	'relay/busy': text('The relay is busy.', 'It is tried again by itself.'),
	'relay/package-unknown': text(
		({ name, version }) =>
			`The relay does not have the package${name ? ` ${name}, version ${version}` : ''} yet, so it takes no numbers of it.`,
		'Hand the package out through the relay; the predictions wait here until then.'
	),
	'relay/full': text(
		'The relay has no room left for you.',
		'What was to be sent is kept. Ask who runs the relay for more room.'
	),
	'relay/answer-invalid': text('What answered is not a Temoto relay.', 'Check the address.'),
	'monitor/no-shared-columns': text('The two tables share no column.', 'Choose tables of the same kind.'),
	'monitor/edges-differ': text(
		'The two windows were counted in different bins.',
		'Compare windows of the same package.'
	),
	'monitor/no-attributions': text(
		({ model }) => `Nothing is known of which columns mattered to ${model ?? 'the model'} when it was trained.`,
		'Explain it once on the table it was trained on.'
	),
	'project/invalid': text(({ reason }) => `The project cannot be read: ${reason}`, damaged),
	'project/version-newer': text(
		({ version }) => `The project was made by a newer Temoto (format ${version}).`,
		'Update this one.'
	),
	'project/missing': text(
		'What was asked for is not in this project.',
		'It may have been deleted; go back and choose again.'
	),
	...sourceErrors,
	'storage/quota': text(
		({ needed, free, stored }) =>
			`There is no room: ${needed ? `${megabytes(needed)} needed, ${megabytes(free)} free` : 'this device is full'}.${stored ? ` Stored here: ${stored}.` : ''}`,
		'Delete a project, or free space on the device, and try again in a few seconds.'
	),
	'storage/blob-missing': text('Stored bytes are gone.', damaged),
	'storage/blob-corrupt': text('Stored bytes are not what they were.', damaged),
	'storage/unavailable': text(
		({ reason }) => `This browser gives no storage${reason ? `: ${reason}` : ''}.`,
		'Leave private browsing, or allow storage for this page.'
	),
	'archive/invalid': text(
		({ file, reason }) => `${file ?? 'The file'} cannot be unpacked: ${reason}`,
		'Choose the right file, or fetch it again whole.'
	),
	'archive/too-large': text(
		({ file }) => `${file ?? 'The file'} unpacks to more than may be read.`,
		'It may be a zip bomb; do not open it.'
	),
	'archive/encrypted': text(
		({ file, entry }) => `“${entry}” in ${file} is encrypted.`,
		'Unpack it with its password, and import what was in it.'
	),
	'device/no-webgpu': text('There is no WebGPU here.', 'Choose the kernels, which need none.'),
	'device/gpu-lost': text(
		({ reason }) => `The graphics processor was lost while it worked${reason ? `: ${reason}` : ''}.`,
		'Try again, or choose the kernels. What was kept before is still there.'
	),
	'worker/crashed': text(
		({ worker }) => `The ${worker ?? ''} engine stopped.`,
		'Nothing stored is lost. Try again; with less data if it was memory.'
	),
	'file/missing': text(({ file }) => `${file ?? 'The file'} is not there.`, 'Choose it again.'),
	'file/disk-full': text(
		({ file }) => `The disk is full: ${file} could not be written whole, and was left out.`,
		'Free some space or choose another disk. Nothing in the project changed.'
	),
	'file/unwritable': text(({ file }) => `${file ?? 'The file'} cannot be written.`, 'Choose another place.'),
	internal: text('Something is wrong inside Temoto.', 'Nothing stored is lost. Copy the details and report them.')
};

export const unknownError = 'Something unexpected happened.';
