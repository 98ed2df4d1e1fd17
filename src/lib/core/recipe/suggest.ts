import type { Json } from '../json';
import type { ColumnProfile, ColumnWarning } from '../table/profile';
import { isNumericType, isTemporalType, isVectorType, type Field, type TableSchema } from '../table/schema';
import { fieldsOf, type Accepts } from './control';
import type { Operation } from './operation';
import type { OperationId } from './operations';
import { suggestShape } from './suggest-shape';

export type Params = Readonly<Record<string, Json>>;

/** Whether a column's type is one a field of parameters takes. */
export function acceptsColumn(accepts: Accepts, type: string): boolean {
	switch (accepts) {
		case 'any':
			return true;
		case 'number':
			return isNumericType(type);
		case 'text':
			return type === 'VARCHAR';
		case 'temporal':
			return isTemporalType(type);
		case 'number-or-text':
			return type === 'VARCHAR' || type === 'BOOLEAN' || isNumericType(type);
		case 'list':
			return type.endsWith('[]');
		case 'vector':
			return isVectorType(type);
		case 'structure':
			return type.startsWith('STRUCT(') && type.endsWith(')');
		case 'number-or-vector':
			return isNumericType(type) || isVectorType(type);
	}
}

/** A column name as it stands in a formula: bare where that is enough. */
export function formulaName(name: string): string {
	const isBare = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) && !words.has(name.toLowerCase());
	return isBare ? name : `"${name.replaceAll('"', '""')}"`;
}
const words = new Set('and or not in is case when then else end true false missing null'.split(' '));

/**
 * Parameters to start an operation with: the column chosen, or the first that fits, and values that its profile suggests, so that the
 * first preview shows something.
 */
export function suggestParams(
	operation: Operation,
	schema: TableSchema,
	chosen: Field | null,
	profile: ColumnProfile | null
): Params {
	const params: Record<string, Json> = {};
	const pick = (accepts: Accepts): Field | undefined =>
		chosen && acceptsColumn(accepts, chosen.type) ? chosen : schema.find(({ type }) => acceptsColumn(accepts, type));
	const used = new Set<string>();
	/** Of several vectors each is another where it can be. */
	const pickOther = (accepts: Accepts): string => {
		const isOther = ({ name, type }: Field) => acceptsColumn(accepts, type) && !used.has(name);
		const other = accepts === 'vector' && used.size > 0 ? schema.find(isOther) : undefined;
		const name = (other ?? pick(accepts))?.name ?? '';
		used.add(name);
		return name;
	};
	const moments = schema.find(({ type }) => isTemporalType(type));
	for (const { name, control, optional } of fieldsOf(operation.params)) {
		if (name === 'order' && isAlongTime(operation) && moments) params[name] = moments.name;
		if (optional) continue;
		if (control.control === 'column') {
			const isClock = name === 'time' && control.accepts === 'any';
			params[name] = coordinate(name, schema) ?? pickOther(isClock ? 'temporal' : control.accepts);
		}
		if (control.control === 'columns') {
			const field = pick(control.accepts);
			params[name] = field ? [field.name] : [];
		}
		if (control.control === 'order') params[name] = [{ column: pick('any')?.name ?? '', direction: 'ascending' }];
		if (control.control === 'types') params[name] = castOf(pick('any'));
		if (control.control === 'values') params[name] = [topOf(chosen, profile)];
		if (control.control === 'choices') params[name] = control.options.slice(0, 1);
		if (control.control === 'name') params[name] = 'new';
		if (control.control === 'formula' && control.result === 'boolean') {
			const field = [...(chosen ? [chosen] : []), ...schema].find(isScalar);
			params[name] = field ? suggestCondition(field, field === chosen ? profile : null) : '';
		}
		if (control.control === 'renames') params[name] = { [pick('any')?.name ?? '']: '' };
	}
	return { ...params, ...special(operation.id, schema, pick('any') ?? null, chosen ? profile : null) };
}

/** Whether a formula can read the column. */
function isScalar({ type }: Field): boolean {
	return acceptsColumn('number-or-text', type) || isTemporalType(type);
}

/** Whether rows are likelier to be meant in the order of time than as they stand. */
function isAlongTime({ group }: Operation): boolean {
	return group === 'windows' || group === 'series';
}

function topOf(chosen: Field | null, profile: ColumnProfile | null): string {
	return (chosen ? profile?.top[0]?.value : undefined) ?? '?';
}

function castOf(field: Field | undefined): Json {
	if (!field) return {};
	return { [field.name]: field.type === 'VARCHAR' ? 'DOUBLE' : 'VARCHAR' };
}

function special(id: string, schema: TableSchema, field: Field | null, profile: ColumnProfile | null): Params {
	switch (id) {
		case 'combine-date-time':
			return { time: writtenDate(field, schema) };
		case 'word-counts':
		case 'tf-idf':
		case 'hash-words':
			return japanese.test(profile?.top[0]?.value ?? '') ? { tokens: 'characters', shortest: 2, longest: 2 } : {};
		case 'pca':
		case 'truncated-svd':
		case 'random-projection':
		case 'k-means':
		case 'assemble':
			return measures(schema, field);
		case 'complete-sequence':
			return { column: first(field, schema, ({ type }) => /INT$/.test(type) || isTemporalType(type)) };
		case 'validate-dates':
			return { column: writtenDate(field, schema) };
		case 'select':
			return { columns: schema.map(({ name }) => name) };
		case 'formula':
			return field && isNumericType(field.type)
				? { name: `${field.name}_2`, formula: `${formulaName(field.name)} * 2` }
				: { name: 'new', formula: '' };
		case 'fill-missing':
			return { method: field && isNumericType(field.type) ? 'median' : 'mode' };
		case 'replace-value': {
			const token = profile?.warnings.find(({ code }) => code === 'disguised-missing');
			return { from: [token?.code === 'disguised-missing' ? token.tokens : (profile?.top[0]?.value ?? '?')] };
		}
		case 'bin':
			return profile?.quantiles ? { edges: [...new Set(Object.values(profile.quantiles))] } : {};
		case 'mark-dates':
			return { dates: ['2024-01-01'] };
		case 'cyclic-date':
			return { parts: ['month', 'weekday', 'hour'] };
		case 'date-parts':
			return { parts: ['year', 'month', 'weekday'] };
		default:
			return suggestShape(id, schema, field);
	}
}

