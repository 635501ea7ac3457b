package oar.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of cells under headings, in columns just wide enough. Numbers go to the right. */
public final class Table {
  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Create a table without rows.
   *
   * @param columns one or more
   */
  public Table(Column... columns) {
    this.columns = List.of(columns);
  }

  /**
   * A column.
   *
   * @param heading what is over it
   * @param numeric whether its cells are numbers
   */
  public record Column(String heading, boolean numeric) {
    /** Create a column of texts. */
    public static Column text(String heading) {
      return new Column(heading, false);
    }

    /** Create a column of numbers. */
    public static Column number(String heading) {
      return new Column(heading, true);
    }
  }

  /** Add a row with a cell for each column. */
  public void add(String... cells) {
    rows.add(List.of(cells));
  }

  /** Print headings and rows, indented. */
  public void print(PrintWriter out) {
    int[] widths = widths();
    print(out, columns.stream().map(Column::heading).toList(), widths);
    for (List<String> row : rows) {
      print(out, row, widths);
    }
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).heading().length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private void print(PrintWriter out, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      line.append(GAP).append(columns.get(i).numeric() ? padding + cells.get(i) : cells.get(i) + padding);
    }
    out.println(line.toString().stripTrailing());
  }
}
