import { distanceBetween } from './geo/distance-between';
import { distanceToPlace } from './geo/distance-to-place';
import { bearing } from './geo/bearing';
import { midpoint } from './geo/midpoint';
import { destination } from './geo/destination';
import { inBox } from './geo/in-box';
import { inRegion } from './geo/in-region';
import { nearestPlace } from './geo/nearest-place';
import { countWithin } from './geo/count-within';
import { gridCell } from './geo/grid-cell';
import { geohashEncode } from './geo/geohash-encode';
import { geohashDecode } from './geo/geohash-decode';
import { plusCodeEncode } from './geo/plus-code-encode';
import { plusCodeDecode } from './geo/plus-code-decode';
import { meshCode } from './geo/mesh-code';
import { mapTile } from './geo/map-tile';
import { project } from './geo/project';
import { parseCoordinate } from './geo/parse-coordinate';
import { parsePoint } from './geo/parse-point';
import { formatCoordinate } from './geo/format-coordinate';
import { formatPoint } from './geo/format-point';
import { validateCoordinates } from './geo/validate-coordinates';
import { swapCoordinates } from './geo/swap-coordinates';
import { speedBetween } from './geo/speed-between';
import { distanceAlong } from './geo/distance-along';

export const geoOperations = [
	distanceBetween,
	distanceToPlace,
	bearing,
	midpoint,
	destination,
	inBox,
	inRegion,
	nearestPlace,
	countWithin,
	gridCell,
	geohashEncode,
	geohashDecode,
	plusCodeEncode,
	plusCodeDecode,
	meshCode,
	mapTile,
	project,
	parseCoordinate,
	parsePoint,
	formatCoordinate,
	formatPoint,
	validateCoordinates,
	swapCoordinates,
	speedBetween,
	distanceAlong
] as const;
