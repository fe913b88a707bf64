package isoloss.report.render;

/** Where the data of a figure lie on a drawing, in pixels from the upper left. */
record Plane(PlotScale x, PlotScale y, double left, double top, double width, double height) {

  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  double px(double value) {
    return left + x.place(value) * width;
  }

  double py(double value) {
    return bottom() - y.place(value) * height;
  }
}
