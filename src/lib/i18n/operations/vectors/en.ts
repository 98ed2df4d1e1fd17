import type { vectorsOperations } from '$lib/core/recipe/operations/vectors';
import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from '../../recipe/names';
import { columns } from '../phrases-en';
import type { GroupTexts } from '../texts';

const pair = (words: StepWords) => `${named(words.text('left'))} and ${named(words.text('right'))}`;

export const vectors: GroupTexts<typeof vectorsOperations> = {
	operations: {
		'word-counts': {
			title: 'Word counts',
			description: 'How often each word, or run of words or letters, is in a text.',
			sentence: (words) => `Count words of ${named(words.text('column'))}`
		},
		'tf-idf': {
			title: 'TF-IDF',
			description: 'Word counts in which rare words weigh more.',
			sentence: (words) => `TF-IDF of ${named(words.text('column'))}`
		},
		'hash-words': {
			title: 'Hashed word counts',
			description: 'Word counts in a fixed number of places, without a vocabulary.',
			sentence: (words) => `Hash words of ${named(words.text('column'))} into ${words.text('count')} numbers`
		},
		pca: {
			title: 'Principal components',
			description: 'A few numbers that hold most of what many columns say.',
			sentence: (words) => `Principal components of ${columns(words)}`
		},
		'truncated-svd': {
			title: 'Truncated SVD',
			description: 'A few numbers for many; of TF-IDF, the topics of a text (LSA).',
			sentence: (words) => `SVD of ${columns(words)} in ${words.text('count')} numbers`
		},
		'random-projection': {
			title: 'Random projection',
			description: 'Random mixtures that nearly keep distances.',
			sentence: (words) => `Mix ${columns(words)} at random into ${words.text('count')} numbers`
		},
		'k-means': {
			title: 'Cluster rows',
			description: 'Group rows whose numbers are near each other (k-means).',
			sentence: (words) => `Cluster rows by ${columns(words)} into ${words.text('count')}`
		},
		assemble: {
			title: 'Assemble a vector',
			description: 'Put columns into one vector.',
			sentence: (words) => `Assemble ${columns(words)} in ${named(words.text('name'))}`
		},
		'flatten-vector': {
			title: 'Vector to columns',
			description: 'A column for each number of a vector, as many as the first or longest has, or as told.',
			sentence: (words) => `Make columns of ${named(words.text('column'))}`
		},
		'parse-vector': {
			title: 'Read a vector',
			description: 'Read text like [0.1, 2, 3] as a vector.',
			sentence: (words) => `Read ${columns(words)} as vectors`
		},
		'normalise-vector': {
			title: 'Normalise a vector',
			description: 'Divide a vector by its length.',
			sentence: (words) => `Normalise ${columns(words)}`
		},
		'scale-vector': {
			title: 'Scale a vector',
			description: 'Multiply each number of a vector and add to it.',
			sentence: (words) => `Multiply ${columns(words)} by ${words.text('factor')} and add ${words.text('offset')}`
		},
		'vector-argmax': {
			title: 'Place of the largest',
			description: 'Where in a vector its largest number is.',
			sentence: (words) => `Place of the largest number in ${columns(words)}`
		},
		'vector-norm': {
			title: 'Euclidean length',
			description: 'The square root of the sum of squares of a vector.',
			sentence: (words) => `Euclidean length of ${columns(words)}`
		},
		'add-vectors': {
			title: 'Add vectors',
			description: 'The sum of two vectors, number by number.',
			sentence: (words) => `Add ${pair(words)}`
		},
		'subtract-vectors': {
			title: 'Subtract vectors',
			description: 'One vector less another, number by number.',
			sentence: (words) => `Subtract ${named(words.text('right'))} from ${named(words.text('left'))}`
		},
		'multiply-vectors': {
			title: 'Multiply vectors',
			description: 'The product of two vectors, number by number.',
			sentence: (words) => `Multiply ${pair(words)}`
		},
		'dot-product': {
			title: 'Dot product',
			description: 'The sum of the products of two vectors.',
			sentence: (words) => `Dot product of ${pair(words)}`
		},
		'cosine-similarity': {
			title: 'Cosine similarity',
			description: 'How much two vectors point the same way.',
			sentence: (words) => `Cosine similarity of ${pair(words)}`
		},
		'vector-distance': {
			title: 'Distance of vectors',
			description: 'How far apart two vectors are.',
			sentence: (words) => `Distance of ${pair(words)}`
		},
		'distance-to-vector': {
			title: 'Distance to the centre',
			description: 'How far a vector is from the mean vector, or from one given.',
			sentence: (words) => `Distance of ${named(words.text('column'))} to the centre`
		}
	},
	fields: {
		tokens: 'Terms',
		pattern: 'Pattern',
		gaps: 'The pattern is what lies between',
		lowerCase: 'Ignore case',
		minLength: 'Letters a word has at least',
		stopWords: 'Leave out words that say little',
		shortest: 'Terms in a run, at least',
		longest: 'Terms in a run, at most',
		minDocuments: 'In texts, at least (below 1: a share)',
		maxDocuments: 'In texts, at most (up to 1: a share)',
		most: 'Terms kept at most',
		minCount: 'Times in a text, at least (below 1: a share)',
		binary: 'Only whether it is there',
		output: 'Result',
		into: 'Name of the result',
		keep: 'Keep the column',
		idf: 'Weight of rare terms',
		sublinear: 'Logarithm of counts',
		norm: 'Length of each vector',
		count: 'How many',
		signed: 'With signs',
		by: 'Stop at',
		variance: 'Share of the variance',
		centre: 'Take the mean off',
		scale: 'Divide by the deviation',
		method: 'Weights',
		seed: 'Seed',
		start: 'First centres',
		iterations: 'Rounds at most',
		distances: 'Distances',
		missing: 'Where a number is missing',
		length: 'How many columns',
		factor: 'Times',
		offset: 'Plus',
		suffix: 'Suffix of new columns',
		target: 'Distance to',
		vector: 'Vector',
		metric: 'Distance',
		left: 'First vector',
		right: 'Second vector',
		name: 'New column'
	},
	options: {
		words: 'Words',
		spaces: 'What stands between spaces',
		pattern: 'By a pattern',
		characters: 'Letters',
		'characters-in-words': 'Letters within words',
		none: 'None',
		english: 'English',
		japanese: 'Japanese',
		columns: 'One column each',
		vector: 'One vector',
		smooth: 'ln((1 + n) / (1 + df)) + 1',
		plain: 'ln(n / df) + 1',
		'zero-based': 'ln((n + 1) / (df + 1))',
		l2: '1, Euclidean',
		l1: '1, sum of sizes',
		max: '1, largest',
		count: 'A number of my choice',
		variance: 'A share of the variance',
		gaussian: 'Gaussian',
		sparse: 'Sparse',
		spread: 'Spread (k-means++)',
		'first-rows': 'The first rows',
		own: 'To its own centre',
		each: 'To each centre',
		keep: 'Leave a gap',
		missing: 'The vector is missing',
		first: 'As in the first vector',
		longest: 'As in the longest',
		centre: 'The mean vector',
		given: 'Numbers I give',
		euclidean: 'Euclidean',
		squared: 'Euclidean, squared',
		manhattan: 'Sum of differences',
		chebyshev: 'Largest difference',
		cosine: '1 - cosine',
		canberra: 'Canberra'
	}
};
