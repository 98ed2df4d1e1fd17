import path from 'node:path';
import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { relayUrl } from '$lib/core/edge/enrolment';
import { base64Url } from '$lib/core/edge/signed-request';
import { deviceRoles } from '$lib/core/edge/sync';
import { makeFolder } from '$lib/engines/node-fs/folder';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { zipArchive } from '$lib/engines/zip/archive';
import type { RelayStore } from '../../relay/store';
import type { CliContext } from '../context';
import { parseDuration, parseInteger, repeated } from '../options';

interface DataFlags {
	readonly data: string;
}
interface ServeFlags extends DataFlags {
	readonly port: string;
	readonly host: string;
	readonly origin?: readonly string[];
	readonly json?: boolean;
}
interface EnrollFlags extends DataFlags {
	readonly tenant: string;
	readonly role: string;
	readonly device?: string;
	readonly expires: string;
	readonly count: string;
	readonly json?: boolean;
}

export function registerRelay(program: Command, context: CliContext): void {
	const relay = program
		.command('relay')
		.enablePositionalOptions()
		.description('serve a relay: devices send it what their people allow, and it watches the fleet')
		.option('--data <dir>', 'where the relay keeps its file', 'temoto-relay')
		.option('--port <n>', 'the port to listen on', '4816')
		.option('--host <name>', 'the address to listen on', '127.0.0.1')
		.option('--origin <url>', 'a page that may talk to it (repeats; the local page may always)', repeated)
		.option('--json', 'print one JSON document once it listens')
		.action((flags: ServeFlags) => serve(flags, context));
	relay
		.command('enroll')
		.description('make one-use codes with which devices enrol')
		.option('--data <dir>', 'where the relay keeps its file', 'temoto-relay')
		.option('--tenant <name>', 'whose devices they are', 'main')
		.option('--role <role>', 'device, or operator who also sees the fleet and hands out packages', 'device')
		.option('--device <id>', 'an enrolled device that lost its key')
		.option('--expires <time>', 'how long a code holds: 30m, 24h, 7d', '24h')
		.option('--count <n>', 'how many codes', '1')
		.option('--json', 'print one JSON document')
		.action((flags: EnrollFlags, command: Command) => enroll({ ...flags, ...given(command) }, context));
}

/** `--data` before `enroll` counts too: it lands with the command above. */
function given(command: Command): { data?: string } {
	const above = command.parent;
	return above?.getOptionValueSource('data') === 'cli' && command.getOptionValueSource('data') !== 'cli'
		? { data: String(above.getOptionValue('data')) }
		: {};
}

async function openStore(folder: string): Promise<RelayStore> {
	const { sqliteStore } = await import('../../relay/sqlite-store');
	await makeFolder(folder, 0o700);
	const file = path.join(folder, 'relay.db');
	try {
		return sqliteStore(file, () => base64Url(webCrypto.randomBytes(9)));
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new AppError('storage/unavailable', { file, reason }, { cause: error });
	}
}

function parseOrigin(text: string): string {
	try {
		return relayUrl(text);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		const allowed = 'the address of a page, such as https://example.org';
		throw new AppError('usage/bad-option', { option: 'origin', value: text, allowed }, { cause: error });
	}
}

async function serve(flags: ServeFlags, context: CliContext): Promise<void> {
	const { defaultOptions } = await import('../../relay/app');
	const { serveRelay } = await import('../../relay/serve');
	const port = parseInteger('port', flags.port, 0, 65535);
	const origins = [...defaultOptions.origins, ...(flags.origin ?? []).map(parseOrigin)];
	const store = await openStore(flags.data);
	const clock = { now: () => Date.now(), elapsed: () => performance.now() };
	const ports = { store, crypto: webCrypto, archive: zipArchive, clock };
	const running = await serveRelay(ports, { ...defaultOptions, origins }, flags.host, port);
	if (flags.json) context.json({ url: running.url, data: flags.data, origins });
	else {
		context.line(`The relay listens at ${running.url} and keeps its data in ${flags.data}.`);
		context.line(`Make codes for devices with: temoto relay enroll --data ${flags.data}`);
	}
	await new Promise((resolve) => {
		process.once('SIGINT', resolve);
		process.once('SIGTERM', resolve);
	});
	await running.stop();
}

async function enroll(flags: EnrollFlags, context: CliContext): Promise<void> {
	const { hashCode, newCode } = await import('../../relay/enrolment-code');
	const role = deviceRoles.find((one) => one === flags.role);
	if (!role)
		throw new AppError('usage/bad-option', { option: 'role', value: flags.role, allowed: 'device or operator' });
	const { tenant, device = null } = flags;
	const expiresAt = Date.now() + parseDuration('expires', flags.expires);
	const store = await openStore(flags.data);
	try {
		if (
			device !== null &&
			!(await store.devices(tenant)).some((one) => one.device === device && one.revokedAt === null)
		)
			throw new AppError('usage/bad-option', { option: 'device', value: device, allowed: `a device of ${tenant}` });
		const codes: string[] = [];
		for (let left = parseInteger('count', flags.count, 1); left > 0; left--) {
			const code = newCode(webCrypto);
			await store.addCode({ hash: await hashCode(webCrypto, code), tenant, role, device, expiresAt });
			codes.push(code);
		}
		if (flags.json) context.json({ tenant, role, device, expiresAt: new Date(expiresAt).toISOString(), codes });
		else for (const code of codes) context.line(code);
	} finally {
		await store.close();
	}
}
