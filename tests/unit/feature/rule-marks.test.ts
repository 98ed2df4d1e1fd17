import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markRecords, rowPlace } from '$lib/ui/feature/rule-marks';

const at = (event: number, write = event, deleted = false) => ({ event, write, deleted });
const room = { before: 3, after: 1 };

it('draws the record that is taken even when nearer ones are out, and says why each is out', () => {
	const records = [at(1), at(2), at(3, 30), at(4, 30), at(5, 30), at(6, 30), at(12), at(13)];
	const drawn = markRecords(10, records, { ttlMs: null, asKnown: true }, room);
	expect(drawn.marks.map(({ event, fate }) => [event, fate])).toEqual([
		[2, 'taken'],
		[5, 'late'],
		[6, 'late'],
		[12, 'later']
	]);
	const aged = markRecords(10, records, { ttlMs: 4, asKnown: false }, { before: 6, after: 1 });
	expect(aged.marks.map(({ fate }) => fate)).toEqual([
		'expired',
		'expired',
		'expired',
		'expired',
		'expired',
		'taken',
		'later'
	]);
	expect(markRecords(10, [at(3), at(4, 4, true)], { ttlMs: null, asKnown: false }, room).marks.at(-1)?.fate).toBe(
		'gone'
	);
});

it('keeps to the line, in the order of time, before and after the row', () => {
	const record = fc.record({ event: fc.nat(20), write: fc.option(fc.nat(20)), deleted: fc.boolean() });
	const rule = fc.record({ ttlMs: fc.option(fc.nat(20)), asKnown: fc.boolean() });
	fc.assert(
		fc.property(fc.array(record, { maxLength: 12 }), rule, fc.nat(20), (records, kept, time) => {
			const { marks, from } = markRecords(time, records, kept, room);
			const places = marks.map(({ place }) => place);
			expect(places).toEqual([...places].sort((a, b) => a - b));
			for (const { event, place, fate } of marks) {
				expect(place).toBeGreaterThan(0);
				expect(place).toBeLessThan(100);
				expect(place < rowPlace).toBe(event <= time);
				if (fate === 'expired') expect(place).toBeLessThan(from);
			}
		})
	);
});
