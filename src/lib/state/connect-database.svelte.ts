import { quoteTable, type DatabaseKind, type GatewayReply, type TableInfo } from '$lib/core/connection/gateway';
import type { Ports } from '$lib/core/ports';
import { readTables, type GatewayAccess } from '$lib/workbench/gateway';

/** Databases behind a gateway, the tables of one, and the query asked of it. */
export class DatabaseBrowser {
	readonly #ports: Pick<Ports, 'downloads'>;
	readonly #access: GatewayAccess;
	readonly reply: GatewayReply;
	database = $state('');
	tables = $state.raw<readonly TableInfo[]>([]);
	isCut = $state.raw(false);
	sql = $state('');

	constructor(ports: Pick<Ports, 'downloads'>, access: GatewayAccess, reply: GatewayReply) {
		this.#ports = ports;
		this.#access = access;
		this.reply = reply;
	}

	readonly kind = $derived.by(
		(): DatabaseKind => this.reply.databases.find(({ name }) => name === this.database)?.kind ?? 'postgresql'
	);

	/** Columns by table, as an editor completes them. */
	readonly schema = $derived(
		Object.fromEntries(
			this.tables.map(({ schema, name, columns }) => [`${schema}.${name}`, columns.map((column) => column.name)])
		)
	);

	async enter(database: string, signal: AbortSignal): Promise<void> {
		const { tables, isCut } = await readTables(this.#ports, this.#access, database, signal);
		this.database = database;
		this.tables = tables;
		this.isCut = isCut;
		this.sql = '';
	}

	/** Asks for all of a table. */
	choose(table: TableInfo): void {
		this.sql = `SELECT * FROM ${quoteTable(this.kind, table)}`;
	}
}
