import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { inspectJob, type Inspection } from '$lib/core/train/inspect';
import { noticeCodes } from '$lib/core/train/notice';
import { noticeWords as english } from '$lib/core/train/texts/notice-en';
import { noticeWords as japanese } from '$lib/core/train/texts/notice-ja';
import type { TrainJob } from '$lib/core/train/job';
import { errors as errorsEn } from '$lib/i18n/errors/en';
import { errors as errorsJa } from '$lib/i18n/errors/ja';
import { jobOn, table } from './jobs';

const random = seededRandom(1);
const rows = 60;
const list = <T>(value: (row: number) => T) => Array.from({ length: rows }, (_, row) => value(row));
const x = list(() => random());
const label = list((row) => (row % 2 === 0 ? 'no' : 'yes'));

/** Looks over a job on a column `x` and what is given, with every fourth row held out. */
function inspect(
	cells: Readonly<Record<string, readonly (number | string | null)[]>>,
	target: string,
	change: Partial<TrainJob> = {}
): Inspection {
	const test = Int32Array.from(list((row) => row).filter((row) => row % 4 === 3));
	return inspectJob(jobOn(table({ x, ...cells }), target, { test, ...change }));
}
const codes = ({ refusals, notices }: Inspection) => [...refusals, ...notices].map(({ code }) => code);

describe('what refuses a job before it is trained', () => {
	it.each([
		['one class', { y: list(() => 'same') }, {}, 'train/one-class', { column: 'y', value: 'same' }],
		[
			'a class that is only held out',
			{ y: list((row) => (row % 4 === 3 ? 'held' : 'same')) },
			{},
			'train/one-class',
			{ column: 'y', value: 'same' }
		],
		[
			'a constant number',
			{ y: list(() => 7) },
			{ task: 'regression' },
			'train/constant-target',
			{ column: 'y', value: 7 }
		],
		['words for a number', { y: label }, { task: 'regression' }, 'table/column-kind', { column: 'y' }],
		['a target that is all missing', { y: list(() => null) }, {}, 'train/too-few-rows', { rows: 0 }],
		['no such target', {}, {}, 'train/target-missing', { column: 'y' }],
		[
			'a negative weight',
			{ y: label, w: list((row) => (row === 0 ? -1 : 1)) },
			{ weight: 'w' },
			'train/params-invalid',
			{ param: 'w', value: '-1' }
		]
	] as const)('%s', (_, cells, change, code, details) => {
		const { refusals } = inspect(cells, 'y', change);
		expect(refusals[0]).toMatchObject({ code, details });
		for (const errors of [errorsEn, errorsJa]) {
			const { what, mend } = errors[code];
			expect(what(refusals[0]?.details ?? {})).not.toMatch(/undefined|NaN|null/);
			expect(mend.length).toBeGreaterThan(5);
		}
	});

	it('more classes than can be told apart, counted', () => {
		const many = Array.from({ length: 2000 }, (_, row) => `class ${row % 1000}`);
		const columns = table({ x: many.map(() => random()), y: many });
		const { refusals } = inspectJob(jobOn(columns, 'y', { test: new Int32Array(0) }));
		expect(refusals).toEqual([{ code: 'train/too-many-classes', details: { column: 'y', classes: 1000, limit: 100 } }]);
	});

	it('columns that all name a row', () => {
		const columns = table({ id: list((row) => `row ${row}`), y: label });
		const { refusals, notices } = inspectJob(
			jobOn(columns, 'y', { kinds: { id: 'identifier' }, test: new Int32Array(0) })
		);
		expect(refusals).toMatchObject([{ code: 'train/no-features' }]);
		expect(notices).toEqual([]);
	});

	it('says all of it at once', () => {
		const columns = table({ id: list((row) => `row ${row}`), w: list(() => -1), y: label });
		const job = jobOn(columns, 'y', { kinds: { id: 'identifier' }, weight: 'w', test: new Int32Array(0) });
		expect(inspectJob(job).refusals.map(({ code }) => code)).toEqual(['train/params-invalid', 'train/no-features']);
	});
});

describe('what a person should know before', () => {
	it.each([
		[
			'target-missing',
			{ y: list((row) => (row < 5 ? null : (label[row] ?? ''))) },
			{},
			{ columns: ['y'], count: 5, of: rows }
		],
		[
			'target-infinite',
			{ y: list((row) => (row < 3 ? Infinity : row < 5 ? null : row)) },
			{ task: 'regression' },
			{ columns: ['y'], count: 3, of: rows }
		],
		[
			'rare-class',
			{ y: list((row) => (row === 0 ? 'once' : (label[row] ?? ''))) },
			{},
			{ columns: ['y'], count: 1, of: 3 }
		],
		[
			'infinite-cells',
			{ a: list((row) => (row < 4 ? -Infinity : random())), b: list((row) => (row === 9 ? 1e39 : random())), y: label },
			{},
			{ columns: ['a', 'b'], count: 5 }
		],
		[
			'identifiers',
			{ id: list((row) => `row ${row}`), y: label },
			{ kinds: { id: 'identifier' } },
			{ columns: ['id'] }
		],
		[
			'more-features-than-rows',
			{ ...Object.fromEntries(list((row) => [`c${row}`, list(() => random())])), y: label },
			{},
			{ count: 61, of: 45 }
		],
		[
			'tells-target',
			{ copy: list((row) => ((label[row] ?? '') === 'yes' ? 'accepted' : 'refused')), y: label },
			{},
			{ columns: ['copy'] }
		],
		[
			'tells-target',
			{ again: list((row) => row * 1.5), y: list((row) => row * 1.5) },
			{ task: 'regression' },
			{ columns: ['again'] }
		],
		[
			'repeated-identifier',
			{ person: list((row) => `p${Math.floor(row / 3)}`), y: label },
			{ kinds: { person: 'identifier' } },
			{ columns: ['person'], count: 20, of: rows }
		],
		[
			'time-ignored',
			{ when: list((row) => 1e12 + row * 1e6), y: label },
			{ kinds: { when: 'datetime' } },
			{ columns: ['when'] }
		]
	] as const)('%s', (code, cells, change, wanted) => {
		const { refusals, notices } = inspect(cells, 'y', change);
		expect(refusals).toEqual([]);
		const found = notices.find((notice) => notice.code === code);
		expect(found).toMatchObject(wanted);
		if (!found) return;
		for (const words of [english, japanese]) expect(words[code].what(found)).not.toMatch(/undefined|NaN/);
	});

	it('nothing, of a table that is as it should be', () => {
		expect(codes(inspect({ y: label, when: list((row) => row % 7) }, 'y'))).toEqual([]);
		const units = { by: 'time', times: Float64Array.from(list((row) => row)) } as const;
		expect(codes(inspect({ y: label, when: list((row) => row) }, 'y', { kinds: { when: 'datetime' }, units }))).toEqual(
			[]
		);
		expect(noticeCodes.every((code) => english[code].mend !== '' && japanese[code].mend !== '')).toBe(true);
	});
});
