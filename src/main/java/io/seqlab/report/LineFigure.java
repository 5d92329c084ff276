package io.seqlab.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A measure over a dimension: one line a variant, with a band of one standard deviation. */
record LineFigure(String name, String title, Quantity x, Quantity y, List<Curve> curves)
    implements Figure {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 430;
  private static final int MOST_MARKED = 25;
  private static final Color INK = new Color(0x222222);
  private static final Color GRID = new Color(0xE4E4E4);
  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND
  };

  @Override
  public String description() {
    return "%s over %s, one line for each of: %s."
        .formatted(
            y.title(),
            x.title().toLowerCase(Locale.ROOT),
            String.join(", ", curves.stream().map(Curve::label).toList()));
  }

  @Override
  public String svg() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(chart(), out, VectorGraphicsFormat.SVG);
    return Svg.described(out.toString(StandardCharsets.UTF_8), title, description());
  }

  @Override
  public BufferedImage image() {
    BufferedImage image =
        new BufferedImage(SCALE * WIDTH, SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    chart().paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    return image;
  }

  private XYChart chart() {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x.label())
            .yAxisTitle(y.label())
            .build();
    style(chart.getStyler());
    curves.stream().filter(Curve::hasBand).forEach(curve -> addBand(chart, curve));
    curves.forEach(curve -> addLine(chart, curve));
    return chart;
  }

  private void addLine(XYChart chart, Curve curve) {
    double[] xs = curve.points().stream().mapToDouble(Curve.At::x).toArray();
    double[] means = curve.points().stream().mapToDouble(p -> y.scaled(p.y().mean())).toArray();
    XYSeries line = chart.addSeries(curve.label(), xs, means);
    line.setLineStyle(Palette.stroke(curve.number(), 2.2f));
    line.setLineColor(Palette.colour(curve.number()));
    line.setMarkerColor(Palette.colour(curve.number()));
    boolean marked = curve.points().size() <= MOST_MARKED;
    line.setMarker(marked ? MARKERS[curve.number() % MARKERS.length] : SeriesMarkers.NONE);
  }

  /** The outline of the band: along its upper edge, and back along the lower. */
  private void addBand(XYChart chart, Curve curve) {
    int n = curve.points().size();
    double[] xs = new double[2 * n];
    double[] ys = new double[2 * n];
    for (int i = 0; i < n; i++) {
      Curve.At point = curve.points().get(i);
      Spread spread = point.y();
      int back = 2 * n - 1 - i;
      xs[i] = point.x();
      xs[back] = point.x();
      ys[i] = within(y.scaled(spread.mean() + spread.deviation()));
      ys[back] = within(y.scaled(spread.mean() - spread.deviation()));
    }
    XYSeries band = chart.addSeries(curve.label() + " ± 1 SD", xs, ys);
    band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    Color colour = Palette.colour(curve.number());
    Color light = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 40);
    band.setFillColor(light);
    band.setLineColor(new Color(0, 0, 0, 0));
    band.setLineWidth(0);
    band.setMarker(SeriesMarkers.NONE);
    band.setShowInLegend(false);
  }

  /** No share is below 0 or above 100 %. */
  private double within(double value) {
    return y.isShare() ? Math.min(100, Math.max(0, value)) : value;
  }

  private void style(XYStyler style) {
    style.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    style.setChartTitleBoxVisible(false);
    style.setChartFontColor(INK);
    style.setAxisTickLabelsColor(INK);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setPlotGridVerticalLinesVisible(false);
    style.setAxisTickMarksColor(INK);
    style.setAxisTickMarksStroke(new BasicStroke(1));
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendSeriesLineLength(36);
    style.setMarkerSize(7);
    style.setPlotContentSize(1);
    style.setLocale(Locale.ROOT);
    style.setDecimalPattern("#,##0.###");
    style.setXAxisMin(Math.min(0, all(Curve.At::x).min().orElse(0)));
    setHeight(style);
  }

  /** Shares have the whole scale; other axes begin at zero, for nothing here is negative. */
  private void setHeight(XYStyler style) {
    double lowest = all(point -> point.y().mean()).min().orElse(0);
    if (y.isShare()) {
      style.setYAxisMin(0.0);
      style.setYAxisMax(100.0);
    } else if (lowest >= 0) {
      style.setYAxisMin(0.0);
    }
  }

  private DoubleStream all(ToDoubleFunction<Curve.At> of) {
    return curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(of);
  }
}
