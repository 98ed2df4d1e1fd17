import { wordCounts } from './vectors/word-counts';
import { tfIdf } from './vectors/tf-idf';
import { hashWords } from './vectors/hash-words';
import { pca } from './vectors/pca';
import { truncatedSvd } from './vectors/truncated-svd';
import { randomProjection } from './vectors/random-projection';
import { kMeans } from './vectors/k-means';
import { assemble } from './vectors/assemble';
import { flattenVector } from './vectors/flatten-vector';
import { parseVector } from './vectors/parse-vector';
import { normaliseVector } from './vectors/normalise-vector';
import { scaleVector } from './vectors/scale-vector';
import { vectorArgmax } from './vectors/vector-argmax';
import { vectorNorm } from './vectors/vector-norm';
import { addVectors } from './vectors/add-vectors';
import { subtractVectors } from './vectors/subtract-vectors';
import { multiplyVectors } from './vectors/multiply-vectors';
import { dotProduct } from './vectors/dot-product';
import { cosineSimilarity } from './vectors/cosine-similarity';
import { vectorDistance } from './vectors/vector-distance';
import { distanceToVector } from './vectors/distance-to-vector';

export const vectorsOperations = [
	wordCounts,
	tfIdf,
	hashWords,
	pca,
	truncatedSvd,
	randomProjection,
	kMeans,
	assemble,
	flattenVector,
	parseVector,
	normaliseVector,
	scaleVector,
	vectorArgmax,
	vectorNorm,
	addVectors,
	subtractVectors,
	multiplyVectors,
	dotProduct,
	cosineSimilarity,
	vectorDistance,
	distanceToVector
] as const;
