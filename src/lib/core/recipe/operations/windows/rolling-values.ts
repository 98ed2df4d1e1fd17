import * as v from 'valibot';
import { AppError } from '../../../errors';
import type { TableSchema } from '../../../table/schema';
import { momentSql } from '../../date-column';
import { dateUnits, intervalSql, secondsOf, type DateUnit } from '../../date-units';
import { choiceField, columnsField, numberField as numberParam, textField } from '../../field';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns, type OutputColumn } from '../../operation';
import { windowFields, windowFrom, windowOf, windowSql, type WindowChoice } from '../../window';

/** Parameters of windows that move with the row: so many rows, or a span of time back from the moment in `order`. */
export const rollingFields = {
	n: numberParam(7, { integer: true, min: 1, max: 1_000_000 }),
	unit: choiceField(['rows', ...dateUnits], 'rows'),
	place: choiceField(['with-row', 'before-row', 'centred'], 'with-row'),
	...windowFields,
	least: numberParam(1, { integer: true, min: 1, max: 1_000_000 })
};

interface RollingChoice extends WindowChoice {
	readonly n: number;
	readonly unit: 'rows' | DateUnit;
	readonly place: 'with-row' | 'before-row' | 'centred';
	readonly least: number;
}

interface Rolling {
	/** `OVER (...)` of the window that moves with the row. */
	readonly over: string;
	/** SQL, true for rows that have a place in time; null where rows are counted. */
	readonly placed: string | null;
}

/** Throws recipe/params-invalid where a span of time has no moments to go by, recipe/column-missing or table/column-kind. */
export function rollingOf(op: string, chosen: RollingChoice, input: TableSchema, row: string): Rolling {
	const { n, unit, place } = chosen;
	const window = windowOf(chosen, input, row);
	if (unit === 'rows') {
		const [before, after] = place === 'centred' ? [Math.floor(n / 2), Math.floor((n - 1) / 2)] : [n - 1, 0];
		const rows = { before: `${before} PRECEDING`, after: after === 0 ? 'CURRENT ROW' : `${after} FOLLOWING` };
		const frame = place === 'before-row' ? `${n} PRECEDING AND 1 PRECEDING` : `${rows.before} AND ${rows.after}`;
		return { over: window.over(`ROWS BETWEEN ${frame}`), placed: null };
	}
	if (chosen.order === undefined)
		throw new AppError('recipe/params-invalid', { op, field: 'order', wanted: 'column', found: '' });
	const moment = momentSql(input, chosen.order);
	const down = chosen.direction === 'descending' ? ' DESC' : '';
	const moments = windowSql(window.groups, [`${moment}${down} NULLS LAST`]);
	const half = `to_microseconds(${Math.round((n * secondsOf[unit] * 1e6) / 2)})`;
	const frames = {
		'with-row': `(${intervalSql(n, unit)} - to_microseconds(1)) PRECEDING AND CURRENT ROW`,
		'before-row': `${intervalSql(n, unit)} PRECEDING AND to_microseconds(1) PRECEDING`,
		centred: `${half} PRECEDING AND ${half} FOLLOWING`
	};
	return { over: moments.over(`RANGE BETWEEN ${frames[place]}`), placed: `${moment} IS NOT NULL` };
}

interface RollingValues<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly suffix: string;
	/** SQL over x, the value of this row, and the window that moves with it. */
	readonly sql: (x: string, over: string) => string;
}

/** Each number column through an aggregate of the values in a window that moves with the row. */
export function rollingValues<const Id extends string>({ id, title, description, suffix, sql }: RollingValues<Id>) {
	const params = v.strictObject({ columns: columnsField('number'), ...rollingFields, suffix: textField(suffix) });
	return defineOperation<Id, typeof params>({
		id,
		group: 'windows',
		title,
		description,
		rows: 'mark',
		readsOrder: true,
		params,
		query: (chosen, input, _fitted, { row }) => ({
			columns: withColumns(
				input,
				chosen.columns.map((name) => rollingColumn(id, name, chosen, input, row, sql))
			)
		})
	});
}

/** A column's aggregate over the window; missing where the window holds fewer values than `least`. */
export function rollingColumn(
	op: string,
	name: string,
	chosen: RollingChoice & { readonly suffix: string },
	input: TableSchema,
	row: string,
	sql: (x: string, over: string) => string
): OutputColumn {
	const field = numberField(input, name);
	const x = finiteColumnSql(field);
	const { over, placed } = rollingOf(op, chosen, input, row);
	const enough = `${placed === null ? '' : `${placed} AND `}count(${x}) ${over} >= ${chosen.least}`;
	return {
		field: { ...asDouble(field), name: `${name}${chosen.suffix}` },
		sql: `(CASE WHEN ${enough} THEN ${sql(x, over)} END)::DOUBLE`,
		from: [name, ...windowFrom(chosen)]
	};
}
