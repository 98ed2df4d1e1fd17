import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { textColumn } from '../../each-text';
import {
	booleanField,
	choiceField,
	columnField,
	numberField,
	optionalOtherColumnField,
	optionalOtherColumnsField,
	otherColumnField,
	tableField,
	textField
} from '../../field';
import { comparedSql, fuzzyMethods, fuzzyPairsSql, textsSql } from '../../fuzzy-pairs';
import { defineOperation, fieldNamed, tableNamed, type OutputColumn } from '../../operation';
import { broughtColumns, left, mineSql, numbered, ownColumns, right, theirsSql } from '../../other-table';

export const reconcile = defineOperation({
	id: 'reconcile',
	group: 'tables',
	title: 'Reconcile with a table',
	description:
		'Matches each value to the name most like it in a reference table, and never adds or drops a row: the name, or what `key` holds for it, in ' +
		'`column_match`, the score from 0 to 1, whether it is the same, matched (from the threshold up), unsure (candidates alone) or none, and ' +
		'the best candidates with their scores; columns of the reference can be brought along. Of names as like the first counts. Without a match ' +
		'the result is missing, or the value itself. Only texts that share one of their rarest triples of letters are compared.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		column: columnField('text'),
		table: tableField(),
		names: otherColumnField(),
		key: optionalOtherColumnField(),
		method: choiceField(fuzzyMethods, 'jaro-winkler'),
		threshold: numberField(0.9, { min: 0.3, max: 1 }),
		candidatesFrom: numberField(0.75, { min: 0.3, max: 1 }),
		candidates: numberField(3, { integer: true, min: 0, max: 20 }),
		unmatched: choiceField(['missing', 'keep'], 'missing'),
		normalise: booleanField(true),
		columns: optionalOtherColumnsField(),
		suffix: textField('_2')
	}),
	query: (params, input, _fitted, context) => {
		const { column, table, names, key, method, threshold, candidatesFrom, candidates, unmatched, normalise } = params;
		const other = tableNamed(context, table);
		const mine = textColumn(input, column);
		const theirs = textColumn(other.schema, names).name;
		const identity = key === undefined ? fieldNamed(other.schema, names) : fieldNamed(other.schema, key);
		const compared = (x: string) => comparedSql(x, normalise);
		const pairs = (relation: string) =>
			fuzzyPairsSql({
				method,
				threshold: Math.min(threshold, candidatesFrom),
				mine: textsSql(compared(sqlName(mine.name)), relation),
				theirs: textsSql(compared(sqlName(theirs)), other.sql)
			});
		const isMatch = `"alike"."score" >= ${sqlValue(threshold - 1e-12)}`;
		const listed = `"name" || ' (' || round("score", 2) || ')'`;
		const ranked = (relation: string) =>
			`(SELECT "mine", max("score") AS "score", min("right row") FILTER (WHERE "place" = 1) AS "best", ` +
			`string_agg(${listed}, '; ' ORDER BY "place") FILTER (WHERE "place" <= ${candidates}) AS "candidates" ` +
			`FROM (SELECT *, row_number() OVER (PARTITION BY "mine" ORDER BY "score" DESC, "right row") AS "place" ` +
			`FROM (SELECT "mine", "score", "right row", "other".${sqlName(theirs)} AS "name" FROM (${pairs(relation)}) AS "pairs" ` +
			`JOIN ${numbered(other)} AS "other" ON "theirs" = ${compared(`"other".${sqlName(theirs)}`)})) GROUP BY "mine")`;
		const keeps = unmatched === 'keep';
		const made = (
			ending: string,
			type: string,
			kind: 'numeric' | 'categorical' | 'text',
			sql: string
		): OutputColumn => ({
			field: { name: `${column}_${ending}`, type, kind },
			sql,
			from: [column],
			others: [names, ...(key === undefined ? [] : [key])].map((each) => ({ table, column: each }))
		});
		const found = theirsSql(identity.name);
		const results = [
			keeps
				? made('match', 'VARCHAR', 'categorical', `coalesce(${found}::VARCHAR, ${mineSql(mine.name)})`)
				: { ...made('match', identity.type, 'categorical', found) },
			made('score', 'DOUBLE', 'numeric', '"alike"."score"'),
			made(
				'judgement',
				'VARCHAR',
				'categorical',
				`CASE WHEN "alike"."score" IS NULL THEN 'none' WHEN NOT ${isMatch} THEN 'unsure' WHEN "alike"."score" >= 1 THEN 'same' ELSE 'matched' END`
			),
			...(candidates > 0 ? [made('candidates', 'VARCHAR', 'text', '"alike"."candidates"')] : [])
		];
		const taken = new Set(results.map(({ field }) => field.name));
		const own = ownColumns(input).filter(({ field }) => !taken.has(field.name));
		const brought = params.columns
			? broughtColumns(other, { table, pairs: [], columns: params.columns, suffix: params.suffix, from: [column] }, [
					...own.map(({ field }) => field.name),
					...taken
				])
			: [];
		return {
			columns: [...own, ...results, ...brought],
			from: (relation) =>
				`${relation} AS ${left} LEFT JOIN ${ranked(relation)} AS "alike" ON ${compared(mineSql(mine.name))} = "alike"."mine" ` +
				`LEFT JOIN ${numbered(other)} AS ${right} ON "alike"."best" = ${right}."right row" AND ${isMatch}`
		};
	}
});
