package oar.runtime.arm.op.detection;

import oar.runtime.arm.op.Precision;

/**
 * The overlap of polygons, given as the coordinates of their corners, by Jaccard's index: the area of the intersection in that
 * of the union. Polygons without area, or apart from each other, do not overlap.
 *
 * @param corners of each polygon
 * @param precision of areas
 */
record PolygonOverlap(int corners, Precision precision) implements Overlap {
  @Override
  public double of(double[] polygons, int first, int second) {
    double firstArea = area(polygons, first);
    double secondArea = area(polygons, second);
    double common = precision.round(PolygonIntersection.area(polygons, first, second, corners));
    if (firstArea == 0 || secondArea == 0 || common == 0) {
      return 0;
    }
    double sum = precision.round(firstArea + secondArea);
    return precision.round(common / precision.round(sum - common));
  }

  private double area(double[] polygons, int at) {
    double area = 0;
    for (int i = 0; i < corners; i++) {
      int corner = at + 2 * i;
      int next = at + 2 * ((i + 1) % corners);
      double product = precision.round(polygons[corner] * polygons[next + 1]);
      double other = precision.round(polygons[corner + 1] * polygons[next]);
      area = precision.round(area + precision.round(product - other));
    }
    return Math.abs(precision.round(area / 2));
  }
}
