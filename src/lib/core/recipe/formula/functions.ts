import { datePartPortable, datePartSql, type DatePart } from '../calendar';
import type { BinaryFunction, PortableGraph, PortableValue, UnaryFunction } from '../portable';

export type FormulaType = 'number' | 'text' | 'boolean' | 'date';

/**
 * `same`: any type, but one for all arguments so marked (and for the result). `plain`: any but a date. `digits`: a whole number
 * from 0 to 15 written in the formula.
 */
export type ArgumentType = FormulaType | 'same' | 'any' | 'plain' | 'digits';

type Portable = (graph: PortableGraph, args: readonly PortableValue[]) => PortableValue | null;

export interface FormulaFunction {
	readonly args: readonly ArgumentType[];
	/** Arguments from this place on may be left out. */
	readonly required: number;
	/** Further arguments of this type may follow. */
	readonly rest?: ArgumentType;
	readonly result: FormulaType | 'same';
	readonly sql: (args: readonly string[]) => string;
	/** Null, or left out, when a device cannot compute it. */
	readonly portable?: Portable;
}

const missing: PortableValue = { node: -1, type: 'number' };
const at = (args: readonly PortableValue[], i: number): PortableValue => args[i] ?? missing;

function fn(
	args: readonly ArgumentType[],
	result: FormulaFunction['result'],
	sql: FormulaFunction['sql'],
	portable?: Portable,
	more: { readonly required?: number; readonly rest?: ArgumentType } = {}
): FormulaFunction {
	return {
		args,
		required: more.required ?? args.length,
		result,
		sql,
		...(more.rest && { rest: more.rest }),
		...(portable && { portable })
	};
}

const one =
	(name: UnaryFunction): Portable =>
	(graph, args) =>
		graph.unary(name, at(args, 0));
const two =
	(name: BinaryFunction): Portable =>
	(graph, args) =>
		graph.binary(name, at(args, 0), at(args, 1));
const many =
	(name: BinaryFunction): Portable =>
	(graph, args) =>
		args.slice(1).reduce((a, b) => graph.binary(name, a, b), at(args, 0));

/** Two texts can be compared on a device only when one is a constant. */
function sameText(negated: boolean): Portable {
	return (graph, args) => {
		const [a, b] = [at(args, 0), at(args, 1)];
		if (a.type === 'number') return graph.binary(negated ? 'not-equal' : 'equal', a, b);
		for (const [x, constant] of [
			[a, b],
			[b, a]
		] as const) {
			const node = graph.nodes[constant.node];
			if (node?.op !== 'text') continue;
			return node.value === ''
				? graph.number(null)
				: graph.lookup(x, ['', node.value], [null, negated ? 0 : 1], negated ? 1 : 0);
		}
		return null;
	};
}

/** Missing where a number is not one: 0/0, a root below 0. */
const number = (sql: string) => `nullif(${sql}, 'nan'::DOUBLE)`;
/** Missing below 0 without writing the argument twice: what is below becomes the one value that nullif takes out. */
const notNegative = (x: string) => `nullif(greatest(${x}, '-5e-324'::DOUBLE), '-5e-324'::DOUBLE)`;
const positive = (x: string) => `nullif(greatest(${x}, 0::DOUBLE), 0::DOUBLE)`;
const infix = (operator: string) => (args: readonly string[]) => `(${args.join(` ${operator} `)})`;
const call = (name: string) => (args: readonly string[]) => `${name}(${args.join(', ')})`;

const datePart = (part: DatePart): FormulaFunction =>
	fn(
		['date'],
		'number',
		([x = '']) => `${datePartSql(part, x)}::DOUBLE`,
		(graph, args) => datePartPortable(graph, part, at(args, 0))
	);

const comparison = (operator: string, name: BinaryFunction): FormulaFunction =>
	fn(['same', 'same'], 'boolean', infix(operator), (graph, args) =>
		at(args, 0).type === 'text' ? null : two(name)(graph, args)
	);

