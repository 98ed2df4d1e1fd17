import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, parseDate, readFormats, writeFormats } from '$lib/core/example/dates';
import { programSql, runProgram, type Program } from '$lib/core/example/program';
import { searchPrograms } from '$lib/core/example/search';
import { ask, table } from '../recipe/native';

type Texts = Readonly<Record<string, string | null>>;
const row = (texts: Texts) => new Map(Object.entries(texts));

/** The result of the likeliest program for rows it has not seen. */
function learnt(examples: readonly (readonly [Texts, string])[], others: readonly Texts[]): (string | null)[] {
	const [best] = searchPrograms(examples.map(([texts, wanted]) => ({ row: row(texts), wanted })));
	return best ? others.map((texts) => runProgram(best.program, row(texts))) : [];
}

/** Tasks of the kind that FlashFill's paper and its users show. */
describe('two or three examples tell', () => {
	it('a surname before a first name', () => {
		expect(
			learnt(
				[
					[{ name: 'Ada Lovelace' }, 'Lovelace, A.'],
					[{ name: 'Alan Turing' }, 'Turing, A.']
				],
				[{ name: 'Grace Brewster Hopper' }, { name: 'Emmy Noether' }]
			).at(1)
		).toBe('Noether, E.');
	});
	it('the year of a title', () => {
		expect(
			learnt(
				[
					[{ t: 'Toy Story (1995)' }, '1995'],
					[{ t: 'Heat (1996)' }, '1996']
				],
				[{ t: 'GoldenEye (1997)' }]
			)
		).toEqual(['1997']);
	});
	it('a date written another way', () => {
		expect(
			learnt(
				[
					[{ d: '12 June 1998' }, '1998-06-12'],
					[{ d: '3 March 2011' }, '2011-03-03']
				],
				[{ d: '25 December 1980' }, { d: 'soon' }]
			)
		).toEqual(['1980-12-25', null]);
	});
	it('an address from two columns', () => {
		expect(
			learnt(
				[
					[{ first: 'Ada', last: 'Lovelace' }, 'ada.lovelace@example.org'],
					[{ first: 'Alan', last: 'Turing' }, 'alan.turing@example.org']
				],
				[{ first: 'Emmy', last: 'Noether' }]
			)
		).toEqual(['emmy.noether@example.org']);
	});
	it('a code with its number padded', () => {
		expect(
			learnt(
				[
					[{ id: 'item 7' }, 'ITEM-007'],
					[{ id: 'item 42' }, 'ITEM-042']
				],
				[{ id: 'part 5' }, { id: 'item' }]
			)
		).toEqual(['PART-005', null]);
	});
	it('the domain of an address', () => {
		expect(
			learnt(
				[
					[{ m: 'ada@lovelace.org' }, 'lovelace.org'],
					[{ m: 'alan.t@turing.co.uk' }, 'turing.co.uk']
				],
				[{ m: 'x@example.com' }]
			)
		).toEqual(['example.com']);
	});
});

it('gives nothing for examples no program fits, and nothing that fails one', () => {
	expect(searchPrograms([])).toEqual([]);
	expect(
		searchPrograms([
			{ row: row({ a: 'x' }), wanted: 'same' },
			{ row: row({ a: 'x' }), wanted: 'other' }
		])
	).toEqual([]);
});

describe('SQL', () => {
	const texts = fc.oneof(
		fc.constantFrom(
			"it's (1995)",
			'Ada Lovelace',
			'東京 タワー',
			'007-a_b',
			'',
			' x ',
			'ÉCOLE élan',
			'12 June 1998',
			'a,b,,c'
		),
		fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'B', '1', '0', ' ', '-', ',', 'é', '東', "'") })
	);
	const take = fc.oneof(
		fc.constant({ take: 'whole' as const }),
		fc.record({
			take: fc.constant('token' as const),
			kind: fc.constantFrom('word' as const, 'letters' as const, 'digits' as const, 'capitals' as const),
			nth: fc.constantFrom(1, 2, -1, -2)
		}),
		fc.record({
			take: fc.constant('part' as const),
			delimiter: fc.constantFrom(',', '-', ' (', "'"),
			nth: fc.constantFrom(1, 2, -1)
		}),
		fc.record({
			take: fc.constant('slice' as const),
			from: fc.constantFrom(1, 2, 5, -1, -3),
			length: fc.constantFrom(null, 1, 4)
		})
	);
	const column = fc.constant('a "b" 東');
	const program: fc.Arbitrary<Program> = fc.array(
		fc.oneof(
			fc.record({ piece: fc.constant('constant' as const), text: fc.constantFrom("'", '-', '東') }),
			fc.record({
				piece: fc.constant('text' as const),
				column,
				take,
				letters: fc.constantFrom(
					'as-is' as const,
					'lower' as const,
					'upper' as const,
					'title' as const,
					'initial' as const
				)
			}),
			fc.record({ piece: fc.constant('padded' as const), column, take, width: fc.constantFrom(0, 3) }),
			fc.record({
				piece: fc.constant('date' as const),
				column,
				read: fc.constantFrom(...readFormats),
				write: fc.constantFrom(...writeFormats)
			})
		),
		{ minLength: 1, maxLength: 3 }
	);

	it('gives what the program gives', async () => {
		await fc.assert(
			fc.asyncProperty(program, fc.array(fc.option(texts), { minLength: 1, maxLength: 4 }), async (pieces, values) => {
				const { source } = await table(
					{ 'a "b" 東': 'VARCHAR' },
					values.map((value) => [value])
				);
				const rows = await ask(`SELECT ${programSql(pieces)} AS made FROM ${source}`);
				const reads = pieces.some(({ piece }) => piece !== 'constant');
				expect(rows.map(({ made }) => made)).toEqual(
					values.map((value) =>
						value === null && !reads ? runProgram(pieces, new Map()) : runProgram(pieces, row({ 'a "b" 東': value }))
					)
				);
			}),
			{ numRuns: 150 }
		);
	}, 60_000);

	it('reads and writes dates as DuckDB does', async () => {
		const days = ['1998-06-12', '2024-02-29', '1776-07-04', '2023-02-29', '0099-01-01'];
		for (const read of readFormats) {
			const written = days.map((day) => {
				const parts = parseDate(day, '%Y-%m-%d');
				return parts ? formatDate(parts, read) : day;
			});
			const { source } = await table(
				{ t: 'VARCHAR' },
				written.map((text) => [text])
			);
			for (const write of writeFormats) {
				const pieces: Program = [{ piece: 'date', column: 't', read, write }];
				const rows = await ask(`SELECT ${programSql(pieces)} AS made FROM ${source}`);
				expect(
					rows.map(({ made }) => made),
					`${read} ${write}`
				).toEqual(written.map((text) => runProgram(pieces, row({ t: text }))));
			}
		}
	}, 60_000);
});
