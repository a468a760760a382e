package dev.rollcall.models.report;

import java.util.List;

/** What a plot shows; how it is drawn is up to the report. */
public sealed interface Plot {
  String title();

  String xAxis();

  String yAxis();

  /**
   * Curves in one frame.
   *
   * @param logarithmicX true: x is drawn by its logarithm, and points at or below 0 are left out
   */
  record Lines(String title, String xAxis, String yAxis, boolean logarithmicX, List<Line> lines)
      implements Plot {
    public Lines {
      lines = List.copyOf(lines);
    }
  }

  /** One curve; x and y are of one length. */
  record Line(String name, List<Double> x, List<Double> y) {
    public Line {
      x = List.copyOf(x);
      y = List.copyOf(y);
      if (x.size() != y.size()) {
        throw new IllegalArgumentException(
            "%s: %d x and %d y make no curve".formatted(name, x.size(), y.size()));
      }
    }
  }

  /** A bar a category and series, side by side. */
  record Bars(
      String title, String xAxis, String yAxis, List<String> categories, List<Series> series)
      implements Plot {
    public Bars {
      categories = List.copyOf(categories);
      series = List.copyOf(series);
    }
  }

  /** The heights of one colour's bars, in the order of the categories. */
  record Series(String name, List<Double> heights) {
    public Series {
      heights = List.copyOf(heights);
    }
  }

  /**
   * A table of counts in shades, such as a confusion matrix.
   *
   * @param counts {@code [row][column]}, rows from the top
   */
  record Grid(
      String title, String xAxis, String yAxis, List<String> labels, List<List<Long>> counts)
      implements Plot {
    public Grid {
      labels = List.copyOf(labels);
      counts = counts.stream().map(List::copyOf).toList();
    }
  }
}
