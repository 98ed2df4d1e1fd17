import { mkdtempSync, rmSync } from 'node:fs';
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
