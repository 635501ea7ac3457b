package oar.runtime.arm.op.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The area that two polygons have in common; where a polygon crosses itself, a point is inside it if a line from there meets
 * its edges an odd number of times. The plane is cut into bands at all heights of corners and crossings. Within a band edges do
 * not cross, so that what lies between two of them has the width that it has in the middle of the band.
 */
final class PolygonIntersection {
  private PolygonIntersection() {}

  /** An edge from its upper end to its lower one. */
  private record Edge(boolean isOfFirst, double x, double y, double endX, double endY) {
    static Edge of(boolean isOfFirst, double x, double y, double endX, double endY) {
      return y <= endY ? new Edge(isOfFirst, x, y, endX, endY) : new Edge(isOfFirst, endX, endY, x, y);
    }

    double slope() {
      return (endX - x) / (endY - y);
    }

    double xAt(double height) {
      return x + (height - y) * slope();
    }

    boolean isAt(double height) {
      return y < height && height < endY;
    }

    /** Return the height where the lines through two edges meet, which is no number if they are parallel. */
    double crossing(Edge other) {
      return y + (other.xAt(y) - x) / (slope() - other.slope());
    }
  }

  /**
   * Return the common area.
   *
   * @param polygons coordinates of corners
   * @param first where the first polygon begins
   * @param second where the second polygon begins
   * @param corners of each polygon
   */
  static double area(double[] polygons, int first, int second, int corners) {
    List<Edge> edges = new ArrayList<>();
    addEdges(edges, true, polygons, first, corners);
    addEdges(edges, false, polygons, second, corners);
    double[] heights = heights(edges);
    double area = 0;
    for (int i = 1; i < heights.length; i++) {
      double middle = (heights[i - 1] + heights[i]) / 2;
      area += commonWidth(edges, middle) * (heights[i] - heights[i - 1]);
    }
    return area;
  }

  private static void addEdges(List<Edge> edges, boolean isOfFirst, double[] polygons, int at, int corners) {
    for (int i = 0; i < corners; i++) {
      int corner = at + 2 * i;
      int next = at + 2 * ((i + 1) % corners);
      edges.add(Edge.of(isOfFirst, polygons[corner], polygons[corner + 1], polygons[next], polygons[next + 1]));
    }
  }

  /** Return the heights of all corners and crossings, in order, each once. */
  private static double[] heights(List<Edge> edges) {
    DoubleStream.Builder heights = DoubleStream.builder();
    for (int i = 0; i < edges.size(); i++) {
      Edge edge = edges.get(i);
      heights.add(edge.y).add(edge.endY);
      for (Edge other : edges.subList(0, i)) {
        double height = edge.crossing(other);
        if (edge.isAt(height) && other.isAt(height)) {
          heights.add(height);
        }
      }
    }
    return heights.build().sorted().distinct().toArray();
  }

  private static double commonWidth(List<Edge> edges, double height) {
    List<Edge> met = edges.stream().filter(edge -> edge.isAt(height))
        .sorted(Comparator.comparingDouble(edge -> edge.xAt(height))).toList();
    boolean isInFirst = false;
    boolean isInSecond = false;
    double width = 0;
    for (int i = 0; i + 1 < met.size(); i++) {
      isInFirst ^= met.get(i).isOfFirst;
      isInSecond ^= !met.get(i).isOfFirst;
      if (isInFirst && isInSecond) {
        width += met.get(i + 1).xAt(height) - met.get(i).xAt(height);
      }
    }
    return width;
  }
}
