package isoloss.data;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** An immutable sequence of doubles with value equality; copies at the border. */
public final class Values {
  private static final Values EMPTY = new Values(new double[0]);

  private final double[] values;

  private Values(double[] owned) {
    this.values = owned;
  }

  public static Values of(double... values) {
    return values.length == 0 ? EMPTY : new Values(values.clone());
  }

  public int size() {
    return values.length;
  }

  public double get(int i) {
    return values[i];
  }

  public double[] toArray() {
    return values.clone();
  }

  public DoubleStream stream() {
    return Arrays.stream(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
