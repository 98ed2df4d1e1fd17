import type { Command } from 'commander';
import { parseAddress } from '$lib/core/connection/connection';
import { base64Url } from '$lib/core/edge/signed-request';
import { AppError } from '$lib/core/errors';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import type { Database } from '../../gateway/database';
import type { CliContext } from '../context';
import { parseInteger, parsePair, repeated } from '../options';

interface GatewayFlags {
	readonly database?: readonly string[];
	readonly port: string;
	readonly origin?: readonly string[];
	readonly rows: string;
	readonly megabytes: string;
	readonly seconds: string;
	readonly json?: boolean;
}

export function registerGateway(program: Command, context: CliContext): void {
	program
		.command('gateway')
		.description('let pages on this machine read databases: read-only, only those named here')
		.option('--database <name=url>', 'a database and what to call it: postgres://..., mysql://... (repeats)', repeated)
		.option('--port <n>', 'the port to listen on, at 127.0.0.1', '4817')
		.option('--origin <url>', 'a page that may ask it (repeats; the local page may always)', repeated)
		.option('--rows <n>', 'the most rows of one answer', '5000000')
		.option('--megabytes <n>', 'the most megabytes of one answer', '1024')
		.option('--seconds <n>', 'the longest that one query may take', '300')
		.option('--json', 'print one JSON document once it listens')
		.action((flags: GatewayFlags) => serve(flags, context));
}

async function openDatabase(entry: string): Promise<[string, Database]> {
	const [name, url] = parsePair('database', entry);
	const scheme = /^(\w+):\/\//.exec(url)?.[1];
	if (scheme !== undefined && URL.canParse(url)) {
		if (/^(postgres|postgresql|redshift)$/.test(scheme))
			return [name, (await import('../../gateway/postgres')).postgres(url)];
		if (/^(mysql|mariadb)$/.test(scheme)) return [name, (await import('../../gateway/mysql')).mysql(url)];
	}
	// the address holds a password, so only its name is said
	const allowed = 'NAME=postgres://USER:PASSWORD@HOST/DATABASE, or mysql://, mariadb://, redshift://';
	throw new AppError('usage/bad-option', { option: 'database', value: `${name}=...`, allowed });
}

function parseOrigin(text: string): string {
	try {
		return parseAddress(text).origin;
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		const allowed = 'the address of a page, such as https://example.org';
		throw new AppError('usage/bad-option', { option: 'origin', value: text, allowed }, { cause: error });
	}
}

async function serve(flags: GatewayFlags, context: CliContext): Promise<void> {
	const { defaultOrigins } = await import('../../gateway/app');
	const { serveGateway } = await import('../../gateway/serve');
	const entries = flags.database ?? [];
	if (entries.length === 0)
		throw new AppError('usage/bad-option', { option: 'database', value: '', allowed: 'at least one NAME=URL' });
	const databases = new Map(await Promise.all(entries.map(openDatabase)));
	const port = parseInteger('port', flags.port, 0, 65535);
	const limits = {
		rows: parseInteger('rows', flags.rows, 1),
		bytes: parseInteger('megabytes', flags.megabytes, 1) * 1024 ** 2,
		seconds: parseInteger('seconds', flags.seconds, 1, 86_400)
	};
	const origins = [...defaultOrigins, ...(flags.origin ?? []).map(parseOrigin)];
	const token = base64Url(webCrypto.randomBytes(18));
	const running = await serveGateway({ databases, token, origins, limits }, port);
	if (flags.json) context.json({ url: running.url, token, databases: [...databases.keys()], origins, limits });
	else {
		context.line(`The gateway listens at ${running.url} and reads ${[...databases.keys()].join(', ')}.`);
		context.line(`Pairing token: ${token}`);
		context.line('Enter both in the page: Data, Connect, Database. Ctrl+C ends it.');
	}
	await new Promise((resolve) => {
		process.once('SIGINT', resolve);
		process.once('SIGTERM', resolve);
	});
	await running.stop();
}
