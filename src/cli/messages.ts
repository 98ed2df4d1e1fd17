import { AppError, type ErrorCode, type ErrorDetails } from '$lib/core/errors';
import { importProblem } from './import-problems';

type Sentence = (details: ErrorDetails) => string;

const wantedReasons: Readonly<Record<string, string>> = {
	classes: 'it tells classes apart, so name one',
	number: 'it gives a number, so give LO..HI',
	'no-class': 'it has no such class',
	'no-probability': 'a probability lies between 0 and 1',
	'empty-range': 'the least is above the most'
};
const ruleReasons: Readonly<Record<string, string>> = {
	'no-input': 'the model does not read it',
	'not-number': 'it holds categories, so no range, direction or whole numbers',
	'not-category': 'it holds numbers, so no categories',
	'empty-range': 'the least is above the most'
};

/** One line a code: what happened, where, and the mend. */
const sentences: Partial<Record<ErrorCode, Sentence>> = {
	'usage/bad-option': ({ option, value, allowed }) =>
		`${String(option).startsWith('<') ? '' : '--'}${option} ${value}: give ${allowed}.`,
	'usage/port-taken': ({ port }) => `port ${port} is taken: stop what listens there or give another with --port.`,
	'file/missing': ({ file }) => `${file}: there is no such file, or it cannot be read.`,
	'file/unwritable': ({ file }) => `${file}: cannot be written; is the folder there and yours?`,
	'table/empty': ({ file }) => `${file}: the file is empty; it needs a header line and at least one row.`,
	'table/header-only': ({ file }) => `${file}: there is a header but no row under it.`,
	'table/unreadable': ({ file, line, reason, mend = 'Check --delimiter, --encoding and --format.' }) =>
		`${file}${line ? `, line ${line}` : ''}: cannot be read: ${reason}. ${mend}`.trimEnd(),
	'table/format-unknown': ({ file, format }) =>
		`${file || 'the output'}: ${format} is not supported here; use csv, tsv, ndjson, json, parquet, arrow or xlsx.`,
	'table/too-wide': ({ file, columns, limit }) =>
		`${file}: ${columns} columns are more than the ${limit} that fit; split the table.`,
	'table/part-missing': ({ file, part, parts, first }) =>
		part === null
			? `${file}: there are several tables in it: ${parts}; name one, as in '${file}#${first}'.`
			: `${file}: there is no '${part}' in it; there are: ${parts}.`,
	'table/no-shared-columns': ({ file, other }) =>
		`${file} and ${other} have no column in common, so they make no table; read them one by one.`,
	'table/sheet-limit': ({ what, count, limit }) =>
		`a worksheet holds ${limit} ${what}, not ${count}; leave some out, or write .csv or .parquet.`,
	'table/column-missing': ({ column, columns }) =>
		`there is no column '${column}'${columns ? `; there are: ${columns}` : ''}.`,
	'table/column-kind': (details) =>
		`${step(details)}column '${details['column']}' is ${details['kind']}, which does not fit here${details['wanted'] ? ` (${details['wanted']} does)` : ''}; change it with --kind, --types or a cast.`,
	'sql/failed': ({ message }) => `the query failed: ${message}`,
	'sql/out-of-memory': ({ message }) => `the query needs more memory than there is: ${message}`,
	'sql/unsupported': ({ message }) => `this DuckDB has no such function or format: ${message}`,
	'clarify/label-missing': ({ column }) =>
		`there is no label column '${column}'; name one of the table's columns with --label.`,
	'clarify/positive-missing': ({ column, value }) =>
		`no row has '${value}' in '${column}'; give a value that is there with --positive (profile shows them).`,
	'clarify/wanted-invalid': ({ reason }) =>
		`the wanted answer does not fit the model: ${wantedReasons[String(reason)] ?? String(reason)}; mend --want.`,
	'clarify/rule-invalid': ({ column, reason }) =>
		`column '${column}': ${ruleReasons[String(reason)] ?? String(reason)}; mend the option that names it.`,
	'clarify/facet-missing': ({ column }) =>
		`there is no facet column '${column}'; give COL, COL=V[,V] or 'COL>NUMBER' (a number column) with --facet.`,
	'clarify/not-explainable': (details) =>
		`this model cannot be explained so (${Object.entries(details)
			.map(([name, value]) => `${name}: ${value}`)
			.join(', ')}); try --method auto.`,
	'clarify/label-continuous': ({ column }) =>
		`--positive cuts column '${column}' at a number, so massaging has no other value to give a row; name values instead.`,
	'clarify/no-numbers': ({ method }) =>
		`--method ${method} needs a column of numbers beside the label and the facets; name one with --kind COL=numeric.`,
	'clarify/score-missing': ({ column }) => `column '${column}' holds no scores; name a number column with --score.`,
	'monitor/no-shared-columns': () => 'the two tables have no column in common.',
	'monitor/edges-differ': () => 'the two sketches were not counted into the same bins, so they cannot be added.',
	'monitor/no-attributions': ({ model }) =>
		`${model} holds no baseline of attributions; give the table it was trained on with --baseline, or keep one with \`temoto attribution\`.`,
	'model/invalid': ({ file, reason }) => `${file ?? 'the model'}: is not a .temoto-model: ${reason}.`,
	'model/not-importable': (details) => `${details['file']}: ${importProblem(details)}.`,
	'model/unsupported': ({ column, reason }) =>
		`the model cannot be written as ONNX: ${reason ?? `column '${column}'`}.`,
	'model/no-threshold': ({ reason }) =>
		`the model takes no threshold: ${reason === 'range' ? 'one lies between 0 and 1' : reason === 'graph' ? 'it is run as its graph, whose labels are its own' : 'only two classes have one'}.`,
	'model/input-missing': ({ column }) => `the model reads a column '${column}' that the table does not have.`,
	'recipe/invalid': ({ file, place, wanted, found }) =>
		`${file ?? 'the recipe'}${place ? `, ${place}` : ''}: is not a recipe: ${found === 'undefined' ? `${wanted} is missing` : `wanted ${wanted}, found ${found}`}; see docs/cli.md.`,
	'recipe/operation-unknown': (details) =>
		`${step(details)}there is no operation '${details['op']}'; \`temoto operations\` lists them.`,
	'recipe/params-invalid': (details) =>
		`${step(details)}'${details['field']}' ${details['found'] === 'undefined' ? 'is missing' : `wants ${details['wanted']}, found ${details['found'] || 'nothing'}`}; \`temoto operations --json\` has the parameters.`,
	'recipe/column-missing': (details) =>
		`${step(details)}there is no column '${details['column']}' at this step; check the steps before it.`,
	'recipe/table-missing': (details) =>
		`${step(details)}there is no table '${details['table']}'; give it after the first table, as NAME=FILE.`,
	'recipe/parameter-missing': (details) =>
		`${step(details)}the recipe has no parameter '${details['parameter']}'; add it under "parameters".`,
	'recipe/parameter-invalid': ({ parameter, wanted, found }) =>
		`--set ${parameter}=${found}: the recipe's parameter '${parameter}' takes ${wanted}.`,
	'recipe/sql-invalid': (details) => `${step(details)}${sqlFault(details)}`,
	'recipe/formula-invalid': (details) => `${step(details)}${formulaFault(details)}`,
	'recipe/not-fitted': (details) =>
		`${step(details)}the step has not learned from any rows; run the recipe with \`temoto wrangle\` first.`,
	'recipe/not-portable': ({ column }) =>
		`the recipe cannot run on a device${column ? `: column '${column}' needs DuckDB` : ''}; leave that column out.`,
	'table/column-duplicate': (details) =>
		`${step(details)}two columns would be called '${details['column']}' (capitals do not tell names apart); choose another name.`,
	'train/target-missing': ({ column }) =>
		`there is no column '${column}' to predict; name one of the table's with --target.`,
	'train/one-class': ({ column, value }) =>
		`column '${column}' holds one class only ('${value}'): there is nothing to tell apart; give rows of another class.`,
	'train/constant-target': ({ column, value }) =>
		`column '${column}' is ${value} in every row: there is nothing to learn.`,
	'train/negative-target': ({ column, value }) =>
		`column '${column}' holds ${value}: --param objective=poisson is for counts, 0 or more; use squared or absolute.`,
	'train/no-features': ({ dropped }) =>
		`no column is left to learn from (${dropped} left out as identifiers, constants or free text); give a table with more columns.`,
	'train/too-few-groups': ({ rows, distinct, groups }) =>
		`${groups} groups cannot be made of ${rows} rows${rows === distinct ? '' : `, of which ${distinct} differ`}; ask for fewer groups or add rows.`,
	'train/too-many-components': ({ asked, most }) =>
		`${asked} components are more than these columns and rows have: at most ${most}.`,
	'train/too-few-rows': ({ rows, least }) => `${rows} rows with a target are too few; at least ${least} are needed.`,
	'train/too-many-classes': ({ column, limit }) =>
		`column '${column}' has more than ${limit} classes; use --task regression, or another --target.`,
	'forecast/time-invalid': ({ column, type }) =>
		`column '${column}' (${type}) holds no times: name a column of dates or numbers with --time, or read it as one with --types '${column}=DATE'.`,
	'forecast/value-invalid': ({ column, type }) =>
		`column '${column}' (${type}) holds no numbers to forecast: name another with --value, or read it as one with --types '${column}=DOUBLE'.`,
	'forecast/not-finite': ({ rows }) =>
		`${rows} rows hold an infinite value or time: make them missing with --null Infinity, or drop them first.`,
	'forecast/no-values': () => 'no row has both a time and a value: name other columns with --time and --value.',
	'forecast/too-short': ({ steps, least }) =>
		`the series has ${steps} step(s); ${least} are needed: give a smaller --horizon or --season, or shorter steps with --every.`,
	'forecast/too-long': ({ steps, limit }) =>
		`the series spans ${steps} steps, more than ${limit}: give longer ones with --every, or mend a time that is far off.`,
	'forecast/irregular': ({ off, times }) =>
		`${off} of ${times} times do not come at even steps: say which with --every day, week, month ...; rows of a step are merged.`,
	'forecast/constant': ({ value }) =>
		`every step is ${value}, so there is nothing to forecast: name another column with --value.`,
	'forecast/too-many-series': ({ series, limit }) =>
		`--by makes ${series} series, more than ${limit}: name a column with fewer values, or keep some rows first.`,
	'train/one-unit': ({ by, units, least }) =>
		by === 'group'
			? `the rows fall into ${units} group(s) of the column to split by; ${least} are needed: name another column, or fewer --folds.`
			: by === 'gap'
				? 'no row to learn from lies before the gap: name a smaller gap, fewer --folds or another column.'
				: `the rows are of ${units} moment(s) of the time column; ${least} are needed, with rows before the gap: name another column, fewer --folds or a smaller gap.`,
	'train/too-many-features': ({ features, limit }) =>
		`the columns make ${features} features, more than ${limit}; leave some out with --ignore.`,
	'train/diverged': ({ step }) =>
		`training went out of bounds at step ${step}; lower --param learningRate, or mend values beyond 1e38.`,
	'train/engine-unsuited': ({ estimator, engine }) =>
		`--engine ${engine} does not train ${estimator}: leave --engine out, or give --estimator mlp.`,
	'device/no-webgpu': ({ engine }) =>
		`--engine ${engine}: the command line has no WebGPU; train in the page for it, or here with --engine kernels.`,
	'train/out-of-memory': () => 'training needs more memory than there is; use fewer rows, columns or leaves.',
	'train/params-invalid': ({ estimator, param, value, allowed }) =>
		`--param ${param}=${value}: does not suit ${estimator}; allowed: ${allowed}.`,
	'train/no-run': ({ run, allowed }) => `there is no run '${run}' in this project; it has: ${allowed || 'none'}.`,
	'train/no-holdout': () => 'no row is held out to measure on; give --test-fraction, --folds or --test.',
	'train/rule-invalid': ({ rule, param, value, allowed }) =>
		`--rule ${rule}: ${param} cannot be '${value}'; allowed: ${allowed}.`,
	'feature/group-missing': ({ group }) =>
		`there is no feature group '${group}' in this store; \`temoto features list\` shows those there are.`,
	'feature/group-exists': ({ group }) => `there is a feature group '${group}' already.`,
	'feature/schema-mismatch': ({ group, column, type, wanted }) =>
		`column '${column}' is ${type}, but the group '${group}' keeps it as ${wanted}; cast it with --types ${column}=${wanted}.`,
	'feature/group-invalid': ({ group, reason }) => `'${group}' cannot be a feature group: ${reason}.`,
	'feature/group-empty': ({ group }) => `the feature group '${group}' holds no records; ingest a table first.`,
	'feature/key-missing': ({ column, rows }) =>
		`${rows} rows have no entity key in '${column}'; drop or fill them first.`,
	'feature/time-invalid': ({ column, value, wanted }) =>
		wanted
			? `column '${column}' is ${value} and is compared with ${wanted}: give both as times, or both as numbers (milliseconds).`
			: `column '${column}' holds '${value}', which is no time; write 2020-01-31 or 2020-01-31T10:00:00Z.`,
	'feature/write-time-missing': ({ group }) =>
		`--as-known needs to know when records were written: give --group ${group}=...:write-time=COL.`,
	'project/invalid': ({ file, reason }) => `${file ?? 'the project'}: is damaged or no project: ${reason}`,
	'project/version-newer': ({ file, version }) =>
		`${file ?? 'the project'}: was made by a newer Temoto (format ${version}); update this one.`,
	'project/missing': ({ artifact }) => `the project holds no ${artifact}.`,
	'archive/encrypted': ({ file, entry }) =>
		`${file}: ${entry} is encrypted; unpack it with its password and give what was in it.`,
	'archive/invalid': ({ file, reason }) => `${file ?? 'the file'}: is not a valid archive: ${reason}.`,
	'archive/too-large': ({ file, maxBytes }) =>
		`${file ?? 'the archive'}: unpacks to more than ${maxBytes} bytes and was refused.`,
	'storage/unavailable': ({ file, reason }) => `${file}: cannot be opened: ${reason}.`,
	'storage/blob-missing': ({ file, hash }) =>
		`${file ? `${file}: ` : ''}the bytes ${hash} are not in the store; export the project again.`,
	'pipeline/invalid': ({ file, where, reason }) => `${file ? `${file}, ` : ''}${where}: ${reason}.`,
	'pipeline/step-unknown': ({ step, type }) => `step ${step}: there is no kind of step called '${type}'.`,
	'pipeline/parameter-missing': ({ name, where }) =>
		where === '--set'
			? `--set ${name}: the pipeline has no such parameter.`
			: `step ${where}: give --set ${name}=VALUE.`,
	'pipeline/step-failed': ({ step, message }) => `step ${step} failed: ${message}`,
	'edge/key-invalid': ({ file, reason }) => `${file ?? 'the key'}: ${reason}.`,
	'edge/golden-mismatch': ({ name, version, reason }) =>
		`${name} ${version}: the graph does not answer as the model does: ${reason}.`,
	'edge/preparation-differs': ({ rows, gap }) =>
		`on ${rows} rows the graph is off by up to ${gap} from the recipe and the model; no package was made.`,
	'relay/refused': ({ reason, message }) => `the relay refused (${reason}): ${message}.`,
	'relay/unreachable': ({ url }) => `${url}: no relay answers there; is it running, and is its address right?`,
	'source/address-invalid': ({ address }) =>
		`${address}: is no address of a table; give https://..., http://... or s3://bucket/key, without a name and password in it.`,
	'source/bucket-invalid': ({ bucket }) => `'${bucket}' cannot be the name of a bucket.`,
	'source/key-invalid': ({ key }) => `${key}: a key with . or .. between its slashes cannot be asked for.`,
	'source/unreachable': ({ address, reason }) =>
		`${address}: no answer came (${reason}); check the address and the connection, or fetch the file and name it instead.`,
	'source/missing': ({ address }) => `${address}: there is nothing (any more); check the address.`,
	'source/forbidden': ({ address, status }) =>
		`${address}: access is refused (${status}); use an address that needs no login, or fetch the file and name it instead.`,
	'source/status': ({ address, status }) => `${address}: the server answered ${status}; try again later.`,
	'source/web-page': ({ address }) =>
		`${address}: is a web page, not a table; give the address of the file itself (its download link).`,
	'source/too-large': ({ address, maxBytes }) =>
		`${address}: is over ${maxBytes} bytes; fetch the file and name it instead.`,
	'source/cut-short': ({ address }) => `${address}: the connection ended before all of it came; try again.`,
	'source/answer-invalid': ({ address }) => `${address}: what answered is not what was expected; check the address.`,
	'source/keys-missing': () => 'give both AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or neither for a public bucket.',
	'source/aws-refused': ({ address, reason, message, region }) =>
		`${address}: refused (${reason}${message ? `: ${message}` : ''}); ${awsMend(String(reason), String(region))}`,
	'storage/blob-corrupt': ({ file, hash }) =>
		`${file ? `${file}: ` : ''}the bytes ${hash} do not match their hash; the file is damaged.`
};