const roundPortable: Portable = (graph, args) => {
	const node = graph.nodes[args[1]?.node ?? -1];
	const factor = graph.number(10 ** (node?.op === 'number' ? (node.value ?? 0) : 0));
	const zero = graph.number(0);
	const x = graph.binary('multiply', at(args, 0), factor);
	const whole = graph.unary('floor', graph.binary('add', graph.unary('abs', x), graph.number(0.5)));
	const signed = graph.choose(graph.binary('less', x, zero), graph.unary('negate', whole), whole);
	return graph.binary('divide', signed, factor);
};

/** Every function of the formula language by its name in lower case; operators are among them. */
export const formulaFunctions: Readonly<Record<string, FormulaFunction>> = {
	add: fn(['number', 'number'], 'number', infix('+'), two('add')),
	subtract: fn(['number', 'number'], 'number', infix('-'), two('subtract')),
	multiply: fn(['number', 'number'], 'number', infix('*'), two('multiply')),
	divide: fn(['number', 'number'], 'number', ([a = '', b = '']) => `(${a} / nullif(${b}, 0::DOUBLE))`, two('divide')),
	modulo: fn(['number', 'number'], 'number', ([a = '', b = '']) => `(${a} % nullif(${b}, 0::DOUBLE))`, two('modulo')),
	negate: fn(['number'], 'number', ([x = '']) => `(-${x})`, one('negate')),
	pow: fn(['number', 'number'], 'number', (args) => number(call('pow')(args)), two('power')),
	abs: fn(['number'], 'number', call('abs'), one('abs')),
	sqrt: fn(['number'], 'number', ([x = '']) => `sqrt(${notNegative(x)})`, one('sqrt')),
	ln: fn(['number'], 'number', ([x = '']) => `ln(${positive(x)})`, one('ln')),
	log10: fn(
		['number'],
		'number',
		([x = '']) => `log10(${positive(x)})`,
		(graph, args) => graph.binary('divide', graph.unary('ln', at(args, 0)), graph.number(Math.LN10))
	),
	exp: fn(['number'], 'number', call('exp'), one('exp')),
	floor: fn(['number'], 'number', call('floor'), one('floor')),
	ceil: fn(['number'], 'number', call('ceil'), one('ceil')),
	round: fn(
		['number', 'digits'],
		'number',
		([x = '', d = '0']) => `round(${x}, ${Number.parseInt(d)})`,
		roundPortable,
		{ required: 1 }
	),
	sign: fn(
		['number'],
		'number',
		([x = '']) => `sign(${x})::DOUBLE`,
		(graph, args) => {
			const zero = graph.number(0);
			const above = graph.binary('greater', at(args, 0), zero);
			return graph.binary('subtract', above, graph.binary('less', at(args, 0), zero));
		}
	),
	sigmoid: fn(
		['number'],
		'number',
		([x = '']) => `(1 / (1 + exp(-(${x}))))`,
		(graph, args) =>
			graph.binary(
				'divide',
				graph.number(1),
				graph.binary('add', graph.number(1), graph.unary('exp', graph.unary('negate', at(args, 0))))
			)
	),
	least: fn(['number'], 'number', call('least'), many('minimum'), { rest: 'number' }),
	greatest: fn(['number'], 'number', call('greatest'), many('maximum'), { rest: 'number' }),
	clip: fn(
		['number', 'number', 'number'],
		'number',
		([x = '', low = '', high = '']) =>
			`CASE WHEN ${x} < ${low} THEN ${low} WHEN ${x} > ${high} THEN ${high} ELSE ${x} END`,
		(graph, args) => {
			const [x, low, high] = [at(args, 0), at(args, 1), at(args, 2)];
			const below = graph.binary('less', x, low);
			return graph.choose(below, low, graph.choose(graph.binary('greater', x, high), high, x));
		}
	),

	equal: fn(['same', 'same'], 'boolean', infix('='), sameText(false)),
	not_equal: fn(['same', 'same'], 'boolean', infix('<>'), sameText(true)),
	less: comparison('<', 'less'),
	less_equal: comparison('<=', 'less-equal'),
	greater: comparison('>', 'greater'),
	greater_equal: comparison('>=', 'greater-equal'),
	and: fn(['boolean', 'boolean'], 'boolean', infix('AND'), two('and')),
	or: fn(['boolean', 'boolean'], 'boolean', infix('OR'), two('or')),
	not: fn(['boolean'], 'boolean', ([x = '']) => `(NOT ${x})`, one('not')),
	if: fn(
		['boolean', 'same', 'same'],
		'same',
		([test = '', then = '', otherwise = '']) => `CASE WHEN ${test} THEN ${then} ELSE ${otherwise} END`,
		(graph, args) => graph.choose(at(args, 0), at(args, 1), at(args, 2))
	),
	is_missing: fn(
		['any'],
		'boolean',
		([x = '']) => `(${x} IS NULL)`,
		(graph, args) => graph.isMissing(at(args, 0))
	),
	coalesce: fn(
		['same'],
		'same',
		call('coalesce'),
		(graph, args) => args.reduceRight((otherwise, x) => graph.choose(graph.isMissing(x), otherwise, x)),
		{ rest: 'same' }
	),

	lower: fn(['text'], 'text', call('lower')),
	upper: fn(['text'], 'text', call('upper')),
	trim: fn(['text'], 'text', call('trim')),
	length: fn(['text'], 'number', ([x = '']) => `length(${x})::DOUBLE`),
	concat: fn(['text'], 'text', infix('||'), undefined, { rest: 'text' }),
	contains: fn(['text', 'text'], 'boolean', call('contains')),
	starts_with: fn(['text', 'text'], 'boolean', call('starts_with')),
	ends_with: fn(['text', 'text'], 'boolean', call('ends_with')),
	replace: fn(['text', 'text', 'text'], 'text', call('replace')),
	substring: fn(
		['text', 'number', 'number'],
		'text',
		([x = '', start = '', length]) =>
			`substring(${x}, ${start}::BIGINT${length === undefined ? '' : `, ${length}::BIGINT`})`,
		undefined,
		{ required: 2 }
	),
	text: fn(['any'], 'text', ([x = '']) => `${x}::VARCHAR`),
	number: fn(
		['plain'],
		'number',
		([x = '']) => number(`TRY_CAST(${x} AS DOUBLE)`),
		(_, args) => (args[0]?.type === 'number' ? args[0] : null)
	),
	date: fn(['text'], 'date', ([x = '']) => `TRY_CAST(${x} AS TIMESTAMP)`),

	year: datePart('year'),
	quarter: datePart('quarter'),
	month: datePart('month'),
	day: datePart('day'),
	weekday: datePart('weekday'),
	hour: datePart('hour'),
	minute: datePart('minute'),
	days_between: fn(
		['date', 'date'],
		'number',
		([from = '', to = '']) => `((epoch_ms(${to}) - epoch_ms(${from})) / 86400000::DOUBLE)`,
		(graph, args) =>
			graph.binary('divide', graph.binary('subtract', at(args, 1), at(args, 0)), graph.number(86_400_000))
	)
};

const operators = new Set([
	'add',
	'subtract',
	'multiply',
	'divide',
	'modulo',
	'negate',
	'equal',
	'not_equal',
	'less',
	'less_equal',
	'greater',
	'greater_equal',
	'and',
	'or',
	'not'
]);

/** Functions a person calls by name, with their arguments, for completion and help. */
export const callableFunctions: readonly { readonly name: string; readonly signature: string }[] = Object.entries(
	formulaFunctions
)
	.filter(([name]) => !operators.has(name))
	.map(([name, { args, required, rest, result }]) => {
		const list = args.map((type, i) => (i < required ? type : `${type}?`));
		return { name, signature: `${name}(${[...list, ...(rest ? [`${rest}...`] : [])].join(', ')}) ${result}` };
	});
