import path from 'node:path';

const roots = [
	['src/lib/', '$lib/'],
	['src/cli/', '$cli/'],
	['src/relay/', '$relay/'],
	['src/gateway/', '$gateway/'],
	['src/kernels/', '$kernels/'],
	['workers/', '$workers/']
];

/** A specifier as the table names it: relative ones resolved from the importing file, `$lib/../relay` as `$relay`. */
export function resolveSpecifier(specifier, filename, cwd) {
	let target = specifier.replace(/\?(url|raw|worker).*$/, '');
	if (target.startsWith('.')) {
		const from = path.relative(cwd, filename).replaceAll('\\', '/');
		target = path.posix.join(path.posix.dirname(from), target);
		for (const [root, alias] of roots) if (target.startsWith(root)) return alias + target.slice(root.length);
		return `./${target}`;
	}
	return target;
}

function layerRule() {
	return {
		meta: {
			type: 'problem',
			schema: [{ type: 'object', additionalProperties: true }],
			messages: { refused: "{{layer}} may not import '{{specifier}}' (layer table in eslint.config.js)" }
		},
		create(context) {
			const { layer, may, mayType = [] } = context.options[0];
			const allowed = new RegExp(`^(?:${may.join('|') || '(?!)'})$`);
			const allowedType = new RegExp(`^(?:${[...may, ...mayType].join('|') || '(?!)'})$`);
			const test = (node, source, isType) => {
				if (source?.type !== 'Literal' || typeof source.value !== 'string') {
					if (node.type === 'ImportExpression')
						context.report({ node, messageId: 'refused', data: { layer, specifier: 'a computed specifier' } });
					return;
				}
				const specifier = resolveSpecifier(source.value, context.filename, context.cwd);
				if (!(isType ? allowedType : allowed).test(specifier))
					context.report({ node, messageId: 'refused', data: { layer, specifier } });
			};
			return {
				ImportDeclaration: (node) => test(node, node.source, node.importKind === 'type'),
				ExportNamedDeclaration: (node) => node.source && test(node, node.source, node.exportKind === 'type'),
				ExportAllDeclaration: (node) => test(node, node.source, node.exportKind === 'type'),
				ImportExpression: (node) => test(node, node.source, false),
				TSImportType: (node) => test(node, node.source ?? node.argument?.literal ?? node.argument, true)
			};
		}
	};
}

/** Turns the layer table into flat-config entries. A file under two layers obeys the later one. */
export function layerRules(layers) {
	const plugin = { rules: { imports: layerRule() } };
	return layers.map(({ layer, files, may, mayType }) => ({
		files,
		plugins: { layers: plugin },
		rules: { 'layers/imports': ['error', { layer, may, mayType }] }
	}));
}