function awsMend(reason: string, region: string): string {
	if (region !== '') return `set AWS_REGION=${region}.`;
	if (/NoSuchKey|NoSuchBucket/.test(reason)) return 'check the bucket and the key.';
	return 'check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION and --endpoint.';
}

/** `step 3 (fill-missing): ` where a step of a recipe is known, `--fit-on: ` where an option is. */
function step({ step: place, op, option }: ErrorDetails): string {
	if (option !== undefined) return `--${option}: `;
	return place === undefined ? '' : `step ${place} (${op}): `;
}

const formulaFaults: Readonly<Record<string, (details: ErrorDetails) => string>> = {
	empty: () => 'it is empty',
	'too-long': () => 'it is too long',
	'too-deep': () => 'too many brackets stand inside each other',
	unterminated: ({ found }) => `a ${found} is never closed`,
	'unexpected-character': ({ found }) => `${found} means nothing here`,
	'unexpected-token': ({ found, wanted }) => `${found} does not belong here${wanted ? `, ${wanted} does` : ''}`,
	'unexpected-end': ({ wanted }) => `it ends too early${wanted ? `; ${wanted} is missing` : ''}`,
	'unknown-column': ({ column }) => `there is no column '${column}' (text stands in single quotes)`,
	'unknown-function': ({ function: name }) => `there is no function '${name}'`,
	'unknown-parameter': ({ parameter }) => `there is no parameter '${parameter}'`,
	'wrong-type': ({ wanted, found }) => `${wanted} is wanted here, this is ${found}`,
	'wrong-count': ({ function: name, wanted, found }) => `${name} takes ${wanted} values, not ${found}`,
	'not-a-date': ({ found }) => `'${found}' is no date; write 2020-01-31`,
	'column-type': ({ column, type }) => `column '${column}' is ${type}; cast it first`,
	'literal-wanted': () => 'a whole number from 0 to 15 is wanted here'
};

