import * as v from 'valibot';

type Point = readonly [number, number];
type Ring = readonly Point[];

const PointSchema = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(2));
const RingsSchema = v.array(v.array(PointSchema));
const GeometrySchema = v.variant('type', [
	v.object({ type: v.literal('Polygon'), coordinates: RingsSchema }),
	v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(RingsSchema) })
]);
const GeoJsonSchema = v.union([
	GeometrySchema,
	v.object({ type: v.literal('GeometryCollection'), geometries: v.array(GeometrySchema) }),
	v.object({ type: v.literal('Feature'), geometry: GeometrySchema }),
	v.object({ type: v.literal('FeatureCollection'), features: v.array(v.object({ geometry: GeometrySchema })) })
]);

/** The rings (longitude, latitude) of a polygon or several, as GeoJSON or WKT; null for any other text. */
export function regionRings(text: string): Ring[] | null {
	const rings = text.trim().startsWith('{') ? geoJsonRings(text) : wktRings(text);
	return rings && rings.length > 0 && rings.every((ring) => ring.length >= 4) ? rings : null;
}

function geoJsonRings(text: string): Ring[] | null {
	const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), GeoJsonSchema), text);
	if (!parsed.success) return null;
	const found = parsed.output;
	if (found.type === 'FeatureCollection') return found.features.flatMap(({ geometry }) => ringsOf(geometry));
	if (found.type === 'Feature') return ringsOf(found.geometry);
	return found.type === 'GeometryCollection' ? found.geometries.flatMap(ringsOf) : ringsOf(found);
}

function ringsOf(geometry: v.InferOutput<typeof GeometrySchema>): Ring[] {
	const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
	return rings.map((ring) => closed(ring.map(([x = NaN, y = NaN]) => [x, y] as const)));
}

function wktRings(text: string): Ring[] | null {
	const found = /^\s*(?:SRID=\d+;)?\s*(?:MULTI)?POLYGON\s*(?:Z\s*)?(\(.*\))\s*$/is.exec(text)?.[1];
	if (!found) return null;
	const rings = [...found.matchAll(/\(([^()]+)\)/g)].map(([, points = '']) =>
		closed(
			points.split(',').map((point) => {
				const [x = NaN, y = NaN] = point.trim().split(/\s+/).map(Number);
				return [x, y] as const;
			})
		)
	);
	return rings.flat(2).every(Number.isFinite) ? rings : null;
}

function closed(ring: Ring): Ring {
	const [first, last] = [ring[0], ring.at(-1)];
	return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...ring, first] : ring;
}
