import * as v from 'valibot';
import { connectionKinds, parseAddress, type Connection, type Secret } from '$lib/core/connection/connection';
import { defaultGateway } from '$lib/core/connection/gateway';
import { withoutSecrets } from '$lib/core/connection/place';
import { splitAddress } from '$lib/workbench/fetch-place';

const FormSchema = v.object({
	kind: v.picklist(connectionKinds),
	address: v.string(),
	endpoint: v.string(),
	region: v.string(),
	bucket: v.string(),
	prefix: v.string(),
	isPathStyle: v.boolean(),
	athenaEndpoint: v.string(),
	database: v.string(),
	workgroup: v.string(),
	output: v.string(),
	gateway: v.string()
});
type Fields = v.InferOutput<typeof FormSchema>;

const empty: Fields = {
	kind: 'url',
	address: '',
	endpoint: '',
	region: '',
	bucket: '',
	prefix: '',
	isPathStyle: true,
	athenaEndpoint: '',
	database: '',
	workgroup: '',
	output: '',
	gateway: defaultGateway
};

const noKeys = { accessKeyId: '', secretAccessKey: '', sessionToken: '', token: '' };

/** What a person types to reach a source. Keys stand apart from the rest, which may be written down. */
export class ConnectForm {
	fields = $state<Fields>({ ...empty });
	keys = $state({ ...noKeys });
	/** Whether the keys are to be kept, encrypted, on this device. */
	keepsKeys = $state(false);

	/** The connection that is typed; what stands in an address of secrets is no part of it. */
	connection(): Connection {
		const { kind, region, endpoint, bucket, prefix, isPathStyle } = this.fields;
		switch (kind) {
			case 'url':
				return splitAddress(parseAddress(this.fields.address).href).connection;
			case 's3': {
				// people paste what their console shows
				const [, name = bucket.trim(), path] = /^s3:\/\/([^/]+)(?:\/(.*))?$/.exec(bucket.trim()) ?? [];
				const at = trimmed(endpoint);
				// a certificate for *.s3.amazonaws.com does not hold for a name with a dot more
				const inPath = at === '' ? name.includes('.') : isPathStyle;
				const folder = prefix.trim() || (path ?? '');
				return { kind, endpoint: at, region: region.trim(), bucket: name, prefix: folder, isPathStyle: inPath };
			}
			case 'athena': {
				const { athenaEndpoint, database, workgroup, output } = this.fields;
				return {
					kind,
					endpoint: trimmed(athenaEndpoint),
					region: region.trim(),
					database: database.trim(),
					workgroup: workgroup.trim(),
					output: output.trim()
				};
			}
			case 'database':
				return { kind, address: parseAddress(this.fields.gateway).origin };
		}
	}

	/** The secret that is typed; null where there is none. */
	secret(): Secret | null {
		const { accessKeyId, secretAccessKey, sessionToken, token } = this.keys;
		switch (this.fields.kind) {
			case 'url':
				return splitAddress(parseAddress(this.fields.address).href).secret;
			case 'database':
				return { kind: 'token', token: token.trim() };
			default: {
				const keys = { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() };
				if (keys.accessKeyId === '' && keys.secretAccessKey === '') return null;
				return { kind: 'aws', ...keys, sessionToken: sessionToken.trim() };
			}
		}
	}

	/** Fills in a connection used before, and the secret kept for it. */
	fill(connection: Connection, secret: Secret | null): void {
		const { kind } = connection;
		switch (kind) {
			case 'url':
				this.fields = { ...empty, kind, address: secret?.kind === 'address' ? secret.address : connection.address };
				break;
			case 's3':
				this.fields = { ...empty, ...connection };
				break;
			case 'athena': {
				const { endpoint: athenaEndpoint, ...others } = connection;
				this.fields = { ...empty, ...others, athenaEndpoint };
				break;
			}
			case 'database':
				this.fields = { ...empty, kind, gateway: connection.address };
		}
		this.keys = { ...noKeys };
		if (secret?.kind === 'aws') {
			const { accessKeyId, secretAccessKey, sessionToken } = secret;
			this.keys = { ...noKeys, accessKeyId, secretAccessKey, sessionToken };
		}
		if (secret?.kind === 'token') this.keys = { ...noKeys, token: secret.token };
		this.keepsKeys = secret !== null;
	}

	/** What may be written down while the page is loaded again: no keys, and no address that is one. */
	draft(): string {
		const { address } = this.fields;
		const open = URL.canParse(address) ? withoutSecrets(address).address : address;
		return JSON.stringify({ ...this.fields, address: open });
	}

	resume(draft: string): void {
		const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), FormSchema), draft);
		if (parsed.success) this.fields = parsed.output;
	}
}

const trimmed = (address: string) => address.trim().replace(/\/+$/, '');
