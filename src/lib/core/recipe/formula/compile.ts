import { AppError } from '../../errors';
import { sqlName, sqlValue } from '../../table/sql';
import type { Field } from '../../table/schema';
import type { PortableGraph, PortableValue } from '../portable';
import { formulaType, type Expression } from './check';
import { formulaFunctions } from './functions';
import { formulaError } from './token';

const longest = 200_000;

/** A column as SQL of its formula type: numbers as DOUBLE with NaN missing, dates as TIMESTAMP. */
export function columnSql({ name, type }: Field): string {
	const quoted = sqlName(name);
	switch (formulaType(type)) {
		case 'number':
			if (type === 'FLOAT' || type === 'DOUBLE') return `nullif(${quoted}::DOUBLE, 'nan'::DOUBLE)`;
			return `${quoted}::DOUBLE`;
		case 'date':
			return type === 'TIMESTAMP' ? quoted : `${quoted}::TIMESTAMP`;
		case 'text':
			return type === 'VARCHAR' ? quoted : `${quoted}::VARCHAR`;
		default:
			return quoted;
	}
}

/** A checked formula as one SQL expression, safe to stand inside another. */
export function formulaSql(expression: Expression): string {
	const sql = write(expression);
	if (sql.length > longest) throw formulaError('too-long', 0);
	return sql;
}

function write(expression: Expression): string {
	if (expression.kind === 'column') return columnSql(expression.field);
	if (expression.kind === 'call') {
		const [first] = expression.args;
		// A whole number as text is '40', not '40.0', so the column goes in as it is stored.
		if (expression.fn === formulaFunctions['text'] && first?.kind === 'column')
			return `${sqlName(first.field.name)}::VARCHAR`;
		return expression.fn.sql(expression.args.map(write));
	}
	const { type, value } = expression;
	if (type === 'date') return typeof value === 'number' ? `epoch_ms(${value}::BIGINT)` : 'NULL::TIMESTAMP';
	if (value === null) return `NULL::${sqlTypes[type]}`;
	return sqlValue(value);
}

const sqlTypes = { number: 'DOUBLE', text: 'VARCHAR', boolean: 'BOOLEAN', date: 'TIMESTAMP' } as const;

/** The DuckDB type of a formula's result. */
export function formulaSqlType(expression: Expression): string {
	return sqlTypes[expression.type];
}

/** A checked formula in a portable graph; `columns` are the values it may read. Throws recipe/not-portable. */
export function formulaPortable(
	expression: Expression,
	graph: PortableGraph,
	columns: ReadonlyMap<string, PortableValue>
): PortableValue {
	if (expression.kind === 'column') {
		const value = columns.get(expression.field.name);
		if (!value) throw new AppError('recipe/not-portable', { column: expression.field.name });
		return value;
	}
	if (expression.kind === 'literal') {
		const { type, value } = expression;
		if (type === 'text') return graph.text(typeof value === 'string' ? value : '');
		if (typeof value === 'boolean') return graph.number(value ? 1 : 0);
		return graph.number(typeof value === 'number' && Number.isFinite(value) ? value : null);
	}
	const args = expression.args.map((arg) => formulaPortable(arg, graph, columns));
	const made = expression.fn.portable?.(graph, args) ?? null;
	if (!made) throw new AppError('recipe/not-portable', {});
	return made;
}
