import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as v from 'valibot';
import { main } from '../../../src/cli/main';
import { TestDevice, testRelay } from './test-relay';

let folder = '';
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'temoto-relay-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function temoto(...argv: string[]): Promise<{ status: number; out: string; error: string }> {
	let [out, error] = ['', ''];
	const status = await main(argv, {
		out: (text) => (out += text),
		error: (text) => (error += text),
		isTerminal: false
	});
	return { status, out, error };
}

const AnswerSchema = v.object({ tenant: v.string(), role: v.string(), codes: v.array(v.string()) });

it('makes codes with which devices enrol at the relay of that folder', async () => {
	const { status, out } = await temoto(
		'relay',
		'enroll',
		'--data',
		folder,
		'--role',
		'operator',
		'--count=2',
		'--json'
	);
	expect(status).toBe(0);
	const { tenant, role, codes } = v.parse(AnswerSchema, JSON.parse(out));
	expect([tenant, role, new Set(codes).size]).toEqual(['main', 'operator', 2]);
	expect(codes[0]).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
	const relay = testRelay(path.join(folder, 'relay.db'));
	relay.wait(Date.now() - relay.clock.now());
	const device = await TestDevice.make(relay);
	expect(await (await device.enrol(codes[0] ?? '')).json()).toMatchObject({ tenant: 'main', role: 'operator' });
	await relay.store.close();
});

it('answers bad options with one line', async () => {
	const cases = [
		['--role', 'king'],
		['--expires', 'soon'],
		['--device', 'nobody'],
		['--count', '0']
	];
	for (const options of cases) {
		const { status, error } = await temoto('relay', 'enroll', '--data', folder, ...options);
		expect([status, error.trim().split('\n').length], options.join(' ')).toEqual([2, 1]);
		expect(error).toContain(options[0]);
	}
});

it('refuses a folder that cannot be made, and makes one that can', async () => {
	const file = path.join(folder, 'file');
	writeFileSync(file, '');
	const places = [path.join(file, 'relay', 'data'), ...(existsSync('/proc/self') ? ['/proc/x', '/proc/x/y'] : [])];
	for (const place of places) {
		const { status, error } = await temoto('relay', 'enroll', '--data', place);
		expect([status, error.trim().split('\n').length], place).toEqual([2, 1]);
		expect(error).toContain(place);
	}
	const deep = path.join(folder, 'a', 'b');
	expect((await temoto('relay', 'enroll', '--data', deep)).status).toBe(0);
	expect(existsSync(path.join(deep, 'relay.db'))).toBe(true);
});