function formulaFault(details: ErrorDetails): string {
	const { reason, position } = details;
	const fault = formulaFaults[String(reason)]?.(details) ?? String(reason);
	return `the formula is wrong at character ${Number(position) + 1}: ${fault}.`;
}

const sqlFaults: Readonly<Record<string, (found: string) => string>> = {
	empty: () => 'there is nothing in it',
	'not-select': (found) => `it begins with '${found}'; write one SELECT`,
	several: () => 'a second statement begins here; write one SELECT',
	quote: (found) => `${found} is not closed`,
	bracket: (found) => `the bracket ${found} has no partner`,
	file: (found) => `it reads the file '${found}'; name tables only`,
	function: (found) => `${found} reads more than tables`,
	schema: (found) => `'${found}' names another schema; name tables only`
};

function sqlFault({ reason, found, line, column }: ErrorDetails): string {
	const fault = sqlFaults[String(reason)]?.(String(found)) ?? String(found);
	return `the SQL does not work at line ${line}, column ${column}: ${fault}.`;
}

/** What went wrong, in one line, never a stack trace. */
export function messageOf(error: unknown): string {
	const text =
		error instanceof AppError
			? (sentences[error.code]?.(error.details) ?? plain(error))
			: String(error instanceof Error ? error.message : error);
	return `temoto: ${text.replaceAll(/\s*\n\s*/g, ' ')}`;
}

function plain({ code, details }: AppError): string {
	const facts = Object.entries(details)
		.filter(([, value]) => value !== null && value !== '')
		.map(([name, value]) => `${name}: ${value}`);
	return facts.length > 0 ? `${code.replace('/', ': ')} (${facts.join(', ')})` : code.replace('/', ': ');
}