/** Columns that hold a coordinate go by their names; the other end of a way takes the second. */
function coordinate(param: string, schema: TableSchema): string | undefined {
	const pattern = {
		latitude: /(^|[^a-z])(lat|latitude|緯度)([^a-z]|$)/i,
		longitude: /(^|[^a-z])(lon|lng|long|longitude|経度)([^a-z]|$)/i
	};
	const axis = param.toLowerCase().replace(/^to/, '');
	if (axis !== 'latitude' && axis !== 'longitude') return undefined;
	const found = schema.filter(({ name, type }) => isNumericType(type) && pattern[axis].test(name));
	return (param.startsWith('to') ? (found[1] ?? found[0]) : found[0])?.name;
}

/** Words of Japanese are not parted by spaces. */
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const mostMeasures = 50;

/** The columns that measure something, when no vector is chosen. */
function measures(schema: TableSchema, chosen: Field | null): Params {
	const numeric = schema.filter(({ type, kind }) => isNumericType(type) && kind === 'numeric');
	if (numeric.length === 0 || (chosen && isVectorType(chosen.type))) return {};
	return { columns: numeric.slice(0, mostMeasures).map(({ name }) => name) };
}

function writtenDate(field: Field | null, schema: TableSchema): string {
	return first(field, schema, ({ type }) => type === 'VARCHAR' || isTemporalType(type));
}

/** The name of the field, if it fits, or of the first column that does. */
function first(field: Field | null, schema: TableSchema, fits: (field: Field) => boolean): string {
	return [...(field ? [field] : []), ...schema].find(fits)?.name ?? '';
}

function suggestCondition(field: Field, profile: ColumnProfile | null): string {
	const name = formulaName(field.name);
	if (isNumericType(field.type) && profile?.quantiles) return `${name} > ${profile.quantiles['0.5']}`;
	const top = profile?.top[0]?.value;
	if (field.type === 'VARCHAR' && top !== undefined) return `${name} = '${top.replaceAll("'", "''")}'`;
	if (field.type === 'BOOLEAN') return name;
	return `${name} is not missing`;
}

/** Operations that fit a column, the likeliest first. */
export function operationsFor(field: Field, profile: ColumnProfile | null): OperationId[] {
	const gaps: OperationId[] = profile && profile.missing > 0 ? ['fill-missing', 'drop-missing'] : [];
	const always: OperationId[] = ['filter', 'rename', 'cast', 'drop-columns'];
	if (isNumericType(field.type)) return [...gaps, 'standardise', 'bin', 'clip', 'min-max', 'formula', ...always];
	if (isTemporalType(field.type))
		return [...gaps, 'date-parts', 'resample', 'fill-time-gaps', 'time-since-previous', 'fourier-terms', ...always];
	if (acceptsColumn('structure', field.type)) return ['flatten-struct', 'to-json', 'rename', 'drop-columns'];
	if (isVectorType(field.type))
		return [
			'flatten-vector',
			'normalise-vector',
			'pca',
			'list-features',
			'standardise-length',
			'rename',
			'drop-columns'
		];
	if (field.type.endsWith('[]')) return ['fill-lists', 'standardise-length', 'rename', 'drop-columns'];
	if (field.type === 'VARCHAR')
		return [...gaps, 'one-hot', 'ordinal', 'replace-value', 'clean-text', 'split', ...always];
	return [...gaps, 'one-hot', ...always];
}

/** What can be done about a warning: one press, one step. */
export interface Mend {
	readonly kind: 'drop' | 'makeMissing' | 'limit' | 'log';
	readonly op: OperationId;
	readonly params: Params;
	readonly token?: string;
}

export function mendsOf(field: Pick<Field, 'name'>, warning: ColumnWarning, profile: ColumnProfile): Mend[] {
	const drop: Mend = { kind: 'drop', op: 'drop-columns', params: { columns: [field.name] } };
	switch (warning.code) {
		case 'disguised-missing':
			return [
				{
					kind: 'makeMissing',
					op: 'replace-value',
					params: { columns: [field.name], from: [warning.tokens] },
					token: warning.tokens
				}
			];
		case 'skewed': {
			const positive = typeof profile.min === 'number' && profile.min >= 0 && isNumericType(profile.type);
			const limit: Mend = { kind: 'limit', op: 'clip', params: { columns: [field.name] } };
			if (!positive) return isNumericType(profile.type) ? [limit] : [];
			const name = `ln_${field.name}`;
			return [{ kind: 'log', op: 'formula', params: { name, formula: `ln(${formulaName(field.name)} + 1)` } }, limit];
		}
		case 'not-finite':
		case 'rare-categories':
			return [];
		default:
			return [drop];
	}
}
