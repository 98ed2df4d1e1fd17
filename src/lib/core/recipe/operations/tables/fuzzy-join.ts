import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { textColumn } from '../../each-text';
import {
	booleanField,
	choiceField,
	columnField,
	initialNameField,
	numberField,
	optionalKeysField,
	optionalOtherColumnsField,
	otherColumnField,
	tableField,
	textField
} from '../../field';
import { freshName } from '../../fresh-name';
import { comparedSql, fuzzyMethods, fuzzyPairsSql, textsSql } from '../../fuzzy-pairs';
import { defineOperation, tableNamed } from '../../operation';
import {
	broughtColumns,
	keyPairs,
	keysAgree,
	left,
	mineSql,
	numbered,
	ownColumns,
	right,
	rightRow
} from '../../other-table';

export const fuzzyJoin = defineOperation({
	id: 'fuzzy-join',
	group: 'tables',
	title: 'Fuzzy join',
	description:
		'Brings the rows of another table whose text is like this row’s, by Jaro-Winkler, edits (Levenshtein) or shared triples of letters, from a ' +
		'threshold up: the most like (of several as like the first) or all, most like first, with the score beside. Case, accents, full width and ' +
		'signs are ignored unless `normalise` is off; keys must agree exactly. Only texts that share one of their rarest triples of letters are ' +
		'compared, so that large tables can be joined. Missing or empty texts are like none; rows without a partner keep missing columns, or go.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		table: tableField(),
		column: columnField('text'),
		otherColumn: otherColumnField(),
		method: choiceField(fuzzyMethods, 'jaro-winkler'),
		threshold: numberField(0.85, { min: 0.3, max: 1 }),
		matches: choiceField(['best', 'all'], 'best'),
		type: choiceField(['left', 'inner'], 'left'),
		normalise: booleanField(true),
		keys: optionalKeysField(),
		columns: optionalOtherColumnsField(),
		suffix: textField('_2'),
		score: initialNameField('score')
	}),
	query: (params, input, _fitted, context) => {
		const { table, column, otherColumn, method, threshold, matches, type, normalise, keys, columns, suffix, score } =
			params;
		const other = tableNamed(context, table);
		const pairs = keyPairs(keys, input, other);
		const mine = textColumn(input, column).name;
		const theirs = textColumn(other.schema, otherColumn).name;
		const fresh = freshName(other.schema, 'alike');
		const [text, scored] = [sqlName(`${fresh} text`), sqlName(`${fresh} score`)];
		const compared = (x: string) => comparedSql(x, normalise);
		const alike = (relation: string) =>
			fuzzyPairsSql({
				method,
				threshold,
				mine: textsSql(compared(sqlName(mine)), relation),
				theirs: textsSql(compared(sqlName(theirs)), other.sql)
			});
		const best = `${right}.${scored} DESC NULLS LAST`;
		const own = input.map(({ name }) => name);
		return {
			columns: [
				...ownColumns(input).filter(({ field }) => field.name !== score),
				{
					field: { name: score, type: 'DOUBLE', kind: 'numeric' },
					sql: `${right}.${scored}`,
					from: [mine],
					others: [{ table, column: theirs }]
				},
				...broughtColumns(other, { table, pairs, columns, suffix, from: [mine, ...Object.keys(keys)] }, [...own, score])
			],
			from: (relation) =>
				`${relation} AS ${left} ${type.toUpperCase()} JOIN (SELECT "other".*, "mine" AS ${text}, "score" AS ${scored} FROM (${alike(relation)}) AS "pairs" ` +
				`JOIN ${numbered(other)} AS "other" ON "theirs" = ${compared(`"other".${sqlName(theirs)}`)}) AS ${right} ` +
				`ON ${[`${compared(mineSql(mine))} = ${right}.${text}`, ...keysAgree(pairs)].join(' AND ')}`,
			...(matches === 'best' && {
				qualify: `row_number() OVER (PARTITION BY ${left}.${context.row} ORDER BY ${best}, ${rightRow}) = 1`
			}),
			orderBy: [`${left}.${context.row}`, best, rightRow]
		};
	}
});
